// The clauses of a document as tests, for reports of tests.
#pragma once

#include <string>
#include <vector>

#include "render/report.h"

namespace precept::rendering {

/// A clause that looked at something in a document. The report must have its settled findings and rights; the
/// case refers to it.
struct ClauseCase {
  std::string label;                    ///< for people; unescaped
  std::vector<const Finding*> failed;   ///< binding, and violated or undetermined
  std::vector<const Finding*> noted;    ///< advice and notes that are not followed, or open
  std::vector<const Finding*> known;    ///< binding, and known by a baseline
  bool is_rest = false;                 ///< stands for what is undetermined and no clause's: a missing list
  std::vector<const OpenPoint*> asked;  ///< of the rest

  bool passed() const { return failed.empty() && !is_rest; }
  /// Would have failed, had no baseline known it.
  bool is_known() const { return passed() && !known.empty(); }
  /// Nothing is violated; something is undetermined.
  bool is_open() const;
};
/// In the policy's order. At least one; of a document that has a verdict and is not compliant, one has
/// failed or is known.
std::vector<ClauseCase> clause_cases(const DocumentReport& report);

/// What failed in a case, each in a line with its place; then what is asked.
std::vector<std::string> failures_in_words(const ClauseCase& of, const DocumentReport& report);
/// The same of what is known.
std::vector<std::string> known_in_words(const ClauseCase& of, const DocumentReport& report);
/// The same of what is only noted.
std::vector<std::string> notes_in_words(const ClauseCase& of, const DocumentReport& report);

}  // namespace precept::rendering
