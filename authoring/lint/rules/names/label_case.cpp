#include <map>

#include "authoring/lint/rules/names/names.h"
#include "base/text.h"

namespace precept::lint {

void label_case(Look& look) {
  // In one section that is a mistake already.
  std::map<std::string, const model::Clause*> first;
  for (const model::Section& section : look.model().sections) {
    for (const model::Clause& clause : section.clauses) {
      auto [found, is_new] = first.emplace(case_folded(clause.label), &clause);
      if (is_new || found->second->label == clause.label) continue;
      look.found(DiagnosticKind::LabelCase, clause.label_span,
                 "the clauses `" + found->second->label + "` and `" + clause.label +
                     "` differ by letter case alone")
          .label(found->second->label_span, "the first")
          .with_help("write the label of the text the same way each time");
    }
  }
}

}  // namespace precept::lint
