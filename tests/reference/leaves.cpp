// Finds the leaves of an unknown result: what nobody supplied. The way leads down through every operand that
// is itself unknown, to a judgement, a field of the document, a doubtful cell of a table, or a row that a
// table does not have.
//
// In most operations an operand that is none makes the result unknown, so the way leads to that operand too:
// `leaves_of_required`. The operations `=`, `in {…}` and `is given` have an answer for none, so the way leads
// to unknown operands only: `leaves`.
#include <algorithm>
#include <cassert>

#include "tests/reference/evaluate.h"

namespace precept::reference {

using model::Expr;
using model::ExprKind;
using model::Operator;
using model::QuantifierForm;
using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

/// Whether the value is not open: it is not unknown, and a number is exact.
bool is_settled(const Type& type, const Value& value) {
  const bool is_exact = value.interval.is_exact() && value.under.is_exact();
  return !value.unknown() && (!type.is_number() || value.none() || is_exact);
}

bool is_member(const Expr& expr) {
  return expr.kind == ExprKind::Binary && (expr.op == Operator::In || expr.op == Operator::NotIn);
}

/// Whether only the instants of its moments count: a sum keeps the offset, and so do `min` and `max`.
bool is_of_instants(const Expr& expr) {
  if (expr.kind == ExprKind::InConstants) return true;
  if (expr.kind == ExprKind::Aggregate) return expr.aggregate == model::AggregateForm::CountDistinct;
  return expr.kind == ExprKind::Binary && (expr.type.is(TypeKind::Truth) || expr.type.is(TypeKind::Hours));
}

bool compares_none(const Expr& expr) {
  if (expr.kind == ExprKind::InConstants || is_member(expr)) return true;
  return expr.op == Operator::Equal || expr.op == Operator::NotEqual || expr.op == Operator::And ||
         expr.op == Operator::Or;
}

}  // namespace

void Evaluator::leaves(const Expr* expr, const Scope& scope, Leaves& found) const {
  if (expr != nullptr && !is_settled(expr->type, value(*expr, scope))) follow(*expr, scope, found);
}

/// Of an operand of `of`. Where only its instant counts, nothing is open about a moment whose offset alone
/// is.
void Evaluator::leaves_of_operand(const Expr& operand, const Expr& of, const Scope& scope,
                                  Leaves& found) const {
  const Value is = value(operand, scope);
  if (is_of_instants(of) && is_settled(operand.type, as_compared(operand.type, is))) {
    if (is.none() && !compares_none(of)) follow(operand, scope, found);
  } else if (compares_none(of)) {
    leaves(&operand, scope, found);
  } else {
    leaves_of_required(&operand, scope, found);
  }
}

void Evaluator::leaves_of_required(const Expr* expr, const Scope& scope, Leaves& found) const {
  if (expr == nullptr) return;
  const Value is = value(*expr, scope);
  if (is.none() || !is_settled(expr->type, is)) follow(*expr, scope, found);
}

/// Goes one step down from a value that is unknown, not exact, or none where a value is needed.
void Evaluator::follow(const Expr& expr, const Scope& scope, Leaves& found) const {
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::SetLiteral:
    case ExprKind::Reading:
      break;
    case ExprKind::Variable:
      follow_variable(expr, scope, found);
      break;
    case ExprKind::Field:
      follow_field(expr, scope, found);
      break;
    case ExprKind::Lookup:
      follow_look_up(expr, scope, found);
      break;
    case ExprKind::Column:
      follow_column(expr, scope, found);
      break;
    case ExprKind::KnownTruth:
      leaves_of_required(expr.left, scope, found);
      break;
    case ExprKind::Unary:
      if (!expr.type.is(TypeKind::Truth)) {
        leaves_of_required(expr.left, scope, found);
      } else if (expr.op != Operator::Not && expr.left->type.is(TypeKind::Record)) {
        follow_presence(*expr.left, scope, found);
      } else {
        leaves(expr.left, scope, found);
      }
      break;
    case ExprKind::InConstants:
      leaves_of_operand(*expr.left, expr, scope, found);
      break;
    case ExprKind::Binary:
      if (is_member(expr)) {
        follow_member(expr, scope, found);
      } else if (expr.op == Operator::Else) {
        follow_else(expr, scope, found);
      } else {
        for (const Expr* operand : {expr.left, expr.right})
          if (operand != nullptr) leaves_of_operand(*operand, expr, scope, found);
      }
      break;
    case ExprKind::If: {
      const Truth condition = truth(*expr.left, scope);
      leaves(expr.left, scope, found);
      if (condition != Truth::No) leaves_of_required(expr.right, scope, found);
      if (condition != Truth::Yes) leaves_of_required(expr.third, scope, found);
      break;
    }
    case ExprKind::Aggregate:
      if (follow_chosen(expr, {}, scope, found)) break;
      [[fallthrough]];
    case ExprKind::Quantifier:
      follow_rows(expr, scope, found);
      break;
    case ExprKind::Filter:
      follow(*expr.left, scope, found);
      break;
    case ExprKind::Call:
      with_parameters(expr, scope, [&](const Scope& inner) { follow(*expr.define->body, inner, found); });
      break;
    case ExprKind::Judge:
      follow_judgement(expr, scope, found);
      break;
    case ExprKind::InWords:  // stands in texts alone
      break;
    case ExprKind::Reach:
      follow_reach(expr, scope, found);
      break;
  }
}

