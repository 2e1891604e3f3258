#include "tests/reference/evaluate.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "tests/reference/calendar.h"
#include "tests/reference/reference.h"

namespace precept::reference {

using model::AggregateForm;
using model::Expr;
using model::ExprKind;
using model::Operator;
using model::QuantifierForm;
using model::Type;
using model::TypeKind;
using model::VariableKind;

// ---- truth -----------------------------------------------------------------------------------------

Truth truth_not(Truth a) {
  if (a == Truth::Unknown) return a;
  return a == Truth::Yes ? Truth::No : Truth::Yes;
}

Truth truth_and(Truth a, Truth b) {
  if (a == Truth::No || b == Truth::No) return Truth::No;
  return a == Truth::Yes && b == Truth::Yes ? Truth::Yes : Truth::Unknown;
}

Truth truth_or(Truth a, Truth b) {
  return truth_not(truth_and(truth_not(a), truth_not(b)));
}

Truth Evaluator::truth_or_yes(const Expr* expr, const Scope& scope) const {
  return expr == nullptr ? Truth::Yes : truth(*expr, scope);
}

// ---- comparison ------------------------------------------------------------------------------------

namespace {

constexpr Truth sure(bool yes) {
  return yes ? Truth::Yes : Truth::No;
}

bool is_number(const Type& type) {
  return type.is_number();
}

}  // namespace

Value as_compared(const Type& type, const Value& value) {
  if (!type.is(TypeKind::Moment) || !value.known()) return value;
  return known_interval({instant_of(value.interval.low), instant_of(value.interval.high)});
}

Truth equal(const Type& type, const Value& is, const Value& other) {
  const Value a = as_compared(type, is), b = as_compared(type, other);
  if (a.unknown() || b.unknown()) return Truth::Unknown;
  if (a.none() || b.none()) return sure(a.none() && b.none());
  if (type.is(TypeKind::Text)) return sure(a.text == b.text);
  if (!is_number(type)) return sure(a.number == b.number);
  return equal(number_parts(a), number_parts(b));
}

namespace {

Truth less(const Type& type, const Value& is, const Value& other) {
  const Value a = as_compared(type, is), b = as_compared(type, other);
  if (a.none() || b.none()) return Truth::Unknown;
  if (type.is(TypeKind::Number) || a.under != b.under) return less(number_parts(a), number_parts(b));
  if (is_number(type)) {
    if (a.interval.high < b.interval.low) return Truth::Yes;
    return a.interval.low >= b.interval.high ? Truth::No : Truth::Unknown;
  }
  if (a.unknown() || b.unknown()) return Truth::Unknown;
  return sure(a.number < b.number);
}

Truth in_set(const Value& x, const Value& set) {
  if (!set.known()) return Truth::Unknown;
  if (x.none()) return Truth::No;
  if (x.unknown()) return Truth::Unknown;
  return sure((set.number >> x.number & 1) != 0);
}

Truth in_list(const Type& type, const Value& x, const Value& list) {
  if (!list.known()) return Truth::Unknown;
  Truth found = Truth::No;
  for (const Element& element : list.elements())
    found = truth_or(found, truth_and(element.in, equal(type, x, element.node->value)));
  return found;
}

Value set_operation(Operator op, const Value& a, const Value& b) {
  if (!a.known() || !b.known()) return unknown_value();
  if (op == Operator::Union) return known_number(a.number | b.number);
  if (op == Operator::Intersect) return known_number(a.number & b.number);
  return known_number(a.number & ~b.number);
}

Truth set_relation(Operator op, const Value& a, const Value& b) {
  if (!a.known() || !b.known()) return Truth::Unknown;
  if (op == Operator::SubsetOf) return sure((a.number & ~b.number) == 0);
  return sure((a.number & b.number) != 0);
}

// ---- numbers ---------------------------------------------------------------------------------------

using Wide = __int128;

/// The interval; unknown where a bound does not fit into 64 bits.
Interval fit(Wide low, Wide high) {
  constexpr Wide least = std::numeric_limits<std::int64_t>::min();
  constexpr Wide greatest = std::numeric_limits<std::int64_t>::max();
  if (low < least || high > greatest) return Interval::unknown();
  return {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)};
}

/// The value as an interval; a date is its number of days, so that dates and numbers are computed alike.
Interval number_of(const Type& type, const Value& value) {
  if (value.none()) return Interval::none();
  if (value.unknown()) return Interval::unknown();
  return is_number(type) ? value.interval : Interval::exactly(value.number);
}

/// An interval as a value of the type; a date that is not exact or not in the calendar is unknown.
Value number_value(const Type& type, Interval number) {
  if (!type.is(TypeKind::Date)) return known_interval(number);
  if (number.is_none()) return none_value();
  if (!number.is_exact() || number.low < 0 || number.low > kLastDay) return unknown_value();
  return known_number(number.low);
}

/// A moment keeps its offset; one beyond the calendar is unknown.
Value moment_after(Interval moment, bool before, Interval seconds) {
  if (moment.is_none() || moment.is_unknown() || seconds.is_none() || seconds.is_unknown())
    return unknown_value();
  const Interval by = before ? fit(-Wide(seconds.high), -Wide(seconds.low)) : seconds;
  if (by.is_unknown()) return unknown_value();
  const Interval sum = fit(moment.low + Wide(2048) * by.low, moment.high + Wide(2048) * by.high);
  if (!told_day(sum.low) || !told_day(sum.high)) return unknown_value();
  return known_interval(sum);
}

Interval multiply(Interval a, Interval b) {
  Wide low = Wide(a.low) * b.low, high = low;
  for (Wide product : {Wide(a.low) * b.high, Wide(a.high) * b.low, Wide(a.high) * b.high}) {
    low = std::min(low, product);
    high = std::max(high, product);
  }
  return fit(low, high);
}

}  // namespace

