#include "compiler/plan/lower.h"

#include <cassert>

namespace precept::plan {

using model::ExprKind;
using model::Operator;
using model::TypeKind;
using model::VariableKind;

/// An element of a list, as a quantifier sees it.
struct Lowering::Element {
  LevelId level;     ///< of the elements
  Operand guard;     ///< the list's restrictions hold for it
  Operand presence;  ///< of the list, at the parent of `level`
};

Operand Lowering::value(const model::Expr& expr) {
  Lowered lowered = lower(expr);
  assert(lowered.form == Lowered::Form::Value);
  return lowered.value;
}

Operand Lowering::truth_or_yes(const model::Expr* expr) {
  return expr ? value(*expr) : builder_.yes();
}

Lowered Lowering::lower(const model::Expr& expr) {
  Span outer = builder_.place();
  builder_.set_place(expr.span);
  Lowered result;
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::SetLiteral:
      result.value = constant(expr.value, expr.type);
      break;
    case ExprKind::Variable:
      result = variable(*expr.variable);
      break;
    case ExprKind::Field:
      result = field(expr);
      break;
    case ExprKind::Lookup:
      result = look_up(expr);
      break;
    case ExprKind::Column:
      result.value = column(expr);
      break;
    case ExprKind::KnownTruth:
      result.value = truth_of(value(*expr.left));
      break;
    case ExprKind::Unary:
      result.value = unary(expr);
      break;
    case ExprKind::Binary:
      result.value = binary(expr);
      break;
    case ExprKind::InConstants:
      result.value = in_constants(expr);
      break;
    case ExprKind::If:
      result.value = choose(expr);
      break;
    case ExprKind::Quantifier:
      result.value = quantifier(expr);
      break;
    case ExprKind::Aggregate:
      result.value = aggregate(expr);
      break;
    case ExprKind::Filter:
      result = lower(*expr.left);
      if (expr.filter) result.restrictions.push_back({expr.variable, expr.filter});
      break;
    case ExprKind::Call:
      result = call(expr);
      break;
    case ExprKind::Judge:
      result.value = judge(expr);
      break;
  }
  builder_.set_place(outer);
  return result;
}

// ---- leaves --------------------------------------------------------------------------------------

Operand Lowering::constant(const model::Value& value, const model::Type& type) {
  if (type.is(TypeKind::Truth) && !type.or_none) return value.number ? builder_.yes() : builder_.no();
  Pool& pool = builder_.pool();
  Holding how = holding(type, pool.policy());
  return builder_.constant({how.kind, how.meaning, how.width, 0, how.id, pool.encode(value, type)});
}

Lowered Lowering::variable(const model::Variable& variable) {
  if (variable.kind != VariableKind::Let) return bindings_.at(&variable);
  // A let speaks of the document and the subject only, so it means the same wherever it is used.
  if (auto found = lets_.find(&variable); found != lets_.end()) return found->second;
  return lets_[&variable] = lower(*variable.value);
}

/// A column read where it lies, or through the cross level whose rows stand for its rows.
Operand Lowering::read(LevelId home, LevelId at, std::uint32_t column) {
  const program::Column& from = builder_.unit().columns[column];
  program::Register what{from.kind, from.meaning, from.width, 0, at, from.meaning_id};
  return builder_.add(at == home ? Opcode::Field : Opcode::Gather, {column, kAbsent, kAbsent, kAbsent}, what);
}

Operand Lowering::truth_of(Operand code) {
  return builder_.add(Opcode::TruthOf, {code, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(code)));
}

Lowered Lowering::field(const model::Expr& expr) {
  Lowered owner = lower(*expr.left);
  assert(owner.form == Lowered::Form::Record);
  ShapeField& field = owner.object->fields[expr.field];
  Lowered result;
  if (field.declared->type.is(TypeKind::Record)) {
    result.form = Lowered::Form::Record;
    result.object = field.object.get();
    result.at = owner.at;
  } else if (field.declared->type.is(TypeKind::List)) {
    result.form = Lowered::Form::List;
    result.list = &field;
    result.at = owner.at;
  } else {
    result.value = read(owner.object->level, owner.at, shape_.column(field));
    if (field.declared->type.is(TypeKind::Truth) && !expr.type.or_none) result.value = truth_of(result.value);
  }
  return result;
}

