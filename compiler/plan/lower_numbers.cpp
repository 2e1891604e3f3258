// Numbers: each is a whole number over a divisor, and stays exact (docs/language.md, Numbers, has the rules
// that tests/reference/ goes by, too). A divisor that the policy gives is a constant here and costs no
// instruction.
//
//   o.above >= 2/3 of g.voters       not lt_ratio above, 1, 2 * voters, 3
//   share of the document            in millionths: share / 1000000
#include <numeric>

#include "compiler/plan/lower.h"
#include "runtime/program/ratio.h"

namespace precept::plan {

using model::Operator;
using model::TypeKind;
using ratio::kMillion;

namespace {

/// A greater divisor leaves too little room above the line, so then a number is taken to the millionth first.
constexpr std::int64_t kMostParts = kMillion * kMillion;

/// The type of what stands above a divisor.
ValueType type_over(std::int64_t parts) {
  return parts == kMillion ? ValueType::Number : ValueType::Int;
}

bool is_too_fine(ratio::Wide parts) {
  return parts > kMostParts;
}

}  // namespace

Operand Lowering::whole(std::int64_t number) {
  return builder_.constant({RegisterKind::Int, ValueType::Int, 0, 0, kAbsent, number});
}

Operand Lowering::divisor_of(const Lowered& number) {
  return number.divisor != kAbsent ? number.divisor : whole(number.parts);
}

Operand Lowering::times(Operand number, Operand by, ValueType type) {
  return builder_.apply(Opcode::Multiply, {number, by, kAbsent}, int_at(0, type));
}

/// The product with a constant. By 1 it is the number itself, where that is of the type already.
Operand Lowering::multiple(Operand number, std::int64_t by, ValueType type) {
  if (by == 1 && builder_.what(number).type == type) return number;
  const auto constant = builder_.constant_of(number);
  std::int64_t product = 0;
  if (constant && !__builtin_mul_overflow(constant->value, by, &product))
    return builder_.constant({RegisterKind::Int, type, 0, 0, kAbsent, product});
  return times(number, whole(by), type);
}

/// The product with the divisor of `by`.
Operand Lowering::times_divisor(Operand number, const Lowered& by) {
  return by.divisor != kAbsent ? times(number, by.divisor, ValueType::Int)
                               : multiple(number, by.parts, ValueType::Int);
}

/// The same number over another divisor, a multiple of its own.
Lowered Lowering::scaled(const Lowered& number, std::int64_t parts) {
  Lowered result = number;
  result.value = multiple(number.value, parts / number.parts, type_over(parts));
  result.parts = parts;
  return result;
}

/// The number to the millionth, from below to above. Exact where it has no finer parts.
Lowered Lowering::in_millionths(const Lowered& number) {
  Lowered result;
  result.parts = kMillion;
  if (number.divisor == kAbsent && number.parts == kMillion) {
    result.value = number.value;
  } else {
    result.value = builder_.apply(Opcode::Millionths, {number.value, divisor_of(number), kAbsent},
                                  int_at(0, ValueType::Number));
  }
  return result;
}

Operand Lowering::in_one_register(const Lowered& number, const model::Type& type) {
  const bool is_whole = number.divisor == kAbsent && number.parts == 1;
  if (!type.is(TypeKind::Number) || is_whole) return number.value;
  return in_millionths(number).value;
}

Lowered Lowering::folded_by(const model::Expr& expr) {
  Lowered by = lower(expr);
  if (!expr.type.is(TypeKind::Number)) {
    by.value = in_one_register(by, expr.type);
    return Lowered{.value = by.value};
  }
  by.is_constant = false;
  return by.divisor == kAbsent ? by : in_millionths(by);
}

/// Gives both the least common divisor. Only of numbers whose divisors the policy gives.
void Lowering::bring_to_one_divisor(Lowered& a, Lowered& b) {
  auto common = [&] { return ratio::Wide{a.parts} / std::gcd(a.parts, b.parts) * b.parts; };
  for (Lowered* number : {&a, &b}) {
    if (is_too_fine(common()) && number->parts > kMillion) *number = in_millionths(*number);
  }
  const auto parts = static_cast<std::int64_t>(common());
  a = scaled(a, parts);
  b = scaled(b, parts);
}

Lowered Lowering::product(Lowered a, Lowered b) {
  Lowered result;
  if (a.divisor != kAbsent || b.divisor != kAbsent) {
    result.value = times(a.value, b.value, ValueType::Int);
    result.divisor = a.divisor != kAbsent ? times_divisor(a.divisor, b) : times_divisor(b.divisor, a);
    return result;
  }
  // A constant is reduced against what it is multiplied with.
  for (auto [constant, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    if (!constant->is_constant) continue;
    const std::int64_t over = builder_.constant_of(constant->value)->value;
    if (over == interval::kLeast) continue;
    const std::int64_t common = std::gcd(over, other->parts);
    constant->value = whole(over / common);
    other->parts /= common;
  }
  for (Lowered* number : {&a, &b}) {
    if (is_too_fine(ratio::Wide{a.parts} * b.parts) && number->parts > kMillion)
      *number = in_millionths(*number);
  }
  result.parts = a.parts * b.parts;
  const ValueType type = type_over(result.parts);
  const auto constant = builder_.constant_of(a.value), other = builder_.constant_of(b.value);
  result.value = constant ? multiple(b.value, constant->value, type)
                 : other  ? multiple(a.value, other->value, type)
                          : times(a.value, b.value, type);
  return result;
}

Lowered Lowering::quotient(const Lowered& a, const Lowered& b) {
  const auto constant = b.is_constant ? builder_.constant_of(b.value) : std::nullopt;
  if (constant && constant->value != interval::kLeast && constant->value != 0) {
    const bool is_negative = constant->value < 0;
    Lowered inverse;
    inverse.value = whole(is_negative ? -b.parts : b.parts);
    inverse.parts = is_negative ? -constant->value : constant->value;
    inverse.is_constant = true;
    return product(a, inverse);
  }
  Lowered result;
  const Operand divisor = builder_.add(Opcode::Divisor, {b.value, kAbsent, kAbsent, kAbsent},
                                       int_at(builder_.level(b.value), ValueType::Int));
  if (a.divisor != kAbsent || b.divisor != kAbsent) {
    result.value = times_divisor(a.value, b);
    result.divisor = times_divisor(divisor, a);
    return result;
  }
  const std::int64_t common = std::gcd(a.parts, b.parts);
  result.value = multiple(a.value, b.parts / common, builder_.what(a.value).type);
  result.divisor = multiple(divisor, a.parts / common, ValueType::Int);
  return result;
}

Lowered Lowering::sum(Lowered a, Lowered b, Opcode opcode) {
  Lowered result;
  ValueType type = ValueType::Int;
  if (a.divisor == kAbsent && b.divisor == kAbsent) {
    bring_to_one_divisor(a, b);
    result.parts = a.parts;
    type = type_over(a.parts);
  } else {
    const Operand left = times_divisor(a.value, b), right = times_divisor(b.value, a);
    result.divisor = a.divisor != kAbsent ? times_divisor(a.divisor, b) : times_divisor(b.divisor, a);
    a.value = left;
    b.value = right;
  }
  result.value = builder_.apply(opcode, {a.value, b.value, kAbsent}, int_at(0, type));
  return result;
}

Lowered Lowering::lesser(Lowered a, Lowered b, Opcode opcode) {
  if (a.divisor != kAbsent || b.divisor != kAbsent) {
    const Operand is_less = compare_numbers(Opcode::LessRatio, a, b);
    return opcode == Opcode::MinOf ? selected(is_less, a, b) : selected(is_less, b, a);
  }
  bring_to_one_divisor(a, b);
  Lowered result;
  result.parts = a.parts;
  result.value = builder_.apply(opcode, {a.value, b.value, kAbsent}, int_at(0, type_over(a.parts)));
  return result;
}

Lowered Lowering::negated(Lowered number) {
  const ValueType type = builder_.what(number.value).type;
  const Operand zero = builder_.constant({RegisterKind::Int, type, 0, 0, kAbsent, 0});
  number.value = builder_.apply(Opcode::Subtract, {zero, number.value, kAbsent}, int_at(0, type));
  number.is_constant = false;
  return number;
}

Lowered Lowering::root(const Lowered& number) {
  Lowered result;
  result.parts = kMillion;
  result.value =
      builder_.apply(Opcode::Root, {number.value, divisor_of(number), kAbsent}, int_at(0, ValueType::Number));
  return result;
}

/// `if c then a else b`; of two divisors that are computed each goes with its own number.
Lowered Lowering::selected(Operand condition, Lowered a, Lowered b) {
  Lowered result;
  const bool has_one_divisor = a.divisor == kAbsent && b.divisor == kAbsent;
  if (has_one_divisor) {
    bring_to_one_divisor(a, b);
    result.parts = a.parts;
  } else {
    result.divisor =
        builder_.apply(Opcode::Select, {condition, divisor_of(a), divisor_of(b)}, int_at(0, ValueType::Int));
    a.value = multiple(a.value, 1, ValueType::Int);
    b.value = multiple(b.value, 1, ValueType::Int);
  }
  result.value =
      builder_.apply(Opcode::Select, {condition, a.value, b.value}, int_at(0, type_over(result.parts)));
  return result;
}

Operand Lowering::compare_numbers(Opcode opcode, Lowered a, Lowered b) {
  // Two numbers of the document, and one beside a constant, are compared as they are held. Other divisors
  // stay with the comparison, so that an explanation can tell the numbers.
  const auto is_told = [](std::int64_t parts) { return parts == 1 || parts == kMillion; };
  if (a.divisor == kAbsent && b.divisor == kAbsent) {
    for (auto [constant, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
      const auto value = builder_.constant_of(constant->value);
      std::int64_t product = 0;
      const bool fits = constant->is_constant && value && is_told(other->parts) &&
                        other->parts % constant->parts == 0 &&
                        !__builtin_mul_overflow(value->value, other->parts / constant->parts, &product);
      if (fits) *constant = scaled(*constant, other->parts);
    }
    if (a.parts == b.parts && is_told(a.parts)) {
      return builder_.apply(opcode == Opcode::LessRatio ? Opcode::LessInt : Opcode::EqualInt,
                            {a.value, b.value, kAbsent}, truth_at(0));
    }
  }
  return builder_.compare_ratios(opcode, {a.value, divisor_of(a), b.value, divisor_of(b)});
}

Lowered Lowering::number_operation(const model::Expr& expr) {
  const Lowered a = lower(*expr.left);
  if (expr.op == Operator::Negate) return negated(a);
  if (expr.op == Operator::Root) return root(a);
  const Lowered b = lower(*expr.right);
  switch (expr.op) {
    case Operator::Add:
      return sum(a, b, Opcode::Add);
    case Operator::Subtract:
      return sum(a, b, Opcode::Subtract);
    case Operator::Multiply:
      return product(a, b);
    case Operator::MinOf:
      return lesser(a, b, Opcode::MinOf);
    case Operator::MaxOf:
      return lesser(a, b, Opcode::MaxOf);
    default:
      return quotient(a, b);
  }
}

}  // namespace precept::plan