/// The day of the result may lie outside the calendar, and is then unknown.
Interval Evaluator::months_after(Interval day, bool before, Interval months) const {
  const Interval by = before ? fit(-Wide(months.high), -Wide(months.low)) : months;
  if (by.is_unknown()) return by;
  const bool up = model_.rounding == ast::Rounding::Up;
  return {add_months(day.low, by.low, up), add_months(day.high, by.high, up)};
}

Value Evaluator::part_of_date(const Expr& expr, const Value& date) const {
  if (!date.known()) return unknown_value();
  if (expr.op == Operator::DateOf) {
    const auto day = date.interval.is_exact() ? told_day(date.interval.low) : std::nullopt;
    return day ? known_number(*day) : unknown_value();
  }
  const Calendar is = calendar_of(date.number);
  switch (expr.op) {
    case Operator::YearOf:
      return known_interval(Interval::exactly(is.year));
    case Operator::MonthOf:
      return known_interval(Interval::exactly(is.month));
    case Operator::DayOf:
      return known_interval(Interval::exactly(is.day));
    case Operator::FirstDayOfMonth:
      return known_number(number_of_day({is.year, is.month, 1}));
    case Operator::LastDayOfMonth:
      return known_number(number_of_day({is.year, is.month, days_in(is.year, is.month)}));
    case Operator::FirstDayOfYear:
      return known_number(number_of_day({is.year, 1, 1}));
    default:
      return known_number(number_of_day({is.year, 12, 31}));
  }
}

Value Evaluator::arithmetic(const Expr& expr, const Value& left, const Value& right) const {
  if (expr.type.is(TypeKind::Number))
    return number_value(computed(expr.op, number_parts(left), number_parts(right)));
  Interval a = number_of(expr.left->type, left), b = number_of(expr.right->type, right);
  Interval result = Interval::unknown();
  if (!a.is_none() && !b.is_none()) {
    // An unknown number may be any number, so the lesser of it and 3 is at most 3.
    if (expr.op == Operator::MinOf) result = {std::min(a.low, b.low), std::min(a.high, b.high)};
    if (expr.op == Operator::MaxOf) result = {std::max(a.low, b.low), std::max(a.high, b.high)};
  }
  const bool adds_hours = expr.type.is(TypeKind::Moment) && expr.right->type.is(TypeKind::Hours);
  if (adds_hours) return moment_after(a, expr.op == Operator::Subtract, b);
  const bool is_between = expr.type.is(TypeKind::Hours) && expr.left->type.is(TypeKind::Moment);
  if (is_between && !a.is_none() && !b.is_none() && !a.is_unknown() && !b.is_unknown()) {
    a = {instant_of(a.low), instant_of(a.high)};
    b = {instant_of(b.low), instant_of(b.high)};
  }
  const bool adds_months = expr.type.is(TypeKind::Date) && expr.right->type.is(TypeKind::Months);
  if (!a.is_none() && !b.is_none() && !a.is_unknown() && !b.is_unknown()) {
    if (adds_months) return number_value(expr.type, months_after(a, expr.op == Operator::Subtract, b));
    if (expr.op == Operator::Add) result = fit(Wide(a.low) + b.low, Wide(a.high) + b.high);
    if (expr.op == Operator::Subtract) result = fit(Wide(a.low) - b.high, Wide(a.high) - b.low);
    if (expr.op == Operator::Multiply) result = multiply(a, b);
  }
  return number_value(expr.type, result);
}

