#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/moment.h"
#include "testing/mutation/builder.h"

namespace precept::testing {

using ast::Expr;
using ast::ExprForm;
using ast::Operator;

namespace {

bool is_connective(const Expr& expr) {
  return expr.form == ExprForm::Binary && (expr.op == Operator::And || expr.op == Operator::Or);
}

/// The operator that replaces this one; empty where none does.
std::string_view instead_of(Operator op) {
  switch (op) {
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) \
  case Operator::name:                                                                      \
    return changed_to;
#include "compiler/ast/operators.def"
#undef OPERATOR
  }
  return {};
}

Mutation mutation_of(Operator op) {
  switch (op) {
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) \
  case Operator::name:                                                                      \
    return Mutation::change;
#include "compiler/ast/operators.def"
#undef OPERATOR
  }
  return Mutation::SwapOperator;
}

/// Whether the operator's own mutant is already its negation.
bool flips_whole(const Expr& expr) {
  bool has_operator = expr.form == ExprForm::Unary || expr.form == ExprForm::Binary;
  if (expr.form == ExprForm::Truth) return true;
  if (!has_operator || expr.op == Operator::SubsetOf || expr.op == Operator::Overlaps) return false;
  Mutation mutation = mutation_of(expr.op);
  return mutation == Mutation::FlipRelation || mutation == Mutation::DropNot;
}

/// Adds the operands of a chain of one connective, from left to right.
void collect_chain(const Expr& expr, Operator op, std::vector<const Expr*>& operands) {
  if (expr.form != ExprForm::Binary || expr.op != op) {
    operands.push_back(&expr);
    return;
  }
  collect_chain(*expr.left, op, operands);
  operands.push_back(expr.right);
}

/// The enum and the member of an item `Purpose.Meeting`; the enum is empty for `Meeting`, and both are for an
/// item that names no member.
std::pair<std::string_view, std::string_view> member_of(const Expr& item) {
  if (item.form == ExprForm::NameUse) return {{}, item.name.text};
  if (item.form == ExprForm::Field && item.left->form == ExprForm::NameUse)
    return {item.left->name.text, item.name.text};
  return {};
}

}  // namespace

namespace {

/// A number with a point where the one in whose place it stands has one: the text of a policy has `3.0` for
/// it.
std::string with_decimals(const std::string& digits, std::string_view like) {
  const bool lacks_point = like.find('.') != std::string_view::npos && digits.find('.') == std::string::npos;
  return lacks_point ? digits + ".0" : digits;
}

}  // namespace

void MutantBuilder::condition(const Expr* expr) {
  if (expr == nullptr) return;
  if (!flips_whole(*expr)) {
    Span place = text_.outer(*expr);
    add(Mutation::Negate, place, fmt::format("not {}", bracketed(place)));
  }
  expression(expr);
}

void MutantBuilder::condition_with_keyword(const Expr* expr, Mutation when_dropped) {
  if (expr == nullptr) return;
  Span place = text_.outer(*expr);
  drop(when_dropped, text_.span(text_.before(place.begin)->begin, place.end));
  condition(expr);
}

void MutantBuilder::let(const Expr& expr) {
  if (expr.form != ExprForm::Comprehension) return expression(&expr);
  expression(expr.left);
  add(Mutation::DropCondition, text_.outer(*expr.filter), "yes");
  condition(expr.filter);
}

void MutantBuilder::expression(const Expr* expr) {
  if (expr == nullptr) return;
  switch (expr->form) {
    case ExprForm::Integer:
    case ExprForm::Days:
    case ExprForm::Months:
    case ExprForm::Hours:
    case ExprForm::Date:
    case ExprForm::Moment:
      return number(*expr);
    case ExprForm::Decimal:
      return decimal(*expr);
    case ExprForm::Truth:
      return add(Mutation::SwapTruth, expr->span, expr->integer != 0 ? "no" : "yes");
    case ExprForm::Set:
      set(*expr);
      return operands(*expr);
    case ExprForm::Unary:
      unary(*expr);
      return operands(*expr);
    case ExprForm::Binary:
      return binary(*expr);
    case ExprForm::If:
      return branches(*expr);
    case ExprForm::Quantifier:
      quantifier(*expr);
      return;
    case ExprForm::Aggregate:
      return aggregate(*expr);
    case ExprForm::Comprehension:
      return filter(*expr);
    case ExprForm::Reach:
      return reach(*expr);
    case ExprForm::Error:
    case ExprForm::String:
    case ExprForm::NameUse:
    case ExprForm::EmptyList:
    case ExprForm::InWords:  // stands in texts alone, and changes no verdict
      return;
    case ExprForm::Field:
    case ExprForm::Lookup:
    case ExprForm::Call:
      return operands(*expr);
  }
}

