// What the rules of the linter look at: a sound policy with its files, its expressions and norms, and the
// tests beside it; and where they say what they find.
//
//     for (const Seen& seen : look.expressions())
//       if (is_double_negation(*seen.expr)) look.found(DiagnosticKind::DoubleNegation, seen.expr->span, "…");
//
// Places are those of the trees of the analysis.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/lint/facts/facts.h"
#include "authoring/lint/terms/terms.h"
#include "base/diagnostic.h"
#include "compiler/analysis/analysis.h"
#include "compiler/ast/test_file.h"

namespace precept::lint {

/// An expression of the policy, with the one that it is a part of; null: it stands by itself.
struct Seen {
  const model::Expr* expr;
  const model::Expr* parent;
};

/// A norm with all that it is under.
struct SeenNorm {
  const model::Section* section;
  std::uint32_t section_index, index;  ///< of the section, and in it
  const model::Norm* norm;
  const model::Clause* clause;
  std::vector<Condition> conditions;  ///< all of which hold where it applies
};

/// An expression that stands by itself, and what is known where it stands.
struct Root {
  const model::Expr* expr;
  std::vector<Condition> conditions;
  const model::Norm* norm = nullptr;  ///< that it is the condition or the demand of
};

/// Whether every policy that could use a module is looked at too, by the module's path; none: of no module.
using AllUsersKnown = std::function<bool(const std::filesystem::path&)>;

/// The tests of a policy, as far as somebody has looked for them.
using Tests = std::optional<std::vector<const ast::TestFile*>>;

class Look {
 public:
  Look(const Analysis& analysis, const Sources& sources, const Tests& tests,
       const AllUsersKnown& all_users_known);

  const Analysis& analysis() const { return analysis_; }
  const model::Model& model() const { return *analysis_.model(); }
  const Sources& sources() const { return sources_; }
  const Tests& tests() const { return tests_; }
  Terms& terms() { return terms_; }
  Facts facts() { return Facts(terms_); }

  /// All expressions of the policy and its modules, those in texts too, each once.
  const std::vector<Seen>& expressions() const { return expressions_; }
  const std::vector<Root>& roots() const { return roots_; }
  const std::vector<SeenNorm>& norms() const { return norms_; }

  /// How often the name of each declaration stands in the files of the policy and its modules, tables aside.
  std::size_t uses(analysis::DeclarationId declaration) const { return uses_[declaration]; }
  /// How often it stands in the head or the cells of a table.
  std::size_t uses_in_tables(analysis::DeclarationId declaration) const { return table_uses_[declaration]; }
  /// The declarations of a kind.
  std::vector<analysis::DeclarationId> declared(analysis::DeclarationKind kind) const;
  const analysis::Declaration& declaration(analysis::DeclarationId id) const {
    return analysis_.declarations()[id];
  }
  /// Whether the file is the policy or a part of it, and no module.
  bool is_of_policy(FileId file) const;
  /// Whether everybody who could use what the file declares is looked at.
  bool knows_users(FileId file) const;
  /// The whole file of the policy's head.
  const ast::File& head() const { return *analysis_.files().files[0].tree; }

  /// As it is written, without comments and on one line.
  std::string words(Span span) const;
  /// The same of an expression that becomes an operand: in parentheses unless it is one word, path or call.
  std::string operand(const model::Expr& expr) const;
  /// What may stand in the place of an expression: as it is written where that stands by itself, else
  /// `operand`.
  std::string in_place_of(const Seen& seen, const model::Expr& expr) const {
    return seen.parent == nullptr ? words(expr.span) : operand(expr);
  }

  /// Says what was found; the reference is valid until the next.
  Diagnostic& found(DiagnosticKind kind, Span place, std::string message);
  const Diagnostics& findings() const { return found_; }

  /// Notes that what is said of a norm says all there is to say of these expressions.
  void claim(const model::Norm& norm) { claimed_.push_back(&norm); }
  bool is_claimed(const model::Norm* norm) const;

 private:
  void count_uses();
  void find_norms();
  void find_roots();
  void add_root(const model::Expr* expr, std::vector<Condition> conditions = {},
                const model::Norm* norm = nullptr);
  void add_text(const std::optional<model::Text>& text, const std::vector<Condition>& conditions = {});
  void see(const model::Expr& expr);

  const Analysis& analysis_;
  const Sources& sources_;
  const Tests& tests_;
  const AllUsersKnown& all_users_known_;
  Terms terms_;
  std::vector<Seen> expressions_;
  std::vector<Root> roots_;
  std::vector<SeenNorm> norms_;
  std::vector<std::size_t> uses_, table_uses_;
  std::vector<const model::Norm*> claimed_;
  Diagnostics found_;
};

/// Calls `visit` for each part of an expression, itself aside.
template <class Visit>
void for_each_part(const model::Expr& expr, const Visit& visit) {
  for (const model::Expr* part : {expr.left, expr.right, expr.third, expr.filter})
    if (part != nullptr) visit(*part);
  for (const model::Expr* item : expr.items)
    if (item != nullptr) visit(*item);
}

inline bool is_operator(const model::Expr& expr, model::Operator op) {
  return (expr.kind == model::ExprKind::Binary || expr.kind == model::ExprKind::Unary) && expr.op == op;
}
inline bool is_constant_truth(const model::Expr& expr) {
  return expr.kind == model::ExprKind::Constant && expr.type.is(model::TypeKind::Truth);
}
/// `truth or none` as truth is no node that somebody wrote.
inline const model::Expr& written(const model::Expr& expr) {
  return expr.kind == model::ExprKind::KnownTruth ? *expr.left : expr;
}

}  // namespace precept::lint
