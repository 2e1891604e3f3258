// Expressions: dispatch by form, literals, and helpers for all forms.
#include "compiler/check/expressions.h"

#include <algorithm>
#include <cctype>

#include "base/decimal.h"
#include "base/limits.h"
#include "base/moment.h"
#include "base/suggest.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::Value;

namespace {

/// The parser bounds the nesting of brackets. This also bounds chains such as `a or b or c …`, because every
/// later pass walks the tree by recursion.
constexpr std::size_t kMaxDepth = limits::kExpressionDepth;

}  // namespace

model::Variable* ExpressionChecker::bind(model::VariableKind kind, const ast::Name& name, const Type& type,
                                         Expr* value) {
  auto report_hidden = [&](Span hidden, std::string_view what) {
    report(DiagnosticKind::ShadowedName, name.span, fmt::format("`{}` is {} already", name.text, what))
        .label(hidden, "declared here")
        .with_help("choose another name");
  };
  bool is_hiding = false;
  if (name.text.empty()) {
    // The name is missing, and the parser has reported that.
  } else if (const model::Variable* other = find_variable(name.text)) {
    report_hidden(other->span, "a variable");
    is_hiding = true;
  } else if (const Declaration* declaration = context_.names.find(name.text, file_)) {
    report_hidden(declaration->name.span, noun(declaration->form));
  } else if (auto members = context_.names.enums_with(name.text, file_); !members.empty()) {
    const model::Enum& of = model_.enums[members[0].enum_id];
    report_hidden(of.span, fmt::format("a member of {}", of.name));
  }
  scope_.push_back(&model_.variables.emplace_back(
      model::Variable{.kind = kind,
                      .name = std::string(is_hiding ? std::string_view() : name.text),
                      .type = type,
                      .value = value,
                      .span = name.span}));
  context_.note_type(name.span, type);
  return scope_.back();
}

Expr* ExpressionChecker::make(ExprKind kind, const Type& type, const ast::Expr& at) {
  return &model_.expressions.emplace_back(Expr{.kind = kind, .type = type, .span = at.span, .op = at.op});
}

Expr* ExpressionChecker::constant(const Type& type, Value value, const ast::Expr& at) {
  Expr* result = make(ExprKind::Constant, type, at);
  result->value = std::move(value);
  return result;
}

Expr* ExpressionChecker::check(const ast::Expr* expr, const Type& hint) {
  return noted(narrowed(check_form_within_depth(expr, hint)));
}

Expr* ExpressionChecker::noted(Expr* expr) {
  if (expr->span.has_place()) context_.note_type(expr->span, expr->type);
  return expr;
}

Expr* ExpressionChecker::check_form_within_depth(const ast::Expr* expr, const Type& hint) {
  static constexpr ast::Expr kMissing;
  if (!expr) return error(kMissing);
  if (context_.diagnostics.is_full()) return error(*expr);
  if (depth_ == kMaxDepth) {
    report(DiagnosticKind::TooDeep, expr->span,
           fmt::format("this expression has more than {} steps one inside another", kMaxDepth))
        .with_help("name a part of it with `define` or `let`");
    return error(*expr);
  }
  ++depth_;
  Expr* result = check_form(*expr, hint);
  --depth_;
  return result;
}

Expr* ExpressionChecker::check_form(const ast::Expr& expr, const Type& hint) {
  switch (expr.form) {
    case ast::ExprForm::Error:
      return error(expr);
    case ast::ExprForm::Integer:
      return constant(kInt, Value::known(expr.integer), expr);
    case ast::ExprForm::Decimal:
      return constant(kNumber, Value::fraction(expr.integer, expr.under), expr);
    case ast::ExprForm::Days:
      return constant(kDuration, Value::known(expr.integer), expr);
    case ast::ExprForm::Months:
      return constant(kMonths, Value::known(expr.integer), expr);
    case ast::ExprForm::Hours:
      return constant(kHours, Value::known(expr.integer), expr);
    case ast::ExprForm::Moment:
      return constant(kMoment, Value::known(expr.integer), expr);
    case ast::ExprForm::Date:
      return constant(kDate, Value::known(expr.integer), expr);
    case ast::ExprForm::Truth:
      return constant(kTruth, Value::known(expr.integer), expr);
    case ast::ExprForm::String:
      return check_string(expr, hint);
    case ast::ExprForm::NameUse:
      return check_name(expr, hint);
    case ast::ExprForm::Field:
      return check_field(expr);
    case ast::ExprForm::Lookup:
      return check_lookup(expr);
    case ast::ExprForm::Call:
      return check_call(expr);
    case ast::ExprForm::Set:
      return check_set_literal(expr, hint);
    case ast::ExprForm::EmptyList:
      report(DiagnosticKind::TypeMismatch, expr.span, "`[]` can only be the default of a list")
          .with_help("compare the length: `count(xs) = 0`");
      return error(expr);
    case ast::ExprForm::Unary:
    case ast::ExprForm::Binary:
      return check_operator(expr, hint);
    case ast::ExprForm::If:
      return check_if(expr, hint);
    case ast::ExprForm::Quantifier:
      return check_quantifier(expr);
    case ast::ExprForm::Aggregate:
      return check_aggregate(expr);
    case ast::ExprForm::Comprehension:
      report(DiagnosticKind::TypeMismatch, expr.span, "a list of chosen elements is no value")
          .with_help("name it with `let`, or count it");
      return error(expr);
    case ast::ExprForm::InWords:
      return check_in_words(expr);
    case ast::ExprForm::Reach:
      return check_reach(expr);
  }
  return error(expr);
}