void MutantBuilder::operands(const Expr& expr) {
  expression(expr.left);
  expression(expr.right);
  for (const Expr* item : expr.items) expression(item);
}

void MutantBuilder::unary(const Expr& expr) {
  if (expr.op == Operator::Not) {
    Span operand = text_.outer(*expr.left);
    drop(Mutation::DropNot, text_.span(expr.span.begin, operand.begin));
  } else if (!instead_of(expr.op).empty() && ast::info(expr.op).notation == ast::Notation::Prefix) {
    Span operand = text_.outer(*expr.left);
    add(mutation_of(expr.op), text_.span(expr.span.begin, operand.begin),
        std::string(instead_of(expr.op)) + " ");
  } else if (!instead_of(expr.op).empty()) {
    Span operand = text_.outer(*expr.left);
    Span op = text_.span(text_.after(operand.end)->begin, text_.extent(expr).end);
    add(mutation_of(expr.op), op, std::string(instead_of(expr.op)));
  }
}

Span MutantBuilder::operator_of(const Expr& expr) const {
  if (ast::info(expr.op).notation == ast::Notation::Function) {
    const Token* word = text_.after(expr.span.begin);
    return text_.span(word->begin, word->end);
  }
  std::uint32_t begin = text_.after(text_.outer(*expr.left).end)->begin;
  return text_.span(begin, text_.before(text_.outer(*expr.right).begin)->end);
}

std::string MutantBuilder::bracketed(Span span) const {
  std::string_view words = text_.text(span);
  bool is_whole = false;
  if (words.starts_with('(')) {
    int depth = 0;
    for (const Token& token : text_.within(span)) {
      depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
      if (depth > 0) continue;
      is_whole = token.end == span.end;
      break;
    }
  }
  return is_whole ? std::string(words) : fmt::format("({})", words);
}

namespace {

/// The text without the blanks around it. A line break stays, because it may end a comment.
std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Whether the expression would take in what stands behind it.
bool reaches_right(const Expr& expr) {
  if (expr.form == ExprForm::Unary && expr.op == ast::Operator::Not) return reaches_right(*expr.left);
  return expr.form == ExprForm::Quantifier || expr.form == ExprForm::If;
}

}  // namespace

void MutantBuilder::binary(const Expr& expr) {
  if (is_connective(expr)) {
    drop_operands(expr);
    connective(expr);
    return;
  }
  std::string_view instead = instead_of(expr.op);
  if (!instead.empty()) add(mutation_of(expr.op), operator_of(expr), std::string(instead));
  operands(expr);
}

/// Flips each `and` or `or` of a chain, and changes its operands.
void MutantBuilder::connective(const Expr& expr) {
  // The brackets keep the tree's grouping; without them `and` may not stand beside `or`.
  Span whole = text_.extent(expr), op = operator_of(expr);
  std::string_view left = text_.text(text_.span(whole.begin, op.begin));
  std::string_view right = text_.text(text_.span(op.end, whole.end));
  bool is_same_chain = expr.left->form == ExprForm::Binary && expr.left->op == expr.op;
  std::string first = is_same_chain ? fmt::format("({}) ", without_blanks(left)) : std::string(left);
  std::string second =
      reaches_right(*expr.right) ? fmt::format(" ({})", without_blanks(right)) : std::string(right);
  add(Mutation::FlipConnective, whole, fmt::format("({}{}{})", first, instead_of(expr.op), second));
  if (is_same_chain) {
    connective(*expr.left);
  } else {
    expression(expr.left);
  }
  expression(expr.right);
}

