// From a condition that is not as it is wanted, down to the places of the
// document that would make it so.
//
// It goes over the instructions and the registers of a run, as whoever explains
// does, with a wish: this truth is to be yes, this number at least 2. An `and`
// that is to be yes needs all that are not; an `or` any one; a comparison
// another value on either side; a count more elements that hold, or a new one,
// or one less. What it proposes is a guess until it is tried: a value may be
// wanted otherwise elsewhere.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "runtime/repair/change/fields.h"
#include "runtime/repair/planner/plan.h"

namespace precept {

class Planner {
 public:
  /// No more values than this are looked at for one set of wishes, nor below so
  /// many others.
  static constexpr std::size_t kMostSteps = 8'000, kMostDepth = 120;
  /// Nor more elements of a list made otherwise at once, and of a long list no
  /// more are looked at.
  static constexpr std::size_t kMostElements = 8, kMostRows = 400;

  /// `added`: pointers of what earlier changes have put into the document; changes within them are not new.
  Planner(const RunView& view, const Places& places, const Fields& fields, const std::set<std::string>& added)
      : view_(view), places_(places), fields_(fields), added_(added) {}

  /// `wish` is Yes or No.
  Plans truth(std::uint32_t operand, std::uint32_t row, Truth wish);
  /// An `OutcomeOf` that is to be satisfied or not applicable; or violated.
  Plans outcome(std::uint32_t reg, std::uint32_t row, bool is_met);
  /// A `RightOf` that is to be one of these, as a mask of Right.
  Plans right(std::uint32_t reg, std::uint32_t row, unsigned rights);
  /// A list, or something else that may be there, is there. `column` holds its presence.
  Plans presence(std::uint32_t column, std::uint32_t row);

  PlanLimits& limits() { return limits_; }

 private:
  using Instruction = program::Instruction;
  Plans made_truth(std::uint32_t reg, std::uint32_t row, bool is_yes);
  Plans chain(std::uint32_t a, std::uint32_t b, std::uint32_t row, bool is_yes, bool needs_both);
  Plans equal_codes(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans less_codes(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans compare_ints(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans equal_sets(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans has(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans subset(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans overlaps(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans given(std::uint32_t operand, std::uint32_t row, bool is_yes);
  Plans member(const Instruction& made, std::uint32_t row, bool is_yes);
  Plans attested(const Instruction& made, std::uint32_t row, bool is_yes);

  // a value that is to lie in a domain
  Plans code(std::uint32_t reg, std::uint32_t row, const Domain& wish);
  Plans number(std::uint32_t reg, std::uint32_t row, Interval wish);
  Plans set(std::uint32_t reg, std::uint32_t row, const Domain& wish);
  Plans cell(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans find(const Instruction& made, std::uint32_t row, const Domain& wish);
  Plans column(std::uint32_t column, std::uint32_t row, const Domain& wish);
  Plans sum_of(const Instruction& made, std::uint32_t row, Interval wish);
  Plans product_of(const Instruction& made, std::uint32_t row, Interval wish);
  Plans by_meaning(const program::Instruction& made, std::uint32_t row, Interval wish);
  Plans set_operation(const Instruction& made, std::uint32_t row, const Domain& wish);
  /// Wishes for one of a register's operands at a row of the operand's level.
  using Further = std::function<Plans(std::uint32_t operand, std::uint32_t row)>;
  /// Of an instruction that only hands a value on: wishes for the field or cell that it comes from, or those
  /// `further` on. Nothing where it makes a value of its own.
  std::optional<Plans> carried(const Instruction& made, std::uint32_t row, const Domain& wish,
                               const Further& further);

  // lists (planner_lists.cpp)
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

  Plans any_of(Plans left, Plans right) { return either(std::move(left), std::move(right), limits_); }
  Plans all_of(const Plans& left, const Plans& right) { return both(left, right, limits_); }
  bool is_added(const std::string& pointer) const;
  int rank(const std::string& pointer, int plausible, bool is_fixed) const;
  std::uint64_t all_members(std::uint32_t reg) const;
  bool is_too_much();

  struct Below {
    explicit Below(std::size_t& depth) : depth_(depth) { ++depth_; }
    ~Below() { --depth_; }
    Below(const Below&) = delete;
    std::size_t& depth_;
  };

  const RunView& view_;
  const Places& places_;
  const Fields& fields_;
  const std::set<std::string>& added_;
  PlanLimits limits_;
  std::size_t steps_ = 0, depth_ = 0;
  std::map<std::tuple<std::uint32_t, std::uint32_t, bool>, Plans> known_;  ///< truths: register, row, wish
};

}  // namespace precept