// ---- expressions -----------------------------------------------------------------------------------

void Evaluator::spend() const {
  if (values_left_-- == 0) throw TooDear();
}

Value Evaluator::value(const Expr& expr, const Scope& scope) const {
  spend();
  switch (expr.kind) {
    case ExprKind::Constant: {
      Value constant = constant_value(expr.type, expr.value);
      constant.is_constant = expr.type.is(TypeKind::Int) || expr.type.is(TypeKind::Number);
      return constant;
    }
    case ExprKind::SetLiteral:
      return known_number(expr.value.number);
    case ExprKind::Variable:
      if (expr.variable->kind == VariableKind::Let) return let(*expr.variable, scope);
      return scope.find(expr.variable).value;
    case ExprKind::Field:
      return field(expr, scope);
    case ExprKind::Lookup:
      return look_up(expr, scope);
    case ExprKind::Column:
      return column(expr, scope);
    case ExprKind::Reading:
      return known_number(readings_[expr.reading]);
    case ExprKind::KnownTruth:
      return truth_value(truth(*expr.left, scope));
    case ExprKind::Unary:
      return unary(expr, scope);
    case ExprKind::Binary:
      return binary(expr, scope);
    case ExprKind::InConstants:
      return in_constants(expr, scope);
    case ExprKind::If:
      return choice(expr, scope);
    case ExprKind::Quantifier:
      return quantifier(expr, scope);
    case ExprKind::Aggregate:
      return aggregate(expr, scope);
    case ExprKind::Filter:
      return filter(expr, scope);
    case ExprKind::Call:
      return call(expr, scope);
    case ExprKind::Judge:
      return judge(expr, scope);
    case ExprKind::InWords:  // stands in texts alone: hole_reads
      break;
    case ExprKind::Reach:
      return truth_value(reach(expr, scope).result);
  }
  assert(false);
  return unknown_value();
}

Value Evaluator::let(const model::Variable& variable, const Scope& scope) const {
  const Scope* subject = &scope;
  while (subject->lets == nullptr) subject = subject->outer;
  auto found = subject->lets->find(&variable);
  if (found == subject->lets->end())
    found = subject->lets->emplace(&variable, value(*variable.value, *subject)).first;
  return found->second;
}

const Node& Evaluator::node(const Expr& record, const Scope& scope) const {
  if (record.kind == ExprKind::Field) return node(*record.left, scope).children[record.field];
  if (record.kind == ExprKind::Aggregate || record.kind == ExprKind::Call)
    return *value(record, scope).record;
  if (record.variable->kind == VariableKind::Let) return *let(*record.variable, scope).record;
  return *scope.find(record.variable).value.record;
}

Value Evaluator::field(const Expr& expr, const Scope& scope) const {
  const Value& found = node(*expr.left, scope).children[expr.field].value;
  bool truth = expr.type.is(TypeKind::Truth) && !expr.type.or_none;
  return truth && found.none() ? unknown_value() : found;
}

/// The row with these keys. A value of the table's own key type is already its row.
Value Evaluator::look_up(const Expr& expr, const Scope& scope) const {
  const model::Table& table = model_.tables[expr.table];
  std::vector<Value> keys;
  bool unknown = false, none = false;
  for (const Expr* item : expr.items) {
    keys.push_back(value(*item, scope));
    unknown = unknown || keys.back().unknown();
    none = none || keys.back().none();
  }
  if (unknown) return unknown_value();
  if (none) return none_value();
  const Type& first = expr.items[0]->type;
  if (keys.size() == 1 && first.is(TypeKind::Key) && first.id == expr.table) return keys[0];
  auto equals = [&](std::size_t row, std::uint32_t column, const Value& key) {
    const Type& type = table.columns[column].type;
    return equal(type, constant_value(type, table.rows[row][column]), key) == Truth::Yes;
  };
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    bool hit = true;
    for (std::size_t i = 0; i < keys.size(); ++i) hit = hit && equals(row, table.key[i], keys[i]);
    if (!hit && table.alternative) hit = equals(row, *table.alternative, keys[0]);
    if (hit) return known_number(static_cast<std::int64_t>(row));
  }
  return none_value();
}

