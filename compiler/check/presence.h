// Which expressions may be none, and which are surely given (docs/language.md, None is asked for). Internal
// to check/.
//
// The language is pure: two expressions that are written alike have the same value. So after `x is given`
// every other `x` is given too:
//
//     shall ensure b.deposit is given and b.deposit >= 50
#pragma once

#include <map>
#include <span>
#include <vector>

#include "compiler/model/model.h"

namespace precept::checking {

/// An expression that is surely not none at the place that is being checked.
struct GivenExpr {
  model::Expr* expr = nullptr;
  std::size_t hash = 0;  ///< expressions with the same value have the same hash
};
using GivenExprs = std::vector<GivenExpr>;

/// For a definition that does nothing but ask: what is surely given where it holds, and where it does not.
/// Other definitions tell their callers nothing, so that their bodies can change.
struct Guard {
  bool is_guard = false;
  GivenExprs where_it_holds, where_it_fails;
};
using Guards = std::map<const model::Define*, Guard>;

/// True where two expressions surely have the same value. A let counts as its value.
bool same_value(const model::Expr& a, const model::Expr& b);

/// Adds to `given` what is given where `condition` is surely yes (or, with `holds` false, surely no).
void add_given(model::Model& model, const Guards& guards, model::Expr& condition, bool holds,
               GivenExprs& given);

/// Adds to `given` what the `where`s of `list` tell about its elements; `element` is the variable.
void add_given_of_element(model::Model& model, const Guards& guards, model::Expr& list,
                          model::Variable& element, GivenExprs& given);

/// The guard for a definition's body; `is_guard` is false where the body does more than ask.
Guard guard_of(model::Model& model, const Guards& guards, model::Expr& body);

/// True where the expression may be none even though all of `given` is given.
bool may_be_none(const model::Model& model, const model::Expr& expr, std::span<const GivenExpr> given);

/// For an expression that may be none: true where none would be stated by the document or a table, as by a
/// field that is itself `or none`. A part of an absent record, or of a row that is not there, states nothing.
bool is_stated_none(const model::Model& model, const model::Expr& expr, std::span<const GivenExpr> given);

/// For an expression that may be none: the part that the author has to ask for, as `p.terms` in
/// `p.terms.status`. Where that part is given, the whole is.
const model::Expr& part_to_ask_for(const model::Model& model, const model::Expr& expr,
                                   std::span<const GivenExpr> given);

/// A copy with `replacement` in place of the variable; null where the copy would be too large.
model::Expr* substituted(model::Model& model, model::Expr& expr, const model::Variable* variable,
                         model::Expr& replacement);

/// True for an element that `the` or `first` chose, or a record in one.
bool is_chosen_element(const model::Expr& expr);

}  // namespace precept::checking
