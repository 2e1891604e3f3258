#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void short_quote(Look& look) {
  for (const SeenText& seen : texts_of(look)) {
    if (seen.role != TextRole::Quote || plain_words(seen.text->plain).size() > 1) continue;
    look.found(DiagnosticKind::ShortQuote, seen.text->span,
               "one word is no quote: a text that was changed may still have it")
        .with_help("quote as many words as say what is encoded");
  }
}

}  // namespace precept::lint
