// Why a check came out as it did: the verdict, a clause, a right, for all or for one subject.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/outcome.h"
#include "runtime/reasons/reason.h"
#include "runtime/run/results.h"

namespace precept {

/// No more norms and rights than this answer one question, unless all is asked for; what is left out is said.
inline constexpr std::size_t kMostAnswers = 50;

/// What is asked. Nothing set: why the verdict is what it is.
struct Question {
  std::string subject;   ///< JSON pointer of an element: "/attendance/3"
  std::string name;      ///< its name, instead
  std::string clause;    ///< "resolves 6"
  std::string act;       ///< "decide"
  bool is_full = false;  ///< what did not decide, too

  bool has_subject() const { return !subject.empty() || !name.empty(); }
  /// How much of a report the answer is made from: why a verdict is what it is rests on what is met as well.
  ReportDetail detail() const {
    return {.settled_findings = !has_subject() && clause.empty() && act.empty(), .rights = false};
  }
};

/// Told by `evaluate` of a finished run with all its registers; holds what it found after that.
class Explainer : public Inspector {
 public:
  explicit Explainer(Question question) : question_(std::move(question)) {}
  std::optional<Subject> subject(const Program& program, const Document& document,
                                 const Places& places) override;
  void inspect(const RunView& view, const Results& results, Places& places, DocumentReport& report) override;

  /// Nothing exactly when the question names what is not there, which the report's diagnostics say.
  const std::optional<Reason>& answer() const { return answer_; }

 private:
  Question question_;
  bool is_alone_ = false;  ///< what is inspected is about the subject only
  std::optional<Reason> answer_;
};

}  // namespace precept
