// Title, source and interval of force; and the statements that only a policy may have.
#include "compiler/check/context.h"

namespace precept::checking {

namespace {

/// "`title`": the word of a statement that only a policy file may have; empty for all others.
std::string_view policy_statement(ast::StatementForm form) {
  switch (form) {
    case ast::StatementForm::Title:
      return "title";
    case ast::StatementForm::Source:
      return "source";
    case ast::StatementForm::InForce:
      return "in force";
    case ast::StatementForm::Rounding:
      return "dates round";
    case ast::StatementForm::About:
      return "about";
    case ast::StatementForm::Acts:
      return "acts";
    case ast::StatementForm::Exercised:
      return "exercised";
    case ast::StatementForm::Clause:
      return "clause";
    case ast::StatementForm::Use:
    case ast::StatementForm::Enum:
    case ast::StatementForm::Record:
    case ast::StatementForm::Table:
    case ast::StatementForm::Reading:
    case ast::StatementForm::Define:
    case ast::StatementForm::Judgement:
      return {};
  }
  return {};
}

void check_module(Context& context, const ast::File& tree) {
  for (const ast::Statement& statement : tree.statements) {
    std::string_view name = policy_statement(statement.form);
    if (name.empty()) continue;
    context
        .report(DiagnosticKind::MisplacedStatement, statement.span,
                fmt::format("`{}` stands in a policy, and this file is a module", name))
        .with_help(
            "a module holds enums, records, tables, readings, definitions and judgements; a file with "
            "clauses "
            "begins with `policy`");
    return;  // later statements are misplaced for the same reason
  }
}

/// Title, source, interval and rounding are the policy's, so they stand in the file that begins with
/// `policy`.
void check_part(Context& context, const ast::File& tree) {
  for (const ast::Statement& statement : tree.statements) {
    bool is_of_whole =
        statement.form == ast::StatementForm::Title || statement.form == ast::StatementForm::Source ||
        statement.form == ast::StatementForm::InForce || statement.form == ast::StatementForm::Rounding;
    if (!is_of_whole) continue;
    context
        .report(DiagnosticKind::MisplacedStatement, statement.span,
                fmt::format("`{}` is said of the whole policy, and this file is a part of it",
                            policy_statement(statement.form)))
        .label(context.files.files[0].tree->name.span, "say it in the file that begins here");
  }
}

/// Records the place of a statement that a policy has at most once. False where there was one before, which
/// is reported.
bool note_once(Context& context, const ast::Statement& statement, Span& first) {
  if (!first.has_place()) {
    first = statement.span;
    return true;
  }
  context
      .report(DiagnosticKind::Redeclared, statement.span,
              fmt::format("`{}` is given twice", policy_statement(statement.form)))
      .label(first, "first given here")
      .with_help("leave one of the two out");
  return false;
}

void check_interval(Context& context, const ast::Statement& statement) {
  if (statement.has_from) context.model.from = statement.from;
  if (statement.has_until) context.model.until = statement.until;
  if (statement.text) context.model.successor = statement.text->plain;
  if (!statement.has_from || !statement.has_until || statement.from <= statement.until) return;
  context
      .report(DiagnosticKind::BadInterval, statement.span,
              fmt::format("until {} is before from {}", format_date(statement.until),
                          format_date(statement.from)))
      .with_help("both days are included");
}

}  // namespace

void check_header(Context& context) {
  for (const PolicyFile& file : context.files.files) {
    bool is_module = file.tree->form == ast::FileForm::Module;
    if (is_module) check_module(context, *file.tree);
    if (file.tree->form == ast::FileForm::Part) check_part(context, *file.tree);
  }
  const PolicyFile& root = context.files.files[0];
  bool is_unnamed = root.tree->form == ast::FileForm::Headless;
  context.model.name = is_unnamed ? root.path.stem().string() : std::string(root.tree->name.text);
  if (root.tree->form == ast::FileForm::Module) return;
  Span title, source, in_force;
  Span& rounding = context.model.rounding_span;
  for (const ast::Statement& statement : root.tree->statements) {
    if (statement.form == ast::StatementForm::Title && note_once(context, statement, title)) {
      if (statement.text) context.model.title = statement.text->plain;
      if (statement.text) context.model.title_span = statement.text->span;
    }
    if (statement.form == ast::StatementForm::Source && note_once(context, statement, source)) {
      if (statement.text) {
        context.model.source_lock = statement.text->plain;
        context.model.source_lock_span = statement.text->span;
      }
    }
    if (statement.form == ast::StatementForm::InForce && note_once(context, statement, in_force)) {
      check_interval(context, statement);
    }
    if (statement.form == ast::StatementForm::Rounding && note_once(context, statement, rounding)) {
      context.model.rounding = statement.rounding;
    }
  }
}

}  // namespace precept::checking