Value Evaluator::column(const Expr& expr, const Scope& scope) const {
  const Value row = value(*expr.left, scope);
  if (row.unknown()) return of_type(expr.type, unknown_value());
  bool truth = expr.type.is(TypeKind::Truth) && !expr.type.or_none;
  if (row.none()) return truth ? unknown_value() : of_type(expr.type, none_value());
  const model::Table& table = model_.tables[expr.left->type.id];
  Value cell = constant_value(table.columns[expr.field].type, table.rows[row.number][expr.field]);
  return truth && cell.none() ? unknown_value() : cell;
}

Value Evaluator::unary(const Expr& expr, const Scope& scope) const {
  const Value operand = value(*expr.left, scope);
  if (expr.op == Operator::Not) return truth_value(truth_not(truth_of(operand)));
  if (expr.op == Operator::Root) return number_value(root(number_parts(operand)));
  if (expr.op == Operator::Negate && expr.type.is(TypeKind::Number))
    return number_value(negated(number_parts(operand)));
  if (expr.op == Operator::Negate) {
    if (!operand.known()) return unknown_value();
    return known_interval(fit(-Wide(operand.interval.high), -Wide(operand.interval.low)));
  }
  const bool is_of_date = expr.left->type.is(TypeKind::Date) && !expr.type.is(TypeKind::Truth);
  if (is_of_date || expr.op == Operator::DateOf) return part_of_date(expr, operand);
  Truth is_given = operand.unknown() ? Truth::Unknown : sure(!operand.none());
  if (expr.left->type.is(TypeKind::Record)) is_given = record_given(expr.left->type, node(*expr.left, scope));
  return truth_value(expr.op == Operator::NotGiven ? truth_not(is_given) : is_given);
}

/// Whether a record is given: yes where it has all that it must hold, unknown where something of that is
/// missing, no where it is none.
Truth Evaluator::record_given(const Type& type, const Node& node) const {
  if (node.value.none()) return Truth::No;
  Truth all = node.value.unknown() ? Truth::Unknown : Truth::Yes;
  const auto& fields = model_.records[type.id].fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!model::is_required(fields[i])) continue;
    const Node& child = node.children[i];
    bool is_record = fields[i].type.is(TypeKind::Record);
    all = truth_and(all, is_record               ? record_given(fields[i].type, child)
                         : child.value.unknown() ? Truth::Unknown
                                                 : Truth::Yes);
  }
  return all;
}

