// Collects what a page tells beyond the report: why each finding and each right came out as it did.
#pragma once

#include <optional>
#include <vector>

#include "render/html/reason_pool.h"
#include "runtime/evaluate/evaluate.h"

namespace precept::rendering {

/// The outcomes of one clause, counted over all subjects.
struct ClauseCounts {
  std::string clause;
  std::size_t satisfied = 0, violated = 0, undetermined = 0, not_applicable = 0;
};

struct ExplainedSubject {
  ReasonPool::SubjectParts subject;
  std::string facts;  ///< the fields that the policy reads: "category: Associate · country: Senegal"
  std::vector<std::uint32_t> reasons;  ///< for each act the root in the pool
  std::vector<bool> is_done;           ///< for each act: the document records it as exercised
};

/// Is told of each run by `evaluate`, and keeps what it found until the next run.
class ReasonCollector : public RunInspector {
 public:
  ReasonCollector() = default;
  /// Brief: no reasons and facts, only what was done.
  explicit ReasonCollector(bool is_brief) : is_brief_(is_brief) {}

  /// At most so many findings and subjects are explained; the page says how many it leaves out.
  static constexpr std::size_t kMostFindings = 500, kMostSubjects = 20'000;

  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;
  /// Forgets the last run, because a document that is not checked has none.
  void clear() { *this = ReasonCollector(is_brief_); }

  const std::vector<std::optional<Reason>>& findings() const { return findings_; }  ///< as in the report
  const std::vector<ExplainedSubject>& subjects() const { return subjects_; }  ///< as the report's rights
  const std::vector<ClauseCounts>& clauses() const { return clauses_; }        ///< in the policy's order
  const ReasonPool& pool() const { return pool_; }

 private:
  std::vector<std::optional<Reason>> findings_;
  std::vector<ExplainedSubject> subjects_;
  std::vector<ClauseCounts> clauses_;
  ReasonPool pool_;
  bool is_brief_ = false;
};

}  // namespace precept::rendering
