// Fields, columns, look-ups and calls.
#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "compiler/check/adapted.h"
#include "compiler/check/calls.h"
#include "compiler/check/expressions.h"
#include "compiler/check/foreign_names.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;

// ---- fields ------------------------------------------------------------------------------------

Expr* ExpressionChecker::check_field(const ast::Expr& expr) {
  const ast::Expr* left = expr.left;
  bool is_bare = left && left->form == ast::ExprForm::NameUse && !find_variable(left->name.text);
  if (is_bare) {
    const Declaration* declaration = context_.names.find(left->name.text, file_);
    if (declaration && declaration->form == DeclarationForm::Enum) {
      context_.note_use(left->name.span, declaration->name.span);
      return expr.name.text.empty() ? error(expr) : check_member(expr, declaration->id);
    }
  }
  Expr* checked = check(left);
  if (expr.name.text.empty()) return error(expr);
  switch (checked->type.kind) {
    case TypeKind::Error:
      return error(expr);
    case TypeKind::Record:
      return record_field(expr, checked);
    case TypeKind::Row:
      return row_column(expr, checked);
    case TypeKind::Key: {
      // `c.name` is short for `Country[c].name`, whose row exists for every key.
      Expr* row = make(ExprKind::Lookup, {.kind = TypeKind::Row, .id = checked->type.id}, *left);
      row->type.or_none = checked->type.or_none;
      row->table = checked->type.id;
      row->items = {checked};
      return row_column(expr, row);
    }
    case TypeKind::Truth:
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Text:
    case TypeKind::Enum:
    case TypeKind::Set:
    case TypeKind::List:
      return report_no_fields(expr, *checked);
  }
  return error(expr);
}

namespace {

/// The declared type of a part, `or none` where the whole may be none.
Type part_type(const Type& declared, bool whole_may_be_none) {
  Type result = declared;
  result.or_none = declared.or_none || whole_may_be_none;
  return result;
}

}  // namespace

Expr* ExpressionChecker::record_field(const ast::Expr& expr, Expr* left) {
  const model::Record& record = model_.records[left->type.id];
  auto field = find_field(record.fields, expr.name.text);
  if (!field && context_.mistaken_records.contains(left->type.id)) return error(expr);
  if (!field) {
    if (!is_new_part(record.name, expr.name.text)) return error(expr);
    const Declaration* function = context_.names.find(expr.name.text, file_);
    bool is_function = function != nullptr && (function->form == DeclarationForm::Define ||
                                               function->form == DeclarationForm::Judgement);
    report(DiagnosticKind::UnknownField, expr.name.span,
           fmt::format("`{}` has no field `{}`", record.name, text_for_message(expr.name.text)))
        .label(record.span, fmt::format("{} is declared here", record.name))
        .with_help(is_function ? fmt::format("write `{}({})`", expr.name.text, written(*left))
                               : did_you_mean_or_list(expr.name.text, names_of(record.fields),
                                                      fmt::format("the fields of `{}`", record.name)));
    return error(expr);
  }
  context_.note_use(expr.name.span, record.fields[*field].span);
  const Type& declared = record.fields[*field].type;
  if (declared.is(TypeKind::Error)) return error(expr);
  if (declared.is(TypeKind::List) && report_chosen_argument(*left)) return error(expr);
  Expr* result = make(ExprKind::Field, part_type(declared, left->type.or_none), expr);
  result->left = left;
  result->field = *field;
  return result;
}