Value Evaluator::binary(const Expr& expr, const Scope& scope) const {
  const Value a = value(*expr.left, scope);
  // What the left operand decides, the right one cannot change; evaluating has no effects.
  if (expr.op == Operator::And && truth_of(a) == Truth::No) return truth_value(Truth::No);
  if (expr.op == Operator::Or && truth_of(a) == Truth::Yes) return truth_value(Truth::Yes);
  const Value b =
      expr.right == nullptr ? none_value() : value(*expr.right, scope);  // `xs else []` has no right operand
  const Type& type = expr.left->type;
  auto in = [&] { return expr.right->type.is(TypeKind::Set) ? in_set(a, b) : in_list(type, a, b); };
  switch (expr.op) {
    case Operator::And:
      return truth_value(truth_and(truth_of(a), truth_of(b)));
    case Operator::Or:
      return truth_value(truth_or(truth_of(a), truth_of(b)));
    case Operator::Equal:
      return truth_value(equal(type, a, b));
    case Operator::NotEqual:
      return truth_value(truth_not(equal(type, a, b)));
    case Operator::Less:
      return truth_value(less(type, a, b));
    case Operator::LessEqual:
      return truth_value(truth_not(less(type, b, a)));
    case Operator::Greater:
      return truth_value(less(type, b, a));
    case Operator::GreaterEqual:
      return truth_value(truth_not(less(type, a, b)));
    case Operator::In:
      return truth_value(in());
    case Operator::NotIn:
      return truth_value(truth_not(in()));
    case Operator::SubsetOf:
    case Operator::Overlaps:
      return truth_value(set_relation(expr.op, a, b));
    case Operator::Union:
    case Operator::Intersect:
    case Operator::Without:
      return set_operation(expr.op, a, b);
    case Operator::Add:
    case Operator::Subtract:
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::MinOf:
    case Operator::MaxOf:
      return arithmetic(expr, a, b);
    case Operator::Else:
      if (expr.type.is(TypeKind::Number) && expr.left->type.or_none) {
        const Truth is_given = a.unknown() ? Truth::Unknown : sure(!a.none());
        return number_value(selected(is_given, number_parts(a), number_parts(b)));
      }
      if (!a.none()) return a;
      return expr.type.is(TypeKind::List) ? empty_list() : b;
    case Operator::Not:
    case Operator::Negate:
    case Operator::Root:
    case Operator::Given:
    case Operator::NotGiven:
    case Operator::YearOf:
    case Operator::MonthOf:
    case Operator::DayOf:
    case Operator::DateOf:
    case Operator::FirstDayOfMonth:
    case Operator::LastDayOfMonth:
    case Operator::FirstDayOfYear:
    case Operator::LastDayOfYear:
      break;
  }
  assert(false && "not a binary operator");
  return unknown_value();
}

Value Evaluator::in_constants(const Expr& expr, const Scope& scope) const {
  const Value x = value(*expr.left, scope);
  Truth found = Truth::No;
  for (const model::Value& constant : expr.values)
    found = truth_or(found, equal(expr.left->type, x, constant_value(expr.left->type, constant)));
  return truth_value(expr.op == Operator::NotIn ? truth_not(found) : found);
}

Value Evaluator::choice(const Expr& expr, const Scope& scope) const {
  const Truth condition = truth(*expr.left, scope);
  if (expr.type.is(TypeKind::Number)) {
    return number_value(selected(condition, number_parts(value(*expr.right, scope)),
                                 number_parts(value(*expr.third, scope))));
  }
  if (condition != Truth::Unknown) return value(condition == Truth::Yes ? *expr.right : *expr.third, scope);
  const Value a = value(*expr.right, scope), b = value(*expr.third, scope);
  if (a.none() && b.none()) return none_value();
  if (!a.known() || !b.known()) return unknown_value();
  if (is_number(expr.type)) {
    return known_interval(
        {std::min(a.interval.low, b.interval.low), std::max(a.interval.high, b.interval.high)});
  }
  return equal(expr.type, a, b) == Truth::Yes ? a : unknown_value();
}

// ---- lists -----------------------------------------------------------------------------------------

void Evaluator::each(const Expr& expr, const Value& list, const Scope& scope,
                     const ElementVisitor& row) const {
  for (const Element& element : list.elements()) {
    Scope inner{&scope, expr.variable, element.node->value, nullptr, nullptr};
    row(element, inner);
  }
}

Truth Evaluator::is_chosen(const Expr& expr, const Element& element, const Scope& inner) const {
  return element.in == Truth::No ? Truth::No : truth_and(element.in, truth_or_yes(expr.filter, inner));
}

Value Evaluator::filter(const Expr& expr, const Scope& scope) const {
  Value list = value(*expr.left, scope);
  Value result = list;
  std::vector<Element> chosen;
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    chosen.push_back({element.node, is_chosen(expr, element, inner)});
  });
  result.list = std::make_shared<const std::vector<Element>>(std::move(chosen));
  return result;
}

/// `some x in xs where c satisfies d`: c and d hold of some x. `every …`: of every x, c does not hold, or d
/// does.
Value Evaluator::quantifier(const Expr& expr, const Scope& scope) const {
  const Value list = value(*expr.left, scope);
  if (!list.known()) return unknown_value();
  const bool some = expr.quantifier == QuantifierForm::Some;
  const Truth decided = some ? Truth::Yes : Truth::No;
  Truth result = truth_not(decided);
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    if (result == decided) return;
    const Truth chosen = is_chosen(expr, element, inner);
    if (chosen == Truth::No) return;
    const Truth holds = truth(*expr.right, inner);
    result = some ? truth_or(result, truth_and(chosen, holds))
                  : truth_and(result, truth_or(truth_not(chosen), holds));
  });
  return truth_value(result);
}

