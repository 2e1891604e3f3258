// Collects the mutants of one expression, norm or statement. Internal to testing/.
#pragma once

#include "testing/mutation/mutants.h"
#include "testing/mutation/policy_text.h"

namespace precept::testing {

/// What stands from one `about` to the next.
struct MutatedSection {
  std::span<const ast::LetDecl> lets;
  std::vector<const ast::ClauseDecl*> clauses;
  Span extent;
};

/// Collects mutants of one clause or definition at a time.
class MutantBuilder {
 public:
  MutantBuilder(const PolicyText& text, const MutationScope& scope, std::vector<Mutant>& to)
      : text_(text), scope_(scope), to_(to) {}

  /// Says in which section the mutants that follow stand.
  void begin_section(MutatedSection section);
  /// Says what the mutants that follow belong to. `clause` is null outside of clauses.
  void begin(std::string owner, const ast::ClauseDecl* clause, std::string kind = {});

  void add(Mutation mutation, Span place, std::string text);
  void drop(Mutation mutation, Span place) { add(mutation, place, ""); }

  /// Adds every change within the expression, which may be null.
  void expression(const ast::Expr* expr);
  /// The same, and negates the whole: for an expression that decides by itself.
  void condition(const ast::Expr* expr);
  /// The same for a condition behind a keyword; both are also left out together.
  void condition_with_keyword(const ast::Expr* expr, Mutation when_dropped);
  /// Adds the changes of a `let`. A choice from a list stays one where its condition is left out.
  void let(const ast::Expr& expr);

  const PolicyText& text() const { return text_; }

 private:
  void operands(const ast::Expr& expr);
  void unary(const ast::Expr& expr);
  void binary(const ast::Expr& expr);
  void connective(const ast::Expr& expr);
  void drop_operands(const ast::Expr& expr);
  void relation(const ast::Expr& expr);
  void number(const ast::Expr& expr);
  void moment(const ast::Expr& expr);
  void decimal(const ast::Expr& expr);
  void set(const ast::Expr& expr);
  void widen(const ast::Expr& expr);
  void branches(const ast::Expr& expr);
  void quantifier(const ast::Expr& expr);
  void aggregate(const ast::Expr& expr);
  void filter(const ast::Expr& expr);
  void reach(const ast::Expr& expr);
  /// The place of the operator's words, between its operands or before them.
  Span operator_of(const ast::Expr& expr) const;
  std::string bracketed(Span span) const;
  void drop_unused_lets(Mutant& mutant) const;
  void drop_unused_let(Mutant& mutant, const ast::Name& name, Span let, Span within,
                       std::vector<Span>& except) const;
  static void except_words(const ast::Item& item, std::vector<Span>& except);

  const PolicyText& text_;
  const MutationScope& scope_;
  std::vector<Mutant>& to_;
  std::string owner_, kind_;
  const ast::ClauseDecl* clause_ = nullptr;
  MutatedSection section_;
};

}  // namespace precept::testing