Expr* ExpressionChecker::check_string(const ast::Expr& expr, const Type& hint) {
  if (hint.is(TypeKind::Key)) return key_literal(expr, hint.id);
  if (Expr* mistaken = report_quoted(expr, hint)) return mistaken;
  std::string text = context_.text_as_read(expr.text, expr.span);
  if (text.empty()) {
    report(DiagnosticKind::BlankText, expr.span, "a text with nothing in it equals no text of a document")
        .with_help("where it may be absent declare it `or none`, and ask `is given`");
    return error(expr);
  }
  return constant(kText, Value::of_text(std::move(text)), expr);
}

Expr* ExpressionChecker::report_quoted(const ast::Expr& expr, const Type& hint) {
  std::string_view kinds = hint.is(TypeKind::Enum)       ? "member"
                           : hint.is(TypeKind::Date)     ? "date"
                           : hint.is(TypeKind::Int)      ? "number"
                           : hint.is(TypeKind::Number)   ? "number"
                           : hint.is(TypeKind::Duration) ? "duration"
                           : hint.is(TypeKind::Months)   ? "months"
                           : hint.is(TypeKind::Moment)   ? "datetime"
                           : hint.is(TypeKind::Hours)    ? "hours"
                           : hint.is(TypeKind::Truth)    ? "truth"
                                                         : "";
  if (kinds.empty()) return nullptr;
  Type plain = hint;
  plain.or_none = false;
  bool is_value = read_value(model_, context_.keys, plain, expr.text).has_value();
  if (expr.text.empty() && hint.or_none) {
    report(DiagnosticKind::TypeMismatch, expr.span,
           fmt::format("a text, where {} is needed", describe(plain)))
        .with_help("to ask whether there is one, write `is given`");
    return error(expr);
  }
  auto& mistake = report(DiagnosticKind::TypeMismatch, expr.span,
                         fmt::format("a text, where {} is needed", describe(plain)));
  if (is_value && !hint.is(TypeKind::Duration) && !hint.is(TypeKind::Months) && !hint.is(TypeKind::Hours)) {
    mistake.with_help(fmt::format("write `{}` without quotes", expr.text));
  } else if (hint.is(TypeKind::Enum)) {
    const model::Enum& of = model_.enums[hint.id];
    for (const auto& member : of.members) {
      if (member.label == expr.text) mistake.with_help(fmt::format("write `{}` without quotes", member.name));
    }
    if (mistake.help.empty()) {
      mistake.with_help(
          did_you_mean_or_list(expr.text, names_of(of), fmt::format("the members of `{}`", of.name)));
    }
  } else if (hint.is(TypeKind::Date)) {
    mistake.with_help("a date stands without quotes: `2022-03-09`");
  } else if (hint.is(TypeKind::Duration)) {
    mistake.with_help("a number of days stands without quotes: `14 days`");
  } else if (hint.is(TypeKind::Months)) {
    mistake.with_help("a number of months stands without quotes: `6 months`");
  } else if (hint.is(TypeKind::Hours)) {
    mistake.with_help("a number of hours stands without quotes: `24 hours`");
  } else if (hint.is(TypeKind::Moment)) {
    mistake.with_help("a date and time stands without quotes: `2024-05-01T14:30+02:00`");
  } else if (hint.is(TypeKind::Truth)) {
    mistake.with_help(
        "compare it with `=`; to ask whether something is one of several texts, write `in {…, …}`");
  } else {
    mistake.with_help("a number stands without quotes");
  }
  return error(expr);
}

