// Bare names in expressions: a variable, else a reading, else a member of an enum.
#include <fmt/format.h>

#include <algorithm>

#include "base/moment.h"
#include "base/suggest.h"
#include "base/text.h"
#include "compiler/check/expressions.h"
#include "compiler/check/foreign_names.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Type;
using model::TypeKind;
using model::Value;

namespace {

/// `a`, `b` and `c`.
std::string listed(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) result += i + 1 == words.size() ? " and " : ", ";
    result += "`" + words[i] + "`";
  }
  return result;
}

/// For a length as ISO 8601 writes it: `PT1H30M`. Empty for other names.
std::string help_for_length(std::string_view name) {
  // `P10D`, as ISO 8601 has it
  constexpr std::string_view kLetters = "DWMY";
  const bool is_days = name.size() > 2 && name.size() < 8 && name[0] == 'P' &&
                       kLetters.find(name.back()) != std::string_view::npos &&
                       name.find_first_not_of("0123456789", 1) == name.size() - 1;
  if (is_days) {
    constexpr std::string_view kUnits[] = {"days", "weeks", "months", "years"};
    return fmt::format("write `{} {}`", name.substr(1, name.size() - 2), kUnits[kLetters.find(name.back())]);
  }
  const auto seconds = parse_hours(name);
  if (!seconds) return {};
  const bool is_hours = *seconds % moment::kHour == 0, is_minutes = *seconds % moment::kMinute == 0;
  return is_hours     ? fmt::format("write `{} hours`", *seconds / moment::kHour)
         : is_minutes ? fmt::format("write `{} minutes`", *seconds / moment::kMinute)
                      : fmt::format("write `{} seconds`", *seconds);
}

}  // namespace

model::Variable* ExpressionChecker::find_variable(std::string_view name) const {
  auto found = std::find_if(scope_.rbegin(), scope_.rend(),
                            [&](const model::Variable* variable) { return variable->name == name; });
  return found == scope_.rend() ? nullptr : *found;
}

bool ExpressionChecker::needs_hint(const ast::Expr* expr) const {
  if (!expr) return false;
  switch (expr->form) {
    case ast::ExprForm::String:
    case ast::ExprForm::Set:
      return true;
    case ast::ExprForm::NameUse:
      return !find_variable(expr->name.text) && !find_reading(expr->name.text) &&
             !find_constant(expr->name.text);
    case ast::ExprForm::If:
      return needs_hint(expr->right) && needs_hint(expr->third);
    case ast::ExprForm::Error:
    case ast::ExprForm::Integer:
    case ast::ExprForm::Decimal:
    case ast::ExprForm::Days:
    case ast::ExprForm::Months:
    case ast::ExprForm::Hours:
    case ast::ExprForm::Date:
    case ast::ExprForm::Moment:
    case ast::ExprForm::Truth:
    case ast::ExprForm::Field:
    case ast::ExprForm::Lookup:
    case ast::ExprForm::Call:
    case ast::ExprForm::EmptyList:
    case ast::ExprForm::Unary:
    case ast::ExprForm::Binary:
    case ast::ExprForm::Quantifier:
    case ast::ExprForm::Aggregate:
    case ast::ExprForm::Comprehension:
    case ast::ExprForm::InWords:
    case ast::ExprForm::Reach:
      return false;
  }
  return false;
}

Expr* ExpressionChecker::check_name(const ast::Expr& expr, const Type& hint) {
  std::string_view name = expr.name.text;
  if (name.empty()) return error(expr);
  if (auto blank = blanks_.find(&expr); blank != blanks_.end()) {
    Expr* result = make(ExprKind::Variable, blank->second->type, expr);
    result->variable = blank->second;
    return result;
  }
  if (is_lost_name(name)) return error(expr);
  if (model::Variable* variable = find_variable(name)) {
    used_.insert(variable);
    context_.note_use(expr.name.span, variable->span);
    Expr* result = make(ExprKind::Variable, variable->type, expr);
    result->variable = variable;
    return result;
  }
  if (hint.is(TypeKind::Enum) || hint.is(TypeKind::Set)) {
    if (find_member(model_.enums[hint.id], name)) return check_member(expr, hint.id);
  }
  if (const Declaration* reading = find_reading(name)) {
    context_.note_use(expr.name.span, reading->name.span);
    return check_reading(expr, reading->id);
  }
  if (const Declaration* declared = find_constant(name)) return check_constant(expr, *declared);
  if (hint.is(TypeKind::Key)) {
    if (Expr* key = member_as_key(expr, hint.id)) return key;
  }
  auto found = context_.names.enums_with(name, file_);
  if (hint.is(TypeKind::Enum) && !context_.names.find(name, file_)) {
    Expr* result = report_unknown_member(expr.name, hint.id);
    return result;
  }
  if (found.size() == 1) return check_member(expr, found[0].enum_id);
  if (found.size() > 1) return report_ambiguous(expr, found);
  return report_unknown_name(expr);
}