namespace {

/// The expression that a path begins with; adds the fields of the path.
const Expr& root_of(const Expr& expr, std::vector<std::uint32_t>& fields) {
  const Expr* at = &expr;
  for (;;) {
    if (at->kind == ExprKind::Field) {
      fields.insert(fields.begin(), at->field);
      at = at->left;
    } else if (at->kind == ExprKind::Variable && at->variable->kind == VariableKind::Let) {
      at = at->variable->value;
    } else {
      return *at;
    }
  }
}

}  // namespace

/// For `is given` of a record: what leaves open which record is chosen, and what the record lacks.
void Evaluator::follow_presence(const Expr& record, const Scope& scope, Leaves& found) const {
  std::vector<std::uint32_t> fields;
  const bool is_chosen = follow_chosen(root_of(record, fields), fields, scope, found);
  const Node& there = node(record, scope);
  if (!is_chosen || !there.pointer.empty()) follow_record(record.type, there, found);
}

/// A field: the field itself, or, of an element that `the` or `first` chose, what leaves the choice open.
void Evaluator::follow_field(const Expr& expr, const Scope& scope, Leaves& found) const {
  std::vector<std::uint32_t> fields;
  if (!follow_chosen(root_of(expr, fields), fields, scope, found))
    found.insert({"", "", node(*expr.left, scope).children[expr.field].pointer});
}

/// For an element that `the` or `first` chose: the list where it is unknown; else what leaves open which
/// element it is, and the field `fields` of each element that it may be. False where `expr` is no such
/// choice. A definition gives what its body chooses.
bool Evaluator::follow_chosen(const Expr& expr, const std::vector<std::uint32_t>& fields, const Scope& scope,
                              Leaves& found) const {
  if (expr.kind == ExprKind::Call) {
    bool is_chosen = false;
    with_parameters(expr, scope, [&](const Scope& inner) {
      std::vector<std::uint32_t> path;
      const Expr& root = root_of(*expr.define->body, path);
      path.insert(path.end(), fields.begin(), fields.end());
      is_chosen = follow_chosen(root, path, inner, found);
    });
    return is_chosen;
  }
  if (expr.kind != ExprKind::Aggregate || expr.aggregate != model::AggregateForm::The) return false;
  const Value list = value(*expr.left, scope);
  if (!list.known()) {
    follow(*expr.left, scope, found);
    return true;
  }
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    if (is_chosen(expr, element, inner) == Truth::No) return;
    if (element.in == Truth::Unknown) follow_membership(*expr.left, *element.node, scope, found);
    leaves(expr.filter, inner, found);
    const Node* at = element.node;
    for (std::uint32_t field : fields) at = &at->children[field];
    const bool is_record = at->value.record != nullptr;
    const bool is_number = !at->value.interval.is_unknown();
    const bool is_open = !at->value.known() || (is_number && !at->value.interval.is_exact());
    if (is_open && (!is_record || !fields.empty())) found.insert({"", "", at->pointer});
  });
  return true;
}

/// For `x else v`: x, and also v unless x is known, because then v does not count.
void Evaluator::follow_else(const Expr& expr, const Scope& scope, Leaves& found) const {
  leaves(expr.left, scope, found);
  if (!value(*expr.left, scope).known()) leaves_of_required(expr.right, scope, found);
}

void Evaluator::follow_variable(const Expr& expr, const Scope& scope, Leaves& found) const {
  if (expr.variable->kind == VariableKind::Let) return follow(*expr.variable->value, scope, found);
  const Scope& bound = scope.find(expr.variable);
  if (bound.argument != nullptr) follow(*bound.argument, *bound.argument_scope, found);
}

/// For a look-up: its keys; where all keys are known, the row that the table lacks.
void Evaluator::follow_look_up(const Expr& expr, const Scope& scope, Leaves& found) const {
  std::string keys;
  bool all_known = true;
  for (const Expr* item : expr.items) {
    const Value key = value(*item, scope);
    if (!keys.empty()) keys += ", ";
    keys += reads(item->type, key);
    all_known = all_known && key.known() && is_settled(item->type, key);
    leaves_of_required(item, scope, found);
  }
  if (all_known) found.insert({"", model_.tables[expr.table].name + "[" + keys + "]", ""});
}

