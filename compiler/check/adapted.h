// Definitions over records that others are declared `with`. Internal to check/.
//
//     record Vote with Tally
//     define carried(t: Tally) = t.yes > t.no
//
// `carried(v)` of a Vote is a call of a definition with the same body whose parameter is a Vote. So nothing
// behind the check knows that records have to do with each other.
#pragma once

#include "compiler/check/context.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

/// Checks the body and the phrases of a definition; `checker` knows its parameters. (functions.cpp)
void check_definition(Context& context, ExpressionChecker& checker, const ast::DefineDecl& declared,
                      model::Define& define);

/// The definition as it reads for arguments of these types, each of which serves as its parameter's. The
/// declared one where they are its own, or where a mistake was reported before.
const model::Define* adapted_for(Context& context, const Declaration& declaration,
                                 const std::vector<model::Type>& types, Span call);

/// Reports a judgement that is asked of a record that only has the fields of its own. `place` is the
/// argument.
void report_judged_as_another(Context& context, const model::Judgement& judgement, const model::Type& given,
                              const model::Type& wanted, Span place);

}  // namespace precept::checking
