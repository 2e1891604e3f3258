// Plans for folds and membership: more elements that count, fewer, or others.
#include <algorithm>

#include "runtime/program/levels.h"
#include "runtime/repair/planner/planner.h"

namespace precept {

namespace {

using interval::kLeast;
using interval::kMost;

int cheapest(const Plans& plans) {
  return plans.empty() ? 0 : plans.front().cost();
}

}  // namespace

/// The List level of a fold's level, and the row that owns the list.
std::pair<std::uint32_t, std::uint32_t> Planner::owner(std::uint32_t level, std::uint32_t parent_row) const {
  const program::Level& described = view_.levels[level];
  if (described.form != program::LevelForm::Cross) return {level, parent_row};
  std::uint32_t via_row = view_.ancestor_row(described.parent, parent_row, described.via);
  return {described.list, view_.element(described.via, via_row)};
}

/// No plan: more elements would have to change than one set of changes may have.
Plans Planner::too_many() {
  limits_.cut(static_cast<int>(kMostElements) * ChangeCost::kChange);
  return {};
}

Plans Planner::append(std::uint32_t level, std::uint32_t parent_row, std::uint32_t count, Domain domain) {
  auto [list, row] = owner(level, parent_row);
  Target target{
      .kind = Target::Kind::Append, .id = list, .row = row, .count = count, .domain = std::move(domain)};
  target.extra_cost = extra_cost(fields_.list_pointer(list, row), 20, fields_.is_list_fixed(list));
  return single(std::move(target));
}

/// Removes the element that a row of the level is or stands for.
Plans Planner::drop(std::uint32_t level, std::uint32_t row) {
  std::uint32_t list = list_level_of(view_.levels, level), element = view_.element(level, row);
  Target target{.kind = Target::Kind::RemoveElement, .id = list, .row = element};
  target.extra_cost = extra_cost(places_.pointer(list, element), 30, fields_.is_list_fixed(list));
  return single(std::move(target));
}

Plans Planner::more(std::uint32_t condition, std::uint32_t row, std::size_t count) {
  std::uint32_t level = view_.level_of(condition);
  if (count == 0) return nothing_to_do();
  if (count > kMostElements) return too_many();
  auto [begin, end] = view_.registers.children(level, row);
  std::vector<Plans> ways;
  for (std::uint32_t child = begin; child < end; ++child) {
    if (view_.registers.truth(condition, child) == Truth::Yes) continue;
    if (ways.size() == kMostRows) {
      limits_.cut(0);
      break;
    }
    Plans way = truth(condition, child, Truth::Yes);
    if (!way.empty()) ways.push_back(std::move(way));
  }
  std::ranges::stable_sort(ways, {}, cheapest);
  if (count == 1) {
    Plans plans = append(level, row, 1);
    for (Plans& way : ways) plans = any_of(std::move(plans), std::move(way));
    return plans;
  }
  // First change existing elements, then add new ones for the rest.
  Plans plans, chosen = nothing_to_do();
  for (std::size_t i = 0; i <= std::min(count, ways.size()); ++i) {
    Plans rest = i == count ? nothing_to_do() : append(level, row, static_cast<std::uint32_t>(count - i));
    plans = any_of(std::move(plans), all_of(chosen, rest));
    if (i < ways.size()) chosen = all_of(chosen, ways[i]);
  }
  return plans;
}

/// `count` of the elements that count, or may, no longer do so or are removed; `npos`: all of them.
Plans Planner::fewer(std::uint32_t condition, std::uint32_t row, std::size_t count) {
  std::uint32_t level = view_.level_of(condition);
  auto [begin, end] = view_.registers.children(level, row);
  std::vector<Plans> ways;
  for (std::uint32_t child = begin; child < end; ++child) {
    if (view_.registers.truth(condition, child) == Truth::No) continue;
    bool is_over = count == std::string::npos ? ways.size() == kMostElements : ways.size() == kMostRows;
    if (is_over) {
      limits_.cut(count == std::string::npos ? static_cast<int>(kMostElements) * ChangeCost::kChange : 0);
      if (count == std::string::npos) return {};
      break;
    }
    ways.push_back(any_of(truth(condition, child, Truth::No), drop(level, child)));
  }
  std::ranges::stable_sort(ways, {}, cheapest);
  count = std::min(count, ways.size());
  if (count > kMostElements) return too_many();
  Plans plans;
  if (count == 1) {
    for (Plans& way : ways) plans = any_of(std::move(plans), std::move(way));
    return plans;
  }
  plans = nothing_to_do();
  for (std::size_t i = 0; i < count; ++i) plans = all_of(plans, ways[i]);
  return plans;
}

Plans Planner::fold(const Instruction& made, std::uint32_t row, Interval wish) {
  bool is_count = made.opcode == Opcode::Count;
  std::uint32_t presence = made.operands[is_count ? 1 : 2];
  if (presence != kAbsent && view_.registers.code(presence, row) < 0)
    return code(presence, row, Domain::one_of({0}));
  if (made.opcode == Opcode::Sum) return total(made, row, wish);
  if (made.opcode == Opcode::Min || made.opcode == Opcode::Max) return extreme(made, row, wish);
  if (!is_count) return different(made, row, wish);
  Interval value = view_.registers.integer(made.result, row);
  Plans plans = nothing_to_do();
  if (wish.high < 0) return {};
  if (value.low < wish.low)
    plans = more(made.operands[0], row, static_cast<std::size_t>(wish.low - value.low));
  if (value.high > wish.high)
    plans = all_of(plans, fewer(made.operands[0], row, static_cast<std::size_t>(value.high - wish.high)));
  return plans;
}

/// The number of different keys is to lie in the wish.
Plans Planner::different(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [condition, key, c, d] = made.operands;
  std::uint32_t level = view_.level_of(condition);
  Interval value = view_.registers.integer(made.result, row);
  auto [begin, end] = view_.registers.children(level, row);
  bool is_int = made.opcode == Opcode::DistinctInt;
  if (wish.high < 0) return {};
  Plans plans = nothing_to_do();
  if (value.low < wish.low) {
    std::size_t count = static_cast<std::size_t>(wish.low - value.low);
    plans = more(condition, row, count);
    std::vector<std::int32_t> taken;
    Plans others = nothing_to_do();
    std::size_t changed = 0;
    for (std::uint32_t child = begin; child < end && !is_int && changed < count; ++child) {
      if (view_.registers.truth(condition, child) != Truth::Yes) continue;
      std::int32_t held = view_.registers.code(key, child);
      bool is_new = held >= 0 && std::ranges::find(taken, held) == taken.end();
      if (is_new) {
        taken.push_back(held);
        continue;
      }
      others = all_of(others, code(key, child, Domain::all_but(taken)));
      ++changed;
    }
    if (changed == count) plans = any_of(std::move(plans), std::move(others));
  }
  if (value.high > wish.high) {
    // The number falls by one only when all elements with one key are gone.
    std::map<std::int64_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t child = begin; child < end && child - begin < kMostRows; ++child) {
      if (view_.registers.truth(condition, child) == Truth::No) continue;
      std::int64_t held = is_int ? view_.registers.integer(key, child).low : view_.registers.code(key, child);
      groups[held < 0 && !is_int ? -static_cast<std::int64_t>(child) - 3 : held].push_back(child);
    }
    std::vector<Plans> ways;
    for (const auto& [held, children] : groups) {
      if (children.size() > kMostElements) continue;
      Plans way = nothing_to_do();
      for (std::uint32_t child : children)
        way = all_of(way, any_of(truth(condition, child, Truth::No), drop(level, child)));
      if (!way.empty()) ways.push_back(std::move(way));
    }
    std::ranges::stable_sort(ways, {}, cheapest);
    auto count = static_cast<std::size_t>(value.high - wish.high);
    if (count > std::min(ways.size(), kMostElements)) return too_many();
    Plans less;
    if (count == 1) {
      for (Plans& way : ways) less = any_of(std::move(less), std::move(way));
    } else {
      less = nothing_to_do();
      for (std::size_t i = 0; i < count; ++i) less = all_of(less, ways[i]);
    }
    plans = all_of(plans, less);
  }
  return plans;
}

