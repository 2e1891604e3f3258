// Where definitions and judgements are called. Internal to check/.
#pragma once

#include <vector>

#include "compiler/ast/ast.h"

namespace precept::checking {

/// Every call in a statement, with those in its texts and, of a clause, in its norms. In no certain order.
std::vector<const ast::Expr*> calls_in(const ast::Statement& statement);

}  // namespace precept::checking
