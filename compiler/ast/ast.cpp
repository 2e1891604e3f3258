#include "compiler/ast/ast.h"

#include <algorithm>
#include <array>

namespace precept::ast {

namespace {

constexpr std::array kOperators{
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) \
  OperatorInfo{spelling, Notation::notation, #instruction, operands},
#include "compiler/ast/operators.def"
#undef OPERATOR
};

}  // namespace

const OperatorInfo& info(Operator op) {
  return kOperators[static_cast<std::size_t>(op)];
}

std::string_view spelling(Operator op) {
  return info(op).spelling;
}

std::optional<Operator> operator_written(std::string_view spelling, Notation notation) {
  const auto found = std::ranges::find_if(kOperators, [&](const OperatorInfo& row) {
    return row.spelling == spelling && row.notation == notation;
  });
  if (found == kOperators.end()) return std::nullopt;
  return static_cast<Operator>(found - kOperators.begin());
}

}  // namespace precept::ast