void MutantBuilder::drop_operands(const Expr& expr) {
  std::vector<const Expr*> chain;
  collect_chain(expr, expr.op, chain);
  for (std::size_t i = 0; i < chain.size(); ++i) {
    Span operand = text_.outer(*chain[i]);
    if (i == 0) {
      drop(Mutation::DropOperand, text_.span(operand.begin, text_.outer(*chain[1]).begin));
    } else {
      // The operand goes with its operator. Where the chain is grouped, brackets may close between the two.
      const Token* op = text_.before(operand.begin);
      drop(Mutation::DropOperand, text_.span(op->begin, operand.end));
    }
  }
}

void MutantBuilder::number(const Expr& expr) {
  if (expr.form == ExprForm::Moment) return moment(expr);
  const bool has_unit =
      expr.form == ExprForm::Days || expr.form == ExprForm::Months || expr.form == ExprForm::Hours;
  Span digits = has_unit ? text_.span(expr.span.begin, text_.after(expr.span.begin)->end) : expr.span;
  std::string several;  // `1 year` becomes `2 years`
  if (has_unit) {
    const Token* unit = text_.after(digits.end);
    const std::string word(text_.text(text_.span(unit->begin, unit->end)));
    if (!word.ends_with('s')) {
      several = " " + word + "s";
      digits = text_.span(digits.begin, unit->end);
    }
  }
  for (std::int64_t step : {1, -1}) {
    std::int64_t value = 0;
    if (__builtin_add_overflow(expr.integer / expr.unit, step, &value)) continue;
    std::string text = expr.form == ExprForm::Date ? format_date(static_cast<Day>(value))
                       : value < 0                 ? fmt::format("(-{})", -value)
                                                   : fmt::format("{}{}", value, several);
    if (has_unit && value < 0) continue;
    add(Mutation::ShiftNumber, digits, std::move(text));
  }
}

/// Moves a moment by a second.
void MutantBuilder::moment(const Expr& expr) {
  for (const std::int64_t step : {moment::kStep, -moment::kStep}) {
    const std::int64_t value = expr.integer + step;
    if (moment::is_moment(value)) add(Mutation::ShiftNumber, expr.span, format_moment(value));
  }
}

/// Makes the last digit one more and one less: of `2.5` 2.6 and 2.4, of `50 per cent` 51 and 49 per cent.
void MutantBuilder::decimal(const Expr& expr) {
  const std::string_view written = text_.text(expr.span);
  const std::size_t begin = written.find_first_of("0123456789");
  const std::size_t end = std::min(written.find_first_not_of("0123456789.", begin), written.size());
  const std::string_view digits = written.substr(begin, end - begin);
  const auto parts = parse_decimal(digits);
  if (!parts) return;
  std::int64_t step = kMillionths;
  const std::size_t point = std::min(digits.find('.'), digits.size() - 1);
  for (std::size_t i = point + 1; i < digits.size() && step > 1; ++i) step /= 10;
  const Span place = text_.span(expr.span.begin + static_cast<std::uint32_t>(begin),
                                expr.span.begin + static_cast<std::uint32_t>(end));
  add(Mutation::ShiftNumber, place, with_decimals(format_decimal(*parts + step), digits));
  if (*parts >= step) add(Mutation::ShiftNumber, place, with_decimals(format_decimal(*parts - step), digits));
}

void MutantBuilder::set(const Expr& expr) {
  if (expr.items.size() > 1) {
    for (std::size_t i = 0; i < expr.items.size(); ++i) {
      std::uint32_t begin =
          i == 0 ? text_.extent(*expr.items[0]).begin : text_.extent(*expr.items[i - 1]).end;
      std::uint32_t end = i == 0 ? text_.extent(*expr.items[1]).begin : text_.extent(*expr.items[i]).end;
      drop(Mutation::NarrowSet, text_.span(begin, end));
    }
  }
  widen(expr);
}

