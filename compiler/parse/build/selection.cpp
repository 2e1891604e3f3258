// What is chosen from a list, `x in xs where c`, and what is made of it: counts, sums, lists in words.
#include <fmt/format.h>

#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using ast::Expr;
using ast::ExprForm;
using ast::Operator;

namespace {

bool is_membership(const Expr& expr) {
  return expr.form == ExprForm::Binary && expr.op == Operator::In && expr.left->form == ExprForm::NameUse;
}

bool joins(const Expr& expr) {
  return expr.form == ExprForm::Binary && (expr.op == Operator::And || expr.op == Operator::Or);
}

}  // namespace

/// `count(x in xs and c)`, `every x in xs and c satisfies d`: what chooses stands behind `where`. True where
/// it was reported.
bool TreeBuilder::report_joined_choice(const Expr& chosen, bool is_list) {
  const Expr* first = &chosen;
  while (joins(*first) && first->left != nullptr && joins(*first->left)) first = first->left;
  bool is_joined = joins(*first) && first->left != nullptr && (is_list || is_membership(*first->left));
  if (!is_joined) return false;
  report(DiagnosticKind::ForeignWord, chosen.span,
         fmt::format("`{}` does not choose from a list", first->op == Operator::And ? "and" : "or"))
      .with_help(
          fmt::format("write `{} where …`", on_one_line(parse_context_.sources.text(first->left->span))));
  return true;
}

/// The list of a quantifier, of `the` and `first`.
Expr* TreeBuilder::build_list(P::ExpressionContext& context) {
  Expr* list = build_expression(context);
  return report_joined_choice(*list, true) ? make_error(list->span) : list;
}

/// `x in xs where c` reads as a membership with a filter; what it is depends on where it stands. In a
/// `let` or a definition, `x in xs` without `where` is a truth; in an aggregate it is a comprehension.
Expr* TreeBuilder::build_selection(P::SelectionContext& context, bool is_let) {
  Expr* expr = build_expression(*context.expression(0));
  P::ExpressionContext* filter = context.expression(1);
  if (filter == nullptr && is_let) return expr;
  if (!is_let && report_joined_choice(*expr, false)) return make_error(span(context));
  bool grouped = context.getStart()->getType() == P::LEFT_PAREN;
  if (!is_membership(*expr) || grouped) {
    if (filter == nullptr) return expr;
    Expr* where = build_expression(*filter);
    if (expr->form != ExprForm::Error && where->form != ExprForm::Error) {
      report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.WHERE()->getSymbol()),
             "nothing is chosen from here")
          .with_help(fmt::format("write `x in {} where …`, with a name of your own for `x`",
                                 on_one_line(parse_context_.sources.text(expr->span))));
    }
    return make_error(span(context));
  }
  Expr* comprehension = make(ExprForm::Comprehension, span(context));
  comprehension->name = expr->left->name;
  comprehension->left = expr->right;
  if (filter != nullptr) comprehension->filter = build_expression(*filter);
  return finish(comprehension);
}

/// A hole: an expression, or a list in words. `names` is no keyword: nothing else can stand before `of` that
/// would be the same for each element.
Expr* TreeBuilder::build_hole(P::HoleContext& context) {
  Expr* shown = build_expression(*context.expression());
  if (context.selection() == nullptr) return shown;
  Expr* expr = make(ExprForm::InWords, span(context));
  expr->left = build_selection(*context.selection(), false);
  const bool asks_names = shown->form == ExprForm::NameUse && shown->name.text == "names";
  if (!asks_names) expr->right = shown;
  return finish(expr);
}

Expr* TreeBuilder::build_count(P::CountContext& context) {
  Expr* expr = make(ExprForm::Aggregate, span(context));
  if (auto* rows = dynamic_cast<P::CountRowsContext*>(context.counting())) {
    expr->aggregate = ast::AggregateForm::Count;
    expr->left = build_selection(*rows->selection(), false);
  } else if (auto* distinct = dynamic_cast<P::CountDistinctContext*>(context.counting())) {
    expr->aggregate = ast::AggregateForm::CountDistinct;
    expr->left = build_selection(*distinct->selection(), false);
    expr->right = build_expression(*distinct->expression());
    require_comprehension(*expr, "count distinct");
  }
  return finish(expr);
}

Expr* TreeBuilder::build_fold(P::FoldContext& context) {
  std::size_t function = context.function->getType();
  Expr* expr = make(ExprForm::Aggregate, span(context));
  expr->aggregate = function == P::SUM   ? ast::AggregateForm::Sum
                    : function == P::MIN ? ast::AggregateForm::Min
                                         : ast::AggregateForm::Max;
  expr->left = build_selection(*context.selection(), false);
  expr->right = build_expression(*context.by);
  require_comprehension(*expr, tokens_.text(*context.function));
  return finish(expr);
}

/// Reports an aggregate with `by` and without a variable: `by` is computed for each element.
void TreeBuilder::require_comprehension(Expr& aggregate, std::string_view function) {
  ExprForm form = aggregate.left->form;
  if (form == ExprForm::Comprehension || form == ExprForm::Error) return;
  report(DiagnosticKind::UnexpectedToken, aggregate.left->span,
         fmt::format("`{}` needs a name for what it goes through", function))
      .with_help(fmt::format("write `{}(x in … by …)`, with a name of your own for `x`", function));
  aggregate.left = make_error(aggregate.left->span);
}

}  // namespace precept::parsing
