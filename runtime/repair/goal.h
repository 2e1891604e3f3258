// What is wanted of a document, and what of a run is not yet so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/repair/change/change.h"
#include "runtime/repair/planner/planner.h"
#include "runtime/report/report.h"
#include "runtime/run/results.h"

namespace precept {

/// Nothing named: that the document is compliant. With a clause that no norm of it is violated or open,
/// warnings and notes too; with an act that the right to it is permitted; both of one subject where one is
/// named. A subject alone: that nothing it does or is breaks a `shall`.
struct Goal {
  Aim aim = Aim::Mend;
  std::string subject;  ///< JSON pointer
  std::string clause, act;

  bool is_verdict() const { return subject.empty() && clause.empty() && act.empty(); }
};

/// How what is asked about stands: as it should be, open, or not. In the order of how bad that is.
enum class Standing : std::uint8_t { Met, Open, Broken };

/// A finished run, looked at with a goal. Refers to all it is made from.
class GoalView {
 public:
  /// `subject`: where the goal's subject lies in this document, if one is meant.
  GoalView(const Goal& goal, std::string subject, const RunView& view, const Results& results,
           const Places& places, const DocumentReport& report)
      : goal_(goal),
        subject_(std::move(subject)),
        view_(view),
        results_(results),
        places_(places),
        report_(report) {}

  /// Whatever the aim is. Nothing where what is asked about is not there.
  std::optional<Standing> standing() const;
  /// Ways from here to the aim.
  Plans plans(Planner& planner) const;

 private:
  bool is_subject(std::uint32_t level, std::uint32_t row) const;
  bool is_wanted(const Finding& finding) const;
  std::optional<Standing> permission() const;
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
  const Places& places_;
  const DocumentReport& report_;
};

}  // namespace precept