/// Adds each member that is not in the set. Where several enums have its members, each is tried, and the
/// compiler refuses the wrong ones.
void MutantBuilder::widen(const Expr& expr) {
  std::set<std::string_view> names;
  std::string_view qualifier;
  for (const Expr* item : expr.items) {
    auto [of, name] = member_of(*item);
    if (name.empty()) return;
    qualifier = of;
    names.insert(name);
  }
  if (names.empty()) return;
  std::set<std::string_view> added;
  for (const model::Enum& declared : scope_.model->enums) {
    auto has = [&](std::string_view name) {
      return std::ranges::find(declared.members, name, &model::EnumMember::name) != declared.members.end();
    };
    if (!std::ranges::all_of(names, has) || (!qualifier.empty() && declared.name != qualifier)) continue;
    std::uint32_t end = text_.extent(*expr.items.back()).end;
    for (const model::EnumMember& member : declared.members) {
      if (names.contains(member.name) || !added.insert(member.name).second) continue;
      add(Mutation::WidenSet, text_.span(end, end),
          fmt::format(", {}{}{}", qualifier, qualifier.empty() ? "" : ".", member.name));
    }
  }
}

void MutantBuilder::branches(const Expr& expr) {
  Span whole = text_.extent(expr), yes = text_.outer(*expr.right), no = text_.outer(*expr.third);
  std::string swapped(text_.text(text_.span(whole.begin, yes.begin)));
  swapped += fmt::format("{} else {}", bracketed(no), bracketed(yes));
  add(Mutation::ChangeBranches, text_.span(whole.begin, no.end), std::move(swapped));
  add(Mutation::ChangeBranches, text_.span(whole.begin, no.end), bracketed(yes));
  add(Mutation::ChangeBranches, text_.span(whole.begin, no.end), bracketed(no));
  condition(expr.left);
  expression(expr.right);
  expression(expr.third);
}

void MutantBuilder::quantifier(const Expr& expr) {
  const Token* word = text_.after(expr.span.begin);
  bool is_some = expr.quantifier == ast::QuantifierForm::Some;
  add(Mutation::SwapQuantifier, text_.span(word->begin, word->end), is_some ? "every" : "some");
  expression(expr.left);
  condition_with_keyword(expr.filter, Mutation::DropCondition);
  expression(expr.right);
}

void MutantBuilder::aggregate(const Expr& expr) {
  const Token* word = text_.after(expr.span.begin);
  switch (expr.aggregate) {
    case ast::AggregateForm::Min:
    case ast::AggregateForm::Max:
      add(Mutation::SwapOperator, text_.span(word->begin, word->end), word->text == "min" ? "max" : "min");
      break;
    case ast::AggregateForm::CountDistinct: {
      const Token* by = text_.before(text_.outer(*expr.right).begin);
      const Token* open = text_.after(text_.after(word->end)->end);
      std::string_view list = text_.text(text_.span(open->end, text_.before(by->begin)->end));
      add(Mutation::DropDistinct, expr.span, fmt::format("count({})", list));
      break;
    }
    case ast::AggregateForm::Count:
    case ast::AggregateForm::Sum:
    case ast::AggregateForm::The:
    case ast::AggregateForm::First:
      break;
  }
  expression(expr.left);
  expression(expr.right);
}

/// The elements change places, or only a single step counts.
void MutantBuilder::reach(const Expr& expr) {
  Span from = text_.outer(*expr.left), to = text_.outer(*expr.right), step = expr.filter->span;
  std::string_view one = text_.text(from), other = text_.text(to);
  std::string_view between = text_.text(text_.span(from.end, to.begin));
  if (one != other)
    add(Mutation::ChangeReach, text_.span(from.begin, to.end), fmt::format("{}{}{}", other, between, one));
  // `_` in the step's arguments, and where there are none the two elements.
  std::string single;
  std::uint32_t copied = step.begin;
  bool is_first = true;
  for (const Token& token : text_.within(step)) {
    if (token.text != ast::kBlank) continue;
    single += text_.text(text_.span(copied, token.begin));
    single += is_first ? one : other;
    copied = token.end;
    is_first = false;
  }
  single += text_.text(text_.span(copied, step.end));
  if (is_first) single += fmt::format("({}, {})", one, other);
  add(Mutation::ChangeReach, text_.extent(expr), fmt::format("({})", single));
  expression(expr.third);
  for (const Expr* item : expr.filter->items) expression(item);
}

void MutantBuilder::filter(const Expr& expr) {
  expression(expr.left);
  condition_with_keyword(expr.filter, Mutation::DropCondition);
}

}  // namespace precept::testing
