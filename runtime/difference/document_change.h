// What a change of policy comes to for one document: its verdict, findings and rights by both policies
// (docs/policy_changes.md).
//
//   {"kind": "Evening", "guests": [{"name": "Ben", "age": 17, "acts": ["enter"]}]}
//
// by `shall not enter when g.age < 18` is non-compliant, and by `… < 16` compliant: Weaker, with the finding
// of Ben that is gone.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/check/readings.h"
#include "runtime/difference/policy_change.h"

namespace precept::difference {

struct DocumentChange {
  DocumentReport before;
  Alternative after;                          ///< its report, and the findings and rights that flip
  Effect effect{};                            ///< the gravest of verdict, findings and rights
  std::string why_not_before, why_not_after;  ///< the first mistake, where there is no verdict

  bool is_compared() const { return before.verdict.has_value() && after.report.verdict.has_value(); }
  /// Whether there is something to tell: a verdict, finding or right flips, or one policy alone, or none,
  /// came to a verdict.
  bool is_flip() const {
    return !is_compared() || before.verdict != after.report.verdict || !after.findings.empty() ||
           !after.rights.empty();
  }
};

/// Both reports must have all findings and rights. A finding flips where it is, or was, a breach or open; not
/// where what was kept no longer applies.
DocumentChange compare_documents(DocumentReport before, DocumentReport after);

/// What a flip lets through. None stands for: there is no such finding.
Effect effect_of(const FindingChange& change);
Effect effect_of(const RightChange& change);
/// None: not checked.
Effect effect_of(std::optional<Verdict> before, std::optional<Verdict> after);

/// Adds the clauses, by kind and label, that looked at something in the document.
void add_clauses_at_work(const DocumentReport& report, std::set<std::pair<std::string, std::string>>& to);

}  // namespace precept::difference
