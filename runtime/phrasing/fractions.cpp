// How fractions are called: the sides of comparisons of numbers (docs/language.md, Numbers).
//
//   o.above >= 2/3 of g.voters      "the `above` is 12, at least 2/3 times the `voters` (10)"
//   o.above / o.below >= 3          "the `above` divided by the `below` is 2.4, less than 3"
#include <numeric>

#include "base/decimal.h"
#include "runtime/phrasing/nouns.h"
#include "runtime/program/opcode.h"

namespace precept {

namespace {

using interval::Wide;

/// So much as people write it: digits where they tell it exactly, else a fraction. Nothing where it is too
/// large, or divided by 0.
std::optional<std::string> exactly(Wide over, Wide under, const Catalogue& words) {
  constexpr Wide kMost = interval::kMost;
  if (under == 0) return std::nullopt;
  if (under < 0) over = -over, under = -under;
  if (over > kMost || over < -kMost || under > kMost) return std::nullopt;
  auto above = static_cast<std::int64_t>(over), below = static_cast<std::int64_t>(under);
  const std::int64_t common = std::gcd(above, below);
  above /= common, below /= common;
  std::int64_t parts = 0;
  const bool is_decimal =
      kMillionths % below == 0 && !__builtin_mul_overflow(above, kMillionths / below, &parts);
  return is_decimal ? words.decimal(format_decimal(parts)) : fmt::format("{}/{}", above, below);
}

}  // namespace

std::optional<std::int64_t> Nouns::constant(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread) made = &view_.producer(made->operands[0]);
  if (made->opcode != Opcode::Constant) return std::nullopt;
  return view_.program.constants[made->operands[0]].value;
}

/// Goes through products with constants. What a definition has words for stays whole.
Nouns::Multiple Nouns::multiple(std::uint32_t operand, std::uint32_t row) const {
  constexpr Wide kFar = Wide{1} << 60;
  Multiple of{operand, row, 1};
  while (!phrases_.has(of.operand)) {
    const program::Instruction& made = view_.producer(of.operand);
    const auto& [a, b, c, d] = made.operands;
    if (made.opcode == Opcode::Spread) {
      of.row = view_.ancestor_row(view_.level_of(of.operand), of.row, view_.level_of(a));
      of.operand = a;
    } else if (made.opcode == Opcode::Divisor) {
      of.operand = a;
    } else if (made.opcode == Opcode::Multiply && (constant(a) || constant(b))) {
      const bool is_first = constant(a).has_value();
      const Wide times = of.times * *constant(is_first ? a : b);
      // A product with 0 is told as it is written: nothing can be divided by it.
      if (times > kFar || times < -kFar || times == 0) break;
      of = {is_first ? b : a, of.row, times};
    } else {
      break;
    }
  }
  of.times *= held_for_one(of.operand).value_or(0);
  return of;
}

/// How much a register holds where what its noun means is 1: a million of a number in millionths, and of a
/// product what both hold. Nothing where its operands are brought to one divisor, which the program does not
/// tell, and where it has more parts than are spelt out.
std::optional<Wide> Nouns::held_for_one(std::uint32_t operand) const {
  std::size_t parts = 0;
  return held_for_one(operand, parts);
}

std::optional<Wide> Nouns::held_for_one(std::uint32_t operand, std::size_t& parts) const {
  if (++parts > kMostParts) return std::nullopt;
  if (view_.register_kinds[operand].type == ValueType::Number) return Wide{ratio::kMillion};
  const program::Instruction& made = view_.producer(operand);
  const auto& [a, b, c, d] = made.operands;
  auto of_both = [&](std::uint32_t one, std::uint32_t other) -> std::optional<Wide> {
    const auto left = held_for_one(one, parts);
    return left && left == held_for_one(other, parts) ? left : std::nullopt;
  };
  switch (made.opcode) {
    case Opcode::Spread:
    case Opcode::Divisor:
      return held_for_one(a, parts);
    case Opcode::Add:
    case Opcode::Subtract:
      return of_both(a, b);
    case Opcode::Select:
      return of_both(b, c);
    case Opcode::Multiply: {
      const auto left = held_for_one(a, parts);
      const auto right = left ? held_for_one(b, parts) : std::nullopt;
      if (!right || *left * *right > Wide{1} << 60) return std::nullopt;
      return *left * *right;
    }
    default:
      return 1;
  }
}

/// `over / under` times a value, divided by another where there is one.
std::string Nouns::scaled(Wide over, Wide under, const Multiple& of,
                          const std::optional<std::string>& divisor) const {
  std::string called = noun(of.operand, of.row);
  const auto times = of.times == 0 ? std::nullopt : exactly(over, under, view_.words);
  if (!times) return view_.words(say::ComputedValue);
  const bool is_part = over > 0 && under % over == 0;
  if (*times != "1" && is_part && !divisor) {
    called = view_.words(say::ValueOfMillionths, called, exactly(under / over, 1, view_.words).value_or("…"));
  } else if (*times != "1") {
    called = view_.words(say::ValueOfMultiply, *times, called);
  }
  return divisor ? view_.words(say::ValueOfMillionths, called, *divisor) : called;
}

std::string Nouns::fraction(std::uint32_t over, std::uint32_t under, std::uint32_t row) const {
  const Multiple above = multiple(over, row);
  if (const auto by = constant(under)) {
    const auto whole = constant(above.operand);
    if (whole) return exactly(Wide{*whole}, *by, view_.words).value_or(view_.words(say::ComputedValue));
    return scaled(above.times, *by, above, std::nullopt);
  }
  const Multiple below = multiple(under, row);
  if (below.times == 0) return view_.words(say::ComputedValue);
  const std::string divisor = noun(below.operand, below.row);
  if (const auto whole = constant(above.operand)) {
    const auto number = exactly(Wide{*whole} * above.times, below.times, view_.words);
    return view_.words(say::ValueOfMillionths, number.value_or("…"), divisor);
  }
  return scaled(above.times, below.times, above, divisor);
}

std::string Nouns::noun(Side side, std::uint32_t row) const {
  return side.under == kAbsent ? noun(side.over, row) : fraction(side.over, side.under, row);
}

std::string Nouns::value(Side side, std::uint32_t row) const {
  if (side.under == kAbsent) return value(side.over, row);
  const auto over = constant(side.over), under = constant(side.under);
  if (over && under && *under != 0) {
    if (auto number = exactly(*over, *under, view_.words)) return *number;
  }
  bool overflow = false;
  const Interval above = view_.registers.integer(side.over, row);
  if (under == 1 && view_.register_kinds[side.over & ~kNegated].type != ValueType::Number)
    return format_interval(above, ValueType::Int, view_.words);
  const Interval parts = millionths(above, view_.registers.integer(side.under, row), overflow);
  return format_interval(parts, ValueType::Number, view_.words);
}

}  // namespace precept
