#include "authoring/lint/facts/facts.h"

#include <algorithm>
#include <array>
#include <optional>

namespace precept::lint {

using model::AggregateForm;
using model::ExprKind;
using model::Operator;
using model::TypeKind;
using model::ValueState;

namespace {

/// Whole numbers between which there is nothing; a number is a fraction, and a moment has its offset.
bool is_counted(TypeKind kind) {
  return kind == TypeKind::Int || kind == TypeKind::Date || kind == TypeKind::Duration ||
         kind == TypeKind::Months || kind == TypeKind::Hours;
}
bool has_range(TypeKind kind) {
  return is_counted(kind) || kind == TypeKind::Number;
}
bool has_members(TypeKind kind) {
  return kind == TypeKind::Enum || kind == TypeKind::Key || kind == TypeKind::Text;
}

std::uint8_t mirrored(std::uint8_t compared) {
  const bool less = (compared & kLess) != 0, greater = (compared & kGreater) != 0;
  return static_cast<std::uint8_t>((compared & kEqual) | (less ? kGreater : 0) | (greater ? kLess : 0));
}

std::optional<std::uint8_t> compared_by(Operator op) {
  switch (op) {
    case Operator::Less:
      return kLess;
    case Operator::LessEqual:
      return kLess | kEqual;
    case Operator::Equal:
      return kEqual;
    case Operator::NotEqual:
      return kLess | kGreater;
    case Operator::Greater:
      return kGreater;
    case Operator::GreaterEqual:
      return kGreater | kEqual;
    default:
      return std::nullopt;
  }
}

Value between(Bound low, Bound high) {
  Value result;
  result.range = {low, high, false, false};
  return result;
}

Value none_only(bool is_none) {
  Value result;
  (is_none ? result.may_be_given : result.may_be_none) = false;
  return result;
}

}  // namespace

// ---- truths ----------------------------------------------------------------------------------------------

bool Facts::may_be(TermId truth, bool is_yes) const {
  Facts copy = *this;
  copy.steps_ = std::make_shared<std::size_t>(0);
  if (!known_.empty()) return copy.assume(truth, is_yes);
  auto [found, is_new] = terms_->possible().try_emplace(std::uint64_t{truth} * 2 + (is_yes ? 1 : 0), true);
  if (is_new) {
    const bool result = copy.assume(truth, is_yes);
    terms_->possible()[std::uint64_t{truth} * 2 + (is_yes ? 1 : 0)] = result;
    return result;
  }
  return found->second;
}

bool Facts::may_all_be(const std::vector<Condition>& conditions) const {
  Facts copy = *this;
  return copy.assume_all(conditions);
}

bool Facts::assume_all(const std::vector<Condition>& conditions) {
  // What a later condition says may rule out a way of an earlier one.
  for (int round = 0; round < 2; ++round) {
    for (const Condition& condition : conditions)
      if (!assume(condition)) return false;
  }
  return true;
}

bool Facts::assume_not_all(const std::vector<Condition>& conditions) {
  std::vector<std::vector<Condition>> ways;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto& way = ways.emplace_back(conditions.begin(), conditions.begin() + static_cast<std::ptrdiff_t>(i));
    way.push_back({conditions[i].term, !conditions[i].is_yes});
  }
  return assume_one_of(ways);
}

bool Facts::assume_one_of(const std::vector<std::vector<Condition>>& ways) {
  std::optional<Facts> joined;
  for (const auto& way : ways) {
    Facts each = *this;
    bool is_possible = true;
    for (const Condition& condition : way) is_possible = is_possible && each.assume(condition);
    if (!is_possible) continue;
    if (joined) {
      joined->join(each);
    } else {
      joined = std::move(each);
    }
  }
  if (joined) *this = std::move(*joined);
  return joined.has_value();
}

void Facts::join(const Facts& other) {
  std::erase_if(known_, [&](const auto& known) { return !other.known_.contains(known.first); });
  for (auto& [term, value] : known_) value.join(other.known_.at(term));
}

