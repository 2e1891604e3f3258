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
    case ParagraphStatus::NotEncoded:
      return "not encoded";
    case ParagraphStatus::Unaccounted:
      return "unaccounted for";
  }
  return "";
}

namespace {

ParagraphStatus status_of(const model::Clause& clause) {
  if (clause.lacks_part) return ParagraphStatus::NotEncoded;
  switch (clause.form) {
    case model::ClauseForm::Encoded:
      return ParagraphStatus::Encoded;
    case model::ClauseForm::Informative:
      return ParagraphStatus::Informative;
    case model::ClauseForm::NotCheckable:
      return ParagraphStatus::NotCheckable;
    case model::ClauseForm::NotEncoded:
      return ParagraphStatus::NotEncoded;
  }
  return ParagraphStatus::Unaccounted;
}

}  // namespace

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
      const ParagraphStatus how = status_of(clause);
      // Of several clauses for a paragraph the strongest form counts, `Encoded` before the others. What is
      // left out is not made good by what is there.
      const bool is_left_out = row.how == ParagraphStatus::NotEncoded;
      const bool is_stronger = how < row.how || how == ParagraphStatus::NotEncoded;
      if (row.clauses.empty() || (!is_left_out && is_stronger)) {
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
