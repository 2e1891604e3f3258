#include <map>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void equal_messages(Look& look) {
  // Norms of other clauses are told apart by their labels.
  std::map<std::pair<const ast::ClauseDecl*, std::vector<std::string>>, const ast::Text*> first;
  for (const SeenText& seen : texts_of(look)) {
    if (seen.role != TextRole::Message) continue;
    auto [found, is_new] = first.emplace(std::pair(seen.clause, plain_words(seen.text->plain)), seen.text);
    if (is_new) continue;
    look.found(DiagnosticKind::EqualMessages, seen.text->span,
               "another norm of the clause has this message: who reads it does not learn which was broken")
        .label(found->second->span, "the first")
        .with_help("say in each what is missing of what it asks for");
  }
}

}  // namespace precept::lint