Value Evaluator::aggregate(const Expr& expr, const Scope& scope) const {
  const Value list = value(*expr.left, scope);
  switch (expr.aggregate) {
    case AggregateForm::Count: {
      if (!list.known()) return known_interval({0, Interval::unknown().high});
      Interval count{0, 0};
      each(expr, list, scope, [&](const Element& element, const Scope& inner) {
        const Truth chosen = is_chosen(expr, element, inner);
        count.low += chosen == Truth::Yes;
        count.high += chosen != Truth::No;
      });
      return known_interval(count);
    }
    case AggregateForm::CountDistinct:
      return count_distinct(expr, list, scope);
    case AggregateForm::Sum:
      return sum(expr, list, scope);
    case AggregateForm::Min:
    case AggregateForm::Max:
      return least_or_greatest(expr, list, scope);
    case AggregateForm::The:
      return chosen_element(expr, list, scope);
    case AggregateForm::First:  // the model has it as `the`
      break;
  }
  assert(false);
  return unknown_value();
}

/// What stands behind `by`, of one element.
Value Evaluator::by(const Expr& expr, const Scope& inner) const {
  const Value found = value(*expr.right, inner);
  if (!expr.right->type.is(TypeKind::Number)) return found;
  return number_value(folded_by(number_parts(found)));
}

/// The same of an element of which nothing is known: it tells the divisor, also where the list is empty.
Value Evaluator::by_of_nobody(const Expr& expr, const Scope& scope) const {
  if (!expr.right->type.is(TypeKind::Number)) return unknown_value();
  const Type& element = *expr.left->type.element;
  Value nobody = of_type(element, unknown_value());
  if (element.is(TypeKind::Record)) nobody.record = &absent(element.id, ValueState::Unknown);
  return by(expr, Scope{&scope, expr.variable, nobody, nullptr, nullptr});
}

namespace {

/// The value over the divisor of another.
Value over_divisor(const Value& other, Value value) {
  value.under = other.under;
  value.is_divisor_given = other.is_divisor_given;
  return value;
}

}  // namespace

/// From the number of different known keys of elements that are surely in (at least 1 where one is), to the
/// number of different known keys of elements that may be in, plus one for each of these whose key is
/// unknown.
Value Evaluator::count_distinct(const Expr& expr, const Value& list, const Scope& scope) const {
  if (!list.known()) return known_interval({0, Interval::unknown().high});
  using Key = std::tuple<std::int64_t, std::int64_t, std::string>;
  std::set<Key> surely, possibly;
  bool any_surely = false;
  std::int64_t without_key = 0;
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    const Truth chosen = is_chosen(expr, element, inner);
    if (chosen == Truth::No) return;
    any_surely = any_surely || chosen == Truth::Yes;
    const Value key = as_compared(expr.right->type, by(expr, inner));
    const bool exact = key.known() && (!is_number(expr.right->type) || key.interval.is_exact());
    if (!exact) {
      ++without_key;
      return;
    }
    Key known{key.number, is_number(expr.right->type) ? key.interval.low : 0, key.text};
    if (chosen == Truth::Yes) surely.insert(known);
    possibly.insert(known);
  });
  std::int64_t low = std::max<std::int64_t>(static_cast<std::int64_t>(surely.size()), any_surely);
  return known_interval({low, static_cast<std::int64_t>(possibly.size()) + without_key});
}

/// An element that only may be in adds the interval from 0 to its value.
Value Evaluator::sum(const Expr& expr, const Value& list, const Scope& scope) const {
  const Value none_known = by_of_nobody(expr, scope);
  if (!list.known()) return over_divisor(none_known, unknown_value());
  Wide low = 0, high = 0;
  bool unknown = false;
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    const Truth chosen = is_chosen(expr, element, inner);
    if (chosen == Truth::No) return;
    const Value added = by(expr, inner);
    if (!added.known()) {
      unknown = true;
      return;
    }
    const bool surely = chosen == Truth::Yes;
    low += surely ? added.interval.low : std::min<std::int64_t>(added.interval.low, 0);
    high += surely ? added.interval.high : std::max<std::int64_t>(added.interval.high, 0);
  });
  return over_divisor(none_known, unknown ? unknown_value() : known_interval(fit(low, high)));
}

