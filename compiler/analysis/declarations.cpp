#include "compiler/analysis/declarations.h"

namespace precept::analysis {

namespace {

using Kind = DeclarationKind;

/// Collects the declarations of one file. An expression is walked without recursion, since a chain of
/// operators may be long.
class Collector {
 public:
  Collector(const checking::PolicyFile& file, std::vector<Declaration>& to)
      : tree_(*file.tree), size_(static_cast<std::uint32_t>(file.entry.parsed->text->text.size())), to_(to) {}

  void run() {
    const bool is_module = tree_.form == ast::FileForm::Module;
    file_ = declare(is_module ? Kind::Module : Kind::Policy, tree_.name, {tree_.source, 0, size_});
    parent_ = section_ = file_;
    for (std::size_t i = 0; i < tree_.statements.size(); ++i) {
      const ast::Statement& it = tree_.statements[i];
      extent_ = {tree_.source, it.span.begin, begin_of(i + 1)};
      if (it.form == ast::StatementForm::About)
        section_extent_ = {tree_.source, it.span.begin, end_of_section(i)};
      parent_ = file_;
      statement(it);
    }
  }

 private:
  DeclarationId declare(Kind kind, std::string_view name, Span name_span, Span span, Span scope = {}) {
    if (name.empty() || !name_span.has_place()) return kNoDeclaration;
    to_.push_back({kind, parent_, name, name_span, span, scope});
    return static_cast<DeclarationId>(to_.size() - 1);
  }
  DeclarationId declare(Kind kind, const ast::Name& name, Span span, Span scope = {}) {
    return declare(kind, name.text, name.span, span, scope);
  }

  // ---- how far things reach: what is being written at an end belongs to what stands before it
  // -----------------

  std::uint32_t begin_of(std::size_t statement) const {
    return statement < tree_.statements.size() ? tree_.statements[statement].span.begin : size_;
  }
  std::uint32_t end_of_section(std::size_t about) const {
    std::size_t next = about + 1;
    while (next < tree_.statements.size() && tree_.statements[next].form != ast::StatementForm::About) ++next;
    return begin_of(next);
  }

  // ---- statements
  // ---------------------------------------------------------------------------------------------

  void statement(const ast::Statement& it) {
    if (it.enum_decl != nullptr) enumeration(*it.enum_decl);
    if (it.record != nullptr)
      fields(Kind::Record, it.record->name, it.record->span, Kind::Field, it.record->fields);
    if (it.table != nullptr)
      fields(Kind::Table, it.table->name, it.table->span, Kind::Column, it.table->columns);
    if (it.reading != nullptr) reading(*it.reading);
    if (it.define != nullptr) definition(*it.define);
    if (it.judgement != nullptr) judgement(*it.judgement);
    if (it.form == ast::StatementForm::About) about(it);
    if (it.form == ast::StatementForm::Exercised) expression(it.expr, section_);
    if (it.acts != nullptr) acts(*it.acts);
    if (it.clause != nullptr) clause(*it.clause);
  }

  void enumeration(const ast::EnumDecl& it) {
    parent_ = declare(Kind::Enum, it.name, it.span);
    for (const ast::EnumMember& member : it.members) declare(Kind::Member, member.name, member.name.span);
  }

  void fields(Kind whole, const ast::Name& name, Span span, Kind part,
              std::span<const ast::FieldDecl> parts) {
    parent_ = declare(whole, name, span);
    for (const ast::FieldDecl& field : parts) declare(part, field.name, field.span);
  }

  void reading(const ast::ReadingDecl& it) {
    parent_ = declare(Kind::Reading, it.name, it.span);
    for (const ast::ChoiceDecl& choice : it.choices) declare(Kind::Choice, choice.name, choice.name.span);
  }

  void parameters(std::span<const ast::Param> params) {
    for (const ast::Param& param : params) {
      Span span = param.type != nullptr ? cover(param.name.span, param.type->span) : param.name.span;
      declare(Kind::Parameter, param.name, span, extent_);
    }
  }

  void definition(const ast::DefineDecl& it) {
    DeclarationId self = parent_ = declare(Kind::Definition, it.name, it.span);
    parameters(it.params);
    text(it.holds, self);
    text(it.does_not_hold, self);
    expression(it.body, self);
  }

  void judgement(const ast::JudgementDecl& it) {
    DeclarationId self = parent_ = declare(Kind::Judgement, it.name, it.span);
    parameters(it.params);
    text(it.asks, self);
    text(it.from, self);
  }