const Declaration* ExpressionChecker::find_reading(std::string_view name) const {
  const Declaration* found = context_.names.find(name, file_);
  return found && found->form == DeclarationForm::Reading ? found : nullptr;
}

/// `define quorum = 2`.
const Declaration* ExpressionChecker::find_constant(std::string_view name) const {
  const Declaration* found = context_.names.find(name, file_);
  const bool is_constant =
      found && found->form == DeclarationForm::Define && found->statement->define->is_constant;
  return is_constant ? found : nullptr;
}

Expr* ExpressionChecker::check_constant(const ast::Expr& expr, const Declaration& declaration) {
  context_.note_use(expr.name.span, declaration.name.span);
  if (declaration.is_declared_twice) return error(expr);
  const model::Define& define = model_.defines[declaration.id];
  Expr* result = make(ExprKind::Call, define.result, expr);
  result->define = &define;
  return result;
}

Expr* ExpressionChecker::check_reading(const ast::Expr& expr, std::uint32_t reading) {
  context_.used_readings.insert(reading);
  Type type{.kind = TypeKind::Enum, .id = model_.readings[reading].enum_id};
  // The choices are mistaken, so comparisons with them are not reported.
  if (model_.enums[type.id].members.empty()) return error(expr);
  Expr* result = make(ExprKind::Reading, type, expr);
  result->reading = reading;
  return result;
}

Expr* ExpressionChecker::check_member(const ast::Expr& expr, std::uint32_t enum_id) {
  auto member = find_member(model_.enums[enum_id], expr.name.text);
  if (!member) return report_unknown_member(expr.name, enum_id);
  context_.note_use(expr.name.span, model_.enums[enum_id].members[*member].span);
  return constant({.kind = TypeKind::Enum, .id = enum_id}, Value::known(*member), expr);
}

/// Where a key is wanted, a member of the enum that is the table's key stands for the key.
Expr* ExpressionChecker::member_as_key(const ast::Expr& expr, std::uint32_t table) {
  const model::Table& of = model_.tables[table];
  if (of.key.size() != 1) return nullptr;
  const Type& type = of.columns[of.key[0]].type;
  auto member = type.is(TypeKind::Enum) ? find_member(model_.enums[type.id], expr.name.text) : std::nullopt;
  if (!member) return nullptr;
  context_.note_use(expr.name.span, model_.enums[type.id].members[*member].span);
  if (auto row = find_row(model_, context_.keys, table, expr.name.text)) {
    return constant({.kind = TypeKind::Key, .id = table}, Value::known(*row), expr);
  }
  if (context_.keys.is_complete(table)) {
    report(DiagnosticKind::UnknownKey, expr.span,
           fmt::format("the table `{}` has no row for `{}`", of.name, expr.name.text))
        .label(of.span, "declared here");
  }
  return error(expr);
}

// ---- mistakes ----------------------------------------------------------------------------------

std::vector<std::string_view> ExpressionChecker::variable_names() const {
  std::vector<std::string_view> result;
  for (const model::Variable* variable : scope_) result.push_back(variable->name);
  return result;
}

void ExpressionChecker::begin_clause(std::vector<ast::Name> lets) {
  reported_names_.clear();
  later_lets_ = std::move(lets);
}

bool ExpressionChecker::may_have_been_reported(std::string_view name) const {
  return std::ranges::any_of(reported_names_,
                             [&](const std::string& told) { return !nearest(told, {name}).empty(); });
}

/// True where a variable lost its name because it would have hidden another; an unknown name may be meant for
/// it.
bool ExpressionChecker::has_lost_name() const {
  return std::ranges::any_of(scope_, [](const model::Variable* variable) { return variable->name.empty(); });
}

/// True for a name that two variables were given: it is not known which is meant. Both count as used.
bool ExpressionChecker::is_lost_name(std::string_view name) {
  bool is_lost = std::ranges::any_of(scope_, [&](const model::Variable* variable) {
    return variable->name.empty() && variable->span.has_place() &&
           context_.sources.text(variable->span) == name;
  });
  if (is_lost) used_.insert(find_variable(name));
  return is_lost;
}