Operand Lowering::presence(const Lowered& list) {
  return read(list.list->owner->level, list.at, shape_.column(*list.list));
}

Lowered Lowering::look_up(const model::Expr& expr) {
  const model::Table& table = builder_.pool().policy().tables[expr.table];
  Lowered result;
  result.value = value(*expr.items[0]);
  const model::Type& first = expr.items[0]->type;
  // A key of the table is its row already; anything else is searched for.
  if (table.key.size() == 1 && first.is(TypeKind::Key) && first.id == expr.table) return result;
  std::array<Operand, 3> keys{result.value, kAbsent, kAbsent};
  for (std::size_t i = 1; i < expr.items.size(); ++i) keys[i] = value(*expr.items[i]);
  LevelId at = 0;
  for (Operand key : keys) {
    if (key != kAbsent) at = builder_.deeper(at, builder_.level(key));
  }
  std::array<std::uint32_t, 4> operands{expr.table, kAbsent, kAbsent, kAbsent};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i] != kAbsent) operands[i + 1] = builder_.lift(keys[i], at);
  }
  Holding how = holding(expr.type, builder_.pool().policy());
  result.value = builder_.add(Opcode::Find, operands, code_at(at, Meaning::Row, how.width, expr.table));
  return result;
}

Operand Lowering::column(const model::Expr& expr) {
  Operand row = value(*expr.left);
  std::uint32_t table = expr.left->type.id;
  std::uint32_t column = builder_.pool().sections().tables[table].columns.first + expr.field;
  const program::TableColumn& from = builder_.pool().sections().table_columns[column];
  program::Register what{from.kind, from.meaning, from.width, 0, builder_.level(row), from.meaning_id};
  Operand read = builder_.add(Opcode::Column, {row, column, kAbsent, kAbsent}, what);
  bool truth = builder_.pool().policy().tables[table].columns[expr.field].type.is(TypeKind::Truth);
  return truth && !expr.type.or_none ? truth_of(read) : read;
}

// ---- operators -----------------------------------------------------------------------------------

Operand Lowering::given(const Lowered& what) {
  Operand code = what.value;
  if (what.form == Lowered::Form::List) code = presence(what);
  if (what.form == Lowered::Form::Record) {
    // Only an optional record is asked; its presence lies beside its fields.
    assert(false && "given of a record is lowered from its field");
  }
  return builder_.add(Opcode::Given, {code, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(code)));
}

Operand Lowering::unary(const model::Expr& expr) {
  if (expr.op == Operator::Not) return builder_.logical_not(value(*expr.left));
  if (expr.op == Operator::Negate) {
    Operand zero = constant(model::Value::known(0), expr.type);
    return arithmetic(Opcode::Subtract, expr, zero, value(*expr.left));
  }
  Operand is_given = kAbsent;
  if (expr.left->type.is(TypeKind::Record)) {
    Lowered owner = lower(*expr.left->left);
    ShapeField& field = owner.object->fields[expr.left->field];
    Lowered presence;
    presence.value = read(owner.object->level, owner.at, shape_.column(field));
    is_given = given(presence);
  } else {
    is_given = given(lower(*expr.left));
  }
  return expr.op == Operator::NotGiven ? builder_.logical_not(is_given) : is_given;
}

/// A `truth or none`, held as a code, and a truth: none equals neither yes nor no.
Operand Lowering::equal_truths(Operand code, Operand truth) {
  auto is = [&](std::int64_t value) {
    return builder_.test(Opcode::Is, code,
                         builder_.pool().constant({Kind::Code, Meaning::Truth, 1, 0, kAbsent, value}));
  };
  Operand both_yes = builder_.logical_and(is(1), truth);
  return builder_.logical_or(both_yes, builder_.logical_and(is(0), builder_.logical_not(truth)));
}