Expr* ExpressionChecker::row_column(const ast::Expr& expr, Expr* row) {
  const model::Table& table = model_.tables[row->type.id];
  auto column = find_field(table.columns, expr.name.text);
  if (!column && context_.mistaken_tables.contains(row->type.id)) return error(expr);
  if (!column) {
    if (!is_new_part(table.name, expr.name.text)) return error(expr);
    report(DiagnosticKind::UnknownField, expr.name.span,
           fmt::format("the table `{}` has no column `{}`", table.name, text_for_message(expr.name.text)))
        .label(table.span, fmt::format("{} is declared here", table.name))
        .with_help(did_you_mean_or_list(expr.name.text, names_of(table.columns),
                                        fmt::format("the columns of `{}`", table.name)));
    return error(expr);
  }
  context_.note_use(expr.name.span, table.columns[*column].span);
  const Type& declared = table.columns[*column].type;
  if (declared.is(TypeKind::Error)) return error(expr);
  Expr* result = make(ExprKind::Column, part_type(declared, row->type.or_none), expr);
  result->left = row;
  result->field = *column;
  return result;
}

namespace {

/// How a part of a date is asked for, by the name that it has elsewhere; empty for other names.
std::string_view part_of_date(std::string_view name) {
  if (name == "year" || name == "years") return "year of";
  if (name == "month" || name == "months") return "month of";
  if (name == "day" || name == "days") return "day of";
  return {};
}

}  // namespace

Expr* ExpressionChecker::report_no_fields(const ast::Expr& expr, const Expr& left) {
  auto& mistake = report(
      DiagnosticKind::UnknownField, expr.name.span,
      fmt::format("{} has no fields, so no `{}`", describe(left.type), text_for_message(expr.name.text)));
  mistake.label(left.span, describe(left.type));
  bool of_records = left.type.is(TypeKind::List) && left.type.element->is(TypeKind::Record);
  std::string_view list = context_.sources.text(left.span);
  std::string help(help_for_foreign_function(expr.name.text));
  if (left.type.is(TypeKind::List) && help == "write `count(…)`") {
    mistake.with_help(fmt::format("write `count({})`", list));
  } else if (left.type.is(TypeKind::List) && expr.name.text == "count") {
    mistake.with_help(fmt::format("write `count({})`", list));
  } else if (of_records) {
    mistake.with_help("ask about its elements: `some x in … satisfies …`");
  } else if (const std::string_view part = part_of_date(expr.name.text);
             left.type.is(TypeKind::Date) && !part.empty()) {
    mistake.with_help(fmt::format("write `{} {}`", part, list));
  } else {
    mistake.with_help(help);
  }
  return error(expr);
}

// ---- look-ups ----------------------------------------------------------------------------------

Expr* ExpressionChecker::check_lookup(const ast::Expr& expr) {
  const Declaration* declaration = context_.names.find(expr.name.text, file_);
  if (declaration) context_.note_use(expr.name.span, declaration->name.span);
  if (!declaration || declaration->form != DeclarationForm::Table) {
    // Only a table has keys, so the items in the brackets are checked without a hint.
    const model::Variable* variable = find_variable(expr.name.text);
    if (variable != nullptr) return report_indexed(expr, *variable);
    for (const ast::Expr* item : expr.items) check(item);
    if (expr.name.text.empty()) return error(expr);
    if (!declaration && report_missing_use(context_, file_, expr.name, DiagnosticKind::UnknownName))
      return error(expr);
    auto& mistake = report(DiagnosticKind::UnknownName, expr.name.span,
                           fmt::format("there is no table `{}`", text_for_message(expr.name.text)));
    if (declaration)
      mistake.label(declaration->name.span, fmt::format("this is {}", noun(declaration->form)));
    mistake.with_help(did_you_mean(expr.name.text, context_.names.names_of({DeclarationForm::Table}, file_)));
    bool is_function = declaration && (declaration->form == DeclarationForm::Define ||
                                       declaration->form == DeclarationForm::Judgement);
    if (is_function)
      mistake.with_help(fmt::format("arguments stand in parentheses: `{}(…)`", expr.name.text));
    return error(expr);
  }
  const model::Table& table = model_.tables[declaration->id];
  if (table.key.empty()) return error(expr);  // reported where the table is declared
  if (expr.items.size() != table.key.size()) {
    report(DiagnosticKind::WrongArgumentCount, expr.span,
           fmt::format("the key of `{}` has {} part{}, and {} given", table.name, table.key.size(),
                       table.key.size() == 1 ? "" : "s",
                       expr.items.size() == 1 ? "1 is" : fmt::format("{} are", expr.items.size())))
        .label(table.span, "declared here")
        .with_help(help_for_key(table));
    return error(expr);
  }
  Expr* result =
      make(ExprKind::Lookup, {.kind = TypeKind::Row, .id = declaration->id, .or_none = true}, expr);
  result->table = declaration->id;
  for (std::uint32_t part = 0; part < table.key.size(); ++part) {
    result->items.push_back(lookup_item(expr.items[part], declaration->id, part));
    if (result->items.back()->type.is(TypeKind::Error)) result->type = {};
  }
  // The row surely exists for a key of the table itself, in a complete table, and for constants that it
  // lists.
  if (result->type.is(TypeKind::Row)) result->type.or_none = may_be_none(*result) && !has_row(*result);
  return result;
}

