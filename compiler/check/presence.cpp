#include "compiler/check/presence.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>

#include "base/limits.h"

namespace precept::checking {

using model::Expr;
using model::ExprKind;
using model::Operator;
using model::TypeKind;
using model::VariableKind;

namespace {

/// Larger expressions are neither compared nor copied: lets and arguments can make a tree grow faster than
/// its text.
constexpr int kMostSteps = limits::kChosenBy;

const Expr& meant(const Expr& expr) {
  const Expr* at = &expr;
  for (;;) {
    if (at->kind == ExprKind::KnownTruth) {
      at = at->left;
    } else if (at->kind == ExprKind::Variable && at->variable->kind == VariableKind::Let) {
      at = at->variable->value;
    } else {
      return *at;
    }
  }
}

bool same_constant(const model::Value& a, const model::Value& b) {
  return a.state == b.state && a.number == b.number && a.under == b.under && a.text == b.text;
}

/// Compares two expressions. Variables that they bind at the same place count as the same.
class ExpressionComparison {
 public:
  bool same(const Expr* a, const Expr* b) {
    if (a == nullptr || b == nullptr) return a == b;
    if (--steps_ < 0) return false;
    const Expr &x = meant(*a), &y = meant(*b);
    if (&x == &y && bound_.empty()) return true;
    if (x.kind == ExprKind::Variable && y.kind == ExprKind::Variable)
      return same_variable(x.variable, y.variable);
    if (!same_node(x, y) || !same(x.left, y.left)) return false;
    bool binds =
        x.kind == ExprKind::Quantifier || x.kind == ExprKind::Aggregate || x.kind == ExprKind::Filter;
    const std::size_t before = bound_.size();
    if (binds) bound_.emplace_back(x.variable, y.variable);
    if (x.kind == ExprKind::Reach) {
      bound_.emplace_back(x.variable, y.variable);
      bound_.emplace_back(x.second, y.second);
    }
    bool result =
        same(x.filter, y.filter) && same(x.right, y.right) && same(x.third, y.third) && same_items(x, y);
    bound_.resize(before);
    return result;
  }

 private:
  bool same_variable(const model::Variable* a, const model::Variable* b) const {
    for (const auto& [first, second] : std::views::reverse(bound_)) {
      if (first == a || second == b) return first == a && second == b;
    }
    return a == b;
  }

  static bool same_node(const Expr& a, const Expr& b) {
    return a.kind == b.kind && a.op == b.op && a.quantifier == b.quantifier && a.aggregate == b.aggregate &&
           a.field == b.field && a.table == b.table && a.reading == b.reading && a.define == b.define &&
           a.judgement == b.judgement && a.type.kind == b.type.kind && a.type.id == b.type.id &&
           same_constant(a.value, b.value) && std::ranges::equal(a.values, b.values, same_constant);
  }

  bool same_items(const Expr& a, const Expr& b) {
    return std::ranges::equal(a.items, b.items, [&](const Expr* x, const Expr* y) { return same(x, y); });
  }

  int steps_ = kMostSteps;
  std::vector<std::pair<const model::Variable*, const model::Variable*>> bound_;
};

/// Copies expressions with variables replaced.
class Substitution {
 public:
  Substitution(model::Model& model, std::map<const model::Variable*, Expr*> replacement)
      : model_(model), instead_(std::move(replacement)) {}

  /// Null where the copy would be too large.
  Expr* operator()(Expr& expr) {
    int steps = kMostSteps;
    Expr* result = replaced(&expr, steps);
    return steps < 0 ? nullptr : result;
  }

 private:
  Expr* replaced(Expr* expr, int& steps) {
    if (expr == nullptr || --steps < 0) return expr;
    if (expr->kind == ExprKind::Variable) {
      auto found = instead_.find(expr->variable);
      return found != instead_.end() ? found->second : expr;
    }
    Expr copy = *expr;
    bool is_new = false;
    auto replace = [&](Expr*& part) {
      Expr* now = replaced(part, steps);
      is_new = is_new || now != part;
      part = now;
    };
    for (Expr** part : {&copy.left, &copy.right, &copy.third, &copy.filter}) replace(*part);
    for (Expr*& item : copy.items) replace(item);
    return is_new ? &model_.expressions.emplace_back(std::move(copy)) : expr;
  }

