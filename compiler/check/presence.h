// What may be none, and what was asked for. Internal to check/.
//
// The language is pure: two expressions that are written alike have the same value wherever both stand. So
// what `x is given` tells of one is known of the other.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "compiler/model/model.h"

namespace precept::checking {

/// Expressions that are certainly not none where they are looked at.
struct AskedFor {
  model::Expr* expr = nullptr;
  std::size_t mark = 0;  ///< the same for all that have surely the same value
};
using Asked = std::vector<AskedFor>;

/// What a definition that does nothing but ask tells of its parameters, where it holds and where it does not.
/// Of any other definition nothing is told: its callers shall not rest on how it is written.
struct Guard {
  bool is_guard = false;
  Asked where_it_holds, where_it_fails;
};
using Guards = std::map<const model::Define*, Guard>;

/// Whether two expressions surely have the same value. A let counts as what it stands for.
bool same_value(const model::Expr& a, const model::Expr& b);

/// Adds what is certainly given where `condition` is surely yes (or, with `holds` false, surely no).
void add_asked(model::Model& model, const Guards& guards, model::Expr& condition, bool holds, Asked& asked);

/// Adds what the choices made of `list` tell of each of its elements, of which `element` is one.
void add_asked_of_element(model::Model& model, const Guards& guards, model::Expr& list,
                          model::Variable& element, Asked& asked);

/// The guard that a definition's body is; `is_guard` is false where the body does more than ask.
Guard guard_of(model::Model& model, const Guards& guards, model::Expr& body);

/// Whether the expression may be none though all of `asked` is given.
bool may_be_none(const model::Model& model, const model::Expr& expr, std::span<const AskedFor> asked);

/// Of what may be none: whether that is a fact which the document or a row of a table states, as a field that
/// is `or none` does. The absence of what it would be a part of, or of a row, states nothing about it.
bool states_none(const model::Model& model, const model::Expr& expr, std::span<const AskedFor> asked);

/// Of what may be none: the part of it that is to be asked for, as `p.terms` in `p.terms.status`. Where that
/// is given, all of it is.
const model::Expr& to_ask_for(const model::Model& model, const model::Expr& expr,
                              std::span<const AskedFor> asked);

/// A copy with another expression in a variable's place; null where it would be too large.
model::Expr* with_instead(model::Model& model, model::Expr& expr, const model::Variable* variable,
                          model::Expr& instead);

/// Whether it is an element that `the` chose, or a record in one.
bool is_chosen(const model::Expr& expr);

}  // namespace precept::checking
