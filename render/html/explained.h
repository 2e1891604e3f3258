// What a page says of a document beyond its report: why each finding and each right came out as it did.
#pragma once

#include <optional>
#include <vector>

#include "render/html/reason_pool.h"
#include "runtime/evaluate/outcome.h"

namespace precept::rendering {

/// How often each clause came to what, all subjects taken together.
struct ClauseCounts {
  std::string clause;
  std::size_t satisfied = 0, violated = 0, undetermined = 0, not_applicable = 0;
};

struct ExplainedSubject {
  ReasonPool::Subject subject;
  std::string facts;  ///< "category: Associate · country: Senegal": what the policy reads of it
  std::vector<std::uint32_t> reasons;  ///< by act: the root in the pool
  std::vector<bool> is_done;           ///< by act: the document has it as done
};

/// Told of a run by `evaluate`; holds what it found until the next.
class Explained : public Inspector {
 public:
  /// No more findings than this are explained, and no more subjects; a page says what it leaves out.
  static constexpr std::size_t kMostFindings = 500, kMostSubjects = 20'000;

  void inspect(const RunView& view, const Results& results, Places& places, DocumentReport& report) override;
  /// Forgets the last run: a document that is not checked has none.
  void clear() { *this = {}; }

  const std::vector<std::optional<Reason>>& findings() const { return findings_; }  ///< as in the report
  const std::vector<ExplainedSubject>& subjects() const { return subjects_; }  ///< as the report's rights
  const std::vector<ClauseCounts>& clauses() const {
    return clauses_;
  }  ///< of demands, in the policy's order
  const ReasonPool& pool() const { return pool_; }

 private:
  std::vector<std::optional<Reason>> findings_;
  std::vector<ExplainedSubject> subjects_;
  std::vector<ClauseCounts> clauses_;
  ReasonPool pool_;
};

}  // namespace precept::rendering