/// True for a choice of a reading; the reading then counts as used.
bool ExpressionChecker::note_choice(std::string_view name) {
  bool is_choice = false;
  for (std::uint32_t id = 0; id < model_.readings.size(); ++id) {
    if (!find_member(model_.enums[model_.readings[id].enum_id], name)) continue;
    context_.used_readings.insert(id);
    is_choice = true;
  }
  return is_choice;
}

/// Reports a choice that is not compared with its reading.
bool ExpressionChecker::report_choice(const ast::Expr& expr) {
  if (!note_choice(expr.name.text)) return false;
  auto of = std::ranges::find_if(model_.readings, [&](const model::Reading& reading) {
    return find_member(model_.enums[reading.enum_id], expr.name.text).has_value();
  });
  report(
      DiagnosticKind::UnknownName, expr.span,
      fmt::format("`{}` is a choice of the reading `{}`, and no value by itself", expr.name.text, of->name))
      .label(of->span, "declared here")
      .with_help(fmt::format("compare the two: `{} = {}`", of->name, expr.name.text));
  return true;
}

bool ExpressionChecker::report_later_let(const ast::Expr& expr) {
  auto later = std::ranges::find(later_lets_, expr.name.text, &ast::Name::text);
  if (later == later_lets_.end()) return false;
  report(DiagnosticKind::UnknownName, expr.span,
         fmt::format("`{}` is named below, and has its name from there on", expr.name.text))
      .label(later->span, "named here")
      .with_help("move the `let` above what uses it");
  return true;
}

/// The name of the only table that has a row with this key; else empty.
std::string ExpressionChecker::table_with_key(std::string_view key) const {
  std::string found;
  for (std::uint32_t i = 0; i < model_.tables.size(); ++i) {
    const model::Table& table = model_.tables[i];
    const bool is_text = table.key.size() == 1 && table.columns[table.key[0]].type.is(TypeKind::Text);
    if (!is_text || !find_row(model_, context_.keys, i, key)) continue;
    if (!found.empty()) return {};
    found = table.name;
  }
  return found;
}

/// "did you mean `b.people`?", for a field of a variable that was written without the variable.
std::string ExpressionChecker::suggest_by_field(std::string_view name) const {
  for (auto variable = scope_.rbegin(); variable != scope_.rend(); ++variable) {
    const Type& type = (*variable)->type;
    if (!type.is(TypeKind::Record)) continue;
    if (find_field(model_.records[type.id].fields, name)) {
      return fmt::format("did you mean `{}.{}`?", (*variable)->name, name);
    }
  }
  return {};
}

std::string ExpressionChecker::suggest_name(std::string_view name) const {
  if (std::string help = suggest_by_field(name); !help.empty()) return help;
  std::vector<std::string_view> candidates = variable_names();
  auto members = context_.names.member_names(file_);
  auto definitions = context_.names.names_of(
      {DeclarationForm::Reading, DeclarationForm::Define, DeclarationForm::Judgement}, file_);
  candidates.insert(candidates.end(), members.begin(), members.end());
  candidates.insert(candidates.end(), definitions.begin(), definitions.end());
  if (std::string help = did_you_mean(name, candidates); !help.empty()) return help;
  std::vector<std::string> fields;
  for (auto variable = scope_.rbegin(); variable != scope_.rend(); ++variable) {
    const Type& type = (*variable)->type;
    if (!type.is(TypeKind::Record)) continue;
    std::string field = nearest(name, names_of(model_.records[type.id].fields));
    if (!field.empty()) return fmt::format("did you mean `{}.{}`?", (*variable)->name, field);
  }
  return {};
}