/// True where the key consists of constants and the table lists it.
bool ExpressionChecker::has_row(const Expr& look_up) const {
  std::vector<model::Value> key;
  for (const Expr* item : look_up.items) {
    if (item->kind != ExprKind::Constant) return false;
    key.push_back(item->value);
  }
  return context_.keys.find(look_up.table, key).has_value();
}

/// Reports `xs[1]`: elements of a list have no numbers.
Expr* ExpressionChecker::report_indexed(const ast::Expr& expr, const model::Variable& variable) {
  auto& mistake =
      report(DiagnosticKind::TypeMismatch, expr.span,
             fmt::format("`{}` is no table, and only a table has rows to look up", variable.name));
  if (variable.type.is(TypeKind::List))
    mistake.with_help(fmt::format("ask about its elements: `some x in {} satisfies …`", variable.name));
  bool is_field = variable.type.is(TypeKind::Record) && expr.items.size() == 1 && expr.items[0] != nullptr &&
                  find_field(model_.records[variable.type.id].fields, expr.items[0]->name.text);
  if (is_field) mistake.with_help(fmt::format("write `{}.{}`", variable.name, expr.items[0]->name.text));
  return error(expr);
}

/// Checks one part of a key: of the key column's type or, for a simple key, a key of the table. It may be
/// none; the look-up is then none.
Expr* ExpressionChecker::lookup_item(const ast::Expr* item, std::uint32_t table, std::uint32_t key_part) {
  const model::Table& of = model_.tables[table];
  const Type& column = of.columns[of.key[key_part]].type;
  bool is_simple = of.key.size() == 1;
  Type own_key{.kind = TypeKind::Key, .id = table};
  bool is_literal = item && item->form == ast::ExprForm::String;
  Expr* result = check(item, is_simple && is_literal ? own_key : column);
  if (is_simple && same_value_type(result->type, own_key)) return result;
  Type wanted = column;
  wanted.or_none = true;
  return needs(result, wanted);
}

// ---- calls -------------------------------------------------------------------------------------

Expr* ExpressionChecker::check_call(const ast::Expr& expr) {
  if (expr.name.text.empty()) return error(expr);
  const Declaration* declaration = context_.names.find(expr.name.text, file_);
  if (declaration) context_.note_use(expr.name.span, declaration->name.span);
  bool is_mistaken = declaration && declaration->form == DeclarationForm::Judgement &&
                     context_.mistaken_judgements.contains(declaration->id);
  if (is_mistaken || (declaration && declaration->is_declared_twice)) {
    for (const ast::Expr* item : expr.items) check(item);
    return error(expr);  // it is not known which declaration is meant
  }
  bool is_define = declaration && declaration->form == DeclarationForm::Define;
  bool is_judgement = declaration && declaration->form == DeclarationForm::Judgement;
  if (declaration == nullptr && expr.name.text == ast::spelling(ast::Operator::Root)) return check_root(expr);
  if (!is_define && !is_judgement) {
    for (const ast::Expr* item : expr.items) check(item);
    return report_unknown_function(expr);
  }
  if (is_define && declaration->statement->define->is_constant) return report_called(expr, *declaration);
  Expr* result = make(is_define ? ExprKind::Call : ExprKind::Judge, kTruth, expr);
  if (is_define) {
    result->define = &model_.defines[declaration->id];
    result->type = result->define->result;
    check_arguments(expr, *declaration, result->define->parameters, result);
    if (result->items.size() != result->define->parameters.size()) return result;
    std::vector<Type> types;
    for (std::size_t i = 0; i < result->items.size(); ++i) {
      bool serves = serves_as(model_, result->items[i]->type, result->define->parameters[i]->type);
      types.push_back(serves ? result->items[i]->type : result->define->parameters[i]->type);
    }
    result->define = adapted_for(context_, *declaration, types, expr.span);
    result->type = result->define->result;
  } else {
    result->judgement = &model_.judgements[declaration->id];
    check_arguments(expr, *declaration, result->judgement->parameters, result);
  }
  return result;
}