  model::Model& model_;
  std::map<const model::Variable*, Expr*> instead_;
};

/// Hashes an expression; expressions with the same value have the same hash. Variables count alike, since
/// bound variables are compared by place. The value of a let is hashed once.
class ExpressionHash {
 public:
  std::size_t operator()(const Expr* expr) {
    if (expr == nullptr || --steps_ < 0) return 0;
    const Expr& what = meant(*expr);
    if (&what == expr) return of(what);
    auto known = known_.find(&what);
    return known != known_.end() ? known->second : (known_[&what] = of(what));
  }

 private:
  std::size_t of(const Expr& expr) {
    auto hash = static_cast<std::size_t>(expr.kind);
    if (expr.kind == ExprKind::Variable) return hash;
    auto add = [&](std::size_t part) {
      constexpr std::size_t kSpread = 0x9E3779B97F4A7C15;
      hash = (hash ^ (hash >> 29) ^ part) * kSpread + 1;
    };
    add(static_cast<std::size_t>(expr.op));
    add(expr.field);
    add(expr.table);
    add(static_cast<std::size_t>(expr.value.number));
    add(std::hash<std::string_view>()(expr.value.text));
    for (const Expr* part : {expr.left, expr.filter, expr.right, expr.third}) add((*this)(part));
    for (const Expr* item : expr.items) add((*this)(item));
    return hash;
  }

