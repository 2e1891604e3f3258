// The walk over a tree that fills a plan. Internal to format/.
#pragma once

#include <string_view>
#include <utility>

#include "authoring/format/layout_plan.h"

namespace precept::format {

class Planner {
 public:
  explicit Planner(std::span<const Token> tokens);

  Plan take() { return std::move(plan_); }
  void policy(const ast::File& file);
  void tests(const ast::TestFile& file);

 private:
  static constexpr std::size_t kStep = 2;

  /// The token that begins at or behind a byte, and its neighbours that are no comments.
  std::size_t at(std::uint32_t byte) const;
  std::size_t at(const Span& span) const { return at(span.begin); }
  std::size_t before(std::size_t token) const;
  std::size_t behind(std::size_t token) const;
  std::size_t before(const ast::Text& text) const { return before(at(text.span)); }
  std::size_t last_within(const Span& span) const;
  bool is_token(std::size_t token) const { return token < tokens_.size(); }
  Place& place(std::size_t token);
  void mark_shares();

  void unit(std::size_t token, Unit unit, Break line);
  void chunk(std::size_t first, std::size_t last);
  void header(std::size_t end);

  void statement(const ast::Statement& it, const ast::Statement* above);
  void head_lines(std::span<const ast::Statement> statements);
  void fields(std::span<const ast::FieldDecl> fields);
  void members(const ast::EnumDecl& it);
  void reading(const ast::ReadingDecl& it);
  void define(const ast::DefineDecl& it, std::size_t first);
  void judgement(const ast::JudgementDecl& it);
  void about(const ast::Statement& it);
  /// Pads what follows each name, so that it stands level.
  void pad_behind(std::span<const std::size_t> names);

  void items(std::span<const ast::Item> items, std::size_t indent);
  void item(const ast::Item& it, std::size_t indent, std::size_t most_blanks);
  void norm(const ast::Norm& it, std::size_t indent, std::size_t most_blanks);
  void exception(const ast::Item& it, std::size_t indent, std::size_t most_blanks);
  void text_item(std::size_t keyword, std::size_t indent, std::size_t most_blanks, bool is_padded);

  void expression(const ast::Expr* it);
  void called(const ast::Name& name);

  void test(const ast::Test& it);
  void cases(const ast::Test& it);
  std::vector<std::size_t> bars_of(const ast::CaseRow& row) const;
  void change(const ast::DocumentEdit& it);
  void datum(const ast::Datum* it);
  std::size_t width_between(std::size_t first, std::size_t end) const;

  std::span<const Token> tokens_;
  Plan plan_;
  Place beyond_;  ///< of no token
  std::size_t blocks_ = 0;
};

}  // namespace precept::format