  void about(const ast::Statement& it) {
    section_ = declare(Kind::Section, it.name, section_extent_);
    if (section_ == kNoDeclaration) section_ = file_;
    parent_ = section_;
    declare(Kind::Document, it.variable, it.variable.span, section_extent_);
    for (const ast::Subject& subject : it.subjects) {
      declare(Kind::Subject, subject.variable, subject.variable.span, section_extent_);
      expression(subject.list, section_);
    }
    for (const ast::LetDecl& let : it.lets) {
      parent_ = section_;
      declare(Kind::Let, let.name, let.span, {tree_.source, let.span.end, section_extent_.end});
      expression(let.expr, section_);
    }
  }

  void acts(const ast::ActsDecl& it) {
    parent_ = section_;
    for (const ast::Name& act : it.acts) declare(Kind::Act, act, act.span, section_extent_);
  }

  // ---- clauses
  // ------------------------------------------------------------------------------------------------

  void clause(const ast::ClauseDecl& it) {
    parent_ = section_;
    clause_ = declare(Kind::Clause, it.label.text, it.label.span, it.span, section_extent_);
    for (const ast::Item& each : it.items) item(each);
  }

  void item(const ast::Item& it) {
    parent_ = clause_;
    if (it.form == ast::ItemForm::Let)
      declare(Kind::Let, it.name, it.span, {tree_.source, it.span.end, extent_.end});
    expression(it.expr, clause_);
    if (it.norm != nullptr) norm(*it.norm);
    for (const ast::Item& each : it.items) item(each);
  }

  void norm(const ast::Norm& it) {
    parent_ = clause_;
    declare(Kind::Norm, it.name.text, it.name.span, it.span, section_extent_);
    for (const ast::Expr* part : {it.ensures, it.when, it.unless}) expression(part, clause_);
    text(it.otherwise, clause_);
    for (const ast::Item& exception : it.exceptions) item(exception);
  }

  // ---- expressions
  // --------------------------------------------------------------------------------------------

  void text(const ast::Text* it, DeclarationId parent) {
    if (it == nullptr) return;
    for (const ast::TextPart& part : it->parts) expression(part.hole, parent);
  }

  void expression(const ast::Expr* whole, DeclarationId parent) {
    parent_ = parent;
    open_.assign(1, {whole, {}});
    while (!open_.empty()) {
      auto [expr, scope] = open_.back();
      open_.pop_back();
      if (expr == nullptr) continue;
      const bool binds =
          expr->form == ast::ExprForm::Quantifier || expr->form == ast::ExprForm::Comprehension;
      if (binds) declare(Kind::Element, expr->name, expr->name.span, scope.has_place() ? scope : expr->span);
      // The element of `count(x in xs by x.y)` is known behind `by`, too, and that of `x.y of x in xs` before
      // `of`.
      const bool is_around = expr->form == ast::ExprForm::Aggregate || expr->form == ast::ExprForm::InWords;
      for (const ast::Expr* item : expr->items) open_.push_back({item, {}});
      for (const ast::Expr* part : {expr->third, expr->right, expr->filter}) open_.push_back({part, {}});
      open_.push_back({expr->left, is_around ? expr->span : Span{}});
    }
  }

  struct Open {
    const ast::Expr* expr;
    Span scope;
  };

  const ast::File& tree_;
  std::uint32_t size_;
  std::vector<Declaration>& to_;
  DeclarationId file_ = kNoDeclaration, section_ = kNoDeclaration, clause_ = kNoDeclaration;
  DeclarationId parent_ = kNoDeclaration;  ///< of what is declared next
  Span extent_, section_extent_;           ///< of the statement, and of the section it is in
  std::vector<Open> open_;
};

}  // namespace

std::string_view noun(DeclarationKind kind) {
  switch (kind) {
    case Kind::Policy:
      return "policy";
    case Kind::Module:
      return "module";
    case Kind::Enum:
      return "enum";
    case Kind::Member:
      return "member";
    case Kind::Record:
      return "record";
    case Kind::Field:
      return "field";
    case Kind::Table:
      return "table";
    case Kind::Column:
      return "column";
    case Kind::Reading:
      return "reading";
    case Kind::Choice:
      return "choice";
    case Kind::Definition:
      return "definition";
    case Kind::Judgement:
      return "judgement";
    case Kind::Parameter:
      return "parameter";
    case Kind::Section:
      return "section";
    case Kind::Document:
      return "document";
    case Kind::Subject:
      return "subject";
    case Kind::Act:
      return "act";
    case Kind::Clause:
      return "clause";
    case Kind::Norm:
      return "norm";
    case Kind::Let:
      return "let";
    case Kind::Element:
      return "element";
  }
  return {};
}

std::vector<Declaration> declarations_of(const checking::PolicyFiles& files) {
  std::vector<Declaration> result;
  for (const checking::PolicyFile& file : files.files) Collector(file, result).run();
  return result;
}

}  // namespace precept::analysis
