#include <algorithm>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void missing_quote(Look& look) {
  // Without the lock of an official text there is nothing to quote.
  if (look.model().source_lock.empty()) return;
  for (const model::Section& section : look.model().sections) {
    for (const model::Clause& clause : section.clauses) {
      if (clause.form != model::ClauseForm::Encoded || !clause.quote.empty()) continue;
      const bool has_own = std::ranges::any_of(
          clause.norms, [&](std::uint32_t norm) { return !section.norms[norm].quote.empty(); });
      if (has_own) continue;
      look.found(DiagnosticKind::MissingQuote, clause.label_span,
                 "the clause `" + clause.label + "` does not quote the words that it encodes")
          .with_help(
              "write `quote \"…\"` below, with the words of the text: they are then held against its lock");
    }
  }
}

}  // namespace precept::lint