Expr* ExpressionChecker::key_literal(const ast::Expr& expr, std::uint32_t table) {
  const model::Table& of = model_.tables[table];
  if (auto row = find_row(model_, context_.keys, table, expr.text)) {
    return constant({.kind = TypeKind::Key, .id = table}, Value::known(*row), expr);
  }
  if (!context_.keys.is_complete(table)) return error(expr);
  report(DiagnosticKind::UnknownKey, expr.span,
         fmt::format("the table `{}` has no row with the key `{}`", of.name, expr.text))
      .label(of.span, "declared here")
      .with_help(suggest_key(model_, table, expr.text));
  return error(expr);
}

Expr* ExpressionChecker::as_truth(Expr* expr) {
  if (expr->type.is(TypeKind::Truth) && expr->type.or_none) {
    Expr* known = &model_.expressions.emplace_back(
        Expr{.kind = ExprKind::KnownTruth, .type = kTruth, .span = expr->span});
    known->left = expr;
    return known;
  }
  return expr;
}

Expr* ExpressionChecker::truth(const ast::Expr* expr) {
  return value(expr, kTruth);
}

Expr* ExpressionChecker::value(const ast::Expr* expr, const Type& type) {
  return needs(check(expr, type), type);
}

/// The help for a value that stands where a truth is needed.
std::string ExpressionChecker::help_for_truth(const Expr& expr) const {
  std::string_view text = context_.sources.text(expr.span);
  constexpr std::size_t kLongest = 40;
  std::string shown(text.size() > kLongest ? "…" : text);
  // A comparison of a constant would always give the same; it was probably meant as one of several.
  if (expr.kind == ExprKind::Constant && !expr.type.is(TypeKind::Set))
    return fmt::format("to ask whether it is one of several, write `in {{…, {}}}`", shown);
  switch (expr.type.kind) {
    case TypeKind::Date:
      return fmt::format("compare it: `{} >= 2022-03-09`", shown);
    case TypeKind::Int:
    case TypeKind::Number:
      return fmt::format("compare it: `{} > 0`", shown);
    case TypeKind::Duration:
      return fmt::format("compare it: `{} >= 14 days`", shown);
    case TypeKind::Months:
      return fmt::format("compare it: `{} >= 6 months`", shown);
    case TypeKind::Moment:
      return fmt::format("compare it: `{} >= 2024-05-01T14:30Z`", shown);
    case TypeKind::Hours:
      return fmt::format("compare it: `{} >= 24 hours`", shown);
    case TypeKind::Text:
      return fmt::format("compare it: `{} = \"…\"`", shown);
    case TypeKind::Enum:
      return fmt::format("compare it: `{} = {}`", shown, model_.enums[expr.type.id].members[0].name);
    case TypeKind::Set:
      return fmt::format("ask what is in it: `{} in {}`", model_.enums[expr.type.id].members[0].name, shown);
    case TypeKind::List:
      return fmt::format("count it, `count({}) > 0`, or ask about its elements", shown);
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::Key:
      return "compare a field of it";
    case TypeKind::Error:
    case TypeKind::Truth:
      return {};
  }
  return {};
}

