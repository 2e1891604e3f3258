#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

using model::Expr;
using model::ExprKind;
using model::Operator;

namespace {

class Walk {
 public:
  Walk(Look& look, const LookAtTruth& truth, const LookAtBranch& branch)
      : look_(look), truth_(truth), branch_(branch) {}

  void at(const Expr& expr, const Facts& known, bool is_operand, const Expr* chain = nullptr) {
    if (++depth_ < kDeepest) look_at(expr, known, is_operand, chain);
    --depth_;
  }

 private:
  /// A chain of so many operators is not looked at to its end.
  static constexpr int kDeepest = 400;

  /// `chain`: the `and` or `or` that it is an operand of; null: of none.
  void look_at(const Expr& expr, const Facts& known, bool is_operand, const Expr* chain) {
    if (is_and_or(expr)) {
      at(*expr.left, known, true, &expr);
      Facts beside = known;
      if (beside.assume(look_.terms().of(*expr.left), expr.op == Operator::And))
        at(*expr.right, beside, true, &expr);
      // A chain is looked at as a whole.
      if (truth_ && (chain == nullptr || !is_operator(*chain, expr.op))) truth_(expr, known, is_operand);
      return;
    }
    if (is_operator(expr, Operator::Not) || expr.kind == ExprKind::KnownTruth)
      return at(*expr.left, known, is_operand);
    if (expr.kind == ExprKind::If) return look_at_if(expr, known);
    if (truth_ && expr.type.is(model::TypeKind::Truth)) truth_(expr, known, is_operand);
    if (expr.variable != nullptr && expr.kind != ExprKind::Variable) return look_at_list(expr, known);
    for_each_part(expr, [&](const Expr& part) { at(part, known, true); });
  }

  void look_at_if(const Expr& expr, const Facts& known) {
    const TermId condition = look_.terms().of(*expr.left);
    if (branch_) {
      if (known.follows(condition, true)) branch_(*expr.left, *expr.third, false);
      if (known.follows(condition, false)) branch_(*expr.left, *expr.right, true);
    } else if (known.may_be(condition, true) && known.may_be(condition, false)) {
      at(*expr.left, known, false);  // else the branch that is never taken is told
    }
    Facts then = known, other = known;
    if (then.assume(condition, true)) at(*expr.right, then, true);
    if (other.assume(condition, false)) at(*expr.third, other, true);
  }

  void look_at_list(const Expr& expr, const Facts& known) {
    if (expr.left != nullptr) at(*expr.left, known, false);
    Facts inner = known.of_no_element();
    if (expr.filter != nullptr) {
      at(*expr.filter, inner, false);
      if (!inner.assume(look_.terms().of(*expr.filter), true)) return;
    }
    // `some x in xs satisfies yes` is how one asks whether there is any.
    if (expr.right != nullptr && !is_constant_truth(*expr.right)) at(*expr.right, inner, false);
    if (expr.third != nullptr) at(*expr.third, known, false);
    for (const Expr* item : expr.items)
      if (item != nullptr) at(*item, inner, false);
  }

  Look& look_;
  const LookAtTruth& truth_;
  const LookAtBranch& branch_;
  int depth_ = 0;
};

}  // namespace

bool has_found_in(const Expr& expr, const std::set<const Expr*>& found) {
  if (found.contains(&expr)) return true;
  bool result = false;
  for_each_part(expr, [&](const Expr& part) { result = result || has_found_in(part, found); });
  return result;
}

void go_through(Look& look, const LookAtTruth& truth, const LookAtBranch& branch) {
  for (const Root& root : look.roots()) {
    if (look.is_claimed(root.norm)) continue;
    // A definition may well be a constant.
    Walk(look, truth, branch).at(*root.expr, look.facts(), root.norm == nullptr);
  }
}

}  // namespace precept::lint
