// What several rules about expressions ask. Internal to expressions/.
#pragma once

#include <functional>
#include <set>

#include "authoring/lint/look/look.h"
#include "authoring/lint/look/rule.h"

namespace precept::lint {

/// A truth where it stands, with what is known there by what stands around it.
using LookAtTruth = std::function<void(const model::Expr& expr, const Facts& known, bool is_part)>;
using LookAtBranch =
    std::function<void(const model::Expr& condition, const model::Expr& branch, bool is_then)>;

/// `is_part`: it is no condition by itself, so that a constant may stand there.
/// Goes through every expression that stands by itself: calls `truth` for each truth that is no `and`, `or`
/// or `not` itself, and for each `and` and `or` as a whole; `branch` for each branch of an `if` that is never
/// taken.
void go_through(Look& look, const LookAtTruth& truth, const LookAtBranch& branch);

/// Whether one of these is the expression or a part of it.
bool has_found_in(const model::Expr& expr, const std::set<const model::Expr*>& found);

/// Whether it asks for what is there: the compiler may want it though it follows from what a definition says.
inline bool asks_presence(const model::Expr& expr) {
  return is_operator(expr, model::Operator::Given) || is_operator(expr, model::Operator::NotGiven);
}
inline bool is_and_or(const model::Expr& expr) {
  return is_operator(expr, model::Operator::And) || is_operator(expr, model::Operator::Or);
}
inline bool is_comparison(const model::Expr& expr) {
  if (expr.kind != model::ExprKind::Binary) return false;
  switch (expr.op) {
    case model::Operator::Equal:
    case model::Operator::NotEqual:
    case model::Operator::Less:
    case model::Operator::LessEqual:
    case model::Operator::Greater:
    case model::Operator::GreaterEqual:
      return true;
    default:
      return false;
  }
}

}  // namespace precept::lint
