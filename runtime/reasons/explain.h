// Why a check came out as it did: explains the verdict, a clause or a right, for all or for one subject
// (docs/explaining.md).
//
//   clause length
//     shall ensure s.length <= f.limit
//       otherwise "{s.name} is {s.length} metres long"
//
//   Question{.name = "Ben"}:   length: Ben is 6 metres long
//                                - the `limit` is 4, less than the `length` of Ben (6)
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/reasons/reason.h"
#include "runtime/run/results.h"

namespace precept {

/// An answer has no more norms and rights than this, unless the question is_full. It says what is left out.
inline constexpr std::size_t kMostAnswers = 50;

/// What is asked. With nothing set: why the verdict is what it is.
struct Question {
  std::string subject;   ///< JSON pointer of an element: "/attendance/3"
  std::string name;      ///< name of an element, instead of its pointer
  std::string clause;    ///< "resolves 6"
  std::string act;       ///< "decide"
  bool is_full = false;  ///< tells what did not decide, too

  bool has_subject() const { return !subject.empty() || !name.empty(); }
  /// The detail that the report needs for the answer: a verdict also rests on findings that are satisfied.
  ReportDetail detail() const {
    return {.settled_findings = !has_subject() && clause.empty() && act.empty(), .rights = false};
  }
};

/// Inspects a run for `evaluate`, and owns the answer afterwards.
class Explainer : public RunInspector {
 public:
  explicit Explainer(Question question) : question_(std::move(question)) {}
  std::optional<Subject> subject(const Program& program, const Document& document,
                                 const DocumentPlaces& places) override;
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;

  /// Nothing where the question names something that is not there; the report's diagnostics then say so.
  const std::optional<Reason>& answer() const { return answer_; }

 private:
  Question question_;
  bool is_alone_ = false;  ///< the run is about the subject only
  std::optional<Reason> answer_;
};

}  // namespace precept