bool Facts::assume(TermId truth, bool is_yes) {
  if (truth == kNoTerm || limited()) return true;
  Value so;
  (is_yes ? so.may_be_no : so.may_be_yes) = false;
  Value& known = known_[truth];
  known.meet(so);
  if (!known.may_be_yes && !known.may_be_no) return false;
  return assume_once(truth, is_yes);
}

bool Facts::assume_once(TermId truth, bool is_yes) {
  const Term& term = (*terms_)[truth];
  switch (term.kind) {
    case ExprKind::Constant:
      return term.state != ValueState::Known || (term.number != 0) == is_yes;
    case ExprKind::KnownTruth:
      return assume(term.left, is_yes);
    case ExprKind::Unary:
      return assume_unary(term, is_yes);
    case ExprKind::Binary:
      if (term.op == Operator::And || term.op == Operator::Or) {
        const std::vector<Condition> all = operands(truth, term.op, is_yes);
        if ((term.op == Operator::And) == is_yes) return assume_all(all);
        // One of them is so, and those before it are not.
        std::vector<Condition> opposite = all;
        for (Condition& each : opposite) each.is_yes = !each.is_yes;
        return assume_not_all(opposite);
      }
      return assume_comparison(term, is_yes);
    case ExprKind::InConstants:
      return assume_in(term, is_yes);
    case ExprKind::If:
      return assume_one_of(
          {{{term.left, true}, {term.right, is_yes}}, {{term.left, false}, {term.third, is_yes}}});
    case ExprKind::Quantifier:
      return assume_quantifier(term, is_yes);
    case ExprKind::Call:
      return term.body == kNoTerm || assume(term.body, is_yes);
    default:
      return true;
  }
}

/// Those of a whole chain, in their order.
std::vector<Condition> Facts::operands(TermId chain, Operator op, bool is_yes) const {
  std::vector<Condition> result;
  std::vector<TermId> open = {chain};
  while (!open.empty()) {
    const TermId at = open.back();
    open.pop_back();
    const Term& term = (*terms_)[at];
    if (term.kind == ExprKind::Binary && term.op == op) {
      open.push_back(term.right);
      open.push_back(term.left);
    } else {
      result.push_back({at, is_yes});
    }
  }
  return result;
}

bool Facts::assume_unary(const Term& term, bool is_yes) {
  if (term.op == Operator::Not) return assume(term.left, !is_yes);
  if (term.op == Operator::Given) return assume_given(term.left, is_yes);
  if (term.op == Operator::NotGiven) return assume_given(term.left, !is_yes);
  return true;
}

bool Facts::assume_none(TermId value) {
  return assume_given(value, false);
}

bool Facts::assume_given(TermId id, bool is_given) {
  // A record that is not `or none` may be there with nothing in it, and then does not count as given.
  if ((*terms_)[id].type.is(TypeKind::Record) && !may_be_none(id)) return true;
  if (!refine(id, none_only(!is_given))) return false;
  const Term& term = (*terms_)[id];
  const bool has_whole = term.kind == ExprKind::Field || term.kind == ExprKind::Column;
  return !is_given || !has_whole || !may_be_none(term.left) || assume_given(term.left, true);
}

bool Facts::assume_comparison(const Term& term, bool is_yes) {
  const auto compared = compared_by(term.op);
  if (!compared) return true;
  const Term &left = (*terms_)[term.left], &right = (*terms_)[term.right];
  const bool is_equality = term.op == Operator::Equal || term.op == Operator::NotEqual;
  if (is_equality && left.type.is(TypeKind::Truth)) {
    const bool wants_equal = (term.op == Operator::Equal) == is_yes;
    if (right.kind == ExprKind::Constant && (wants_equal || !may_be_none(term.left)))
      return assume(term.left, (right.number != 0) == wants_equal);
  }
  const std::uint8_t so = is_yes ? *compared : static_cast<std::uint8_t>(kAnyCompared ^ *compared);
  return assume_compared(term.left, term.right, so, !is_equality);
}