/// `quorum()` of `define quorum = 2`.
Expr* ExpressionChecker::report_called(const ast::Expr& expr, const Declaration& constant) {
  for (const ast::Expr* item : expr.items) check(item);
  report(DiagnosticKind::WrongArgumentCount, expr.span,
         fmt::format("`{}` is declared without brackets, and used without", expr.name.text))
      .label(constant.name.span, "declared here")
      .with_help(fmt::format("write `{}`", expr.name.text))
      .with_edit(expr.span, std::string(expr.name.text));
  return error(expr);
}

/// "it takes these: `is_paid(s: Stall, m: Market)`"
std::string ExpressionChecker::help_for_parameters(std::string_view name,
                                                   const std::vector<model::Variable*>& parameters) const {
  std::string all;
  for (const model::Variable* each : parameters)
    all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", each->name, describe(each->type));
  return fmt::format("it takes these: `{}({})`", name, all);
}

/// "its key is `goods`: write `Fee[…]`"
std::string ExpressionChecker::help_for_key(const model::Table& table) const {
  std::string all, dots;
  for (std::uint32_t column : table.key) {
    all += fmt::format("{}`{}`", all.empty() ? "" : ", ", table.columns[column].name);
    dots += dots.empty() ? "…" : ", …";
  }
  return fmt::format("its key is {}: write `{}[{}]`", all, table.name, dots);
}

void ExpressionChecker::check_arguments(const ast::Expr& expr, const Declaration& declaration,
                                        const std::vector<model::Variable*>& parameters, Expr* result) {
  if (expr.items.size() != parameters.size()) {
    for (const ast::Expr* item : expr.items) check(item);
    report(DiagnosticKind::WrongArgumentCount, expr.span,
           fmt::format("`{}` takes {} argument{}, and {} given", expr.name.text, parameters.size(),
                       parameters.size() == 1 ? "" : "s",
                       expr.items.size() == 1 ? "1 is" : fmt::format("{} are", expr.items.size())))
        .label(declaration.name.span, "declared here")
        .with_help(help_for_parameters(expr.name.text, parameters));
    return;
  }
  std::vector<Expr*> checked;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    checked.push_back(check(expr.items[i], parameters[i]->type));
  }
  if (report_wrong_order(expr, declaration, parameters, checked)) return;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    std::size_t errors = context_.diagnostics.error_count();
    Type wanted = parameters[i]->type;
    const Type& type = checked[i]->type;
    // A record does for another whose fields it has; whether it may be none, the parameter says.
    bool is_another = serves_as(model_, type, wanted) && !same_value_type(type, wanted);
    if (is_another && result->judgement) {
      report_judged_as_another(context_, *result->judgement, type, wanted, expr.items[i]->span);
    }
    if (is_another) wanted = {type.kind, type.id, wanted.or_none, type.element};
    Expr* given = needs(checked[i], wanted);
    bool was_reported = context_.diagnostics.error_count() != errors;
    if (!was_reported && given->type.is(TypeKind::Record)) report_chosen_argument(*given);
    result->items.push_back(given);
  }
}