Expr* ExpressionChecker::needs(Expr* expr, const Type& type) {
  if (expr->type.is(TypeKind::Error) || type.is(TypeKind::Error)) return expr;
  if (type.is(TypeKind::Truth) && !type.or_none && expr->type.is(TypeKind::Truth)) {
    needs_stated(expr, "a truth is needed here");
    return as_truth(expr);
  }
  bool same = fits(expr->type, type);
  if (same && !type.or_none) needs_value(expr, fmt::format("{} is needed here", describe(type)));
  if (same) return expr;
  auto& mistake = report(DiagnosticKind::TypeMismatch, expr->span,
                         fmt::format("{}, where {} is needed", describe(expr->type), describe(type)));
  if (type.is(TypeKind::Truth) && expr->type.or_none) {
    mistake.with_help("to ask whether there is one, write `is given`");
  } else if (type.is(TypeKind::Set) && expr->type.is(TypeKind::Enum) && expr->type.id == type.id) {
    mistake.with_help(fmt::format("write `{{{}}}`", context_.sources.text(expr->span)));
  } else if (type.is(TypeKind::Truth)) {
    mistake.with_help(help_for_truth(*expr));
  } else if (expr->type.is(TypeKind::List) && expr->type.element->kind == type.kind &&
             expr->type.element->id == type.id) {
    mistake.with_help(fmt::format("ask about each: `every x in {} satisfies …`, with `x` in its place",
                                  context_.sources.text(expr->span)));
  } else if (type.is(TypeKind::Duration) && expr->kind == ExprKind::Constant &&
             expr->type.is(TypeKind::Int)) {
    mistake.with_help(fmt::format("write `{} days`", expr->value.number));
  } else if (type.is(TypeKind::Int) && expr->type.is(TypeKind::Number)) {
    mistake.with_help("a number may lie between two whole ones; declare `number` here");
  } else if (type.is(TypeKind::Months) && expr->kind == ExprKind::Constant && expr->type.is(TypeKind::Int)) {
    mistake.with_help(fmt::format("write `{} months`", expr->value.number));
  } else if (type.is(TypeKind::Hours) && expr->kind == ExprKind::Constant && expr->type.is(TypeKind::Int)) {
    mistake.with_help(fmt::format("write `{} hours`", expr->value.number));
  } else if (type.is(TypeKind::Date) && expr->type.is(TypeKind::Moment)) {
    const bool is_constant = expr->kind == ExprKind::Constant;
    mistake.with_help(
        is_constant
            ? fmt::format("write `{}`", format_date(static_cast<Day>(moment::local_day(expr->value.number))))
            : fmt::format("write `date of {}`", context_.sources.text(expr->span)));
  } else if (type.is(TypeKind::Moment) && expr->type.is(TypeKind::Date)) {
    mistake.with_help(
        "a day lasts from one midnight to the next; say the time and its offset, as in `2024-05-01T14:30Z`");
  } else if (type.is(TypeKind::Key) && expr->type.is(TypeKind::Text)) {
    mistake.with_help(fmt::format("declare the field as `{}`, a key of that table", describe(type)));
  } else if (type.is(TypeKind::Enum) && expr->type.is(TypeKind::Text)) {
    mistake.with_help(fmt::format("a text is no member of `{0}`: where it always is one, declare it as `{0}`",
                                  model_.enums[type.id].name));
  }
  expr->type = {};
  return expr;
}

Expr* ExpressionChecker::check_if(const ast::Expr& expr, const Type& hint) {
  Expr* result = make(ExprKind::If, {}, expr);
  result->left = truth(expr.left);
  auto branch = [&](const ast::Expr* part, bool holds, const Type& wanted) {
    std::size_t before = given_count();
    assume(result->left, holds);
    Expr* checked = check(part, wanted);
    forget_given(before);
    return checked;
  };
  bool second_first = needs_hint(expr.right) && hint.is(TypeKind::Error);
  if (second_first) {
    result->third = branch(expr.third, false, hint);
    result->right = branch(expr.right, true, result->third->type);
  } else {
    result->right = branch(expr.right, true, hint);
    result->third = branch(expr.third, false, hint.is(TypeKind::Error) ? result->right->type : hint);
  }
  const Type& yes = result->right->type;
  const Type& no = result->third->type;
  if (yes.is(TypeKind::Error) || no.is(TypeKind::Error)) return result;
  for (const Expr* branch : {result->right, result->third}) {
    TypeKind kind = branch->type.kind;
    if (kind != TypeKind::Record && kind != TypeKind::Row && kind != TypeKind::List) continue;
    report(DiagnosticKind::TypeMismatch, branch->span,
           fmt::format("{}; `if` chooses between single values or sets", describe(branch->type)));
    return result;
  }
  if (!fits(yes, no) && !fits(no, yes)) {
    report(DiagnosticKind::TypeMismatch, result->third->span,
           fmt::format("{}, where `then` gives {}", describe(no), describe(yes)))
        .label(result->right->span, describe(yes));
    return result;
  }
  result->type = joint_type(yes, no);
  result->type.or_none = yes.or_none || no.or_none;
  if (yes.is(TypeKind::Truth) && yes.or_none != no.or_none) {
    // One side is a plain truth, so the other becomes one too.
    result->right = needs(result->right, kTruth);
    result->third = needs(result->third, kTruth);
    result->type = kTruth;
  }
  return result;
}

/// Reports `{{p.name}}`, which other languages use for a hole and which here reads `{p.name}`. It is a
/// mistake where `p` is a variable.
void ExpressionChecker::report_doubled_braces(const ast::Text& text, std::string_view part) {
  for (std::size_t open = part.find('{'); open != std::string_view::npos; open = part.find('{', open + 1)) {
    std::size_t close = part.find('}', open);
    if (close == std::string_view::npos) return;
    std::string_view inside = part.substr(open + 1, close - open - 1);
    auto is_of_path = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.'; };
    bool is_path = !inside.empty() && std::ranges::all_of(inside, is_of_path);
    const model::Variable* variable = is_path ? find_variable(inside.substr(0, inside.find('.'))) : nullptr;
    bool is_whole = inside.find('.') == std::string_view::npos;
    // A hole cannot hold a record or a list.
    if (!variable || (is_whole && (variable->type.is(TypeKind::Record) || variable->type.is(TypeKind::List))))
      continue;
    report(DiagnosticKind::InvalidLiteral, text.span,
           fmt::format("`{{{{{}}}}}` is no hole: the braces are shown as they stand", inside))
        .with_help(fmt::format("write `{{{}}}`", inside));
    return;
  }
}

