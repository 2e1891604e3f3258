// Lists in words: `names of xs` and `x.age of x in xs where c`, as holes of texts.
#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

bool is_whole(const Type& type) {
  return type.is(TypeKind::Record) || type.is(TypeKind::Row) || type.is(TypeKind::List);
}

}  // namespace

/// The help for a list that stands in a text as if it were a value.
std::string ExpressionChecker::help_for_list_in_text(const Expr& list) const {
  return fmt::format("write who is in it, `{{names of {}}}`, or how many there are, `{{count({})}}`",
                     written(list), written(list));
}

/// A list or set in words. Its type is a text, which nothing but a hole can use.
Expr* ExpressionChecker::check_in_words(const ast::Expr& expr) {
  Expr* result = make(ExprKind::InWords, kText, expr);
  result->names = expr.right == nullptr;
  std::size_t before = bound(), given_before = given_count();
  if (expr.left && expr.left->form == ast::ExprForm::Comprehension) {
    check_range(expr.left->name, expr.left->left, expr.left->filter, result);
    if (!result->left->type.is(TypeKind::List)) result->type = {};
  } else {
    check_whole_in_words(expr, result);
  }
  const bool is_list = result->type.is(TypeKind::Text) && result->left->type.is(TypeKind::List);
  if (is_list) result->right = expr.right ? shown_of_each(expr, *result) : name_of_each(expr, *result);
  if (is_list && result->right->type.is(TypeKind::Error)) result->type = {};
  forget(before);
  forget_given(given_before);
  return result;
}

/// The name with which a path begins, as `h` of `h.age`, where it is no variable's; empty where it is one.
std::string_view ExpressionChecker::unknown_root(const ast::Expr& path) const {
  const ast::Expr* root = &path;
  while (root->form == ast::ExprForm::Field) root = root->left;
  const bool is_unknown = root->form == ast::ExprForm::NameUse && find_variable(root->name.text) == nullptr;
  return is_unknown ? root->name.text : std::string_view();
}

/// The help for `{h.age of xs}`, where `unknown` is h, and for `{age of xs}`.
std::string ExpressionChecker::help_for_no_element(const ast::Expr& shown, std::string_view unknown,
                                                   const Expr& several) const {
  const std::string list = written(several);
  if (several.type.is(TypeKind::Set))
    return fmt::format("the members of a set are told by `{{names of {}}}`", list);
  const Type& element = *several.type.element;
  const bool is_field = shown.form == ast::ExprForm::NameUse && element.is(TypeKind::Record) &&
                        find_field(model_.records[element.id].fields, unknown);
  if (is_field) return fmt::format("write `{{x.{} of x in {}}}`", unknown, list);
  if (!unknown.empty() && shown.form == ast::ExprForm::Field) {
    return fmt::format("write `{{{} of {} in {}}}`", context_.sources.text(shown.span), unknown, list);
  }
  return fmt::format("write `{{x.… of x in {}}}`, with a name of your own for `x`, or `{{names of {}}}`",
                     list, list);
}

/// Checks `names of xs`, where no variable stands for the element.
void ExpressionChecker::check_whole_in_words(const ast::Expr& expr, Expr* result) {
  result->left = check(expr.left);
  const Type& type = result->left->type;
  const bool is_of_several = type.is(TypeKind::List) || type.is(TypeKind::Set);
  if (type.is(TypeKind::Error) || !is_of_several || expr.right) result->type = {};
  if (type.is(TypeKind::Error)) return;
  if (!is_of_several) {
    auto& mistake = report(DiagnosticKind::NotInWords, result->left->span,
                           fmt::format("{}, and only a list or a set has several names", describe(type)));
    mistake.with_help(is_whole(type) ? fmt::format("write `{{{}.name}}`", written(*result->left))
                                     : fmt::format("write `{{{}}}`", written(*result->left)));
    return;
  }
  if (expr.right) {
    // A name that means nothing yet is one for the element, or a field of it, as the help has it.
    const std::string_view unknown = unknown_root(*expr.right);
    if (unknown.empty()) check(expr.right);
    report(DiagnosticKind::NotInWords, expr.left->span, "nothing here stands for an element")
        .with_help(help_for_no_element(*expr.right, unknown, *result->left));
    return;
  }
  needs_value(result->left, "it takes a list or a set to name what is in it");
  if (!type.is(TypeKind::List)) return;
  result->variable = &model_.variables.emplace_back(model::Variable{
      .kind = VariableKind::Element, .name = "", .type = *type.element, .span = expr.left->span});
  add_given_of_element(model_, context_.guards, *result->left, *result->variable, given_);
}

/// What names an element: the field `name` of a record, else the element itself.
Expr* ExpressionChecker::name_of_each(const ast::Expr& expr, const Expr& in_words) {
  Expr* element = make(ExprKind::Variable, in_words.variable->type, expr);
  element->variable = in_words.variable;
  if (!element->type.is(TypeKind::Record)) return element;
  const model::Record& record = model_.records[element->type.id];
  auto name = find_field(record.fields, "name");
  if (name && record.fields[*name].type.is(TypeKind::Text)) {
    Expr* result = make(ExprKind::Field, record.fields[*name].type, expr);
    result->left = element;
    result->field = *name;
    return result;
  }
  const bool is_mistaken = context_.mistaken_records.contains(element->type.id);
  if (is_mistaken) return error(expr);
  const std::string variable = in_words.variable->name.empty() ? "x" : in_words.variable->name;
  report(DiagnosticKind::NothingNames, expr.span,
         fmt::format("`{}` has no field `name : text` to name it by", record.name))
      .label(record.span, fmt::format("{} is declared here", record.name))
      .with_help(fmt::format("say what is told of each: `{{{}.{} of {} in {} …}}`", variable,
                             record.fields.empty() ? "…" : record.fields.front().name, variable,
                             written(*in_words.left)));
  return error(expr);
}

/// What stands before `of` is told of each element, so that it has to speak of it.
Expr* ExpressionChecker::shown_of_each(const ast::Expr& expr, const Expr& in_words) {
  used_.erase(in_words.variable);
  Expr* shown = check(expr.right);
  if (shown->type.is(TypeKind::Error)) return shown;
  if (is_whole(shown->type)) {
    report(DiagnosticKind::TypeMismatch, shown->span,
           fmt::format("{} cannot be written in a text", describe(shown->type)))
        .with_help(shown->type.is(TypeKind::List) ? "write how many there are of each: `count(…)`"
                                                  : "name a field of it, such as `.name`");
    return error(expr);
  }
  if (in_words.variable->name.empty() || used_.contains(in_words.variable)) return shown;
  report(DiagnosticKind::SameForEach, shown->span,
         fmt::format("this is the same for each `{}`", in_words.variable->name))
      .with_help(
          fmt::format("write `{{{}}}`, or what is told of `{}`", written(*shown), in_words.variable->name));
  return error(expr);
}

}  // namespace precept::checking