/// Reports swapped arguments, `enough(g, count(xs))` for `enough(n: int, g: Resolution)`, as one mistake.
bool ExpressionChecker::report_wrong_order(const ast::Expr& expr, const Declaration& declaration,
                                           const std::vector<model::Variable*>& parameters,
                                           const std::vector<Expr*>& arguments) {
  bool all_fit = true;
  std::vector<bool> taken(arguments.size(), false);
  std::string call;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (arguments[i]->type.is(TypeKind::Error)) return false;
    all_fit = all_fit && (fits(arguments[i]->type, parameters[i]->type) ||
                          serves_as(model_, arguments[i]->type, parameters[i]->type));
    std::size_t found = 0;
    while (found < arguments.size() && (taken[found] || !fits(arguments[found]->type, parameters[i]->type)))
      ++found;
    if (found == arguments.size()) return false;
    taken[found] = true;
    call += fmt::format("{}{}", i == 0 ? "" : ", ", context_.sources.text(expr.items[found]->span));
  }
  if (all_fit) return false;
  report(DiagnosticKind::TypeMismatch, expr.span,
         fmt::format("the arguments of `{}` stand in another order", expr.name.text))
      .label(declaration.name.span, "declared here")
      .with_help(fmt::format("write `{}({})`", expr.name.text, call))
      .with_edit(expr.span, fmt::format("{}({})", expr.name.text, call));
  return true;
}

/// A name that is unknown is told once for its file, with the other places that call it.
void ExpressionChecker::label_other_calls(const ast::Expr& expr, Diagnostic& mistake) const {
  constexpr std::size_t kMostPlaces = 5;
  std::vector<Span> places;
  for (const ast::Statement& statement : context_.files.files[file_].tree->statements) {
    for (const ast::Expr* call : calls_in(statement)) {
      bool is_other = call->form == ast::ExprForm::Call && call->name.text == expr.name.text &&
                      call->name.span.has_place() && call->name.span.begin != expr.name.span.begin;
      if (is_other) places.push_back(call->name.span);
    }
  }
  std::ranges::sort(places, {}, &Span::begin);
  for (std::size_t i = 0; i < std::min(places.size(), kMostPlaces); ++i) mistake.label(places[i], "here too");
  if (places.size() > kMostPlaces) mistake.note(fmt::format("and {} more", places.size() - kMostPlaces));
}

Expr* ExpressionChecker::report_unknown_function(const ast::Expr& expr) {
  std::string_view name = expr.name.text;
  bool is_hidden = context_.names.find(name, file_) == nullptr;
  if (is_hidden && report_missing_use(context_, file_, expr.name, DiagnosticKind::UnknownFunction))
    return error(expr);
  if (context_.lacks_a_function || !context_.unknown_functions.emplace(file_, name).second)
    return error(expr);
  auto& mistake = report(DiagnosticKind::UnknownFunction, expr.name.span,
                         fmt::format("there is no definition or judgement `{}`", text_for_message(name)));
  label_other_calls(expr, mistake);
  if (const Declaration* other = context_.names.find_anywhere(name)) {
    mistake.label(other->name.span, fmt::format("this is {}", noun(other->form)));
    if (other->form == DeclarationForm::Table) {
      mistake.with_help(fmt::format("look a row up with brackets: `{}[…]`", name));
    }
    return error(expr);
  }
  auto candidates = context_.names.names_of({DeclarationForm::Define, DeclarationForm::Judgement}, file_);
  mistake.with_help(did_you_mean(name, candidates));
  if (mistake.help.empty()) mistake.with_help(std::string(help_for_foreign_function(name)));
  if (mistake.help.empty()) mistake.with_help(did_you_mean(name, {"count", "sum", "min", "max", "sqrt"}));
  if (mistake.help.empty())
    mistake.with_help(did_you_mean_or_list(name, candidates, "the definitions and judgements"));
  return error(expr);
}

}  // namespace precept::checking