model::Text ExpressionChecker::text(const ast::Text& text) {
  model::Text result;
  for (const ast::TextPart& part : text.parts) {
    if (!part.hole) {
      report_doubled_braces(text, part.text);
      result.push_back({.text = std::string(part.text)});
      continue;
    }
    Expr* hole = check(part.hole);
    TypeKind kind = hole->type.kind;
    if (kind == TypeKind::Record || kind == TypeKind::Row || kind == TypeKind::List) {
      auto& mistake = report(DiagnosticKind::TypeMismatch, hole->span,
                             fmt::format("{} cannot be written in a text", describe(hole->type)));
      mistake.with_help(kind == TypeKind::List ? help_for_list_in_text(*hole)
                                               : "name a field of it, such as `.name`");
    }
    result.push_back({.text = std::string(part.text), .hole = hole});
  }
  return result;
}

std::optional<Value> ExpressionChecker::constant_value(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::SetLiteral:
      return expr.value;
    case ExprKind::Unary: {
      if (expr.op != ast::Operator::Negate || expr.left->kind != ExprKind::Constant) return std::nullopt;
      std::int64_t number = expr.left->value.number;
      if (number == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
      return Value::fraction(-number, expr.left->value.under);
    }
    case ExprKind::Variable:
    case ExprKind::Field:
    case ExprKind::Lookup:
    case ExprKind::Column:
    case ExprKind::Reading:
    case ExprKind::KnownTruth:
    case ExprKind::Binary:
    case ExprKind::InConstants:
    case ExprKind::If:
    case ExprKind::Quantifier:
    case ExprKind::Aggregate:
    case ExprKind::Filter:
    case ExprKind::Call:
    case ExprKind::Judge:
    case ExprKind::InWords:
    case ExprKind::Reach:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The value of a field: six digits behind the point, as in a document.
std::optional<Value> ExpressionChecker::in_millionths(const Value& value, Span place) {
  std::int64_t parts = 0;
  const bool fits = kMillionths % value.under == 0 &&
                    !__builtin_mul_overflow(value.number, kMillionths / value.under, &parts);
  if (fits) return Value::fraction(parts, kMillionths);
  report(DiagnosticKind::InvalidLiteral, place, "no field holds this number exactly")
      .with_help("a field of type number has at most six digits behind the point");
  return std::nullopt;
}

std::optional<Value> ExpressionChecker::default_value(const ast::Expr* expr, const Type& type) {
  if (expr->form == ast::ExprForm::EmptyList && type.is(TypeKind::List)) {
    Value empty;
    empty.empty_list = true;
    return empty;
  }
  if (expr->form == ast::ExprForm::EmptyList && type.is(TypeKind::Set)) {
    report(DiagnosticKind::TypeMismatch, expr->span, "`[]` can only be the default of a list")
        .with_help("the empty set is written `default {}`");
    return std::nullopt;
  }
  if (type.is(TypeKind::List)) {
    report(DiagnosticKind::TypeMismatch, expr->span, "the only default of a list is the empty one")
        .with_help("write `default []`");
    return std::nullopt;
  }
  if (type.is(TypeKind::Record)) {
    report(DiagnosticKind::TypeMismatch, expr->span, "a record has no default")
        .with_help(fmt::format("declare it `{} or none`", describe(type)));
    return std::nullopt;
  }
  const std::size_t before = context_.diagnostics.error_count();
  Expr* checked = value(expr, type);
  // A constant has no type yet here, and nobody has told that it is none of the literals.
  const bool is_told = checked->type.is(TypeKind::Error) && context_.diagnostics.error_count() > before;
  if (is_told) return std::nullopt;
  auto result = constant_value(*checked);
  if (!result) {
    report(DiagnosticKind::TypeMismatch, expr->span, "a default is a literal").with_help("write its value");
  } else if (type.is(TypeKind::Number)) {
    return in_millionths(*result, expr->span);
  }
  return result;
}

}  // namespace precept::checking
