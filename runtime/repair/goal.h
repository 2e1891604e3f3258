// The goal of a repair, how a run stands to it, and the plans that lead there.
//
//   shall ensure s.length <= f.limit
//
//   Goal{}: the document is compliant. Ben's stall is too long: GoalState::Broken, with plans to change
//   `limit` or `length`
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/repair/change/change.h"
#include "runtime/repair/planner/planner.h"
#include "runtime/report/report.h"
#include "runtime/run/results.h"

namespace precept {

/// What is wanted. Nothing named: the document is compliant. A clause: none of its norms is violated or open,
/// warnings and notes included. An act: the right to it is permitted. With a subject both are about that
/// subject; a subject alone: it breaks no `shall` and no `shall not`.
struct Goal {
  Aim aim = Aim::Mend;
  std::string subject;  ///< JSON pointer
  std::string clause, act;

  bool is_verdict() const { return subject.empty() && clause.empty() && act.empty(); }
};

/// Whether the goal is met, open or broken, from best to worst.
enum class GoalState : std::uint8_t { Met, Open, Broken };

/// A finished run, seen with a goal. Refers to all that it is made from.
class GoalView {
 public:
  /// `subject`: the pointer of the goal's subject in this document, if the goal has one.
  GoalView(const Goal& goal, std::string subject, const RunView& view, const Results& results,
           const DocumentPlaces& places, const DocumentReport& report)
      : goal_(goal),
        subject_(std::move(subject)),
        view_(view),
        results_(results),
        places_(places),
        report_(report) {}

  /// How the goal stands, whatever its aim. Nothing where what it names is not in the document.
  std::optional<GoalState> state() const;
  /// Plans that lead from here to the aim.
  Plans plans(Planner& planner) const;

 private:
  bool is_subject(std::uint32_t level, std::uint32_t row) const;
  bool is_wanted(const Finding& finding) const;
  std::optional<GoalState> permission() const;
  bool is_there() const;
  void mend_lists(Planner& planner, std::vector<Plans>& all) const;
  void mend_norms(std::uint32_t section, Planner& planner, std::vector<Plans>& all) const;
  void mend_acts(std::uint32_t section, Planner& planner, std::vector<Plans>& all) const;
  void break_norms(std::uint32_t section, Planner& planner, Plans& plans) const;
  void break_acts(std::uint32_t section, Planner& planner, Plans& plans) const;
  Plans mend_act(std::uint32_t section, std::uint32_t act, std::uint32_t row, Planner& planner) const;
  Plans done(const program::Act& act, std::uint32_t level, std::uint32_t row, Truth wish,
             Planner& planner) const;
  Plans right(const program::Act& act, std::uint32_t level, std::uint32_t row, unsigned rights,
              Planner& planner) const;
  std::uint32_t act_named(const program::Section& section) const;
  std::string_view label(const program::Norm& norm) const {
    return view_.text(view_.clauses[norm.clause].label);
  }
  std::vector<std::string> clauses_of(std::uint32_t section, std::uint32_t act,
                                      std::optional<std::uint32_t> row) const;

  const Goal& goal_;
  std::string subject_;
  const RunView& view_;
  const Results& results_;
  const DocumentPlaces& places_;
  const DocumentReport& report_;
};

}  // namespace precept
