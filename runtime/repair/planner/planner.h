// From a wish for a result down to the places of the document that would bring it about (docs/fixing.md).
//
// The planner walks over instructions and registers of a run with a wish: this truth is to be yes, this
// number at least 2. For an `and` to be yes, all its operands must be; for an `or`, any one. A comparison
// needs another value on either side; a count needs more or fewer elements that count. A plan is a guess
// until it is tried, as a value may be wanted otherwise elsewhere.
//
//   s.length <= f.limit      to be yes, with lengths 6 and limit 4:
//                            `length` in [least, 4], or `limit` in [6, greatest]
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "runtime/repair/change/fields.h"
#include "runtime/repair/planner/plan.h"

namespace precept {

/// Refers to its arguments, which outlive it. Gives no plan where it knows no way; that is no error.
class Planner {
 public:
  /// A walk looks at no more values than this, and goes no deeper.
  static constexpr std::size_t kMostSteps = 8'000, kMostDepth = 120;
  /// No more elements of a list are changed at once; and no more rows of a list are looked at.
  static constexpr std::size_t kMostElements = 8, kMostRows = 400;

  /// `added`: pointers of values that earlier changes have put; a change within them is cheap.
  Planner(const RunView& view, const DocumentPlaces& places, const Fields& fields,
          const std::set<std::string>& added)
      : view_(view), places_(places), fields_(fields), added_(added) {}

  /// An operand that is to be `wish`, Yes or No, at a row of its level.
  Plans truth(std::uint32_t operand, std::uint32_t row, Truth wish);
  /// The result of an `OutcomeOf` that is to be satisfied or not applicable; if not `is_met`, violated.
  Plans outcome(std::uint32_t reg, std::uint32_t row, bool is_met);
  /// The result of a `RightOf` that is to be one of `rights`, a mask of Right.
  Plans right(std::uint32_t reg, std::uint32_t row, unsigned rights);
  /// A list or record that is to be there. `column` is that of its presence.
  Plans presence(std::uint32_t column, std::uint32_t row);

  PlanLimits& limits() { return limits_; }

 private:
  using Instruction = program::Instruction;
  Plans made_truth(std::uint32_t reg, std::uint32_t row, bool is_yes);
  Plans chain(std::uint32_t a, std::uint32_t b, std::uint32_t row, bool is_yes, bool needs_both);
  Plans equal_codes(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans less_codes(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans compare_ints(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans compare_ratios(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans equal_sets(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans has(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans subset(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans overlaps(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans given(std::uint32_t operand, std::uint32_t row, bool is_yes);
  Plans member(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans attested(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans reach(const Instruction& made, std::uint32_t row, bool is_yes);

  // values that are to lie in a domain
  Plans code(std::uint32_t reg, std::uint32_t row, const Domain& wish);
  Plans number(std::uint32_t reg, std::uint32_t row, Interval wish);
  Plans set(std::uint32_t reg, std::uint32_t row, const Domain& wish);
  Plans cell(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans find(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans column(std::uint32_t column, std::uint32_t row, const Domain& wish);
  std::optional<Plans> date_for(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans moment_at(const Instruction& made, std::uint32_t row, Interval wish);
  Plans moment_after(const Instruction& made, std::uint32_t row, Interval wish);
  Plans moment_on(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans sum_of_months(const Instruction& made, std::uint32_t row, Interval wish);
  Plans sum_of(const Instruction& made, std::uint32_t row, Interval wish);
  Plans product_of(const Instruction& made, std::uint32_t row, Interval wish);
  Plans by_meaning(const program::Instruction& made, std::uint32_t row, Interval wish);
  Plans set_operation(const Instruction& made, std::uint32_t row, const Domain& wish);
  /// Plans for an operand at a row of the operand's level.
  using PlanOperand = std::function<Plans(std::uint32_t operand, std::uint32_t row)>;
  /// Plans for an instruction that only passes a value on: for the field or cell that it reads, or by
  /// `further` for the operand that it passes on. Nothing where it computes a value of its own.
  std::optional<Plans> passed_on(const Instruction& made, std::uint32_t row, const Domain& wish,
                                 const PlanOperand& further);

  // lists (lists.cpp)
  Plans fold(const Instruction& made, std::uint32_t row, Interval wish);
  Plans more(std::uint32_t condition, std::uint32_t row, std::size_t count);
  Plans fewer(std::uint32_t condition, std::uint32_t row, std::size_t count);
  Plans different(const Instruction& made, std::uint32_t row, Interval wish);
  Plans total(const Instruction& made, std::uint32_t row, Interval wish);
  Plans extreme(const Instruction& made, std::uint32_t row, Interval wish);
  Plans too_many();
  Plans drop(std::uint32_t level, std::uint32_t row);
  Plans append(std::uint32_t level, std::uint32_t parent_row, std::uint32_t count, Domain domain = {});
  std::pair<std::uint32_t, std::uint32_t> owner(std::uint32_t level, std::uint32_t parent_row) const;

  Plans any_of(Plans left, Plans right) {
    return precept::any_of(std::move(left), std::move(right), limits_);
  }
  Plans all_of(const Plans& left, const Plans& right) { return precept::all_of(left, right, limits_); }
  bool is_added(const std::string& pointer) const;
  int extra_cost(const std::string& pointer, int plausible, bool is_fixed) const;
  std::uint64_t all_members(std::uint32_t reg) const;
  bool is_too_much();

  const RunView& view_;
  const DocumentPlaces& places_;
  const Fields& fields_;
  const std::set<std::string>& added_;
  PlanLimits limits_;
  std::size_t steps_ = 0, depth_ = 0;
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, Plans> known_;  ///< truths: register, row, wish
};

}  // namespace precept
