// Which paragraphs of an official text a policy accounts for.
#include "compiler/source_lock/lock.h"

namespace precept::source_lock {

const char* to_string(ParagraphStatus status) {
  switch (status) {
    case ParagraphStatus::Encoded:
      return "encoded";
    case ParagraphStatus::Informative:
      return "informative";
    case ParagraphStatus::NotCheckable:
      return "not checkable";
    case ParagraphStatus::Unaccounted:
      return "unaccounted for";
  }
  return "";
}

std::vector<CoverageRow> source_coverage(const Lock& lock, const model::Model& policy) {
  std::vector<CoverageRow> rows(lock.paragraphs.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].label = lock.paragraphs[i].label();
    rows[i].how = ParagraphStatus::Unaccounted;
  }
  for (const auto& section : policy.sections) {
    for (const auto& clause : section.clauses) {
      auto found = find_paragraph(lock, clause.label);
      if (!found) continue;
      CoverageRow& row = rows[*found];
      ParagraphStatus how = clause.form == model::ClauseForm::Encoded       ? ParagraphStatus::Encoded
                            : clause.form == model::ClauseForm::Informative ? ParagraphStatus::Informative
                                                                            : ParagraphStatus::NotCheckable;
      // Of several clauses for a paragraph the strongest form counts; `Encoded` is the strongest.
      if (row.clauses.empty() || how < row.how) {
        row.how = how;
        row.reason = clause.reason;
      }
      row.clauses.push_back(&clause);
    }
  }
  std::vector<CoverageRow> labelled;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!lock.paragraphs[i].is_lead) labelled.push_back(std::move(rows[i]));
  }
  return labelled;
}

}  // namespace precept::source_lock