Operand Lowering::equal(Operand a, Operand b) {
  const program::Register what = builder_.what(a);
  if (what.kind != builder_.what(b).kind) {
    return what.kind == Kind::Code ? equal_truths(a, b) : equal_truths(b, a);
  }
  switch (what.kind) {
    case Kind::Truth: {
      Operand both = builder_.logical_and(a, b);
      return builder_.logical_or(both,
                                 builder_.logical_and(builder_.logical_not(a), builder_.logical_not(b)));
    }
    case Kind::Code: {
      if (auto k = builder_.constant_of(b); k && !builder_.constant_of(a)) {
        return builder_.test(Opcode::Is, a, builder_.pool().constant(*k));
      }
      if (auto k = builder_.constant_of(a); k && !builder_.constant_of(b)) {
        return builder_.test(Opcode::Is, b, builder_.pool().constant(*k));
      }
      return builder_.apply(Opcode::EqualCode, {a, b, kAbsent}, truth_at(0));
    }
    case Kind::Int:
      return builder_.apply(Opcode::EqualInt, {a, b, kAbsent}, truth_at(0));
    case Kind::Set:
      return builder_.apply(Opcode::EqualSet, {a, b, kAbsent}, truth_at(0));
    case Kind::Result:
      break;
  }
  return builder_.no();
}

Operand Lowering::less(Operand a, Operand b) {
  Opcode opcode = builder_.what(a).kind == Kind::Int ? Opcode::LessInt : Opcode::LessCode;
  return builder_.apply(opcode, {a, b, kAbsent}, truth_at(0));
}

Operand Lowering::binary(const model::Expr& expr) {
  if (expr.op == Operator::In) return member(expr);
  if (expr.op == Operator::NotIn) return builder_.logical_not(member(expr));
  Operand a = value(*expr.left), b = value(*expr.right);
  const program::Register set_of_a = builder_.what(a);
  switch (expr.op) {
    case Operator::And:
      return builder_.logical_and(a, b);
    case Operator::Or:
      return builder_.logical_or(a, b);
    case Operator::Equal:
      return equal(a, b);
    case Operator::NotEqual:
      return builder_.logical_not(equal(a, b));
    case Operator::Less:
      return less(a, b);
    case Operator::Greater:
      return less(b, a);
    case Operator::LessEqual:
      return builder_.logical_not(less(b, a));
    case Operator::GreaterEqual:
      return builder_.logical_not(less(a, b));
    case Operator::SubsetOf:
      return builder_.apply(Opcode::Subset, {a, b, kAbsent}, truth_at(0));
    case Operator::Overlaps:
      return builder_.apply(Opcode::Overlaps, {a, b, kAbsent}, truth_at(0));
    case Operator::Add:
      return arithmetic(Opcode::Add, expr, a, b);
    case Operator::Subtract:
      return arithmetic(Opcode::Subtract, expr, a, b);
    case Operator::Multiply:
      return arithmetic(Opcode::Multiply, expr, a, b);
    case Operator::Union:
      return builder_.apply(Opcode::Union, {a, b, kAbsent}, set_of_a);
    case Operator::Intersect:
      return builder_.apply(Opcode::Intersect, {a, b, kAbsent}, set_of_a);
    case Operator::Without:
      return builder_.apply(Opcode::Without, {a, b, kAbsent}, set_of_a);
    case Operator::In:
    case Operator::NotIn:
    case Operator::Not:
    case Operator::Negate:
    case Operator::Given:
    case Operator::NotGiven:
      break;
  }
  assert(false && "not a binary operator");
  return builder_.no();
}

Operand Lowering::as_days(Operand value) {
  if (builder_.what(value).kind == Kind::Int) return value;
  return builder_.add(Opcode::DayNumber, {value, kAbsent, kAbsent, kAbsent},
                      int_at(builder_.level(value), Meaning::Duration));
}

