#include "compiler/check/calls.h"

namespace precept::checking {

namespace {

/// Goes without recursion: a chain of operators may be long.
class CallCollector {
 public:
  std::vector<const ast::Expr*> run(const ast::Statement& statement) {
    add(statement);
    while (!items_.empty()) {
      const ast::Item* item = items_.back();
      items_.pop_back();
      add(*item);
    }
    while (!open_.empty()) {
      const ast::Expr* at = open_.back();
      open_.pop_back();
      bool may_call = at->form == ast::ExprForm::Call || at->form == ast::ExprForm::NameUse;
      if (may_call) calls_.push_back(at);
      for (const ast::Expr* part : {at->left, at->right, at->third, at->filter}) add(part);
      for (const ast::Expr* part : at->items) add(part);
    }
    return std::move(calls_);
  }

 private:
  void add(const ast::Expr* expr) {
    if (expr != nullptr) open_.push_back(expr);
  }
  void add(const ast::Text* text) {
    if (text == nullptr) return;
    for (const ast::TextPart& part : text->parts) add(part.hole);
  }
  void add(std::span<ast::Item> items) {
    for (const ast::Item& item : items) items_.push_back(&item);
  }
  void add(const ast::Statement& statement) {
    add(statement.expr);
    for (const ast::LetDecl& let : statement.lets) add(let.expr);
    if (const ast::DefineDecl* define = statement.define) {
      add(define->body);
      add(define->holds);
      add(define->does_not_hold);
    }
    if (const ast::JudgementDecl* judgement = statement.judgement) {
      add(judgement->asks);
      add(judgement->from);
    }
    if (statement.clause != nullptr) add(statement.clause->items);
  }
  void add(const ast::Item& item) {
    add(item.expr);
    add(item.items);
    if (item.norm == nullptr) return;
    for (const ast::Expr* part : {item.norm->ensures, item.norm->when, item.norm->unless}) add(part);
    add(item.norm->otherwise);
    add(item.norm->exceptions);
  }

  std::vector<const ast::Item*> items_;
  std::vector<const ast::Expr*> open_;
  std::vector<const ast::Expr*> calls_;
};

}  // namespace

std::vector<const ast::Expr*> calls_in(const ast::Statement& statement) {
  return CallCollector().run(statement);
}

}  // namespace precept::checking