/// For a cell: the look-up where the row is unknown; else the cell itself, which is doubtful or empty.
void Evaluator::follow_column(const Expr& expr, const Scope& scope, Leaves& found) const {
  const Value row = value(*expr.left, scope);
  if (!row.known()) return follow(*expr.left, scope, found);
  const model::Table& table = model_.tables[expr.left->type.id];
  std::string keys;
  for (std::uint32_t column : table.key) {
    if (!keys.empty()) keys += ", ";
    const Type& type = table.columns[column].type;
    keys += reads(type, constant_value(type, table.rows[row.number][column]));
  }
  found.insert({"", table.name + "[" + keys + "]." + table.columns[expr.field].name, ""});
}

/// For quantifiers and aggregates: the list where it is unknown; else, for each element that may count, what
/// leaves open whether it is chosen, and the condition or value that is asked of it. An element that either
/// of the two rules out does not count.
void Evaluator::follow_rows(const Expr& expr, const Scope& scope, Leaves& found) const {
  const Value list = value(*expr.left, scope);
  if (!list.known()) return follow(*expr.left, scope, found);
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    Truth counts = is_chosen(expr, element, inner);
    const bool quantifier = expr.kind == ExprKind::Quantifier;
    if (quantifier) {
      const Truth holds = truth(*expr.right, inner);
      counts = truth_and(counts, expr.quantifier == QuantifierForm::Some ? holds : truth_not(holds));
    }
    if (counts == Truth::No) return;
    if (element.in == Truth::Unknown) follow_membership(*expr.left, *element.node, scope, found);
    leaves(expr.filter, inner, found);
    if (quantifier) {
      leaves(expr.right, inner, found);
    } else if (expr.right != nullptr) {
      leaves_of_operand(*expr.right, expr, inner, found);
    }
  });
}

/// For `x in` a set or list: x, the set or list, and each element that may equal x and that a filter may or
/// may not choose.
void Evaluator::follow_member(const Expr& expr, const Scope& scope, Leaves& found) const {
  leaves_of_required(expr.right, scope, found);
  const Value x = value(*expr.left, scope), list = value(*expr.right, scope);
  if (expr.right->type.is(TypeKind::List) && !list.known()) return;
  leaves_of_operand(*expr.left, expr, scope, found);
  for (const Element& element : list.elements()) {
    if (element.in != Truth::Unknown) continue;
    if (equal(expr.left->type, x, element.node->value) == Truth::No) continue;
    follow_membership(*expr.right, *element.node, scope, found);
  }
}

/// The filters of the list that leave open whether the element is in it.
void Evaluator::follow_membership(const Expr& list, const Node& node, const Scope& scope,
                                  Leaves& found) const {
  if (list.kind == ExprKind::Variable) {
    if (list.variable->kind == VariableKind::Let)
      return follow_membership(*list.variable->value, node, scope, found);
    const Scope& bound = scope.find(list.variable);
    if (bound.argument != nullptr) follow_membership(*bound.argument, node, *bound.argument_scope, found);
  } else if (list.kind == ExprKind::Filter) {
    Scope inner{&scope, list.variable, node.value, nullptr, nullptr};
    leaves(list.filter, inner, found);
    follow_membership(*list.left, node, scope, found);
  } else if (list.kind == ExprKind::Binary) {  // `xs else []`
    follow_membership(*list.left, node, scope, found);
  } else if (list.kind == ExprKind::Call) {
    with_parameters(list, scope,
                    [&](const Scope& inner) { follow_membership(*list.define->body, node, inner, found); });
  }
}

/// The fields that a record must hold and lacks. The record itself, where it is unknown and may be none or
/// must hold nothing.
void Evaluator::follow_record(const Type& type, const Node& node, Leaves& found) const {
  const auto& fields = model_.records[type.id].fields;
  const bool has_required = std::ranges::any_of(fields, model::is_required);
  if (node.value.unknown() && (type.or_none || !has_required)) found.insert({"", "", node.pointer});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!model::is_required(fields[i])) continue;
    if (fields[i].type.is(TypeKind::Record)) {
      follow_record(fields[i].type, node.children[i], found);
    } else if (node.children[i].value.unknown()) {
      found.insert({"", "", node.children[i].pointer});
    }
  }
}

/// The judgement. Where the name of whom it is about is missing, that name: nobody could be named in an
/// attestation.
void Evaluator::follow_judgement(const Expr& expr, const Scope& scope, Leaves& found) const {
  const model::Judgement& judgement = *expr.judgement;
  if (!judgement.key_parameter) {
    found.insert({judgement.name, "", ""});
    return;
  }
  const Node& subject = node(*expr.items[*judgement.key_parameter], scope);
  const Node& name = subject.children[judgement.key_field];
  if (name.value.known()) {
    found.insert({judgement.name, name.value.text, subject.pointer});
  } else {
    found.insert({"", "", name.pointer});
  }
}

}  // namespace precept::reference