bool Facts::assume_compared(TermId left, TermId right, std::uint8_t compared, bool is_order) {
  if (left == right) return (compared & kEqual) != 0;
  const bool is_turned = left > right;
  const TermId pair = terms_->comparison(std::min(left, right), std::max(left, right));
  const bool has_order = has_range((*terms_)[left].type.kind) || (*terms_)[left].type.is(TypeKind::Moment);
  Value& known = known_[pair];
  known.compared &= is_turned ? mirrored(compared) : compared;
  if (known.compared == 0) return false;
  compared = is_turned ? mirrored(known.compared) : known.compared;
  // Without an order, less and greater are both no more than unequal.
  if (!has_order && compared != kEqual && (compared & kEqual) == 0) compared = kLess | kGreater;
  if (is_order && (!assume_given(left, true) || !assume_given(right, true))) return false;
  return refine_sides(left, right, compared);
}

bool Facts::refine_sides(TermId left, TermId right, std::uint8_t compared) {
  const Value l = value(left), r = value(right);
  const TypeKind kind = (*terms_)[left].type.kind;
  if (compared == kEqual) {
    Value both = r;
    both.may_be_yes = both.may_be_no = true;
    both.compared = kAnyCompared;
    Value other = l;
    other.may_be_yes = other.may_be_no = true;
    other.compared = kAnyCompared;
    return refine(left, both) && refine(right, other);
  }
  if (compared == (kLess | kGreater) && has_members(kind)) {
    auto is_one = [](const Value& v) {
      return !v.may_be_none && !v.members.is_all_but && v.members.listed.size() == 1;
    };
    Value not_left, not_right;
    not_left.members = Members::all_but(l.members.listed);
    not_right.members = Members::all_but(r.members.listed);
    if (is_one(l) && is_one(r) && l.members.listed == r.members.listed) return false;
    return (!is_one(r) || refine(left, not_right)) && (!is_one(l) || refine(right, not_left));
  }
  if (!has_range(kind)) return true;
  if (l.may_be_none || r.may_be_none) return true;
  const bool steps = is_counted(kind) && is_counted((*terms_)[right].type.kind);
  Value above, below;  // of the right and the left side
  auto bound = [&](Bound of, bool is_high) {
    const bool is_strict = (compared & kEqual) == 0;
    Value result;
    const Bound moved = steps && is_strict ? (is_high ? of - 1 : of + 1) : of;
    (is_high ? result.range.high : result.range.low) = moved;
    (is_high ? result.range.is_high_open : result.range.is_low_open) = !steps && is_strict;
    return result;
  };
  if ((compared & kGreater) == 0) {
    below = bound(r.range.high, true), above = bound(l.range.low, false);
  } else if ((compared & kLess) == 0) {
    below = bound(r.range.low, false), above = bound(l.range.high, true);
  } else if ((compared & kEqual) == 0 && steps && r.range.is_point()) {
    if (l.range.low == r.range.low) below.range.low = l.range.low + 1;
    if (l.range.high == r.range.high) below.range.high = l.range.high - 1;
  }
  return refine(left, below) && refine(right, above);
}

bool Facts::assume_in(const Term& term, bool is_yes) {
  const Term& left = (*terms_)[term.left];
  const bool is_in = (term.op != Operator::NotIn) == is_yes;
  Value in;
  std::vector<std::int64_t> members;
  for (const model::Value& value : term.values)
    members.push_back(left.type.is(TypeKind::Text) ? terms_->text_number(value.text) : value.number);
  if (has_members(left.type.kind)) {
    in.members = is_in ? Members::only(members) : Members::all_but(members);
  } else if (is_counted(left.type.kind) && is_in && !members.empty()) {
    const auto [least, most] = std::ranges::minmax(members);
    in.range = {static_cast<Bound>(least), static_cast<Bound>(most), false, false};
  }
  if (is_in) in.may_be_none = false;
  return refine(term.left, in);
}

