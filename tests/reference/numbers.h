// Numbers as fractions: docs/language.md, "Numbers". Each function is one of its rules.
//
//   2/3 of 12     {8 * … over 3}: a whole number over a divisor, never rounded
#pragma once

#include "compiler/ast/ast.h"
#include "tests/reference/value.h"

namespace precept::reference {

/// A number: what stands above the line, and what below it. `is_given`: the policy itself gives the divisor.
struct Number {
  Interval over, under = Interval::exactly(1);
  bool is_given = true, is_constant = false;
};

Number number_parts(const Value& value);
Value number_value(const Number& number);

Truth less(const Number& a, const Number& b);
Truth equal(const Number& a, const Number& b);

Number negated(const Number& a);
Number root(const Number& a);
/// What an operator of two numbers makes of them.
Number computed(ast::Operator op, const Number& a, const Number& b);
/// `a` where the condition holds, `b` where it does not, and what covers both where that is unknown.
Number selected(Truth condition, Number a, Number b);
/// To the millionth, from below to above.
Number in_millionths(const Number& a);
/// As a list is folded by it: to the millionth where its divisor is computed.
Number folded_by(const Number& a);
/// As people read it.
std::string number_reads(const Number& number);

}  // namespace precept::reference