/// Dates become day numbers for the computation and dates again where the result is one.
Operand Lowering::arithmetic(Opcode opcode, const model::Expr& expr, Operand a, Operand b) {
  Meaning meaning = expr.type.is(TypeKind::Int) ? Meaning::Int : Meaning::Duration;
  Operand result = builder_.apply(opcode, {as_days(a), as_days(b), kAbsent}, int_at(0, meaning));
  if (!expr.type.is(TypeKind::Date)) return result;
  return builder_.add(Opcode::DateOf, {result, kAbsent, kAbsent, kAbsent},
                      code_at(builder_.level(result), Meaning::Date, 4));
}

Operand Lowering::in_constants(const model::Expr& expr) {
  Operand a = value(*expr.left);
  const program::Register what = builder_.what(a);
  Operand result = builder_.no();
  bool fits_mask = what.kind == Kind::Code && what.meaning != Meaning::Text && what.meaning != Meaning::Date;
  std::uint64_t mask = 0;
  for (const auto& choice : expr.values) {
    fits_mask = fits_mask && choice.number >= 0 && choice.number < static_cast<std::int64_t>(kMaxSetMembers);
    if (fits_mask) mask |= 1ull << choice.number;
  }
  if (fits_mask && !builder_.constant_of(a)) {
    program::Constant set{Kind::Set, Meaning::Set, 0, 0, what.meaning_id, static_cast<std::int64_t>(mask)};
    result = builder_.test(Opcode::IsIn, a, builder_.pool().constant(set));
  } else {
    for (const auto& choice : expr.values) {
      result = builder_.logical_or(result, equal(a, constant(choice, expr.left->type)));
    }
  }
  return expr.op == Operator::NotIn ? builder_.logical_not(result) : result;
}

/// `x in` a set or a list. A list that nothing restricts is searched; else some element equals x.
Operand Lowering::member(const model::Expr& expr) {
  Operand x = value(*expr.left);
  if (expr.right->type.is(TypeKind::Set)) {
    return builder_.apply(Opcode::Has, {value(*expr.right), x, kAbsent}, truth_at(0));
  }
  Lowered list = lower(*expr.right);
  if (list.restrictions.empty() && builder_.what(x).kind == Kind::Code) {
    LevelId at = builder_.deeper(builder_.level(x), list.at);
    std::uint32_t column = shape_.element_column(*list.list);
    return builder_.add(Opcode::Member,
                        {builder_.lift(x, at), column, list.at, builder_.lift(presence(list), at)},
                        truth_at(at));
  }
  model::Variable element{VariableKind::Element, "element", *expr.right->type.element, nullptr, expr.span};
  LevelId base = builder_.deeper(builder_.level(x), depth(list));
  Element opened = open(list, &element, base);
  Operand same = equal(bindings_.at(&element).value, x);
  bindings_.erase(&element);
  Operand hit = builder_.lift(builder_.logical_and(opened.guard, same), opened.level);
  return builder_.add(Opcode::Any, {hit, opened.presence, kAbsent, kAbsent},
                      truth_at(builder_.unit().levels[opened.level].parent));
}

Operand Lowering::choose(const model::Expr& expr) {
  Operand c = value(*expr.left), a = value(*expr.right), b = value(*expr.third);
  if (c == builder_.yes()) return a;
  if (c == builder_.no()) return b;
  if (builder_.what(a).kind != Kind::Truth)
    return builder_.apply(Opcode::Select, {c, a, b}, builder_.what(a));
  return builder_.apply(Opcode::Choose, {c, a, b}, truth_at(0));
}

// ---- lists ---------------------------------------------------------------------------------------

