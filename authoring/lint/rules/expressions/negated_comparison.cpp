#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

using model::Operator;

/// The operator that says the opposite, known or not; empty where there is none.
std::string_view opposite(const model::Expr& expr) {
  if (expr.kind == model::ExprKind::InConstants) return expr.op == Operator::NotIn ? "in" : "not in";
  if (expr.kind != model::ExprKind::Binary && expr.kind != model::ExprKind::Unary) return {};
  switch (expr.op) {
    case Operator::Equal:
      return "!=";
    case Operator::NotEqual:
      return "=";
    case Operator::Less:
      return ">=";
    case Operator::LessEqual:
      return ">";
    case Operator::Greater:
      return "<=";
    case Operator::GreaterEqual:
      return "<";
    case Operator::In:
      return "not in";
    case Operator::NotIn:
      return "in";
    case Operator::Given:
      return "is not given";
    case Operator::NotGiven:
      return "is given";
    default:
      return {};
  }
}

}  // namespace

void negated_comparison(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_operator(expr, Operator::Not)) continue;
    const model::Expr& inner = written(*expr.left);
    const std::string_view other = opposite(inner);
    if (other.empty()) continue;
    // Between the operands stand the operator and at most blanks and parentheses; these are kept.
    std::string words;
    if (inner.kind == model::ExprKind::Unary) {
      words = look.words(inner.left->span) + " " + std::string(other);
    } else {
      const std::string whole = look.words(inner.span), left = look.words(inner.left->span);
      const std::string_view written_as =
          inner.kind == model::ExprKind::InConstants && inner.op != Operator::NotIn ? "in"
                                                                                    : ast::spelling(inner.op);
      const std::size_t at = whole.find(" " + std::string(written_as) + " ", left.size() - 1);
      if (at == std::string::npos) continue;
      words = whole.substr(0, at + 1) + std::string(other) + whole.substr(at + 1 + written_as.size());
    }
    // As an operand of `not` or of a comparison it would need parentheses of its own.
    const bool is_tight =
        seen.parent != nullptr && !(is_and_or(*seen.parent) || seen.parent->kind == model::ExprKind::If ||
                                    seen.parent->variable != nullptr);
    if (is_tight) words = "(" + words + ")";
    look.found(DiagnosticKind::NegatedComparison, expr.span,
               "a comparison that is negated says itself the opposite")
        .with_help("write `" + words + "`")
        .with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
