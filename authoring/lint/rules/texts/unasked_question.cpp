#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void unasked_question(Look& look) {
  for (const SeenText& seen : texts_of(look)) {
    if (seen.role != TextRole::Question) continue;
    const std::string_view text = seen.text->plain;
    const std::size_t last = text.find_last_not_of(" \t\n)\"");
    if (last != std::string_view::npos && text[last] == '?') continue;
    look.found(DiagnosticKind::UnaskedQuestion, seen.text->span,
               "a judgement is answered with yes or no, and this is no question")
        .with_help("write a question, with its question mark: \"Is … ?\"");
  }
}

}  // namespace precept::lint
