// `x reaches y by step(_, _) in xs`.
#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

/// The blanks in the arguments of a step, in the order in which they are written.
void find_blanks(const ast::Expr* expr, std::vector<const ast::Expr*>& found) {
  if (expr == nullptr) return;
  if (expr->form == ast::ExprForm::NameUse && expr->name.text == ast::kBlank) found.push_back(expr);
  // Within another step they are that one's.
  if (expr->form == ast::ExprForm::Reach) return;
  for (const ast::Expr* part : {expr->left, expr->right, expr->third, expr->filter}) find_blanks(part, found);
  for (const ast::Expr* item : expr->items) find_blanks(item, found);
}

}  // namespace

Expr* ExpressionChecker::check_reach(const ast::Expr& expr) {
  Expr* result = make(ExprKind::Reach, kTruth, expr);
  const bool is_choice = expr.third->form == ast::ExprForm::Comprehension;
  result->third = is_choice ? noted(check_filter(*expr.third)) : check_list(expr.third);
  Type element;
  if (result->third->type.is(TypeKind::List)) {
    if (is_choice) needs_value(result->third, "it takes a list to go from one element to another");
    element = *result->third->type.element;
    if (!element.is(TypeKind::Record)) {
      report(
          DiagnosticKind::ReachList, result->third->span,
          fmt::format("`reaches` leads from record to record, and this is {}", describe(result->third->type)))
          .with_help("give a list of records that have these values as fields");
      element = {};
    }
  }
  result->left = reach_end(expr.left, element);
  result->right = reach_end(expr.right, element);
  for (model::Variable** variable : {&result->variable, &result->second}) {
    *variable = &model_.variables.emplace_back(model::Variable{
        .kind = VariableKind::Element, .name = "", .type = element, .span = expr.filter->span});
  }
  result->items.push_back(check_step(*expr.filter, result));
  return result;
}

/// An element that is reached, or that others are reached from.
Expr* ExpressionChecker::reach_end(const ast::Expr* end, const Type& element) {
  Expr* checked = check(end);
  const std::size_t errors = context_.diagnostics.error_count();
  Expr* result = needs(checked, element);
  const bool was_reported = context_.diagnostics.error_count() != errors;
  if (!was_reported && result->type.is(TypeKind::Record)) report_chosen_argument(*result);
  return result;
}

/// The step, with the variables of `reach` in the place of its blanks.
Expr* ExpressionChecker::check_step(const ast::Expr& step, Expr* reach) {
  if (!is_step(step)) return error(step);
  std::vector<const ast::Expr*> blanks;
  for (const ast::Expr* item : step.items) find_blanks(item, blanks);
  if (blanks.size() != 2) {
    report(DiagnosticKind::ReachBlanks, step.span,
           fmt::format("a step leads from one `_` to another, and here {} of them",
                       blanks.empty()       ? "is none"
                       : blanks.size() == 1 ? "is one"
                                            : fmt::format("are {}", blanks.size())))
        .with_help(
            fmt::format("write `{}(_, _, …)`: the first stands for where a step begins, the second for where "
                        "it leads to",
                        step.name.text));
    return error(step);
  }
  const std::size_t given_before = given_count();
  const auto outer = blanks_;
  model::Variable* ends[] = {reach->variable, reach->second};
  for (std::size_t i = 0; i < blanks.size(); ++i) {
    blanks_[blanks[i]] = ends[i];
    add_given_of_element(model_, context_.guards, *reach->third, *ends[i], given_);
  }
  Expr* call = noted(check_call(step));
  blanks_ = outer;
  forget_given(given_before);
  if (call->type.is(TypeKind::Error)) return call;
  if (!call->type.is(TypeKind::Truth)) {
    report(DiagnosticKind::ReachStep, step.span,
           fmt::format("`{}` gives {}, and a step is there or not", step.name.text, describe(call->type)))
        .label(call->define->span, "declared here")
        .with_help("define a truth of the two elements, such as a comparison of that value both ways");
    call->type = {};
    return call;
  }
  return needs(call, kTruth);
}

/// Whether what is named can be a step; reports a judgement. Unknown names are told as in any call.
bool ExpressionChecker::is_step(const ast::Expr& step) {
  const Declaration* declaration = context_.names.find(step.name.text, file_);
  if (declaration == nullptr || declaration->form != DeclarationForm::Judgement) return true;
  report(DiagnosticKind::ReachStep, step.span,
         fmt::format("`{}` is a judgement, which is about one element and not about a step between two",
                     step.name.text))
      .label(declaration->name.span, "declared here")
      .with_help("define the step by what the document says of the two");
  return false;
}

}  // namespace precept::checking
