// Lists: quantifiers, aggregates, choice of one element, membership.
#include "compiler/plan/lower.h"
#include "runtime/program/ratio.h"

namespace precept::plan {

using model::ExprKind;
using model::TypeKind;
using model::VariableKind;

/// An element of the list as a value of `level`, whose rows are its elements or repeat them.
Lowered Lowering::element_of(const Lowered& list, LevelId level) {
  Lowered element;
  element.at = level;
  if (list.list->object) {
    element.form = Lowered::Form::Record;
    element.object = list.list->object.get();
    return element;
  }
  element.value = read(list.list->elements, level, schema_.element_column(*list.list));
  const model::Type& type = *list.list->declared->type.element;
  if (type.is(TypeKind::Truth) && !type.or_none) element.value = truth_of(element.value);
  if (type.is(TypeKind::Number)) element.parts = ratio::kMillion;
  return element;
}

/// Opens a list at `base`, which is the level of its owner or a level below: gives the level of the elements
/// and binds the variable. Where `base` is not the owner's own level, that is a cross level.
Lowering::Element Lowering::open(const Lowered& list, const model::Variable* variable, LevelId base) {
  LevelId elements = list.list->elements;
  bool natural = base == list.at && list.at == list.list->owner->level;
  LevelId level = natural ? elements : builder_.cross(base, elements, list.at);
  Lowered element = element_of(list, level);
  Operand guard = builder_.yes();
  for (const auto& restriction : list.restrictions)
    guard = builder_.logical_and(guard, holds(restriction, element, level));
  return {level, guard, builder_.lift(presence(list), base), ScopedBinding(bindings_, variable, element)};
}

void Lowering::bind_arguments(const Restriction& restriction, std::vector<ScopedBinding>& bound) {
  if (!restriction.arguments) return;
  for (const auto& [parameter, argument] : *restriction.arguments)
    bound.emplace_back(bindings_, parameter, argument);
}

/// A list may be chosen from what another condition speaks of, and so on: each is computed once for a level.
Operand Lowering::holds(const Restriction& restriction, const Lowered& element, LevelId level) {
  const RestrictionKey key{restriction.condition, restriction.arguments.get(), level};
  if (auto found = holds_.find(key); found != holds_.end()) return found->second;
  std::vector<ScopedBinding> bound;
  bind_arguments(restriction, bound);
  bound.emplace_back(bindings_, restriction.variable, element);
  return holds_[key] = value(*restriction.condition);
}

LevelId Lowering::depth(const Lowered& what) {
  if (what.form == Lowered::Form::Value) {
    const LevelId level = builder_.level(what.value);
    return what.divisor == kAbsent ? level : builder_.deeper(level, builder_.level(what.divisor));
  }
  if (what.chosen) return what.chosen->base;
  LevelId level = what.at;
  for (const auto& restriction : what.restrictions) {
    const RestrictionKey key{restriction.condition, restriction.arguments.get(), 0};
    auto [found, is_new] = depths_.try_emplace(key, 0);
    if (is_new) {
      std::vector<ScopedBinding> bound;
      bind_arguments(restriction, bound);
      const LevelId deepest = depth(restriction.condition);
      depths_[key] = deepest;
      found = depths_.find(key);
    }
    level = builder_.deeper(level, found->second);
  }
  return level;
}

/// The deepest level of the expression's free variables.
LevelId Lowering::depth(const model::Expr* expr) {
  if (!expr) return 0;
  if (expr->kind == ExprKind::Variable) {
    if (expr->variable->kind == VariableKind::Let) return depth(variable(*expr->variable));
    auto bound = bindings_.find(expr->variable);
    return bound == bindings_.end() ? 0 : depth(bound->second);
  }
  LevelId level = 0;
  for (const model::Expr* part : {expr->left, expr->right, expr->third, expr->filter}) {
    level = builder_.deeper(level, depth(part));
  }
  for (const model::Expr* item : expr->items) level = builder_.deeper(level, depth(item));
  return level;
}

Operand Lowering::quantifier(const model::Expr& expr) {
  Lowered list = lower(*expr.left);
  LevelId base = builder_.deeper(depth(list), builder_.deeper(depth(expr.filter), depth(expr.right)));
  Element element = open(list, expr.variable, base);
  Operand among = builder_.logical_and(element.guard, truth_or_yes(expr.filter));
  Operand holds = value(*expr.right);
  bool every = expr.quantifier == model::QuantifierForm::Every;
  // `every x where c satisfies d` is: no x satisfies `c and not d`.
  Operand witness = builder_.logical_and(among, every ? builder_.logical_not(holds) : holds);
  Operand any =
      builder_.add(Opcode::Any, {builder_.lift(witness, element.level), element.presence, kAbsent, kAbsent},
                   truth_at(base));
  return every ? builder_.logical_not(any) : any;
}

Lowered Lowering::aggregate(const model::Expr& expr) {
  Lowered list = lower(*expr.left);
  LevelId base = builder_.deeper(depth(list), builder_.deeper(depth(expr.filter), depth(expr.right)));
  // A plain `count(xs)` binds no variable.
  model::Variable unnamed{VariableKind::Element, "", {}, nullptr, expr.span};
  const model::Variable* variable = expr.variable ? expr.variable : &unnamed;
  Element element = open(list, variable, base);
  Operand among = builder_.logical_and(element.guard, truth_or_yes(expr.filter));
  among = builder_.lift(among, element.level);
  Lowered result;
  if (expr.right) result = folded_by(*expr.right);
  Operand by = expr.right ? builder_.lift(result.value, element.level) : kAbsent;
  auto fold = [&](Opcode opcode, Operand of, ValueType type) {
    result.value = builder_.add(opcode, {among, of, element.presence, kAbsent}, int_at(base, type));
    return result;
  };
  const ValueType type = expr.type.is(TypeKind::Number) ? builder_.what(by).type : unit_of(expr.type);
  switch (expr.aggregate) {
    case model::AggregateForm::Count:
      result.value = builder_.add(Opcode::Count, {among, element.presence, kAbsent, kAbsent},
                                  int_at(base, ValueType::Int));
      return result;
    case model::AggregateForm::CountDistinct:
      result.parts = 1;
      by = as_instant(by);
      return fold(builder_.what(by).kind == RegisterKind::Int ? Opcode::DistinctInt : Opcode::Distinct, by,
                  ValueType::Int);
    case model::AggregateForm::Sum:
      return fold(Opcode::Sum, by, type);
    case model::AggregateForm::Min:
    case model::AggregateForm::Max:
    case model::AggregateForm::The:    // see lower_the
    case model::AggregateForm::First:  // check/ turns it into `The`
      break;
  }
  Opcode opcode = expr.aggregate == model::AggregateForm::Min ? Opcode::Min : Opcode::Max;
  fold(opcode, as_days(by), type);
  if (expr.type.is(TypeKind::Date)) {
    result.value = builder_.add(Opcode::DateOf, {result.value, kAbsent, kAbsent, kAbsent},
                                code_at(base, ValueType::Date, 4));
  }
  return result;
}

/// `x.age of x in xs where c` in a text. What is told of each element stays at the elements' level.
program::TextPart Lowering::plan_list_in_words(const model::Expr& expr, program::TextPart part) {
  Lowered list = lower(*expr.left);
  LevelId base = builder_.deeper(depth(list), builder_.deeper(depth(expr.filter), depth(expr.right)));
  Element element = open(list, expr.variable, base);
  Operand among = builder_.logical_and(element.guard, truth_or_yes(expr.filter));
  part.among = builder_.lift(among, element.level);
  part.presence = element.presence;
  part.hole = shown(value(*expr.right), element.level);
  part.form = expr.names ? program::HoleForm::Names : program::HoleForm::Values;
  return part;
}

/// The level whose rows each have a value of the hole, or a list of their own.
LevelId Lowering::level_of_hole(const model::Expr& hole) {
  if (hole.kind != ExprKind::InWords) return builder_.level(value(hole));
  LevelId above = builder_.deeper(depth(hole.filter), depth(hole.right));
  return builder_.deeper(depth(lower(*hole.left)), above);
}

/// `the x in xs where c`. No register holds the chosen row: each field of it is folded by an `only` of its
/// own.
Lowered Lowering::lower_the(const model::Expr& expr) {
  Lowered list = lower(*expr.left);
  LevelId base = builder_.deeper(depth(list), depth(expr.filter));
  Element element = open(list, expr.variable, base);
  Operand among = builder_.logical_and(element.guard, truth_or_yes(expr.filter));
  Lowered one = bindings_.at(expr.variable);
  ChosenRow chosen{builder_.lift(among, element.level), element.presence, base};
  if (one.form == Lowered::Form::Record) {
    one.chosen = chosen;
  } else {
    one.value = only(chosen, as_code(one.value));
  }
  return one;
}

Operand Lowering::only(const ChosenRow& chosen, Operand value) {
  program::Register what = builder_.what(value);
  Operand of = builder_.lift(value, builder_.level(chosen.among));
  what.level = chosen.base;
  return builder_.add(Opcode::Only, {chosen.among, of, chosen.presence, kAbsent}, what);
}

/// `x in` a set or a list. A list without restriction takes one `member`; else it is: some element equals x.
Operand Lowering::member(const model::Expr& expr) {
  const Lowered sought = lower(*expr.left);
  const bool is_number =
      expr.left->type.is(TypeKind::Number) ||
      (expr.right->type.is(TypeKind::List) && expr.right->type.element->is(TypeKind::Number));
  Operand x = sought.value;
  if (expr.right->type.is(TypeKind::Set)) {
    return builder_.apply(Opcode::Has, {value(*expr.right), x, kAbsent}, truth_at(0));
  }
  Lowered list = lower(*expr.right);
  if (list.restrictions.empty() && builder_.what(x).kind == RegisterKind::Code) {
    LevelId at = builder_.deeper(builder_.level(x), list.at);
    std::uint32_t column = schema_.element_column(*list.list);
    return builder_.add(Opcode::Member,
                        {builder_.lift(x, at), column, list.at, builder_.lift(presence(list), at)},
                        truth_at(at));
  }
  model::Variable element{VariableKind::Element, "element", *expr.right->type.element, nullptr, expr.span};
  LevelId base = builder_.deeper(depth(sought), depth(list));
  Element opened = open(list, &element, base);
  Operand same = is_number ? compare_numbers(Opcode::EqualRatio, bindings_.at(&element), sought)
                           : equal(bindings_.at(&element).value, x);
  Operand hit = builder_.lift(builder_.logical_and(opened.guard, same), opened.level);
  return builder_.add(Opcode::Any, {hit, opened.presence, kAbsent, kAbsent},
                      truth_at(builder_.unit().levels[opened.level].parent));
}

/// `x reaches y by step in xs`. All pairs of elements lie at levels of their own, away from the list's: a
/// slice of the list has not all of them.
Operand Lowering::reach(const model::Expr& expr) {
  const Lowered list = lower(*expr.third), from = lower(*expr.left), to = lower(*expr.right);
  // What lies elsewhere in the document is no element.
  if (from.object != list.list->object.get() || to.object != list.list->object.get()) return builder_.no();
  const LevelId base = builder_.deeper(depth(list), depth(expr.items[0]));
  const LevelId elements = builder_.cross(base, list.list->elements, list.at);
  const LevelId pairs = builder_.cross(elements, list.list->elements, list.at);
  schema_.need_presence(list.list->elements);
  const Lowered element = element_of(list, elements);
  Operand member = builder_.yes();
  for (const auto& restriction : list.restrictions)
    member = builder_.logical_and(member, holds(restriction, element, elements));
  ScopedBinding first(bindings_, expr.variable, element);
  ScopedBinding second(bindings_, expr.second, element_of(list, pairs));
  const Operand step = value(*expr.items[0]);
  const Operand reached = builder_.add(
      Opcode::Reach, {builder_.lift(step, pairs), builder_.lift(member, elements), kAbsent, kAbsent},
      truth_at(pairs));
  const LevelId at = builder_.deeper(base, builder_.deeper(from.at, to.at));
  return builder_.add(Opcode::PairOf, {reached, from.at, to.at, kAbsent}, truth_at(at));
}

}  // namespace precept::plan