  int steps_ = kMostSteps;
  std::unordered_map<const Expr*, std::size_t> known_;
};

std::size_t hash_of(const Expr& expr) {
  return ExpressionHash()(&expr);
}

bool is_among(std::span<const GivenExpr> given, const Expr& expr, std::size_t hash) {
  return std::ranges::any_of(
      given, [&](const GivenExpr& one) { return one.hash == hash && same_value(*one.expr, expr); });
}

/// Adds the expression; false where it was there already.
bool add(GivenExprs& given, Expr* expr) {
  std::size_t hash = hash_of(*expr);
  bool is_known = is_among(given, *expr, hash);
  if (!is_known) given.push_back({expr, hash});
  return !is_known;
}

/// The body of the called definition with the arguments in place of its parameters; null where that is too
/// large.
Expr* expanded(model::Model& model, const Expr& call) {
  if (call.define->body == nullptr || call.items.size() != call.define->parameters.size()) return nullptr;
  std::map<const model::Variable*, Expr*> arguments;
  for (std::size_t i = 0; i < call.items.size(); ++i) arguments[call.define->parameters[i]] = call.items[i];
  return Substitution(model, std::move(arguments))(*call.define->body);
}

/// Adds the expression, and what is given with it: the whole that it is a part of, and the keys of a look-up.
/// Stops at what is there already.
void add_with_parts(GivenExprs& given, Expr* expr) {
  while (expr != nullptr && add(given, expr)) {
    Expr& part = const_cast<Expr&>(meant(*expr));
    bool is_path = part.kind == ExprKind::Field || part.kind == ExprKind::Column;
    if (part.kind == ExprKind::Lookup) {
      for (Expr* key : part.items) add_with_parts(given, key);
    }
    expr = is_path ? part.left : nullptr;
  }
}

bool asks_only(const Guards& guards, const Expr& expr) {
  switch (expr.kind) {
    case ExprKind::Unary:
      if (expr.op == Operator::Not) return asks_only(guards, *expr.left);
      return expr.op == Operator::Given || expr.op == Operator::NotGiven;
    case ExprKind::Binary: {
      bool connects = expr.op == Operator::And || expr.op == Operator::Or;
      return connects && asks_only(guards, *expr.left) && asks_only(guards, *expr.right);
    }
    case ExprKind::Call: {
      auto found = guards.find(expr.define);
      return found != guards.end() && found->second.is_guard;
    }
    case ExprKind::Constant:
    case ExprKind::Variable:
    case ExprKind::Field:
    case ExprKind::Lookup:
    case ExprKind::Column:
    case ExprKind::KnownTruth:
    case ExprKind::InConstants:
    case ExprKind::If:
    case ExprKind::Quantifier:
    case ExprKind::Aggregate:
    case ExprKind::Filter:
    case ExprKind::SetLiteral:
    case ExprKind::Reading:
    case ExprKind::Judge:
    case ExprKind::InWords:
    case ExprKind::Reach:
      return false;
  }
  return false;
}

void add_given_by_call(model::Model& model, const Guards& guards, const Expr& call, bool holds,
                       GivenExprs& given) {
  auto found = guards.find(call.define);
  if (found == guards.end() || call.items.size() != call.define->parameters.size()) return;
  std::map<const model::Variable*, Expr*> arguments;
  for (std::size_t i = 0; i < call.items.size(); ++i) arguments[call.define->parameters[i]] = call.items[i];
  Substitution substitution(model, std::move(arguments));
  const Guard& guard = found->second;
  for (const GivenExpr& each : holds ? guard.where_it_holds : guard.where_it_fails)
    add_with_parts(given, substitution(*each.expr));
}

}  // namespace

bool same_value(const Expr& a, const Expr& b) {
  return ExpressionComparison().same(&a, &b);
}

void add_given(model::Model& model, const Guards& guards, Expr& condition, bool holds, GivenExprs& given) {
  Expr& expr = const_cast<Expr&>(meant(condition));
  if (expr.kind == ExprKind::Call) return add_given_by_call(model, guards, expr, holds, given);
  if (expr.kind == ExprKind::Unary) {
    if (expr.op == Operator::Not) return add_given(model, guards, *expr.left, !holds, given);
    bool is_given = holds ? expr.op == Operator::Given : expr.op == Operator::NotGiven;
    if (is_given) add_with_parts(given, expr.left);
    return;
  }
  if (expr.kind != ExprKind::Binary) return;
  // Where an `and` holds both operands hold, and where an `or` fails both fail. Otherwise it may be either.
  if (expr.op != (holds ? Operator::And : Operator::Or)) return;
  add_given(model, guards, *expr.left, holds, given);
  add_given(model, guards, *expr.right, holds, given);
}

void add_given_of_element(model::Model& model, const Guards& guards, Expr& list, model::Variable& element,
                          GivenExprs& given) {
  for (Expr* at = &list; at != nullptr;) {
    Expr& from = const_cast<Expr&>(meant(*at));
    if (from.kind == ExprKind::Call) {
      at = expanded(model, from);
      continue;
    }
    if (from.kind != ExprKind::Filter) return;
    if (from.filter != nullptr) {
      GivenExprs of_chosen;
      add_given(model, guards, *from.filter, true, of_chosen);
      Expr use{.kind = ExprKind::Variable, .type = element.type, .span = element.span};
      use.variable = &element;
      Substitution substitution(model, {{from.variable, &model.expressions.emplace_back(std::move(use))}});
      for (const GivenExpr& each : of_chosen) add_with_parts(given, substitution(*each.expr));
    }
    at = from.left;
  }
}

Guard guard_of(model::Model& model, const Guards& guards, Expr& body) {
  Guard guard;
  guard.is_guard = asks_only(guards, body);
  if (!guard.is_guard) return guard;
  add_given(model, guards, body, true, guard.where_it_holds);
  add_given(model, guards, body, false, guard.where_it_fails);
  for (GivenExprs* given : {&guard.where_it_holds, &guard.where_it_fails}) {
    if (given->size() > limits::kAskedFor) given->resize(limits::kAskedFor);
  }
  return guard;
}

// ---- what may be none ----------------------------------------------------------------------------

namespace {

/// False for a look-up that always finds a row: by a key of the table itself, or in a complete table.
bool may_miss(const model::Model& model, const Expr& look_up) {
  const model::Table& table = model.tables[look_up.table];
  const model::Type& first = look_up.items[0]->type;
  bool is_own_key = table.key.size() == 1 && first.is(TypeKind::Key) && first.id == look_up.table;
  return !is_own_key && !table.is_complete;
}

const model::Type& declared_type(const model::Model& model, const Expr& part) {
  std::uint32_t owner = part.left->type.id;
  return part.kind == ExprKind::Field ? model.records[owner].fields[part.field].type
                                      : model.tables[owner].columns[part.field].type;
}

/// Finds what may be none. The value of a let is looked at once, however often it is used.
class NoneFinder {
 public:
  NoneFinder(const model::Model& model, std::span<const GivenExpr> given) : model_(model), given_(given) {}

