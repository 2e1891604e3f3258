#include <map>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void equal_gists(Look& look) {
  std::map<std::vector<std::string>, SeenText> first;
  for (const SeenText& seen : texts_of(look)) {
    if (seen.role != TextRole::Gist || seen.clause == nullptr) continue;
    auto [found, is_new] = first.emplace(plain_words(seen.text->plain), seen);
    // One paragraph may have a clause in several sections.
    if (is_new || found->second.clause->label.text == seen.clause->label.text) continue;
    look.found(DiagnosticKind::EqualGists, seen.text->span, "another clause has this gist, of something else")
        .label(found->second.text->span, "the first")
        .with_help("say how the two differ");
  }
}

}  // namespace precept::lint