/// The least or greatest value. None where no element can be in; unknown where no element is surely in, or
/// where one that may be in has no known value.
Value Evaluator::least_or_greatest(const Expr& expr, const Value& list, const Scope& scope) const {
  const Value none_known = by_of_nobody(expr, scope);
  if (!list.known()) return over_divisor(none_known, unknown_value());
  const bool least = expr.aggregate == AggregateForm::Min;
  std::optional<Interval> possibly, surely;
  bool unknown = false;
  auto take = [&](std::optional<Interval>& best, Interval next) {
    if (!best) {
      best = next;
    } else if (least) {
      best = Interval{std::min(best->low, next.low), std::min(best->high, next.high)};
    } else {
      best = Interval{std::max(best->low, next.low), std::max(best->high, next.high)};
    }
  };
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    const Truth chosen = is_chosen(expr, element, inner);
    if (chosen == Truth::No) return;
    const Interval next = number_of(expr.right->type, by(expr, inner));
    unknown = unknown || next.is_none() || next.is_unknown();
    take(possibly, next);
    if (chosen == Truth::Yes) take(surely, next);
  });
  if (!possibly) return over_divisor(none_known, none_value());
  if (unknown || !surely) return over_divisor(none_known, unknown_value());
  return over_divisor(none_known, number_value(expr.type, least ? Interval{possibly->low, surely->high}
                                                                : Interval{surely->low, possibly->high}));
}

/// The one element that is in; none where no element can be in, unknown where another may be in too.
Value Evaluator::chosen_element(const Expr& expr, const Value& list, const Scope& scope) const {
  Value found = of_type(expr.type, none_value());
  bool surely = false;
  int possible = 0;
  each(expr, list, scope, [&](const Element& element, const Scope& inner) {
    const Truth chosen = is_chosen(expr, element, inner);
    if (chosen == Truth::No) return;
    ++possible;
    surely = chosen == Truth::Yes;
    found = element.node->value;
  });
  if (!list.known() || possible > 1 || (possible == 1 && !surely)) found = unknown_value();
  if (found.none() || found.unknown()) found = of_type(expr.type, found);
  const bool is_absent = found.none() || found.unknown();
  if (expr.type.is(TypeKind::Record) && is_absent) found.record = &absent(expr.type.id, found.state);
  return found;
}

/// A record that is none, or unknown, with all its fields.
const Node& Evaluator::absent(std::uint32_t record, model::ValueState state) const {
  auto [place, added] = absent_.try_emplace({record, state});
  if (added) read_absent(model_, record, state, place->second);
  return place->second;
}

// ---- definitions and judgements ----------------------------------------------------------------------

void Evaluator::with_parameters(const Expr& call, const Scope& scope,
                                const std::function<void(const Scope&)>& body) const {
  std::vector<Scope> bound(1);
  bound.reserve(call.items.size() + 1);  // each scope points to the one before
  for (std::size_t i = 0; i < call.items.size(); ++i) {
    const Scope* outer = &bound.back();
    bound.push_back({outer, call.define->parameters[i], value(*call.items[i], scope), call.items[i], &scope});
  }
  body(bound.back());
}

Value Evaluator::call(const Expr& expr, const Scope& scope) const {
  Value result;
  with_parameters(expr, scope, [&](const Scope& inner) { result = value(*expr.define->body, inner); });
  return result;
}

/// What a person attested about the record that has the name or the pointer; unknown where nobody did.
Value Evaluator::judge(const Expr& expr, const Scope& scope) const {
  const model::Judgement& judgement = *expr.judgement;
  const Node* subject =
      judgement.key_parameter ? &node(*expr.items[*judgement.key_parameter], scope) : nullptr;
  auto is_about = [&](const std::string& about) {
    if (subject == nullptr) return about.empty();
    const Value& name = subject->children[judgement.key_field].value;
    return about == subject->pointer || (name.known() && about == name.text);
  };
  for (const Attestation& attestation : attestations_)
    if (attestation.judgement == judgement.name && is_about(attestation.about))
      return truth_value(sure(attestation.value));
  return unknown_value();
}

}  // namespace precept::reference