/// The elements of a list seen from `base`, a level at or below the list's owner. Binds the variable.
Lowering::Element Lowering::open(const Lowered& list, const model::Variable* variable, LevelId base) {
  LevelId elements = list.list->elements;
  bool natural = base == list.at && list.at == list.list->owner->level;
  LevelId level = natural ? elements : builder_.cross(base, elements, list.at);
  Lowered element;
  element.at = level;
  if (list.list->object) {
    element.form = Lowered::Form::Record;
    element.object = list.list->object.get();
  } else {
    element.value = read(elements, level, shape_.element_column(*list.list));
    const model::Type& type = *list.list->declared->type.element;
    if (type.is(TypeKind::Truth) && !type.or_none) element.value = truth_of(element.value);
  }
  Operand guard = builder_.yes();
  for (const auto& restriction : list.restrictions) {
    bind(restriction.variable, element);
    guard = builder_.logical_and(guard, value(*restriction.condition));
    bindings_.erase(restriction.variable);
  }
  bind(variable, element);
  return {level, guard, builder_.lift(presence(list), base)};
}

LevelId Lowering::depth(const Lowered& what) {
  if (what.form == Lowered::Form::Value) return builder_.level(what.value);
  LevelId level = what.at;
  for (const auto& restriction : what.restrictions) {
    level = builder_.deeper(level, depth(restriction.condition));
  }
  return level;
}

/// The deepest level of the variables an expression speaks of; those it binds itself do not count.
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
  bindings_.erase(expr.variable);
  bool every = expr.quantifier == model::QuantifierForm::Every;
  // every x where c has d: no x has c and not d.
  Operand witness = builder_.logical_and(among, every ? builder_.logical_not(holds) : holds);
  Operand any =
      builder_.add(Opcode::Any, {builder_.lift(witness, element.level), element.presence, kAbsent, kAbsent},
                   truth_at(base));
  return every ? builder_.logical_not(any) : any;
}

Operand Lowering::aggregate(const model::Expr& expr) {
  Lowered list = lower(*expr.left);
  LevelId base = builder_.deeper(depth(list), builder_.deeper(depth(expr.filter), depth(expr.right)));
  // A plain `count(xs)` binds no variable.
  model::Variable unnamed{VariableKind::Element, "", {}, nullptr, expr.span};
  const model::Variable* variable = expr.variable ? expr.variable : &unnamed;
  Element element = open(list, variable, base);
  Operand among = builder_.logical_and(element.guard, truth_or_yes(expr.filter));
  among = builder_.lift(among, element.level);
  Operand by = expr.right ? builder_.lift(value(*expr.right), element.level) : kAbsent;
  bindings_.erase(variable);
  auto fold = [&](Opcode opcode, Operand of, Meaning meaning) {
    return builder_.add(opcode, {among, of, element.presence, kAbsent}, int_at(base, meaning));
  };
  Meaning meaning = expr.type.is(TypeKind::Int) ? Meaning::Int : Meaning::Duration;
  switch (expr.aggregate) {
    case model::AggregateForm::Count:
      return builder_.add(Opcode::Count, {among, element.presence, kAbsent, kAbsent},
                          int_at(base, Meaning::Int));
    case model::AggregateForm::CountDistinct:
      return fold(builder_.what(by).kind == Kind::Int ? Opcode::DistinctInt : Opcode::Distinct, by,
                  Meaning::Int);
    case model::AggregateForm::Sum:
      return fold(Opcode::Sum, by, meaning);
    case model::AggregateForm::Min:
    case model::AggregateForm::Max:
      break;
  }
  Opcode opcode = expr.aggregate == model::AggregateForm::Min ? Opcode::Min : Opcode::Max;
  Operand result = fold(opcode, as_days(by), meaning);
  if (!expr.type.is(TypeKind::Date)) return result;
  return builder_.add(Opcode::DateOf, {result, kAbsent, kAbsent, kAbsent}, code_at(base, Meaning::Date, 4));
}

// ---- definitions and judgements --------------------------------------------------------------------

