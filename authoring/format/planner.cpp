#include "authoring/format/planner.h"

#include <algorithm>

namespace precept::format {

using ast::StatementForm;

Planner::Planner(std::span<const Token> tokens) : tokens_(tokens) {
  plan_.places.resize(tokens.size());
  mark_shares();
}

/// The stroke of `2/3 of x`.
void Planner::mark_shares() {
  for (std::size_t i = 1; i + 2 < tokens_.size(); ++i) {
    plan_.places[i].is_share_sign = tokens_[i].is_sign("/") && tokens_[i - 1].kind == TokenKind::Number &&
                                    tokens_[i + 1].kind == TokenKind::Number &&
                                    tokens_[i + 2].is_keyword("of");
  }
}

// ---- tokens ------------------------------------------------------------------------------------

std::size_t Planner::at(std::uint32_t byte) const {
  auto found = std::ranges::lower_bound(tokens_, byte, {}, &Token::begin);
  return static_cast<std::size_t>(found - tokens_.begin());
}

std::size_t Planner::before(std::size_t token) const {
  while (token > 0 && tokens_[--token].is_comment()) {
  }
  return token;
}

std::size_t Planner::behind(std::size_t token) const {
  while (++token < tokens_.size() && tokens_[token].is_comment()) {
  }
  return token;
}

std::size_t Planner::last_within(const Span& span) const {
  std::size_t token = at(span.end);
  return before(token);
}

Place& Planner::place(std::size_t token) {
  return is_token(token) ? plan_.places[token] : beyond_;
}

void Planner::unit(std::size_t token, Unit unit, Break line) {
  place(token).unit = unit;
  place(token).line = line;
}

void Planner::chunk(std::size_t first, std::size_t last) {
  plan_.chunks.push_back({first, last});
}

/// `policy`, `module`, `part of` or `tests` with the name, which stand before the token `end`.
void Planner::header(std::size_t end) {
  std::size_t first = 0;
  if (is_token(first) && tokens_[first].is_comment()) first = behind(first);
  if (!is_token(first) || first >= end) return;
  unit(first, {0, 2 * kStep, 2}, Break::Always);
  const std::size_t last = before(end);
  for (std::size_t token = first + 1; token <= last; ++token) place(token).line = Break::Never;
  chunk(first, last);
}

// ---- statements --------------------------------------------------------------------------------

void Planner::policy(const ast::File& file) {
  const auto statements = file.statements;
  if (file.form != ast::FileForm::Headless)
    header(statements.empty() ? tokens_.size() : at(statements[0].span));
  const ast::Statement* above = nullptr;
  for (const ast::Statement& it : statements) {
    statement(it, above);
    above = &it;
  }
  head_lines(statements);
}

void Planner::statement(const ast::Statement& it, const ast::Statement* above) {
  const std::size_t first = at(it.span);
  const bool is_below =
      above != nullptr && it.form == StatementForm::Exercised &&
      (above->form == StatementForm::Acts || above->form == StatementForm::About ||
       (above->form == StatementForm::Exercised && place(at(above->span)).unit->indent > 0));
  const std::size_t indent = is_below ? kStep : 0;
  unit(first, {indent, indent + 2 * kStep, is_below ? 0U : 2U}, Break::Always);
  if (it.text != nullptr) place(at(it.text->span)).line = Break::Never;
  chunk(first, last_within(it.span));
  expression(it.expr);
  if (it.enum_decl != nullptr) members(*it.enum_decl);
  if (it.record != nullptr) fields(it.record->fields);
  if (it.table != nullptr) fields(it.table->columns);
  if (it.reading != nullptr) reading(*it.reading);
  if (it.define != nullptr) define(*it.define, first);
  if (it.judgement != nullptr) judgement(*it.judgement);
  if (it.form == StatementForm::About) about(it);
  if (it.clause != nullptr) items(it.clause->items, kStep);
}

/// `title`, `source`, `in force` and `dates` stand level where the policy names its source.
void Planner::head_lines(std::span<const ast::Statement> statements) {
  auto is_of_head = [](const ast::Statement& it) {
    return it.form == StatementForm::Title || it.form == StatementForm::Source ||
           it.form == StatementForm::InForce || it.form == StatementForm::Rounding;
  };
  const auto end = std::ranges::find_if_not(statements, is_of_head);
  const std::span<const ast::Statement> head(statements.begin(), end);
  if (std::ranges::find(head, StatementForm::Source, &ast::Statement::form) == head.end()) return;
  const bool has_force = std::ranges::find(head, StatementForm::InForce, &ast::Statement::form) != head.end();
  const std::size_t width = std::string_view(has_force ? "in force" : "source").size();
  for (const ast::Statement& it : head) {
    const std::size_t first = at(it.span);
    if (it.form == StatementForm::InForce) continue;
    place(behind(first)).padding = width - tokens_[first].text.size();
  }
}

void Planner::pad_behind(std::span<const std::size_t> names) {
  std::size_t width = 0;
  for (std::size_t name : names) width = std::max(width, width_of(tokens_[name].text));
  for (std::size_t name : names) place(behind(name)).padding = width - width_of(tokens_[name].text);
}

void Planner::fields(std::span<const ast::FieldDecl> fields) {
  std::vector<std::size_t> names;
  ++blocks_;
  for (const ast::FieldDecl& field : fields) {
    const std::size_t name = at(field.span);
    unit(name, {kStep, 2 * kStep, names.empty() ? 0U : 1U}, Break::Always);
    place(name).block = blocks_;
    place(behind(name)).is_field_sign = true;
    place(behind(name)).line = Break::Never;
    expression(field.default_value);
    names.push_back(name);
  }
  pad_behind(names);
}

/// A member with a label has a line of its own; those without may stand on one.
void Planner::members(const ast::EnumDecl& it) {
  std::vector<std::size_t> labelled;
  ++blocks_;
  bool begins = false;
  for (const ast::EnumMember& member : it.members) {
    const std::size_t name = at(member.name.span);
    const bool has_label = !member.label.empty();
    unit(name, {kStep, 2 * kStep, &member == it.members.data() ? 0U : 1U},
         begins || has_label ? Break::Always : Break::AsWritten);
    place(name).block = blocks_;
    begins = has_label;
    if (!has_label) continue;
    labelled.push_back(name);
    place(behind(name)).line = Break::Never;
  }
  pad_behind(labelled);
}

void Planner::reading(const ast::ReadingDecl& it) {
  if (it.quote != nullptr) text_item(before(*it.quote), kStep, 0, false);
  std::vector<std::size_t> names;
  ++blocks_;
  for (const ast::ChoiceDecl& choice : it.choices) {
    const std::size_t name = at(choice.name.span);
    unit(name, {kStep, 2 * kStep, names.empty() ? 0U : 1U}, Break::Always);
    place(name).block = blocks_;
    place(behind(name)).line = Break::Never;
    names.push_back(name);
  }
  pad_behind(names);
}

void Planner::define(const ast::DefineDecl& it, std::size_t first) {
  called(it.name);
  const Unit part{kStep, 2 * kStep, 0};
  if (it.holds != nullptr) {
    unit(before(*it.holds), part, Break::AsWritten);
    place(at(it.holds->span)).line = Break::Never;
  }
  if (it.does_not_hold != nullptr) {
    unit(before(*it.does_not_hold), {kStep + 1, 2 * kStep, 0}, Break::AsWritten);
    place(at(it.does_not_hold->span)).line = Break::Never;
  }
  std::size_t equal = first;
  while (is_token(equal) && !tokens_[equal].is_sign("=")) ++equal;
  unit(equal, part, Break::AsWritten);
  expression(it.body);
}

void Planner::judgement(const ast::JudgementDecl& it) {
  called(it.name);
  for (const ast::Text* text : {it.asks, it.from, it.by}) {
    if (text == nullptr) continue;
    const std::size_t keyword = before(*text);
    unit(keyword, {kStep, 2 * kStep, 0}, Break::AsWritten);
    place(at(text->span)).line = Break::Never;
    if (text == it.by && tokens_[keyword].begins_line) place(at(text->span)).padding = 2;
  }
}

void Planner::about(const ast::Statement& it) {
  for (const ast::Subject& subject : it.subjects) expression(subject.list);
  for (const ast::LetDecl& let : it.lets) {
    unit(at(let.span), {kStep, 2 * kStep, 1}, Break::Always);
    expression(let.expr);
  }
}

// ---- expressions -------------------------------------------------------------------------------

void Planner::called(const ast::Name& name) {
  place(at(name.span)).is_called = true;
}

void Planner::expression(const ast::Expr* it) {
  if (it == nullptr) return;
  const std::size_t first = at(it->span);
  if (is_token(first) && tokens_[first].is_sign("-")) place(first).is_prefix = true;
  if (it->form == ast::ExprForm::Call || it->form == ast::ExprForm::Lookup) called(it->name);
  for (const ast::Expr* part : {it->left, it->right, it->third, it->filter}) expression(part);
  for (const ast::Expr* part : it->items) expression(part);
}

Plan plan_of(std::span<const Token> tokens, const ast::File& file) {
  Planner planner(tokens);
  planner.policy(file);
  return planner.take();
}

Plan plan_of(std::span<const Token> tokens, const ast::TestFile& file) {
  Planner planner(tokens);
  planner.tests(file);
  return planner.take();
}

}  // namespace precept::format
