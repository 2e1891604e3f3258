#include "authoring/handbook/uses.h"

namespace precept::handbook {

using model::Expr;
using model::ExprKind;

namespace {

class Collector {
 public:
  explicit Collector(const model::Model& policy) : policy_(policy) {}

  void add(const Expr* expr) {
    if (expr == nullptr) return;
    add_name(*expr);
    for (const Expr* part : {expr->left, expr->right, expr->third, expr->filter}) add(part);
    for (const Expr* item : expr->items) add(item);
    // A let stands for what it says.
    const bool is_let = expr->kind == ExprKind::Variable && expr->variable->kind == model::VariableKind::Let;
    if (is_let && lets_.insert(expr->variable).second) add(expr->variable->value);
  }
  void add(const std::optional<model::Text>& text) {
    if (!text) return;
    for (const model::TextPart& part : *text) add(part.hole);
  }

  Uses found;

 private:
  void add_name(const Expr& expr) {
    if (expr.kind == ExprKind::Call) found.definitions.insert(expr.define->name);
    if (expr.kind == ExprKind::Judge) found.judgements.insert(expr.judgement->name);
    if (expr.kind == ExprKind::Reading) found.readings.insert(policy_.readings[expr.reading].name);
    if (expr.kind == ExprKind::Lookup) found.tables.insert(policy_.tables[expr.table].name);
    if (expr.kind == ExprKind::Column) found.tables.insert(policy_.tables[expr.left->type.id].name);
  }

  const model::Model& policy_;
  std::set<const model::Variable*> lets_;
};

}  // namespace

Uses uses_of(const model::Model& policy, const model::Section& section, const model::Clause& clause) {
  Collector collector(policy);
  for (const std::uint32_t index : clause.norms) {
    const model::Norm& norm = section.norms[index];
    for (const Expr* part : {norm.ensures, norm.applies, norm.when, norm.unless}) collector.add(part);
    collector.add(norm.otherwise);
  }
  return std::move(collector.found);
}

Uses uses_of(const model::Model& policy, const model::Define& define) {
  Collector collector(policy);
  collector.add(define.body);
  collector.add(define.holds);
  collector.add(define.does_not_hold);
  return std::move(collector.found);
}

}  // namespace precept::handbook
