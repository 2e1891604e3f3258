#include "runtime/repair/planner/planner.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "base/depth_guard.h"
#include "base/moment.h"
#include "runtime/program/meaning.h"
#include "runtime/run/steps_view.h"

namespace precept {

namespace {

using interval::kLeast;
using interval::kMost;

/// The mask of all members that a set can have.
constexpr std::uint64_t kAllMembers = (1ull << kMaxSetMembers) - 1;

bool lies_in(Interval value, Interval wish) {
  return !value.is_none() && !value.is_unknown() && value.low >= wish.low && value.high <= wish.high;
}

Interval above(std::int64_t value) {
  return {value == kMost ? kMost : value + 1, kMost};
}
Interval below(std::int64_t value) {
  return {kLeast, value == kLeast ? kLeast : value - 1};
}

}  // namespace

bool Planner::is_too_much() {
  bool is_over = ++steps_ > kMostSteps || depth_ > kMostDepth;
  if (is_over) limits_.cut(0);
  return is_over;
}

bool Planner::is_added(const std::string& pointer) const {
  for (std::size_t slash = pointer.size(); slash != std::string::npos && slash > 0;) {
    if (added_.contains(pointer.substr(0, slash))) return true;
    slash = pointer.rfind('/', slash - 1);
  }
  return false;
}

int Planner::extra_cost(const std::string& pointer, int plausible, bool is_fixed) const {
  if (is_added(pointer)) return ChangeCost::kWithin;
  return ChangeCost::kChange + plausible + (is_fixed ? ChangeCost::kFixed : 0);
}

// ---- truths ------------------------------------------------------------------------------------------

Plans Planner::truth(std::uint32_t operand, std::uint32_t row, Truth wish) {
  std::uint32_t reg = operand & ~kNegated;
  bool is_yes = (wish == Truth::Yes) != ((operand & kNegated) != 0);
  if (view_.registers.truth(reg, row) == (is_yes ? Truth::Yes : Truth::No)) return nothing_to_do();
  if (is_too_much()) return {};
  auto [place, is_new] = known_.try_emplace({reg, row, is_yes});
  if (!is_new) return place->second;
  DepthGuard guard(depth_);
  Plans plans = made_truth(reg, row, is_yes);
  known_[{reg, row, is_yes}] = plans;
  return plans;
}

Plans Planner::made_truth(std::uint32_t reg, std::uint32_t row, bool is_yes) {
  const Instruction& made = view_.producer(reg);
  const auto& [a, b, c, d] = made.operands;
  const Truth wish = is_yes ? Truth::Yes : Truth::No;
  auto further = [&](std::uint32_t part, std::uint32_t at) { return truth(part, at, wish); };
  if (auto plans = passed_on(made, row, Domain::one_of({is_yes ? 1 : 0}), further)) return std::move(*plans);
  auto constant = [&] { return view_.program.constants[b].value; };
  switch (made.opcode) {
    case Opcode::And:
      return chain(a, b, row, is_yes, is_yes);
    case Opcode::Or:
      return chain(a, b, row, is_yes, !is_yes);
    case Opcode::Any: {
      if (b != kAbsent && view_.registers.code(b, row) < 0) return code(b, row, Domain::one_of({0}));
      if (is_yes) return more(a, row, 1);
      return fewer(a, row, std::string::npos);
    }
    case Opcode::Is: {
      auto value = static_cast<std::int32_t>(constant());
      return code(a, row, is_yes ? Domain::one_of({value}) : Domain::all_but({value}));
    }
    case Opcode::IsIn: {
      std::vector<std::int32_t> codes;
      for (std::int32_t i = 0; i < 64; ++i) {
        if ((static_cast<std::uint64_t>(constant()) >> i & 1) != 0) codes.push_back(i);
      }
      return code(a, row, is_yes ? Domain::one_of(codes) : Domain::all_but(codes));
    }
    case Opcode::TruthOf:
      return code(a, row, Domain::one_of({is_yes ? 1 : 0}));
    case Opcode::Given:
      return given(a, row, is_yes);
    case Opcode::EqualCode:
      return equal_codes(made, row, is_yes);
    case Opcode::LessCode:
      return less_codes(made, row, is_yes);
    case Opcode::EqualInt:
    case Opcode::LessInt:
      return compare_ints(made, row, is_yes);
    case Opcode::EqualRatio:
    case Opcode::LessRatio:
      return compare_ratios(made, row, is_yes);
    case Opcode::EqualSet:
      return equal_sets(made, row, is_yes);
    case Opcode::Has:
      return has(made, row, is_yes);
    case Opcode::Subset:
      return subset(made, row, is_yes);
    case Opcode::Overlaps:
      return overlaps(made, row, is_yes);
    case Opcode::Member:
      return member(made, row, is_yes);
    case Opcode::Attested:
      return attested(made, row, is_yes);
    case Opcode::Reach:
      return reach(made, row, is_yes);
    case Opcode::PairOf: {
      const auto pair = pair_row(view_, made, row);
      return pair ? truth(a, *pair, wish) : Plans{};
    }
    default:  // a constant, which nothing changes, or no truth
      return {};
  }
}

Plans Planner::chain(std::uint32_t a, std::uint32_t b, std::uint32_t row, bool is_yes, bool needs_both) {
  Truth wish = is_yes ? Truth::Yes : Truth::No;
  Plans left = truth(a, row, wish);
  if (needs_both && left.empty()) return {};
  Plans right = truth(b, row, wish);
  return needs_both ? all_of(left, right) : any_of(std::move(left), std::move(right));
}

std::optional<Plans> Planner::passed_on(const Instruction& made, std::uint32_t row, const Domain& wish,
                                        const PlanOperand& further) {
  const auto& [a, b, c, d] = made.operands;
  const std::uint32_t level = view_.level_of(made.result);
  if (made.opcode == Opcode::Field) return column(a, row, wish);
  if (made.opcode == Opcode::Gather) return column(a, view_.element(level, row), wish);
  if (made.opcode == Opcode::Column) return cell(made, row, wish);
  if (made.opcode == Opcode::Spread) return further(a, view_.ancestor_row(level, row, view_.level_of(a)));
  if (made.opcode != Opcode::Select && made.opcode != Opcode::Choose) return std::nullopt;
  Plans by_yes = all_of(truth(a, row, Truth::Yes), further(b, row));
  return any_of(std::move(by_yes), all_of(truth(a, row, Truth::No), further(c, row)));
}

Plans Planner::equal_codes(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::int32_t left = view_.registers.code(a, row), right = view_.registers.code(b, row);
  auto wish = [&](std::int32_t other) {
    if (other == kNone) return is_yes ? Domain::none() : Domain::all_but({kNone});
    return is_yes ? Domain::one_of({other}) : Domain::all_but({other});
  };
  Plans plans;
  if (right != kUnknown) plans = code(a, row, wish(right));
  if (left != kUnknown) plans = any_of(std::move(plans), code(b, row, wish(left)));
  if (left == kUnknown && right == kUnknown) {
    plans = all_of(code(a, row, Domain::one_of({0})), code(b, row, Domain::one_of({is_yes ? 0 : 1})));
  }
  return plans;
}

Plans Planner::less_codes(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  std::int32_t left = view_.registers.code(a, row), right = view_.registers.code(b, row);
  auto range = [](Interval r) {
    return Domain::between(std::max<std::int64_t>(r.low, 0), std::min<std::int64_t>(r.high, INT32_MAX));
  };
  Plans plans;
  if (right >= 0) plans = code(a, row, range(is_yes ? below(right) : Interval{right, kMost}));
  if (left >= 0)
    plans = any_of(std::move(plans), code(b, row, range(is_yes ? above(left) : Interval{0, left})));
  if (left < 0 && right < 0) {
    constexpr Day kSomeDay = 20'000;
    plans = all_of(code(a, row, Domain::between(kSomeDay, kSomeDay)),
                   code(b, row, Domain::between(kSomeDay + (is_yes ? 1 : 0), kSomeDay + (is_yes ? 1 : 0))));
  }
  return plans;
}

Plans Planner::compare_ints(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  Interval left = view_.registers.integer(a, row), right = view_.registers.integer(b, row);
  bool is_left_known = !left.is_none() && !left.is_unknown(),
       is_right_known = !right.is_none() && !right.is_unknown();
  Plans plans;
  auto add = [&](std::uint32_t reg, Interval wish) {
    plans = any_of(std::move(plans), number(reg, row, wish));
  };
  bool is_less = made.opcode == Opcode::LessInt;
  if (is_right_known) {
    if (is_less) add(a, is_yes ? below(right.low) : Interval{right.high, kMost});
    if (!is_less && is_yes && right.is_exact()) add(a, right);
    if (!is_less && !is_yes) add(a, above(right.high));
    if (!is_less && !is_yes) add(a, below(right.low));
  }
  if (is_left_known) {
    if (is_less) add(b, is_yes ? above(left.high) : Interval{kLeast, left.low});
    if (!is_less && is_yes && left.is_exact()) add(b, left);
    if (!is_less && !is_yes) add(b, above(left.high));
    if (!is_less && !is_yes) add(b, below(left.low));
  }
  bool wants_both = !left.is_exact() && !right.is_exact();
  if (wants_both) {
    // Of moments the seconds of some day, as the first of all has no neighbours.
    constexpr std::int64_t kSomeDay = 738'885;  // 2024-01-01
    const std::int64_t some = view_.producer(a).opcode == Opcode::Instant ? kSomeDay * moment::kDay : 0;
    const std::int64_t other = some + (is_less == is_yes ? 1 : 0);
    plans = any_of(std::move(plans), all_of(number(a, row, {some, some}), number(b, row, {other, other})));
  }
  return plans;
}

namespace {

/// The least or greatest whole number above a line with which a comparison of fractions comes out as wished,
/// all else being as it is. `level` is where both sides are the same, rounded down.
std::optional<Interval> wish_about(std::int64_t level, const std::function<bool(std::int64_t)>& holds) {
  const bool holds_below = holds(level - 2), holds_above = holds(level + 2);
  if (holds_below && holds_above) return above(level + 1);
  for (std::int64_t step = -1; step <= 1 && !holds_below && !holds_above; ++step) {
    if (holds(level + step)) return Interval::exactly(level + step);
  }
  for (std::int64_t step = 2; step >= -2; --step) {
    if (holds_below && holds(level + step)) return Interval{kLeast, level + step};
    if (holds_above && holds(level - step)) return Interval{level - step, kMost};
  }
  return std::nullopt;
}

}  // namespace

/// Plans for what stands above the line on one side or the other, as long as the divisors stay what they are.
Plans Planner::compare_ratios(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [a, b, c, d] = made.operands;
  const std::array<std::uint32_t, 4> parts{a, b, c, d};
  std::array<Interval, 4> now;
  for (std::size_t i = 0; i < parts.size(); ++i) now[i] = view_.registers.integer(parts[i], row);
  Plans plans;
  for (const std::size_t side : {std::size_t{0}, std::size_t{2}}) {
    const std::size_t other = 2 - side;
    const bool is_known = now[other].is_exact() && now[other + 1].is_exact() && now[side + 1].is_exact() &&
                          !ratio::may_be_zero(now[other + 1]) && !ratio::may_be_zero(now[side + 1]);
    if (!is_known) continue;
    const interval::Wide level =
        ratio::floor_of(interval::Wide{now[other].low} * now[side + 1].low, now[other + 1].low);
    constexpr interval::Wide kFar = interval::Wide{1} << 62;
    if (level > kFar || level < -kFar) continue;
    const auto wish = wish_about(static_cast<std::int64_t>(level), [&](std::int64_t value) {
      auto tried = now;
      tried[side] = Interval::exactly(value);
      const Truth truth = made.opcode == Opcode::LessRatio ? less(tried[0], tried[1], tried[2], tried[3])
                                                           : equal(tried[0], tried[1], tried[2], tried[3]);
      return truth == (is_yes ? Truth::Yes : Truth::No);
    });
    if (wish) plans = any_of(std::move(plans), number(parts[side], row, *wish));
  }
  return plans;
}

Plans Planner::given(std::uint32_t operand, std::uint32_t row, bool is_yes) {
  const Domain wish = is_yes ? Domain::all_but({kNone}) : Domain::none();
  if (view_.register_kinds[operand].kind == RegisterKind::Code) return code(operand, row, wish);
  if (is_too_much()) return {};
  DepthGuard guard(depth_);
  const Instruction& made = view_.producer(operand);
  auto further = [&](std::uint32_t part, std::uint32_t at) { return given(part, at, is_yes); };
  if (auto plans = passed_on(made, row, wish, further)) return std::move(*plans);
  if (made.opcode == Opcode::DayNumber) return code(made.operands[0], row, wish);
  if (made.opcode == Opcode::Instant) return given(made.operands[0], row, is_yes);
  return {};  // a computed value is given where its operands are: there is nothing to change
}

Plans Planner::attested(const Instruction& made, std::uint32_t row, bool is_yes) {
  const auto& [number, about, c, d] = made.operands;
  std::int32_t name = about == kAbsent ? kNone : view_.registers.code(about, row);
  // Who is judged needs a name first; the rest is planned once it is given.
  Plans named = nothing_to_do();
  if (about != kAbsent && name < 0) named = code(about, row, Domain::all_but({kNone}));
  const std::uint32_t judged = view_.judged_row(made, row);
  bool is_made = std::ranges::any_of(view_.document.attestations, [&](const Attestation& other) {
    return other.judgement == number && other.row == judged;
  });
  Target target{.kind = Target::Kind::Judge, .id = number, .row = judged};
  target.domain = Domain::one_of({is_yes ? 1 : 0});
  target.extra_cost = ChangeCost::kChange + (is_made ? 40 : 0);
  return all_of(named, single(std::move(target)));
}

// ---- codes and numbers -------------------------------------------------------------------------------

Plans Planner::code(std::uint32_t reg, std::uint32_t row, const Domain& wish) {
  std::int32_t current = view_.registers.code(reg, row);
  if (current != kUnknown && wish.accepts(current)) return nothing_to_do();
  if (is_too_much()) return {};
  DepthGuard guard(depth_);
  const Instruction& made = view_.producer(reg);
  auto further = [&](std::uint32_t part, std::uint32_t at) { return code(part, at, wish); };
  if (auto plans = passed_on(made, row, wish, further)) return std::move(*plans);
  if (made.opcode == Opcode::Find) return find(made, row, wish);
  if (auto plans = date_for(made, row, wish)) return std::move(*plans);
  if (made.opcode == Opcode::LocalDate) return moment_on(made, row, wish);
  if (made.opcode != Opcode::DateOf) return {};  // a constant, or a choice of reading
  const std::uint32_t days = made.operands[0];
  if (wish.form == Domain::Form::Range) return number(days, row, wish.range);
  if (wish.form != Domain::Form::Codes || wish.is_complement || wish.codes.empty()) return {};
  return number(days, row, Interval::exactly(wish.codes.front()));
}

Plans Planner::number(std::uint32_t reg, std::uint32_t row, Interval wish) {
  if (wish.is_none()) return {};
  if (lies_in(view_.registers.integer(reg, row), wish)) return nothing_to_do();
  if (is_too_much()) return {};
  DepthGuard guard(depth_);
  const Instruction& made = view_.producer(reg);
  auto further = [&](std::uint32_t part, std::uint32_t at) { return number(part, at, wish); };
  if (auto plans = passed_on(made, row, Domain::between(wish.low, wish.high), further))
    return std::move(*plans);
  switch (made.opcode) {
    case Opcode::Divisor:
      return number(made.operands[0], row, wish);
    case Opcode::Instant:
      return moment_at(made, row, wish);
    case Opcode::AddSeconds:
      return moment_after(made, row, wish);
    case Opcode::DayNumber:
      return code(made.operands[0], row, Domain::between(std::max<std::int64_t>(wish.low, 0), wish.high));
    case Opcode::Add:
    case Opcode::Subtract:
      return sum_of(made, row, wish);
    case Opcode::Multiply:
      return product_of(made, row, wish);
    case Opcode::AddMonthsDown:
    case Opcode::AddMonthsUp:
      return sum_of_months(made, row, wish);
    case Opcode::YearOf:
    case Opcode::MonthOf:
    case Opcode::DayOf:
      return date_for(made, row, Domain::between(wish.low, wish.high)).value_or(Plans{});
    case Opcode::Count:
    case Opcode::Distinct:
    case Opcode::DistinctInt:
    case Opcode::Sum:
    case Opcode::Min:
    case Opcode::Max:
      return fold(made, row, wish);
    default:
      return by_meaning(made, row, wish);
  }
}

/// Plans for an instruction of two numbers by its meaning alone (meaning.h): the bounds of the wish are tried
/// in the place of one operand, then of both.
Plans Planner::by_meaning(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto of = meaning::of_numbers(made.opcode);
  if (of == nullptr) return {};
  const auto& [a, b, c, d] = made.operands;
  const Interval left = view_.registers.integer(a, row), right = view_.registers.integer(b, row);
  auto fits = [&](Interval x, Interval y) {
    bool overflow = false;
    return lies_in(of(x, y, overflow), wish);
  };
  Plans plans;
  for (std::int64_t bound : {wish.low, wish.high}) {
    if (bound == kLeast || bound == kMost) continue;
    const Interval tried = Interval::exactly(bound);
    if (fits(tried, right)) plans = any_of(std::move(plans), number(a, row, tried));
    if (fits(left, tried)) plans = any_of(std::move(plans), number(b, row, tried));
    if (plans.empty() && fits(tried, tried)) plans = all_of(number(a, row, tried), number(b, row, tried));
    if (wish.is_exact()) break;
  }
  return plans;
}

namespace {

/// The bound moved by so much, where it is a bound and stays within the range.
std::int64_t moved(std::int64_t bound, interval::Wide by) {
  if (bound == kLeast || bound == kMost) return bound;
  interval::Wide to = static_cast<interval::Wide>(bound) + by;
  return to < kLeast ? kLeast : to > kMost ? kMost : static_cast<std::int64_t>(to);
}

Interval moved(Interval wish, interval::Wide by) {
  return {moved(wish.low, by), moved(wish.high, by)};
}

std::int64_t divided(interval::Wide number, interval::Wide by, bool rounds_up) {
  interval::Wide result = number / by, rest = number % by;
  if (rest != 0 && (rest < 0) == (by < 0) && rounds_up) ++result;
  if (rest != 0 && (rest < 0) != (by < 0) && !rounds_up) --result;
  return static_cast<std::int64_t>(result);
}

}  // namespace

Plans Planner::sum_of(const Instruction& made, std::uint32_t row, Interval wish) {
  const auto& [a, b, c, d] = made.operands;
  Interval left = view_.registers.integer(a, row), right = view_.registers.integer(b, row);
  bool is_less = made.opcode == Opcode::Subtract;
  Plans plans;
  if (right.is_exact()) {
    interval::Wide by = right.low;
    plans = number(a, row, moved(wish, is_less ? by : -by));
  }
  if (left.is_exact()) {
    interval::Wide by = left.low;
    // a - b lies in [low, high] where b lies in [a - high, a - low].
    auto turned = [&](std::int64_t bound) {
      if (bound == kLeast) return kMost;
      return bound == kMost ? kLeast : static_cast<std::int64_t>(by - bound);
    };
    Interval other = is_less ? Interval{turned(wish.high), turned(wish.low)} : moved(wish, -by);
    plans = any_of(std::move(plans), number(b, row, other));
  }
  if (!left.is_exact() && !right.is_exact()) {
    plans = all_of(number(a, row, {kLeast + 1, kMost - 1}), number(b, row, {kLeast + 1, kMost - 1}));
  }
  return plans;
}

Plans Planner::product_of(const Instruction& made, std::uint32_t row, Interval wish) {
  Plans plans;
  for (int side : {0, 1}) {
    std::uint32_t free = made.operands[side], held = made.operands[1 - side];
    Interval factor = view_.registers.integer(held, row);
    if (!factor.is_exact() || factor.low == 0) continue;
    auto bound = [&](std::int64_t value, bool rounds_up) {
      bool is_open = value == kLeast || value == kMost;
      if (is_open) return (value == kMost) == (factor.low > 0) ? kMost : kLeast;
      return divided(value, factor.low, rounds_up);
    };
    Interval other = factor.low > 0 ? Interval{bound(wish.low, true), bound(wish.high, false)}
                                    : Interval{bound(wish.high, true), bound(wish.low, false)};
    plans = any_of(std::move(plans), number(free, row, other));
  }
  return plans;
}

/// Plans for a cell of a table: another row is needed.
Plans Planner::cell(const Instruction& made, std::uint32_t row, const Domain& wish) {
  const auto& [table_row, table_column, c, d] = made.operands;
  const program::TableColumn& column = view_.program.table_columns[table_column];
  const program::Table& table = view_.program.tables[view_.table_of(table_column)];
  bool wants_given = wish.form == Domain::Form::Codes && wish.is_complement &&
                     wish.codes == std::vector<std::int32_t>{kNone};
  auto fits = [&](std::uint32_t index) {
    if (column.kind == RegisterKind::Int) {
      Interval value{view_.program.cells[column.first_cell + 2 * index],
                     view_.program.cells[column.first_cell + 2 * index + 1]};
      if (wants_given) return value.is_exact();
      return wish.form == Domain::Form::None ? value.is_none()
                                             : wish.form == Domain::Form::Range && lies_in(value, wish.range);
    }
    std::int64_t value = view_.program.cells[column.first_cell + index];
    if (column.kind == RegisterKind::Set) {
      auto mask = static_cast<std::uint64_t>(value);
      bool is_known = (mask & (kUnknownSet | kNoneSet)) == 0;
      if (wish.form == Domain::Form::None) return (mask & kNoneSet) != 0;
      return is_known && (wants_given || (wish.form == Domain::Form::Members && wish.accepts_set(mask)));
    }
    return value != kUnknown && wish.accepts(value);
  };
  std::vector<std::int32_t> rows;
  for (std::uint32_t index = 0; index < table.row_count; ++index) {
    if (fits(index)) rows.push_back(static_cast<std::int32_t>(index));
  }
  bool takes_none = wish.accepts(kNone);
  if (takes_none) rows.push_back(kNone);
  return rows.empty() ? Plans{} : code(table_row, row, Domain::one_of(std::move(rows)));
}

/// Plans for a row found by its key: one part of the key becomes another.
Plans Planner::find(const Instruction& made, std::uint32_t row, const Domain& wish) {
  const program::Table& table = view_.program.tables[made.operands[0]];
  auto key_columns = Program::in(view_.program.indexes, table.key);
  auto columns = Program::in(view_.program.table_columns, table.columns);
  auto key_cell = [&](std::size_t part, std::uint32_t index) {
    const program::TableColumn& column = columns[key_columns[part]];
    std::size_t at = column.kind == RegisterKind::Int ? 2 * index : index;
    return view_.program.cells[column.first_cell + at];
  };
  Plans plans;
  for (std::size_t part = 0; part < key_columns.size(); ++part) {
    std::vector<std::int32_t> found, taken;
    for (std::uint32_t index = 0; index < table.row_count; ++index) {
      bool others_fit = true;
      for (std::size_t other = 0; other < key_columns.size(); ++other) {
        if (other == part) continue;
        others_fit &= view_.registers.code(made.operands[other + 1], row) == key_cell(other, index);
      }
      if (!others_fit) continue;
      taken.push_back(static_cast<std::int32_t>(key_cell(part, index)));
      if (wish.accepts(index)) found.push_back(taken.back());
    }
    std::uint32_t key = made.operands[part + 1];
    if (!found.empty()) plans = any_of(std::move(plans), code(key, row, Domain::one_of(std::move(found))));
    if (wish.accepts(kNone))
      plans = any_of(std::move(plans), code(key, row, Domain::all_but(std::move(taken))));
  }
  return plans;
}

/// A column of the document gets another value: here a plan ends.
Plans Planner::column(std::uint32_t column, std::uint32_t row, const Domain& wish) {
  const program::Field& field = fields_.of_column(column);
  const program::Column& described = view_.columns[column];
  bool is_element = field.element_column == column;
  if (wish.form == Domain::Form::None && (is_element || field.if_absent != program::IfAbsent::None))
    return {};
  Target target{.kind = Target::Kind::Value, .id = column, .row = row, .domain = wish};
  // A field that may not be none loses that code from the wish; an empty wish has no plan.
  if (wish.form == Domain::Form::Codes && !wish.is_complement) {
    std::erase_if(target.domain.codes, [&](std::int32_t code) {
      return code == kNone && (is_element || field.if_absent != program::IfAbsent::None);
    });
    if (target.domain.codes.empty()) return {};
  }
  if (described.type == ValueType::Presence && !wish.accepts(0) && wish.form != Domain::Form::None) return {};
  bool was_there = false;
  switch (described.kind) {
    case RegisterKind::Set:
      was_there = (view_.document.columns[column].masks[row] & (kUnknownSet | kNoneSet)) == 0;
      break;
    case RegisterKind::Int: {
      const ColumnData& data = view_.document.columns[column];
      was_there = data.high.empty() || data.low[row] == data.high[row];
      break;
    }
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      was_there = view_.document.code(view_.program, column, row) >= 0;
  }
  int plausible = !was_there ? 5 : wish.form == Domain::Form::None ? 30 : 10;
  target.extra_cost =
      extra_cost(fields_.pointer(column, row), plausible, was_there && fields_.is_fixed(column));
  return single(std::move(target));
}

Plans Planner::presence(std::uint32_t column_number, std::uint32_t row) {
  return column(column_number, row, Domain::one_of({0}));
}

// ---- results -----------------------------------------------------------------------------------------

Plans Planner::outcome(std::uint32_t reg, std::uint32_t row, bool is_met) {
  const auto& [applies, holds, c, d] = view_.producer(reg).operands;
  if (!is_met) return all_of(truth(applies, row, Truth::Yes), truth(holds, row, Truth::No));
  Plans plans = truth(holds, row, Truth::Yes);
  return any_of(std::move(plans), truth(applies, row, Truth::No));
}

Plans Planner::right(std::uint32_t reg, std::uint32_t row, unsigned rights) {
  const auto& [forbidden, discouraged, permitted, otherwise] = view_.producer(reg).operands;
  auto wants = [&](Right right) { return (rights >> static_cast<unsigned>(right) & 1) != 0; };
  bool is_default_wanted = wants(static_cast<Right>(otherwise));
  Plans no_prohibition = truth(forbidden, row, Truth::No);
  Plans no_advice = all_of(no_prohibition, truth(discouraged, row, Truth::No));
  Plans plans;
  if (wants(Right::Permitted)) plans = all_of(no_advice, truth(permitted, row, Truth::Yes));
  if (is_default_wanted)
    plans = any_of(std::move(plans), all_of(no_advice, truth(permitted, row, Truth::No)));
  if (wants(Right::Discouraged))
    plans = any_of(std::move(plans), all_of(no_prohibition, truth(discouraged, row, Truth::Yes)));
  if (wants(Right::Forbidden)) plans = any_of(std::move(plans), truth(forbidden, row, Truth::Yes));
  return plans;
}

}  // namespace precept