bool Facts::assume_quantifier(const Term& term, bool is_yes) {
  const bool is_some = term.quantifier == model::QuantifierForm::Some;
  // Of no element everything holds; only that there is one can be impossible.
  if (is_some != is_yes) return true;
  Facts inner = of_no_element();
  return inner.assume(term.filter, true) && inner.assume(term.right, is_some);
}

bool Facts::has(TermId truth) const {
  const auto found = known_.find(truth);
  return found != known_.end() && (!found->second.may_be_yes || !found->second.may_be_no);
}

Facts Facts::of_no_element() const {
  Facts result = *this;
  std::erase_if(result.known_, [&](const auto& known) { return (*terms_)[known.first].has_element; });
  return result;
}

// ---- values ----------------------------------------------------------------------------------------------

bool Facts::refine(TermId id, const Value& by) {
  Value now = value(id);
  now.meet(by);
  Value& known = known_[id];
  const bool may_be_yes = known.may_be_yes, may_be_no = known.may_be_no;
  const std::uint8_t compared = known.compared;
  known = now;
  known.may_be_yes = may_be_yes, known.may_be_no = may_be_no, known.compared = compared;
  if (known.is_empty()) return false;
  return limited() || pass_on((*terms_)[id], now);
}

/// What follows for the parts of a term from what is known of it.
bool Facts::pass_on(const Term& term, const Value& by) {
  if (term.kind == ExprKind::KnownTruth) return refine(term.left, none_only(false));
  if (term.kind == ExprKind::Call && term.body != kNoTerm) return refine(term.body, by);
  if (term.kind != ExprKind::Binary || !is_counted(term.type.kind) || by.may_be_none) return true;
  const bool is_sum = term.op == Operator::Add;
  if (!is_sum && term.op != Operator::Subtract) return true;
  const Value l = value(term.left), r = value(term.right);
  if (!is_counted((*terms_)[term.left].type.kind) || !is_counted((*terms_)[term.right].type.kind) ||
      (*terms_)[term.right].type.is(TypeKind::Months) || (*terms_)[term.left].type.is(TypeKind::Months))
    return true;
  if (r.range.is_point() && !l.range.is_point()) {
    const Bound moved = is_sum ? -r.range.low : r.range.low;
    return refine(term.left, between(by.range.low + moved, by.range.high + moved));
  }
  if (l.range.is_point() && !r.range.is_point() && is_sum)
    return refine(term.right, between(by.range.low - l.range.low, by.range.high - l.range.low));
  return true;
}

/// Whether it is declared so, whatever holds of what it is a part of.
bool Facts::is_declared_none(const Term& term) const {
  if (term.left == kNoTerm) return term.type.or_none;
  const model::Type& whole = (*terms_)[term.left].type;
  const auto part = static_cast<std::size_t>(term.number);
  if (term.kind == ExprKind::Field && whole.is(TypeKind::Record))
    return terms_->model().records[whole.id].fields[part].type.or_none;
  if (term.kind == ExprKind::Column && (whole.is(TypeKind::Row) || whole.is(TypeKind::Key)))
    return terms_->model().tables[whole.id].columns[part].type.or_none;
  return term.type.or_none;
}

bool Facts::may_be_none(TermId id) const {
  const Term& term = (*terms_)[id];
  if (is_declared_none(term)) return true;
  const bool is_part = term.kind == ExprKind::Field || term.kind == ExprKind::Column;
  return is_part && value(term.left).may_be_none;
}

std::int64_t Facts::member(const Term& term) const {
  return term.type.is(TypeKind::Text) ? terms_->text_number(term.text) : term.number;
}

