#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

using model::Operator;

/// Whether `count(…) OP number` asks whether there is one: 1 yes, -1 whether there is none, 0 neither.
int asks(Operator op, std::int64_t number) {
  if ((op == Operator::Greater && number == 0) || (op == Operator::GreaterEqual && number == 1) ||
      (op == Operator::NotEqual && number == 0))
    return 1;
  if ((op == Operator::Equal && number == 0) || (op == Operator::Less && number == 1) ||
      (op == Operator::LessEqual && number == 0))
    return -1;
  return 0;
}

}  // namespace

void count_as_some(Look& look) {
  for (const Seen& seen : look.expressions()) {
    const model::Expr& expr = *seen.expr;
    if (!is_comparison(expr) || expr.right->kind != model::ExprKind::Constant) continue;
    const model::Expr& count = *expr.left;
    if (count.kind != model::ExprKind::Aggregate || count.aggregate != model::AggregateForm::Count) continue;
    const int asked = asks(expr.op, expr.right->value.number);
    if (count.filter == nullptr || count.variable->name.empty() || asked == 0) continue;
    const std::string some = "some " + count.variable->name + " in " + look.words(count.left->span) +
                             " satisfies " + look.operand(*count.filter);
    const bool is_alone = seen.parent == nullptr;
    const std::string words = asked > 0 ? (is_alone ? some : "(" + some + ")") : "not (" + some + ")";
    Diagnostic& found = look.found(DiagnosticKind::CountAsSome, expr.span,
                                   asked > 0 ? "this counts to learn whether there is one"
                                             : "this counts to learn whether there is none");
    found.with_help("write `" + words + "`, which says so, and whose reasons name the element");
    found.with_edit(expr.span, words);
  }
}

}  // namespace precept::lint