/// A definition is put in place of its call; the same definition of the same things only once.
Lowered Lowering::call(const model::Expr& expr) {
  std::vector<Lowered> arguments;
  std::vector<std::uint64_t> key{reinterpret_cast<std::uintptr_t>(expr.define)};
  for (const model::Expr* item : expr.items) {
    Lowered argument = lower(*item);
    for (std::uint64_t part :
         {std::uint64_t(argument.form), std::uint64_t(argument.value),
          std::uint64_t(reinterpret_cast<std::uintptr_t>(argument.object)), std::uint64_t(argument.at),
          std::uint64_t(reinterpret_cast<std::uintptr_t>(argument.list))}) {
      key.push_back(part);
    }
    for (const auto& r : argument.restrictions) key.push_back(reinterpret_cast<std::uintptr_t>(r.condition));
    arguments.push_back(std::move(argument));
  }
  if (auto found = calls_.find(key); found != calls_.end()) return found->second;
  const auto& parameters = expr.define->parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) bind(parameters[i], arguments[i]);
  Lowered result = lower(*expr.define->body);
  for (const model::Variable* parameter : parameters) bindings_.erase(parameter);
  return calls_[key] = result;
}

std::uint32_t Lowering::judgement(const model::Judgement& judgement, ShapeObject* about) {
  auto [found, is_new] = judgements_.try_emplace(
      {&judgement, about}, static_cast<std::uint32_t>(builder_.unit().judgements.size()));
  if (!is_new) return found->second;
  program::Judgement out{};
  Pool& pool = builder_.pool();
  out.name = pool.string(judgement.name);
  out.place = pool.place(judgement.span);
  builder_.unit().judgements.push_back(out);
  for (std::size_t i = 0; i < judgement.parameters.size(); ++i) {
    bool is_key = judgement.key_parameter && *judgement.key_parameter == i;
    Lowered record;
    record.form = Lowered::Form::Record;
    record.object = is_key ? about : &shape_.root();
    record.at = record.object->level;
    bind(judgement.parameters[i], record);
    if (!is_key) continue;
    out.level = about->level;
    out.about_column = shape_.column(record.object->fields[judgement.key_field]);
  }
  Span outer = builder_.place();
  builder_.set_place(judgement.span);
  LevelId level = about ? about->level : 0;
  out.asks = text(judgement.asks, level);
  if (judgement.from) out.from = text(*judgement.from, level);
  builder_.set_place(outer);
  for (const model::Variable* parameter : judgement.parameters) bindings_.erase(parameter);
  builder_.unit().judgements[found->second] = out;
  return found->second;
}

Operand Lowering::judge(const model::Expr& expr) {
  const model::Judgement& asked = *expr.judgement;
  if (!asked.key_parameter) {
    std::uint32_t index = judgement(asked, nullptr);
    return builder_.add(Opcode::Attested, {index, kAbsent, kAbsent, kAbsent}, truth_at(0));
  }
  Lowered subject = lower(*expr.items[*asked.key_parameter]);
  ShapeObject& object = *subject.object;
  std::uint32_t index = judgement(asked, &object);
  Operand name = read(object.level, subject.at, shape_.column(object.fields[asked.key_field]));
  return builder_.add(Opcode::Attested, {index, name, kAbsent, kAbsent}, truth_at(subject.at));
}

// ---- texts ---------------------------------------------------------------------------------------

program::Range Lowering::text(const model::Text& text, LevelId level) {
  std::vector<program::TextPart> parts;
  Pool& pool = builder_.pool();
  for (const auto& part : text) {
    if (!part.hole) {
      parts.push_back({pool.string(part.text), kAbsent});
      continue;
    }
    Operand hole = builder_.lift(value(*part.hole), level);
    // A hole is a plain register: a negated truth is made one.
    if (hole & kNegated) hole = builder_.add(Opcode::And, {hole, hole, kAbsent, kAbsent}, truth_at(level));
    parts.push_back({pool.string(""), hole});
  }
  auto& all = builder_.unit().text_parts;
  program::Range range{static_cast<std::uint32_t>(all.size()), static_cast<std::uint32_t>(parts.size())};
  all.insert(all.end(), parts.begin(), parts.end());
  return range;
}

}  // namespace precept::plan
