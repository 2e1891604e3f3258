#include "compiler/plan/points.h"

#include <algorithm>

namespace precept::plan {

using model::ExprKind;
using model::Operator;
using program::PointKind;

namespace {

bool is_or(const model::Expr& expr) {
  return expr.kind == ExprKind::Binary && expr.op == Operator::Or;
}

void flatten(const model::Expr& expr, std::vector<const model::Expr*>& operands) {
  for (const model::Expr* operand : {expr.left, expr.right}) {
    if (is_or(*operand)) {
      flatten(*operand, operands);
    } else {
      operands.push_back(operand);
    }
  }
}

}  // namespace

// ---- finding the points ----------------------------------------------------------------------------

Points::Points(SharedSections& shared) : shared_(shared) {
  for (const auto* defines : {&shared.policy().defines, &shared.policy().adapted}) {
    for (const auto& define : *defines) {
      Owner owner{define.name, true};
      find_ors(define.body, owner);
      find_ors(define.holds, owner);
      find_ors(define.does_not_hold, owner);
    }
  }
  for (const auto& section : shared.policy().sections) find_ors(section);
}

void Points::find_ors(const model::Section& section) {
  for (const auto& norm : section.norms) {
    Owner owner{section.clauses[norm.clause].label, false};
    for (const model::Expr* part : {norm.applies, norm.when, norm.unless, norm.ensures})
      find_ors(part, owner);
    find_ors(norm.otherwise, owner);
  }
}

void Points::find_ors(const std::optional<model::Text>& text, Owner owner) {
  if (!text) return;
  for (const auto& part : *text) find_ors(part.hole, owner);
}

/// Enters every `or` in an expression and in its `let`s. The first owner that an `or` is found for keeps it.
void Points::find_ors(const model::Expr* expr, Owner owner) {
  if (!expr) return;
  if (expr->kind == ExprKind::Variable) {
    // A `let` may use other `let`s many times; each is looked into once.
    bool is_let = expr->variable->kind == model::VariableKind::Let;
    if (is_let && seen_lets_.insert(expr->variable).second) find_ors(expr->variable->value, owner);
    return;
  }
  if (is_or(*expr)) {
    auto [found, is_new] = ors_.try_emplace(expr, OrOperands{owner, {}});
    if (!is_new) return;
    flatten(*expr, found->second.operands);
    for (const model::Expr* operand : std::vector(found->second.operands)) find_ors(operand, owner);
    return;
  }
  for (const model::Expr* part : {expr->left, expr->right, expr->third, expr->filter}) find_ors(part, owner);
  for (const model::Expr* item : expr->items) find_ors(item, owner);
}

std::uint32_t Points::point(PointKind kind, bool wants_yes, const void* node, Span place, Owner owner) {
  auto& points = shared_.sections().points;
  auto [found, is_new] =
      points_.try_emplace({kind, wants_yes, node}, static_cast<std::uint32_t>(points.size()));
  if (is_new) {
    // It stays impossible until it gets a probe that is not constant.
    points.push_back({shared_.string(owner.name), kind, wants_yes, owner.is_definition, 1,
                      shared_.place(place), place.begin, place.end});
  }
  return found->second;
}

// ---- probes ----------------------------------------------------------------------------------------

void Points::record_or(const model::Expr& expr, Operand left, Operand right) {
  last_values_[expr.left] = left;
  last_values_[expr.right] = right;
  auto operands = ors_.find(&expr);
  if (operands == ors_.end()) return;
  // These values belong to this use: no definition uses itself, so none was overwritten meanwhile.
  OrUse use{&operands->second, {}};
  for (const model::Expr* operand : operands->second.operands) use.values.push_back(last_values_.at(operand));
  uses_.push_back(std::move(use));
}

void Points::decision(InstructionBuilder& builder, PointKind kind, const void* node, Span place,
                      Operand reached, Operand value) {
  probe(builder, kind, true, node, place, builder.logical_and(reached, value));
  probe(builder, kind, false, node, place, builder.logical_and(reached, builder.logical_not(value)));
}

void Points::probe(InstructionBuilder& builder, PointKind kind, bool wants_yes, const void* node, Span place,
                   Operand value) {
  add(builder, point(kind, wants_yes, node, place, {owner_, false}), value, kAbsent);
}

void Points::add(InstructionBuilder& builder, std::uint32_t point, Operand operand, Operand unless) {
  if (operand == builder.no() || unless == builder.yes()) return;
  shared_.sections().points[point].is_impossible = 0;
  if (unless == builder.no()) unless = kAbsent;
  if (unless != kAbsent) {
    LevelId at = builder.deeper(builder.level(operand), builder.level(unless));
    operand = builder.lift(operand, at);
    unless = builder.lift(unless, at);
  }
  if (known_probes_.emplace(point, operand, unless).second) probes_.push_back({point, operand, unless});
}

/// An operand of `or` decides in a row where it is yes and no other operand is.
void Points::add_uses(InstructionBuilder& builder, const OrUse& use) {
  for (std::size_t i = 0; i < use.values.size(); ++i) {
    Operand others = builder.no();
    for (std::size_t k = 0; k < use.values.size(); ++k) {
      if (k != i) others = builder.logical_or(others, use.values[k]);
    }
    const model::Expr* operand = use.operands->operands[i];
    // A definition that is adapted to other records is counted as one.
    const Span at = operand->span;
    if (use.operands->owner.is_definition)
      operand = first_at_.try_emplace({at.file, at.begin, at.end}, operand).first->second;
    add(builder, point(PointKind::Disjunct, true, operand, operand->span, use.operands->owner), use.values[i],
        others);
  }
}

void Points::end_unit(InstructionBuilder& builder) {
  for (const OrUse& use : uses_) add_uses(builder, use);
  builder.unit().probes = std::move(probes_);
  last_values_.clear();
  uses_.clear();
  known_probes_.clear();
  probes_.clear();
}

}  // namespace precept::plan
