#include "compiler/ast/ast.h"

namespace precept::ast {

const char* spelling(Operator op) {
  switch (op) {
#define OPERATOR(name, spelling, arity, form) \
  case Operator::name:                        \
    return spelling;
#include "compiler/ast/operators.def"
#undef OPERATOR
  }
  return "";
}

}  // namespace precept::ast
