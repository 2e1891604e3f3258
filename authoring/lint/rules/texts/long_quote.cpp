#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

namespace {

/// More than what one norm encodes has.
constexpr std::size_t kMostWords = 80;

}  // namespace

void long_quote(Look& look) {
  for (const SeenText& seen : texts_of(look)) {
    const std::size_t count = seen.role == TextRole::Quote ? plain_words(seen.text->plain).size() : 0;
    if (count <= kMostWords) continue;
    look.found(DiagnosticKind::LongQuote, seen.text->span,
               "this quotes " + std::to_string(count) + " words: a report that repeats them is not read")
        .with_help("quote the words that bind, and let each norm quote its own");
  }
}

}  // namespace precept::lint