  bool may_be_none(const Expr& expr) {
    const Expr* at = &expr;
    while (at->type.or_none && is_let(*at)) at = at->variable->value;
    if (!at->type.or_none) return false;
    if (at == &expr) return find(*at);
    auto known = may_.find(at);
    return known != may_.end() ? known->second : (may_[at] = find(*at));
  }

  bool is_stated_none(const Expr& expr) {
    const Expr& what = meant(expr);
    if (&what == &expr) return find_stated(what);
    auto known = states_.find(&what);
    return known != states_.end() ? known->second : (states_[&what] = find_stated(what));
  }

 private:
  static bool is_let(const Expr& expr) {
    return expr.kind == ExprKind::Variable && expr.variable->kind == VariableKind::Let;
  }

  bool find(const Expr& expr) {
    if (!given_.empty() && is_among(given_, expr, hash_of(expr))) return false;
    auto may = [&](const Expr* part) { return may_be_none(*part); };
    switch (expr.kind) {
      case ExprKind::Field:
      case ExprKind::Column:
        return declared_type(model_, expr).or_none || may(expr.left);
      case ExprKind::Lookup:
        return may_miss(model_, expr) || std::ranges::any_of(expr.items, may);
      case ExprKind::If:
        return may(expr.right) || may(expr.third);
      case ExprKind::Binary:
        return expr.op != Operator::Else || may(expr.right);
      case ExprKind::Variable:
      case ExprKind::Constant:
      case ExprKind::KnownTruth:
      case ExprKind::Unary:
      case ExprKind::InConstants:
      case ExprKind::Quantifier:
      case ExprKind::Aggregate:
      case ExprKind::Filter:
      case ExprKind::SetLiteral:
      case ExprKind::Reading:
      case ExprKind::Call:
      case ExprKind::Judge:
      case ExprKind::InWords:
      case ExprKind::Reach:
        return true;
    }
    return true;
  }

  bool find_stated(const Expr& expr) {
    auto states = [&](const Expr* part) { return !may_be_none(*part) || is_stated_none(*part); };
    if (expr.kind == ExprKind::If) return states(expr.right) && states(expr.third);
    bool is_part = expr.kind == ExprKind::Field || expr.kind == ExprKind::Column;
    return is_part && !may_be_none(*expr.left);
  }

  const model::Model& model_;
  std::span<const GivenExpr> given_;
  std::unordered_map<const Expr*, bool> may_, states_;  ///< results by value of a let
};

}  // namespace

bool may_be_none(const model::Model& model, const Expr& expr, std::span<const GivenExpr> given) {
  return expr.type.or_none && NoneFinder(model, given).may_be_none(expr);
}

bool is_stated_none(const model::Model& model, const Expr& expr, std::span<const GivenExpr> given) {
  return NoneFinder(model, given).is_stated_none(expr);
}

const Expr& part_to_ask_for(const model::Model& model, const Expr& expr, std::span<const GivenExpr> given) {
  const Expr* at = &expr;
  for (;;) {
    bool is_part = at->kind == ExprKind::Field || at->kind == ExprKind::Column;
    if (is_part && !declared_type(model, *at).or_none) {
      at = at->left;
    } else if (at->kind == ExprKind::Lookup && !may_miss(model, *at)) {
      // Every key has a row, so it is one of the keys that may be none.
      auto may = [&](const Expr* key) { return may_be_none(model, *key, given); };
      at = *std::ranges::find_if(at->items, may);
    } else {
      return *at;
    }
  }
}

Expr* substituted(model::Model& model, Expr& expr, const model::Variable* variable, Expr& replacement) {
  return Substitution(model, {{variable, &replacement}})(expr);
}

bool is_chosen_element(const Expr& expr) {
  const Expr* at = &meant(expr);
  while (at->kind == ExprKind::Field || (at->kind == ExprKind::Call && at->define->body != nullptr))
    at = &meant(at->kind == ExprKind::Field ? *at->left : *at->define->body);
  return at->kind == ExprKind::Aggregate && at->aggregate == model::AggregateForm::The;
}

}  // namespace precept::checking