Plans Planner::total(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [condition, summand, c, d] = made.operands;
  std::uint32_t level = view_.level_of(condition);
  Interval value = view_.registers.integer(made.result, row);
  auto [begin, end] = view_.registers.children(level, row);
  if (end - begin > kMostRows) return too_many();
  Plans open = nothing_to_do();
  std::size_t unsettled = 0;
  for (std::uint32_t child = begin; child < end; ++child) {
    Truth counts = view_.registers.truth(condition, child);
    if (counts == Truth::No) continue;
    bool is_settled = counts == Truth::Yes && view_.registers.integer(summand, child).is_exact();
    if (is_settled) continue;
    if (++unsettled > kMostElements) return too_many();
    Plans known =
        all_of(truth(condition, child, Truth::Yes), number(summand, child, {kLeast + 1, kMost - 1}));
    open = all_of(open,
                  any_of(std::move(known), any_of(truth(condition, child, Truth::No), drop(level, child))));
  }
  if (unsettled != 0) return open;  // once these are settled, the sum is planned for
  Plans plans = append(level, row, 1);
  bool is_too_small = value.high < wish.low;
  interval::Wide by = is_too_small ? static_cast<interval::Wide>(wish.low) - value.high
                                   : static_cast<interval::Wide>(wish.high) - value.low;
  interval::Wide furthest = is_too_small ? static_cast<interval::Wide>(wish.high) - value.high
                                         : static_cast<interval::Wide>(wish.low) - value.low;
  auto clamped = [](interval::Wide number) {
    return static_cast<std::int64_t>(std::clamp<interval::Wide>(number, kLeast, kMost));
  };
  for (std::uint32_t child = begin; child < end; ++child) {
    Interval held = view_.registers.integer(summand, child);
    if (view_.registers.truth(condition, child) == Truth::Yes) {
      interval::Wide near = held.low + by, far = held.low + furthest;
      Interval wanted{clamped(std::min(near, far)), clamped(std::max(near, far))};
      plans = any_of(std::move(plans), number(summand, child, wanted));
      bool helps = is_too_small ? held.low < 0 : held.low > 0;
      if (helps) plans = any_of(std::move(plans), drop(level, child));
      if (helps) plans = any_of(std::move(plans), truth(condition, child, Truth::No));
    } else if (held.is_exact() && (is_too_small ? held.low > 0 : held.low < 0)) {
      plans = any_of(std::move(plans), truth(condition, child, Truth::Yes));
    }
  }
  return plans;
}