Expr* ExpressionChecker::report_unknown_name(const ast::Expr& expr) {
  std::string_view name = expr.name.text;
  if (after_mistake_) {
    note_choice(name);
    return error(expr);
  }
  if (const Declaration* declaration = context_.names.find(name, file_)) {
    context_.note_use(expr.name.span, declaration->name.span);
    auto& mistake = report(DiagnosticKind::TypeMismatch, expr.span,
                           fmt::format("`{}` is {}, not a value", name, noun(declaration->form)));
    mistake.label(declaration->name.span, "declared here");
    bool is_function =
        declaration->form == DeclarationForm::Define || declaration->form == DeclarationForm::Judgement;
    if (is_function) mistake.with_help(fmt::format("give its arguments: `{}(…)`", name));
    if (declaration->form == DeclarationForm::Table) {
      mistake.with_help(fmt::format("look a row up: `{}[…]`", name));
    }
    return error(expr);
  }
  context_.unknown_names.emplace(name);
  if (has_lost_name() || !reported_names_.emplace(name).second) return error(expr);
  if (report_later_let(expr)) return error(expr);
  if (report_missing_use(context_, file_, expr.name, DiagnosticKind::UnknownName)) return error(expr);
  if (report_choice(expr)) return error(expr);
  auto& mistake = report(DiagnosticKind::UnknownName, expr.span,
                         fmt::format("there is nothing named `{}` here", text_for_message(name)));
  // A capitalized name before a dot is probably an enum.
  std::string_view text =
      expr.span.has_place() ? context_.sources.file(expr.span.file).text : std::string_view();
  bool is_before_point = expr.span.end < text.size() && text[expr.span.end] == '.';
  bool is_capital = !name.empty() && name[0] >= 'A' && name[0] <= 'Z';
  if (is_before_point && is_capital)
    mistake.with_help(did_you_mean(name, context_.names.names_of({DeclarationForm::Enum}, file_)));
  if (mistake.help.empty()) mistake.with_help(suggest_name(name));
  if (mistake.help.empty()) mistake.with_help(std::string(help_for_foreign_value(name)));
  if (mistake.help.empty()) mistake.with_help(help_for_length(name));
  if (std::string table = table_with_key(name); mistake.help.empty() && !table.empty())
    mistake.with_help(fmt::format("write `\"{0}\"`: the keys of `{1}` stand in double quotes", name, table))
        .with_edit(expr.span, fmt::format("\"{}\"", name));
  if (mistake.help.empty() && !scope_.empty()) {
    std::vector<std::string> variables;
    for (std::string_view variable : variable_names()) {
      bool is_new = !variable.empty() && std::ranges::find(variables, variable) == variables.end();
      if (is_new) variables.emplace_back(variable);
    }
    mistake.note(fmt::format("what has a name here: {}", listed(variables)));
  }
  return error(expr);
}

Expr* ExpressionChecker::report_unknown_member(const ast::Name& name, std::uint32_t enum_id) {
  const model::Enum& of = model_.enums[enum_id];
  if (context_.mistaken_enums.contains(enum_id) || !is_new_part(of.name, name.text)) {
    ast::Expr absorbed{.span = name.span};
    return error(absorbed);
  }
  bool is_reading =
      std::ranges::find(model_.readings, enum_id, &model::Reading::enum_id) != model_.readings.end();
  auto& mistake =
      report(DiagnosticKind::UnknownEnumMember, name.span,
             fmt::format("`{}` has no {} `{}`", of.name, is_reading ? "choice" : "member", name.text));
  mistake.label(of.span, fmt::format("{} is declared here", of.name));
  for (const auto& member : of.members) {
    if (member.label == name.text) mistake.with_help(fmt::format("did you mean `{}`?", member.name));
  }
  if (mistake.help.empty()) mistake.with_help(did_you_mean(name.text, names_of(of)));
  if (mistake.help.empty()) mistake.with_help(std::string(help_for_foreign_value(name.text)));
  if (mistake.help.empty()) mistake.with_help(suggest_by_field(name.text));
  if (mistake.help.empty()) mistake.with_help(did_you_mean(name.text, variable_names()));
  if (mistake.help.empty()) {
    mistake.with_help(did_you_mean_or_list(
        name.text, names_of(of), fmt::format("the {} of `{}`", is_reading ? "choices" : "members", of.name)));
  }
  if (auto others = context_.names.enums_with(name.text, file_); !others.empty()) {
    mistake.note(fmt::format("`{}` is a member of {}", name.text, model_.enums[others[0].enum_id].name));
  }
  ast::Expr at{.span = name.span};
  return error(at);
}

Expr* ExpressionChecker::report_ambiguous(const ast::Expr& expr,
                                          const std::vector<DeclaredNames::MemberOf>& found) {
  std::vector<std::string> candidates;
  for (const auto& member : found) {
    candidates.push_back(fmt::format("{}.{}", model_.enums[member.enum_id].name, expr.name.text));
  }
  auto& mistake = report(DiagnosticKind::AmbiguousName, expr.span,
                         fmt::format("`{}` may be {}", expr.name.text, listed(candidates)));
  for (const auto& member : found) {
    const model::Enum& of = model_.enums[member.enum_id];
    mistake.label(of.span, fmt::format("{} has such a member", of.name));
  }
  mistake.with_help(fmt::format("write `{}`", candidates[0]));
  return error(expr);
}

}  // namespace precept::checking
