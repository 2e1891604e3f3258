#include <algorithm>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void missing_gist(Look& look) {
  for (const model::Section& section : look.model().sections) {
    for (const model::Clause& clause : section.clauses) {
      if (clause.form != model::ClauseForm::Encoded || !clause.gist.empty() || !clause.quote.empty())
        continue;
      const bool has_own = std::ranges::all_of(clause.norms, [&](std::uint32_t norm) {
        return !section.norms[norm].gist.empty() || !section.norms[norm].quote.empty();
      });
      if (has_own) continue;
      look.found(DiagnosticKind::MissingGist, clause.label_span,
                 "the clause `" + clause.label + "` says in no words what it asks for")
          .with_help("write `gist \"…\"` below: reports tell the clause by it");
    }
  }
}

}  // namespace precept::lint