/// The least (greatest) value is to lie in the wish: one element must have such a value, and none a lesser
/// (greater) one.
Plans Planner::extreme(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [condition, held, c, d] = made.operands;
  std::uint32_t level = view_.level_of(condition);
  auto [begin, end] = view_.registers.children(level, row);
  if (end - begin > kMostRows) return too_many();
  bool is_least = made.opcode == Opcode::Min;
  Interval all_in = is_least ? Interval{wish.low, kMost} : Interval{kLeast, wish.high};
  Plans some = append(level, row, 1), every = nothing_to_do();
  std::size_t changed = 0;
  for (std::uint32_t child = begin; child < end; ++child) {
    Plans here = all_of(truth(condition, child, Truth::Yes), number(held, child, wish));
    bool is_there = !here.empty() && here.front().targets.empty();
    if (is_there) some = nothing_to_do();
    if (!is_there) some = any_of(std::move(some), std::move(here));
    if (view_.registers.truth(condition, child) == Truth::No) continue;
    Plans within = any_of(number(held, child, all_in), truth(condition, child, Truth::No));
    bool is_within = !within.empty() && within.front().targets.empty();
    if (is_within) continue;
    if (++changed > kMostElements) return too_many();
    every = all_of(every, any_of(std::move(within), drop(level, child)));
  }
  return all_of(some, every);
}

Plans Planner::member(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [value, elements, of, presence] = made.operands;
  if (presence != kAbsent && view_.registers.code(presence, row) < 0)
    return code(presence, row, Domain::one_of({0}));
  std::uint32_t list = view_.columns[elements].level;
  std::uint32_t parent = view_.element(of, view_.ancestor_row(view_.level_of(made.result), row, of));
  const auto& offsets = view_.document.levels[list].offsets;
  std::uint32_t begin = offsets[parent],
                end = std::min<std::uint32_t>(offsets[parent + 1], begin + kMostRows);
  if (end != offsets[parent + 1]) limits_.cut(0);
  std::int32_t wanted = view_.registers.code(value, row);
  std::vector<std::int32_t> held;
  Plans without = nothing_to_do();
  std::size_t gone = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    std::int32_t element = view_.document.code(view_.program, elements, i);
    if (element >= 0) held.push_back(element);
    if (element != wanted) continue;
    if (++gone > kMostElements) return too_many();
    without = all_of(without, any_of(drop(list, i), column(elements, i, Domain::all_but({wanted}))));
  }
  if (!is_yes) {
    Plans plans = code(value, row, Domain::all_but(std::move(held)));
    return wanted >= 0 ? any_of(std::move(plans), std::move(without)) : plans;
  }
  Plans plans = held.empty() ? Plans{} : code(value, row, Domain::one_of(std::move(held)));
  if (wanted < 0) {
    // The value is open, too: once it is given, the list is planned for.
    return any_of(std::move(plans), code(value, row, Domain::all_but({kNone})));
  }
  return any_of(std::move(plans), append(list, parent, 1, Domain::one_of({wanted})));
}

}  // namespace precept