Value Facts::of_type(const Term& term) const {
  Value result;
  if (term.type.is(TypeKind::Enum)) result.universe = terms_->model().enums[term.type.id].members.size();
  if (term.type.is(TypeKind::Key)) result.universe = terms_->model().tables[term.type.id].rows.size();
  return result;
}

Value Facts::constant(const Term& term) const {
  Value result = of_type(term);
  result.may_be_none = term.state == ValueState::None;
  if (term.state != ValueState::Known) return result;
  if (has_members(term.type.kind)) result.members = Members::only({member(term)});
  if (has_range(term.type.kind)) {
    const Bound number = static_cast<Bound>(term.number) / static_cast<Bound>(term.under);
    result.range = {number, number, false, false};
  }
  return result;
}

Value Facts::value(TermId id) const {
  Value result = computed(id);
  if (auto known = known_.find(id); known != known_.end()) result.meet(known->second);
  return result;
}

Value Facts::computed(TermId id) const {
  const Term& term = (*terms_)[id];
  Value result = of_type(term);
  result.may_be_none = may_be_none(id);
  if (limited()) return result;
  switch (term.kind) {
    case ExprKind::Constant:
      return constant(term);
    case ExprKind::Aggregate:
      if (term.aggregate == AggregateForm::Count || term.aggregate == AggregateForm::CountDistinct)
        result.range.low = 0;
      return result;
    case ExprKind::Call:
      if (term.body == kNoTerm) return result;
      result = value(term.body);
      result.may_be_none &= may_be_none(id);
      return result;
    case ExprKind::If: {
      Value then = value(term.right);
      then.join(value(term.third));
      return then;
    }
    case ExprKind::Unary:
      if (term.op == Operator::MonthOf) result.meet(between(1, 12));
      if (term.op == Operator::DayOf) result.meet(between(1, 31));
      if (term.op == Operator::Root) result.meet(between(0, kNoBound));
      if (term.op == Operator::Negate) {
        const Value of = value(term.left);
        result.range = {-of.range.high, -of.range.low, of.range.is_high_open, of.range.is_low_open};
      }
      return result;
    case ExprKind::Binary:
      result.meet(computed_binary(term));
      return result;
    default:
      return result;
  }
}

Value Facts::computed_binary(const Term& term) const {
  Value result;
  if (term.op == Operator::Else) {
    Value left = value(term.left);
    const Value right = value(term.right);
    if (!left.may_be_none) return left;
    left.may_be_none = false;
    if (!left.may_be_given) return right;
    left.join(right);
    return left;
  }
  const Term &left = (*terms_)[term.left], &right = (*terms_)[term.right];
  if (!is_counted(term.type.kind) || !is_counted(left.type.kind) || !is_counted(right.type.kind))
    return result;
  if (term.type.kind != TypeKind::Months &&
      (left.type.is(TypeKind::Months) || right.type.is(TypeKind::Months)))
    return result;
  const Range l = value(term.left).range, r = value(term.right).range;
  if (l.is_empty() || r.is_empty()) return result;
  switch (term.op) {
    case Operator::Add:
      result.range = {l.low + r.low, l.high + r.high, false, false};
      break;
    case Operator::Subtract:
      result.range = {l.low - r.high, l.high - r.low, false, false};
      break;
    case Operator::MinOf:
      result.range = {std::min(l.low, r.low), std::min(l.high, r.high), false, false};
      break;
    case Operator::MaxOf:
      result.range = {std::max(l.low, r.low), std::max(l.high, r.high), false, false};
      break;
    case Operator::Multiply: {
      auto product = [](Bound a, Bound b) { return a == 0 || b == 0 ? Bound{0} : a * b; };
      const std::array corners = {product(l.low, r.low), product(l.low, r.high), product(l.high, r.low),
                                  product(l.high, r.high)};
      result.range = {*std::ranges::min_element(corners), *std::ranges::max_element(corners), false, false};
      break;
    }
    default:
      break;
  }
  return result;
}

}  // namespace precept::lint
