#include "authoring/lint/look/look.h"

#include <algorithm>
#include <set>

#include "compiler/model/words.h"

namespace precept::lint {

using analysis::DeclarationId;
using model::Expr;
using model::ExprKind;

Look::Look(const Analysis& analysis, const Sources& sources, const Tests& tests,
           const AllUsersKnown& all_users_known)
    : analysis_(analysis),
      sources_(sources),
      tests_(tests),
      all_users_known_(all_users_known),
      terms_(*analysis.model()) {
  count_uses();
  find_norms();
  find_roots();
}

void Look::count_uses() {
  uses_.resize(analysis_.declarations().size());
  table_uses_.resize(uses_.size());
  std::set<FileId> policies;
  for (const checking::PolicyFile& file : analysis_.files().files) policies.insert(file.source);
  for (const analysis::Use& use : analysis_.uses())
    ++(policies.contains(use.span.file) ? uses_ : table_uses_)[use.declaration];
}

void Look::find_norms() {
  for (std::uint32_t s = 0; s < model().sections.size(); ++s) {
    const model::Section& section = model().sections[s];
    for (std::uint32_t i = 0; i < section.norms.size(); ++i) {
      const model::Norm& norm = section.norms[i];
      SeenNorm seen{&section, s, i, &norm, &section.clauses[norm.clause], {}};
      if (norm.applies != nullptr) seen.conditions.push_back({terms_.of(*norm.applies), true});
      if (norm.when != nullptr) seen.conditions.push_back({terms_.of(*norm.when), true});
      if (norm.unless != nullptr) seen.conditions.push_back({terms_.of(*norm.unless), false});
      norms_.push_back(std::move(seen));
    }
  }
}

void Look::find_roots() {
  for (const model::Define& define : model().defines) {
    add_root(define.body);
    add_text(define.holds);
    add_text(define.does_not_hold);
  }
  for (const model::Judgement& judgement : model().judgements) {
    add_text(judgement.asks);
    add_text(judgement.from);
  }
  for (const model::Variable& variable : model().variables)
    if (variable.kind == model::VariableKind::Let) add_root(variable.value);
  for (const model::Section& section : model().sections) {
    for (const model::Subject& subject : section.subjects) add_root(subject.list);
    add_root(section.exercised);
  }
  for (const SeenNorm& seen : norms_) {
    std::vector<Condition> known;
    add_root(seen.norm->applies, {}, seen.norm);
    if (seen.norm->applies != nullptr) known.push_back(seen.conditions[0]);
    add_root(seen.norm->when, known, seen.norm);
    if (seen.norm->when != nullptr) known.push_back(seen.conditions[known.size()]);
    add_root(seen.norm->unless, known, seen.norm);
    add_root(seen.norm->ensures, seen.conditions, seen.norm);
    add_text(seen.norm->otherwise, seen.conditions);
  }
  std::set<const Expr*> seen;
  std::erase_if(roots_, [&](const Root& root) { return !seen.insert(root.expr).second; });
  for (const Root& root : roots_) {
    expressions_.push_back({root.expr, nullptr});
    see(*root.expr);
  }
}

void Look::add_root(const Expr* expr, std::vector<Condition> conditions, const model::Norm* norm) {
  if (expr != nullptr) roots_.push_back({expr, std::move(conditions), norm});
}

void Look::add_text(const std::optional<model::Text>& text, const std::vector<Condition>& conditions) {
  if (!text) return;
  for (const model::TextPart& part : *text) add_root(part.hole, conditions);
}

/// Without recursion, since a chain of operators may be long.
void Look::see(const Expr& expr) {
  std::vector<const Expr*> open = {&expr};
  while (!open.empty()) {
    const Expr* at = open.back();
    open.pop_back();
    for_each_part(*at, [&](const Expr& part) {
      expressions_.push_back({&part, at});
      open.push_back(&part);
    });
  }
}

std::vector<DeclarationId> Look::declared(analysis::DeclarationKind kind) const {
  std::vector<DeclarationId> result;
  for (DeclarationId id = 0; id < analysis_.declarations().size(); ++id)
    if (declaration(id).kind == kind) result.push_back(id);
  return result;
}

bool Look::is_of_policy(FileId file) const {
  const auto& files = analysis_.files();
  for (checking::FileIndex i = 0; i < files.whole && i < files.files.size(); ++i)
    if (files.files[i].source == file) return true;
  return false;
}

bool Look::knows_users(FileId file) const {
  if (head().form != ast::FileForm::Module && is_of_policy(file)) return true;
  for (const checking::PolicyFile& each : analysis_.files().files)
    if (each.source == file) return all_users_known_ && all_users_known_(each.path);
  return false;
}

std::string Look::words(Span span) const {
  return model::words_at(span, sources_);
}

std::string Look::operand(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::Variable:
    case ExprKind::Field:
    case ExprKind::Lookup:
    case ExprKind::Column:
    case ExprKind::SetLiteral:
    case ExprKind::Reading:
    case ExprKind::Call:
    case ExprKind::Judge:
    case ExprKind::Aggregate:
      return words(expr.span);
    case ExprKind::KnownTruth:
      return operand(*expr.left);
    default:
      return "(" + words(expr.span) + ")";
  }
}

Diagnostic& Look::found(DiagnosticKind kind, Span place, std::string message) {
  return found_.report(kind, place, std::move(message));
}

bool Look::is_claimed(const model::Norm* norm) const {
  return norm != nullptr && std::ranges::find(claimed_, norm) != claimed_.end();
}

}  // namespace precept::lint
