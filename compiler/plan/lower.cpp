#include "compiler/plan/lower.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/limits.h"
#include "compiler/plan/points.h"
#include "runtime/program/opcode.h"
#include "runtime/program/ratio.h"

namespace precept::plan {

using model::ExprKind;
using model::Operator;
using model::TypeKind;
using model::VariableKind;

Operand Lowering::value(const model::Expr& expr) {
  Lowered lowered = lower(expr);
  assert(lowered.form == Lowered::Form::Value);
  return in_one_register(lowered, expr.type);
}

Operand Lowering::truth_or_yes(const model::Expr* expr) {
  return expr ? value(*expr) : builder_.yes();
}

Lowered Lowering::lower(const model::Expr& expr) {
  Span outer = builder_.place();
  builder_.set_place(expr.span);
  if (++depth_ > limits::kNesting) {
    throw LimitExceeded{
        expr.span, fmt::format("this stands inside more than {} other steps, through definitions and `let`s",
                               limits::kNesting)};
  }
  Lowered result;
  switch (expr.kind) {
    case ExprKind::Constant:
    case ExprKind::SetLiteral:
      result.value = constant(expr.value, expr.type);
      result.parts = expr.type.is(TypeKind::Number) ? expr.value.under : 1;
      result.is_constant = expr.type.is(TypeKind::Number) || expr.type.is(TypeKind::Int);
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
      if (expr.type.is(TypeKind::Number)) result.parts = ratio::kMillion;
      break;
    case ExprKind::Reading:
      result.value = reading(expr);
      break;
    case ExprKind::KnownTruth:
      result.value = truth_of(value(*expr.left));
      break;
    case ExprKind::Unary:
      if (expr.type.is(TypeKind::Number)) {
        result = number_operation(expr);
      } else {
        result.value = unary(expr);
      }
      break;
    case ExprKind::Binary:
      if (expr.op == Operator::Else) {
        result = lower_else(expr);
      } else if (expr.type.is(TypeKind::Number)) {
        result = number_operation(expr);
      } else {
        result.value = binary(expr);
      }
      break;
    case ExprKind::InConstants:
      result.value = in_constants(expr);
      break;
    case ExprKind::If:
      result = lower_if(expr);
      break;
    case ExprKind::Quantifier:
      result.value = quantifier(expr);
      break;
    case ExprKind::Aggregate:
      if (expr.aggregate == model::AggregateForm::The) {
        result = lower_the(expr);
      } else {
        result = aggregate(expr);
      }
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
    case ExprKind::InWords:
      assert(false && "only a text holds a list in words");
      break;
    case ExprKind::Reach:
      result.value = reach(expr);
      break;
  }
  builder_.set_place(outer);
  --depth_;
  return result;
}

// ---- leaves --------------------------------------------------------------------------------------

Operand Lowering::constant(const model::Value& value, const model::Type& type) {
  if (type.is(TypeKind::Truth) && !type.or_none) return value.number ? builder_.yes() : builder_.no();
  SharedSections& shared = builder_.shared();
  if (type.is(TypeKind::Number) && value.under != ratio::kMillion) return whole(value.number);
  Representation how = representation_of(type, shared.policy());
  return builder_.constant({how.kind, how.type, how.width, 0, how.id, shared.encode(value, type)});
}

Operand Lowering::reading(const model::Expr& expr) {
  Representation how = representation_of(expr.type, builder_.shared().policy());
  return builder_.add(Opcode::Reading, {expr.reading, kAbsent, kAbsent, kAbsent},
                      code_at(0, how.type, how.width, how.id));
}

Lowered Lowering::variable(const model::Variable& variable) {
  if (variable.kind != VariableKind::Let) return bindings_.at(&variable);
  // A let depends only on the document and the subjects, so it has the same value wherever it is used.
  if (auto found = lets_.find(&variable); found != lets_.end()) return found->second;
  return lets_[&variable] = lower(*variable.value);
}

/// Reads a column of level `home` at `at`: `home` itself, or a cross level that repeats its rows.
Operand Lowering::read(LevelId home, LevelId at, std::uint32_t column) {
  const program::Column& from = builder_.unit().columns[column];
  program::Register what{from.kind, from.type, from.width, 0, at, from.type_id};
  return builder_.add(at == home ? Opcode::Field : Opcode::Gather, {column, kAbsent, kAbsent, kAbsent}, what);
}

Operand Lowering::truth_of(Operand code) {
  return builder_.add(Opcode::TruthOf, {code, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(code)));
}

Operand Lowering::code_of(Operand truth) {
  model::Type held{TypeKind::Truth, 0, true, nullptr};
  Operand yes = constant(model::Value::known(1), held), no = constant(model::Value::known(0), held);
  if (truth == builder_.yes()) return yes;
  if (truth == builder_.no()) return no;
  return builder_.apply(Opcode::Select, {truth, yes, no}, builder_.what(yes));
}

Operand Lowering::as_code(Operand truth) {
  return builder_.what(truth).kind == RegisterKind::Truth ? code_of(truth) : truth;
}

void Lowering::convert_to(const model::Type& type, Lowered& what) {
  if (type.is(TypeKind::Truth) && type.or_none) what.value = as_code(what.value);
}

Lowered Lowering::field(const model::Expr& expr) {
  Lowered owner = lower(*expr.left);
  assert(owner.form == Lowered::Form::Record);
  FieldPlan& field = owner.object->fields[expr.field];
  Lowered result;
  if (field.declared->type.is(TypeKind::Record)) {
    result.form = Lowered::Form::Record;
    result.object = field.object.get();
    result.at = owner.at;
    result.chosen = owner.chosen;
    result.optional = &field;
  } else if (field.declared->type.is(TypeKind::List)) {
    result.form = Lowered::Form::List;
    result.list = &field;
    result.at = owner.at;
  } else {
    result.value = read(owner.object->level, owner.at, schema_.column(field));
    if (owner.chosen) result.value = only(*owner.chosen, result.value);
    if (field.declared->type.is(TypeKind::Truth) && !expr.type.or_none) result.value = truth_of(result.value);
    if (field.declared->type.is(TypeKind::Number)) result.parts = ratio::kMillion;
  }
  return result;
}

Operand Lowering::presence(const Lowered& list) {
  Operand there = read(list.list->owner->level, list.at, schema_.column(*list.list));
  if (!list.none_is_empty) return there;
  const program::Register what = builder_.what(there);
  Operand empty = builder_.constant({what.kind, what.type, what.width, 0, what.type_id, 0});
  Operand is_given = builder_.add(Opcode::Given, {there, kAbsent, kAbsent, kAbsent}, truth_at(what.level));
  return builder_.apply(Opcode::Select, {is_given, there, empty}, what);
}

Lowered Lowering::look_up(const model::Expr& expr) {
  const model::Table& table = builder_.shared().policy().tables[expr.table];
  Lowered result;
  result.value = value(*expr.items[0]);
  const model::Type& first = expr.items[0]->type;
  // A key of the table is held as its row already; anything else is searched for.
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
  Representation how = representation_of(expr.type, builder_.shared().policy());
  result.value = builder_.add(Opcode::Find, operands, code_at(at, ValueType::Row, how.width, expr.table));
  return result;
}

Operand Lowering::column(const model::Expr& expr) {
  Operand row = value(*expr.left);
  std::uint32_t table = expr.left->type.id;
  std::uint32_t column = builder_.shared().sections().tables[table].columns.first + expr.field;
  const program::TableColumn& from = builder_.shared().sections().table_columns[column];
  program::Register what{from.kind, from.type, from.width, 0, builder_.level(row), from.type_id};
  Operand read = builder_.add(Opcode::Column, {row, column, kAbsent, kAbsent}, what);
  bool truth = builder_.shared().policy().tables[table].columns[expr.field].type.is(TypeKind::Truth);
  return truth && !expr.type.or_none ? truth_of(read) : read;
}

// ---- operators -----------------------------------------------------------------------------------

/// The presence of a record: its column, or a constant where the record is never none. Where `the` found no
/// element it is none.
Operand Lowering::presence_of_record(const Lowered& record) {
  Operand there = kAbsent;
  if (record.optional) {
    there = read(record.optional->owner->level, record.at, schema_.column(*record.optional));
  } else {
    there = builder_.constant({RegisterKind::Code, ValueType::Presence, 1, 0, kAbsent, 0});
  }
  return record.chosen ? only(*record.chosen, there) : there;
}

Operand Lowering::given(const Lowered& what) {
  Operand code = what.value;
  if (what.form == Lowered::Form::List) code = presence(what);
  assert(what.form != Lowered::Form::Record && "given of a record asks for its fields");
  return builder_.add(Opcode::Given, {code, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(code)));
}

Operand Lowering::field_given(const Lowered& owner, FieldPlan& field) {
  Lowered column;
  column.value = read(owner.object->level, owner.at, schema_.column(field));
  if (owner.chosen) column.value = only(*owner.chosen, column.value);
  return given(column);
}

/// A record is given where it is there and has its required fields (docs/language.md, What is missing).
/// `presence` is absent for a record that is never none.
Operand Lowering::record_given(const Lowered& record, Operand presence) {
  Operand all = presence;
  auto add = [&](Operand one) { all = all == kAbsent ? one : builder_.logical_and(all, one); };
  for (FieldPlan& field : record.object->fields) {
    const model::Field& declared = *field.declared;
    if (!model::is_required(declared)) continue;
    if (!declared.type.is(TypeKind::Record)) {
      add(field_given(record, field));
      continue;
    }
    Lowered inner{.form = Lowered::Form::Record, .object = field.object.get(), .at = record.at};
    inner.chosen = record.chosen;
    const auto& fields = field.object->record->fields;
    bool has_required = std::ranges::any_of(fields, model::is_required);
    add(record_given(inner, has_required ? kAbsent : field_given(record, field)));
  }
  return all;
}

Operand Lowering::unary(const model::Expr& expr) {
  if (expr.op == Operator::Not) return builder_.logical_not(value(*expr.left));
  const bool is_of_date = expr.left->type.is(TypeKind::Date) && !expr.type.is(TypeKind::Truth);
  if (is_of_date || expr.op == Operator::DateOf) return part_of_date(expr);
  if (expr.op == Operator::Negate) {
    Operand zero = constant(model::Value::known(0), expr.type);
    return arithmetic(Opcode::Subtract, expr, zero, value(*expr.left));
  }
  Operand is_given = kAbsent;
  if (expr.left->type.is(TypeKind::Record)) {
    Lowered record = lower(*expr.left);
    Operand presence = kAbsent;
    if (expr.left->type.or_none) {
      Operand code = presence_of_record(record);
      presence =
          builder_.add(Opcode::Given, {code, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(code)));
    }
    is_given = record_given(record, presence);
  } else {
    is_given = given(lower(*expr.left));
  }
  return expr.op == Operator::NotGiven ? builder_.logical_not(is_given) : is_given;
}

Operand Lowering::equal(Operand a, Operand b) {
  a = as_instant(a), b = as_instant(b);
  const program::Register what = builder_.what(a);
  if (what.kind != builder_.what(b).kind) {
    // One side is a `truth or none`, which is held as a code.
    return what.kind == RegisterKind::Truth ? equal(code_of(a), b) : equal(a, code_of(b));
  }
  switch (what.kind) {
    case RegisterKind::Truth: {
      Operand both = builder_.logical_and(a, b);
      return builder_.logical_or(both,
                                 builder_.logical_and(builder_.logical_not(a), builder_.logical_not(b)));
    }
    case RegisterKind::Code: {
      if (auto k = builder_.constant_of(b); k && !builder_.constant_of(a)) {
        return builder_.test(Opcode::Is, a, builder_.shared().constant(*k));
      }
      if (auto k = builder_.constant_of(a); k && !builder_.constant_of(b)) {
        return builder_.test(Opcode::Is, b, builder_.shared().constant(*k));
      }
      return builder_.apply(Opcode::EqualCode, {a, b, kAbsent}, truth_at(0));
    }
    case RegisterKind::Int:
      return builder_.apply(Opcode::EqualInt, {a, b, kAbsent}, truth_at(0));
    case RegisterKind::Set:
      return builder_.apply(Opcode::EqualSet, {a, b, kAbsent}, truth_at(0));
    case RegisterKind::Result:
      break;
  }
  return builder_.no();
}

Operand Lowering::less(Operand a, Operand b) {
  a = as_instant(a), b = as_instant(b);
  Opcode opcode = builder_.what(a).kind == RegisterKind::Int ? Opcode::LessInt : Opcode::LessCode;
  return builder_.apply(opcode, {a, b, kAbsent}, truth_at(0));
}

Operand Lowering::binary(const model::Expr& expr) {
  if (expr.op == Operator::In) return member(expr);
  if (expr.op == Operator::NotIn) return builder_.logical_not(member(expr));
  if (expr.left->type.is(TypeKind::Number) || expr.right->type.is(TypeKind::Number))
    return compare_numbers(expr);
  Operand a = value(*expr.left), b = value(*expr.right);
  switch (expr.op) {
    case Operator::And:
      return builder_.logical_and(a, b);
    case Operator::Or:
      if (points_) points_->record_or(expr, a, b);
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
    default:
      return by_instruction(expr, a, b);
  }
}

Operand Lowering::compare_numbers(const model::Expr& expr) {
  Lowered a = lower(*expr.left), b = lower(*expr.right);
  switch (expr.op) {
    case Operator::Equal:
      return compare_numbers(Opcode::EqualRatio, a, b);
    case Operator::NotEqual:
      return builder_.logical_not(compare_numbers(Opcode::EqualRatio, a, b));
    case Operator::Less:
      return compare_numbers(Opcode::LessRatio, a, b);
    case Operator::Greater:
      return compare_numbers(Opcode::LessRatio, b, a);
    case Operator::LessEqual:
      return builder_.logical_not(compare_numbers(Opcode::LessRatio, b, a));
    default:
      return builder_.logical_not(compare_numbers(Opcode::LessRatio, a, b));
  }
}

/// An operator that becomes one instruction (operators.def).
Operand Lowering::by_instruction(const model::Expr& expr, Operand a, Operand b) {
  const std::optional<Opcode> opcode = opcode_named(ast::info(expr.op).instruction);
  assert(opcode && "not a binary operator");
  switch (info(*opcode).result) {
    case 't':
      return builder_.apply(*opcode, {a, b, kAbsent}, truth_at(0));
    case 's':
      return builder_.apply(*opcode, {a, b, kAbsent}, builder_.what(a));
    default:
      return arithmetic(*opcode, expr, a, b);
  }
}

Operand Lowering::as_days(Operand value) {
  if (builder_.what(value).kind == RegisterKind::Int) return value;
  return builder_.add(Opcode::DayNumber, {value, kAbsent, kAbsent, kAbsent},
                      int_at(builder_.level(value), ValueType::Duration));
}

/// Moments are compared by their instants, whatever their offsets. Any other value stays.
Operand Lowering::as_instant(Operand value) {
  if (builder_.what(value).type != ValueType::Moment) return value;
  return builder_.add(Opcode::Instant, {value, kAbsent, kAbsent, kAbsent},
                      int_at(builder_.level(value), ValueType::Hours));
}

/// The moment so many seconds later, or earlier.
Operand Lowering::later(Opcode opcode, Operand moment, Operand seconds) {
  if (opcode == Opcode::Subtract) {
    Operand zero = constant(model::Value::known(0), {.kind = TypeKind::Hours});
    seconds = builder_.apply(Opcode::Subtract, {zero, seconds, kAbsent}, int_at(0, ValueType::Hours));
  }
  return builder_.apply(Opcode::AddSeconds, {moment, seconds, kAbsent}, int_at(0, ValueType::Moment));
}

namespace {

bool is_date_and_months(const model::Expr& expr) {
  return expr.type.is(TypeKind::Date) && expr.right->type.is(TypeKind::Months);
}

}  // namespace

/// The instruction for a sum or difference of a date and months, which are turned where they are taken away.
Opcode Lowering::add_months(Opcode opcode, Operand& months) {
  if (opcode == Opcode::Subtract) {
    Operand zero = constant(model::Value::known(0), {.kind = TypeKind::Months});
    months = builder_.apply(Opcode::Subtract, {zero, months, kAbsent}, int_at(0, ValueType::Months));
  }
  const bool is_up = builder_.shared().policy().rounding == ast::Rounding::Up;
  return is_up ? Opcode::AddMonthsUp : Opcode::AddMonthsDown;
}

/// A number or a date that an instruction makes of one date.
Operand Lowering::part_of_date(const model::Expr& expr) {
  const Operand date = value(*expr.left);
  const std::optional<Opcode> opcode = opcode_named(ast::info(expr.op).instruction);
  assert(opcode && "not a part of a date");
  const LevelId at = builder_.level(date);
  return builder_.add(
      *opcode, {date, kAbsent, kAbsent, kAbsent},
      expr.type.is(TypeKind::Int) ? int_at(at, ValueType::Int) : code_at(at, ValueType::Date, 4));
}

/// Dates are converted to day numbers before the computation, and the result back where it is a date.
Operand Lowering::arithmetic(Opcode opcode, const model::Expr& expr, Operand a, Operand b) {
  if (is_date_and_months(expr)) opcode = add_months(opcode, b);
  const bool is_later = expr.type.is(TypeKind::Moment) && expr.right->type.is(TypeKind::Hours);
  if (is_later) return later(opcode, a, b);
  const bool is_between = expr.type.is(TypeKind::Hours) && expr.left->type.is(TypeKind::Moment);
  if (is_between) a = as_instant(a), b = as_instant(b);
  Operand result = builder_.apply(opcode, {as_days(a), as_days(b), kAbsent}, int_at(0, unit_of(expr.type)));
  if (!expr.type.is(TypeKind::Date)) return result;
  return builder_.add(Opcode::DateOf, {result, kAbsent, kAbsent, kAbsent},
                      code_at(builder_.level(result), ValueType::Date, 4));
}

Operand Lowering::in_constants(const model::Expr& expr) {
  if (expr.left->type.is(TypeKind::Number)) return in_numbers(expr);
  Operand a = value(*expr.left);
  const program::Register what = builder_.what(a);
  Operand result = builder_.no();
  // Constants of an enum become a mask; any other constant is compared one by one.
  bool fits_mask = what.kind == RegisterKind::Code && what.type == ValueType::Enum &&
                   builder_.shared().policy().enums[what.type_id].members.size() <= kMaxSetMembers;
  std::uint64_t mask = 0;
  for (const auto& choice : expr.values) {
    fits_mask = fits_mask && choice.number >= 0 && choice.number < static_cast<std::int64_t>(kMaxSetMembers);
    if (fits_mask) mask |= 1ull << choice.number;
  }
  if (fits_mask && !builder_.constant_of(a)) {
    program::Constant set{
        RegisterKind::Set, ValueType::Set, 0, 0, what.type_id, static_cast<std::int64_t>(mask)};
    result = builder_.test(Opcode::IsIn, a, builder_.shared().constant(set));
  } else {
    for (const auto& choice : expr.values) {
      result = builder_.logical_or(result, equal(a, constant(choice, expr.left->type)));
    }
  }
  return expr.op == Operator::NotIn ? builder_.logical_not(result) : result;
}

Operand Lowering::in_numbers(const model::Expr& expr) {
  const Lowered x = lower(*expr.left);
  Operand result = builder_.no();
  for (const auto& choice : expr.values) {
    Lowered one{.value = constant(choice, expr.left->type), .parts = choice.under};
    one.is_constant = true;
    result = builder_.logical_or(result, compare_numbers(Opcode::EqualRatio, x, one));
  }
  return expr.op == Operator::NotIn ? builder_.logical_not(result) : result;
}

/// `x else v`. A list can only be replaced by the empty list, so only its presence changes.
Lowered Lowering::lower_else(const model::Expr& expr) {
  Lowered result = lower(*expr.left);
  if (result.form == Lowered::Form::List) {
    result.none_is_empty = true;
    return result;
  }
  if (!expr.left->type.or_none) return result;
  if (expr.type.is(TypeKind::Number)) {
    Operand there = builder_.add(Opcode::Given, {result.value, kAbsent, kAbsent, kAbsent},
                                 truth_at(builder_.level(result.value)));
    return selected(there, result, lower(*expr.right));
  }
  bool is_truth = expr.type.is(TypeKind::Truth);
  Operand x = result.value, v = value(*expr.right);
  if (is_truth) x = as_code(x), v = as_code(v);
  Operand is_given = builder_.add(Opcode::Given, {x, kAbsent, kAbsent, kAbsent}, truth_at(builder_.level(x)));
  result.value = builder_.apply(Opcode::Select, {is_given, x, v}, builder_.what(x));
  if (is_truth && !expr.type.or_none) result.value = truth_of(result.value);
  return result;
}

Lowered Lowering::lower_if(const model::Expr& expr) {
  Operand c = value(*expr.left);
  if (expr.type.is(TypeKind::Number)) return selected(c, lower(*expr.right), lower(*expr.third));
  Lowered result;
  Operand a = value(*expr.right), b = value(*expr.third);
  if (c == builder_.yes() || c == builder_.no()) {
    result.value = c == builder_.yes() ? a : b;
  } else if (builder_.what(a).kind != RegisterKind::Truth) {
    result.value = builder_.apply(Opcode::Select, {c, a, b}, builder_.what(a));
  } else {
    result.value = builder_.apply(Opcode::Choose, {c, a, b}, truth_at(0));
  }
  return result;
}

}  // namespace precept::plan
