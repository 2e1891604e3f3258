// Plans for sets: equality, membership, subsets, overlaps, and operations on sets.
#include <algorithm>
#include <bit>

#include "base/depth_guard.h"
#include "runtime/repair/planner/planner.h"

namespace precept {

namespace {

constexpr std::uint64_t kNoValue = kUnknownSet | kNoneSet;

bool is_known(std::uint64_t mask) {
  return (mask & kNoValue) == 0;
}

std::vector<std::int32_t> codes_in(std::uint64_t mask) {
  std::vector<std::int32_t> codes;
  for (; mask != 0; mask &= mask - 1) codes.push_back(std::countr_zero(mask));
  return codes;
}

Domain only(std::uint64_t mask, std::uint64_t all) {
  return Domain::members(mask, all & ~mask);
}

}  // namespace

std::uint64_t Planner::all_members(std::uint32_t reg) const {
  std::uint32_t id = view_.register_kinds[reg].type_id;
  std::uint32_t count = id == kAbsent ? 0 : view_.program.enums[id].members.count;
  return count >= kMaxSetMembers ? (1ull << kMaxSetMembers) - 1 : (1ull << count) - 1;
}

Plans Planner::set(std::uint32_t reg, std::uint32_t row, const Domain& wish) {
  std::uint64_t current = view_.registers.set(reg, row);
  if (is_known(current) && wish.accepts_set(current)) return nothing_to_do();
  if ((wish.must & wish.must_not) != 0 || is_too_much()) return {};
  DepthGuard guard(depth_);
  const Instruction& made = view_.producer(reg);
  auto further = [&](std::uint32_t part, std::uint32_t at) { return set(part, at, wish); };
  if (auto plans = passed_on(made, row, wish, further)) return std::move(*plans);
  const bool is_operation =
      made.opcode == Opcode::Union || made.opcode == Opcode::Intersect || made.opcode == Opcode::Without;
  return is_operation ? set_operation(made, row, wish) : Plans{};
}

/// Plans that change one operand while the other stays, for each of the two.
Plans Planner::set_operation(const Instruction& made, std::uint32_t row, const Domain& wish) {
  const auto& [a, b, c, d] = made.operands;
  std::uint64_t left = view_.registers.set(a, row), right = view_.registers.set(b, row);
  auto of = [](std::uint64_t mask) { return is_known(mask) ? mask : 0; };
  auto pair = [&](const Domain& first, const Domain& second) {
    return all_of(set(a, row, first), set(b, row, second));
  };
  switch (made.opcode) {
    case Opcode::Union:
      return any_of(
          pair(Domain::members(wish.must & ~of(right), wish.must_not), Domain::members(0, wish.must_not)),
          pair(Domain::members(0, wish.must_not), Domain::members(wish.must & ~of(left), wish.must_not)));
    case Opcode::Intersect:
      return any_of(pair(Domain::members(wish.must, wish.must_not), Domain::members(wish.must, 0)),
                    pair(Domain::members(wish.must, 0), Domain::members(wish.must, wish.must_not)));
    default:  // Without: the members of the second are taken out of the first
      return any_of(pair(Domain::members(wish.must, wish.must_not), Domain::members(0, wish.must)),
                    pair(Domain::members(wish.must, 0), Domain::members(wish.must_not, wish.must)));
  }
}

Plans Planner::has(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::uint64_t held = view_.registers.set(a, row);
  std::int32_t member = view_.registers.code(b, row);
  Plans plans;
  if (member >= 0) {
    std::uint64_t bit = 1ull << member;
    plans = set(a, row, is_yes ? Domain::members(bit, 0) : Domain::members(0, bit));
  }
  if (is_known(held)) {
    plans = any_of(std::move(plans),
                   code(b, row, is_yes ? Domain::one_of(codes_in(held)) : Domain::all_but(codes_in(held))));
  }
  if (member < 0 && !is_known(held)) {
    Plans first = code(b, row, Domain::one_of({0}));
    plans = any_of(std::move(plans),
                   all_of(first, set(a, row, is_yes ? Domain::members(1, 0) : Domain::members(0, 1))));
  }
  return plans;
}

Plans Planner::subset(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::uint64_t left = view_.registers.set(a, row), right = view_.registers.set(b, row), all = all_members(a);
  Plans plans;
  if (is_yes) {
    if (is_known(right)) plans = set(a, row, Domain::members(0, all & ~right));
    if (is_known(left)) plans = any_of(std::move(plans), set(b, row, Domain::members(left, 0)));
    if (!is_known(left) && !is_known(right))
      plans = all_of(set(a, row, only(0, all)), set(b, row, Domain::members(0, 0)));
    return plans;
  }
  for (std::int32_t member : codes_in(all)) {
    std::uint64_t bit = 1ull << member;
    plans = any_of(std::move(plans),
                   all_of(set(a, row, Domain::members(bit, 0)), set(b, row, Domain::members(0, bit))));
  }
  return plans;
}

Plans Planner::overlaps(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::uint64_t left = view_.registers.set(a, row), right = view_.registers.set(b, row), all = all_members(a);
  Plans plans;
  if (is_yes) {
    for (std::int32_t member : codes_in(all)) {
      Domain wish = Domain::members(1ull << member, 0);
      plans = any_of(std::move(plans), all_of(set(a, row, wish), set(b, row, wish)));
    }
    return plans;
  }
  if (is_known(right)) plans = set(a, row, Domain::members(0, right));
  if (is_known(left)) plans = any_of(std::move(plans), set(b, row, Domain::members(0, left)));
  if (!is_known(left) && !is_known(right))
    plans = all_of(set(a, row, only(0, all)), set(b, row, Domain::members(0, 0)));
  return plans;
}

Plans Planner::equal_sets(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::uint64_t left = view_.registers.set(a, row), right = view_.registers.set(b, row), all = all_members(a);
  Plans plans;
  if (is_yes) {
    if (is_known(right)) plans = set(a, row, only(right, all));
    if (is_known(left)) plans = any_of(std::move(plans), set(b, row, only(left, all)));
    if (!is_known(left) && !is_known(right))
      plans = all_of(set(a, row, only(0, all)), set(b, row, only(0, all)));
    if ((right & kNoneSet) != 0) plans = any_of(std::move(plans), given(a, row, false));
    if ((left & kNoneSet) != 0) plans = any_of(std::move(plans), given(b, row, false));
    return plans;
  }
  for (std::int32_t member : codes_in(all)) {
    std::uint64_t bit = 1ull << member;
    plans = any_of(std::move(plans),
                   all_of(set(a, row, Domain::members(bit, 0)), set(b, row, Domain::members(0, bit))));
    plans = any_of(std::move(plans),
                   all_of(set(a, row, Domain::members(0, bit)), set(b, row, Domain::members(bit, 0))));
  }
  return plans;
}

}  // namespace precept
