#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <utility>

#include "base/decimal.h"
#include "base/moment.h"
#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/tokens/foreign_words.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using ast::Expr;
using ast::ExprForm;
using ast::Operator;

namespace {

/// An expression with its depth. Chains like `a + b + …` do not nest in the text, but their trees do, and
/// later passes recurse over trees.
struct MeasuredExpr : Expr {
  std::size_t depth = 1;
};
/// A tree may be this many times as deep as its text is nested.
constexpr std::size_t kChainFactor = 5;

std::size_t depth_of(const Expr* expr) {
  return expr == nullptr ? 0 : static_cast<const MeasuredExpr*>(expr)->depth;
}

/// The `is given` behind the first operand of an expression; null where there is none.
P::GivenContext* asks_at_once(P::ExpressionContext& expression) {
  auto* compared = dynamic_cast<P::ComparedContext*>(expression.conjunction(0)->negation(0));
  if (compared == nullptr || compared->comparison()->relation().empty()) return nullptr;
  return dynamic_cast<P::GivenContext*>(compared->comparison()->relation(0));
}

}  // namespace

Operator operator_of(TokenType type) {
  return ast::operator_written(spelling(type), ast::Notation::Infix).value_or(Operator::Equal);
}

// ---- nodes -------------------------------------------------------------------------------------

Expr* TreeBuilder::make(ExprForm form, Span span) {
  auto* expr = parse_context_.arena.make<MeasuredExpr>();
  expr->form = form;
  expr->span = span;
  return expr;
}

Expr* TreeBuilder::finish(Expr* expr) {
  std::size_t deepest =
      std::max({depth_of(expr->left), depth_of(expr->right), depth_of(expr->third), depth_of(expr->filter)});
  for (const Expr* item : expr->items) deepest = std::max(deepest, depth_of(item));
  static_cast<MeasuredExpr*>(expr)->depth = deepest + 1;
  std::size_t limit = parse_context_.limits.max_depth * kChainFactor;
  if (deepest < limit) return expr;
  report(DiagnosticKind::TooDeep, expr->span,
         fmt::format("this expression has more than {} parts in a row", limit))
      .with_help("name the inner parts with `let` or `define`");
  return make_error(expr->span);
}

Expr* TreeBuilder::make_unary(Operator op, Expr* operand, Span span) {
  Expr* expr = make(ExprForm::Unary, span);
  expr->op = op;
  expr->left = operand;
  return finish(expr);
}

Expr* TreeBuilder::make_binary(Operator op, Expr* left, Expr* right) {
  Expr* expr = make(ExprForm::Binary, cover(left->span, right->span));
  expr->op = op;
  expr->left = left;
  expr->right = right;
  return finish(expr);
}

// ---- truth -------------------------------------------------------------------------------------

Expr* TreeBuilder::build_expression(P::ExpressionContext& context) {
  if (is_mixed(context)) report_mixed(context);
  Expr* expr = nullptr;
  for (auto* part : context.children) {
    auto* conjunction = dynamic_cast<P::ConjunctionContext*>(part);
    if (conjunction == nullptr) continue;
    Expr* next = build_conjunction(*conjunction);
    expr = expr == nullptr ? next : make_binary(Operator::Or, expr, next);
  }
  return expr;
}

Expr* TreeBuilder::build_conjunction(P::ConjunctionContext& context) {
  Expr* expr = nullptr;
  for (auto* part : context.children) {
    auto* negation = dynamic_cast<P::NegationContext*>(part);
    if (negation == nullptr) continue;
    Expr* next = build_negation(*negation);
    expr = expr == nullptr ? next : make_binary(Operator::And, expr, next);
  }
  return expr;
}

Expr* TreeBuilder::build_negation(P::NegationContext& context) {
  if (auto* compared = dynamic_cast<P::ComparedContext*>(&context))
    return build_comparison(*compared->comparison());
  if (auto* negated = dynamic_cast<P::NotContext*>(&context)) {
    return make_unary(Operator::Not, build_negation(*negated->negation()), span(context));
  }
  Expr* expr = make(ExprForm::If, span(context));
  if (auto* conditional = dynamic_cast<P::ConditionalContext*>(&context)) {
    expr->left = build_expression(*conditional->expression(0));
    expr->right = build_expression(*conditional->expression(1));
    bool outer = std::exchange(after_else_, true);
    expr->third = build_expression(*conditional->expression(2));
    after_else_ = outer;
  } else if (auto* quantified = dynamic_cast<P::QuantifiedContext*>(&context)) {
    expr->form = ExprForm::Quantifier;
    expr->quantifier =
        quantified->quantifier->getType() == P::SOME ? ast::QuantifierForm::Some : ast::QuantifierForm::Every;
    expr->name = name(*quantified->name());
    expr->left = build_list(*quantified->list);
    if (quantified->filter != nullptr) expr->filter = build_expression(*quantified->filter);
    expr->right = build_expression(*quantified->body);
  } else if (auto* one = dynamic_cast<P::TheOneContext*>(&context)) {
    return build_chosen(ast::AggregateForm::The, span(context), *one->name(), *one->list, one->filter,
                        nullptr);
  } else if (auto* first = dynamic_cast<P::FirstOneContext*>(&context)) {
    if (P::GivenContext* given = asks_at_once(*first->by)) return report_asked_order(*given, span(context));
    return build_chosen(ast::AggregateForm::First, span(context), *first->name(), *first->list, first->filter,
                        first->by);
  }
  return finish(expr);
}

/// Reports `first x in xs by e is given`: the `is given` was meant for the element, and was read as part of
/// `by`.
Expr* TreeBuilder::report_asked_order(P::GivenContext& given, Span whole) {
  report(DiagnosticKind::UnexpectedToken, tokens_.span(*given.getStart()),
         "here `is given` asks for what stands behind `by`, which is no order")
      .with_help("put parentheses around `first … by …`: `(first …) is given`");
  return make_error(whole);
}

/// Builds `the x in xs where c` and `first x in xs where c by e`, as an aggregate over a comprehension.
Expr* TreeBuilder::build_chosen(ast::AggregateForm form, Span place, P::NameContext& variable,
                                P::ExpressionContext& list, P::ExpressionContext* filter,
                                P::ExpressionContext* by) {
  Expr* chosen = make(ExprForm::Comprehension, place);
  chosen->name = name(variable);
  chosen->left = build_list(list);
  if (filter != nullptr) chosen->filter = build_expression(*filter);
  Expr* expr = make(ExprForm::Aggregate, place);
  expr->aggregate = form;
  expr->left = finish(chosen);
  if (by != nullptr) expr->right = build_expression(*by);
  return finish(expr);
}

// ---- numbers and sets --------------------------------------------------------------------------

Expr* TreeBuilder::build_alternative(P::AlternativeContext& context) {
  auto sums = context.sum();
  Expr* expr = build_sum(*sums[0]);
  if (sums.size() > 1 && after_else_) {
    report(DiagnosticKind::ElseBelongs, tokens_.span(*context.ELSE_VALUE(0)->getSymbol()),
           "a second `else` after that of an `if`")
        .with_help("say with parentheses what it belongs to: `(x else v)`");
  }
  for (std::size_t i = 1; i < sums.size(); ++i) expr = make_binary(Operator::Else, expr, build_sum(*sums[i]));
  return expr;
}

Expr* TreeBuilder::build_sum(P::SumContext& context) {
  Expr* expr = build_product(*context.product());
  for (auto* part : context.children) {
    auto* addend = dynamic_cast<P::AddendContext*>(part);
    if (addend == nullptr) continue;
    expr = make_binary(operator_of(addend->operation->getType()), expr, build_product(*addend->product()));
  }
  return expr;
}

Expr* TreeBuilder::build_product(P::ProductContext& context) {
  Expr* expr = nullptr;
  antlr4::Token* sign = nullptr;
  for (auto* part : context.children) {
    auto* factor = dynamic_cast<P::FactorContext*>(part);
    if (factor == nullptr) {
      sign = dynamic_cast<antlr4::tree::TerminalNode&>(*part).getSymbol();
      continue;
    }
    Expr* next = build_factor(*factor);
    if (expr == nullptr) {
      expr = next;
    } else if (sign->getType() == P::OF) {
      expr = build_part_of(expr, *sign, next);
    } else {
      expr = make_binary(operator_of(sign->getType()), expr, next);
    }
  }
  return expr;
}

namespace {

/// A number that is written as a share of something: `50 per cent`, `0.5`, `2/3`.
bool is_share(const Expr& expr) {
  if (expr.form == ExprForm::Decimal) return true;
  return expr.form == ExprForm::Binary && expr.op == Operator::Divide &&
         expr.left->form == ExprForm::Integer && expr.right->form == ExprForm::Integer;
}

/// What to write for `half of x`, `name of x`, `2 of x`.
std::string help_for_part(const Expr& part, const Expr& whole) {
  constexpr std::string_view kShares = "a share is written `2/3 of x`, `50 per cent of x`";
  if (part.form != ExprForm::NameUse) return fmt::format("{}; write `*` to multiply", kShares);
  const auto known = foreign_words_of(ForeignWordPlace::Part, part.name.text);
  if (!known.empty()) return std::string(known.front()->help);
  if (whole.form != ExprForm::NameUse)
    return fmt::format("a field is written `x.{}`; {}", part.name.text, kShares);
  return fmt::format("a field is written `{}.{}`; {}", whole.name.text, part.name.text, kShares);
}

}  // namespace

/// Builds `2/3 of x`, which is a product.
Expr* TreeBuilder::build_part_of(Expr* share, antlr4::Token& of, Expr* whole) {
  if (is_share(*share)) return make_binary(Operator::Multiply, share, whole);
  if (share->form != ExprForm::Error && whole->form != ExprForm::Error && !tokens_.has_mistake(of)) {
    report(DiagnosticKind::NoShare, tokens_.span(of), "what stands before `of` is no share")
        .with_help(help_for_part(*share, *whole));
  }
  return make_error(cover(share->span, whole->span));
}

Expr* TreeBuilder::build_factor(P::FactorContext& context) {
  if (auto* positive = dynamic_cast<P::PositiveContext*>(&context))
    return build_postfix(*positive->postfix());
  if (auto* part = dynamic_cast<P::PartOfDateContext*>(&context)) return build_part_of_date(*part);
  if (auto* end = dynamic_cast<P::EndOfSpanContext*>(&context)) return build_end_of_span(*end);
  auto& negative = dynamic_cast<P::NegativeContext&>(context);
  // The sign is read with the literal, since the least integer has no positive counterpart.
  if (auto* positive = dynamic_cast<P::PositiveContext*>(negative.factor())) {
    auto* integer = dynamic_cast<P::IntegerContext*>(positive->postfix()->primary());
    if (integer != nullptr && positive->postfix()->anyWord().empty()) {
      return build_integer(*integer->INTEGER_LITERAL()->getSymbol(), negative.MINUS()->getSymbol(),
                           integer->unit() == nullptr ? nullptr : integer->unit()->getStart());
    }
    auto* number = dynamic_cast<P::NumberContext*>(positive->postfix()->primary());
    if (number != nullptr && positive->postfix()->anyWord().empty())
      return build_share(*number->share(), negative.MINUS()->getSymbol());
  }
  return make_unary(Operator::Negate, build_factor(*negative.factor()), span(context));
}

Expr* TreeBuilder::build_part_of_date(P::PartOfDateContext& context) {
  const TokenType part = context.part->getType();
  const Operator op = part == P::YEAR    ? Operator::YearOf
                      : part == P::MONTH ? Operator::MonthOf
                      : part == P::DATE  ? Operator::DateOf
                                         : Operator::DayOf;
  return make_unary(op, build_factor(*context.factor()), span(context));
}

Expr* TreeBuilder::build_end_of_span(P::EndOfSpanContext& context) {
  const bool is_first = context.end->getType() == P::FIRST, is_year = context.span->getType() == P::YEAR;
  const Operator op = is_first ? (is_year ? Operator::FirstDayOfYear : Operator::FirstDayOfMonth)
                               : (is_year ? Operator::LastDayOfYear : Operator::LastDayOfMonth);
  return make_unary(op, build_factor(*context.factor()), span(context));
}

Expr* TreeBuilder::build_postfix(P::PostfixContext& context) {
  Expr* expr = build_primary(*context.primary());
  for (auto* part : context.children) {
    auto* word = dynamic_cast<P::AnyWordContext*>(part);
    if (word == nullptr) continue;
    Expr* field = make(ExprForm::Field, cover(expr->span, tokens_.span(*word->getStart())));
    field->left = expr;
    field->name = name(*word);
    expr = finish(field);
  }
  return expr;
}

// ---- primaries ---------------------------------------------------------------------------------

Expr* TreeBuilder::build_primary(P::PrimaryContext& context) {
  // Inside brackets the last part of an outer `if` does not count.
  bool outer = std::exchange(after_else_, false);
  Expr* expr = build_bracketed_or_plain(context);
  after_else_ = outer;
  return expr;
}

Expr* TreeBuilder::build_bracketed_or_plain(P::PrimaryContext& context) {
  if (auto* use = dynamic_cast<P::NameUseContext*>(&context)) return build_name_use(*use);
  if (auto* grouped = dynamic_cast<P::GroupedContext*>(&context))
    return build_expression(*grouped->expression());
  if (auto* count = dynamic_cast<P::CountContext*>(&context)) return build_count(*count);
  if (auto* fold = dynamic_cast<P::FoldContext*>(&context))
    return fold->second == nullptr ? build_fold(*fold) : build_of_two(*fold);
  if (auto* date = dynamic_cast<P::DateContext*>(&context))
    return build_date(*date->DATE_LITERAL()->getSymbol());
  if (auto* integer = dynamic_cast<P::IntegerContext*>(&context)) {
    return build_integer(*integer->INTEGER_LITERAL()->getSymbol(), nullptr,
                         integer->unit() == nullptr ? nullptr : integer->unit()->getStart());
  }
  if (auto* number = dynamic_cast<P::NumberContext*>(&context)) return build_share(*number->share(), nullptr);
  Expr* expr = make(ExprForm::Error, span(context));
  if (auto* string = dynamic_cast<P::StringContext*>(&context)) {
    expr->form = ExprForm::String;
    expr->text = build_plain(*string->STRING_LITERAL()->getSymbol());
  } else if (dynamic_cast<P::YesContext*>(&context) != nullptr) {
    expr->form = ExprForm::Truth;
    expr->integer = 1;
  } else if (dynamic_cast<P::NoContext*>(&context) != nullptr) {
    expr->form = ExprForm::Truth;
  } else if (auto* set = dynamic_cast<P::SetContext*>(&context)) {
    expr->form = ExprForm::Set;
    expr->items = build_arguments(set->arguments());
  } else if (dynamic_cast<P::EmptyListContext*>(&context) != nullptr) {
    expr->form = ExprForm::EmptyList;
  } else if (dynamic_cast<P::NoneContext*>(&context) != nullptr) {
    report(DiagnosticKind::UnexpectedToken, expr->span, "`none` is not a value to compare or to compute with")
        .with_help("ask for it: `x is given`, `x is not given`");
  }
  return finish(expr);
}

Expr* TreeBuilder::build_name_use(P::NameUseContext& context) {
  antlr4::Token& token = *context.name()->getStart();
  Expr* expr = make(ExprForm::NameUse, span(context));
  expr->name = name(token);
  if (tokens_.is_mistaken(token)) return make_error(expr->span);
  if (auto* call = dynamic_cast<P::CallContext*>(context.application())) {
    expr->form = ExprForm::Call;
    expr->items = build_arguments(call->arguments());
  } else if (auto* lookup = dynamic_cast<P::LookupContext*>(context.application())) {
    expr->form = ExprForm::Lookup;
    expr->items = build_arguments(lookup->arguments());
  } else if (bool yes = expr->name.text == "true"; yes || expr->name.text == "false") {
    report(DiagnosticKind::InvalidLiteral, expr->span,
           fmt::format("`{}` is not a truth value", expr->name.text))
        .with_help(fmt::format("write `{}`", yes ? "yes" : "no"));
    expr->form = ExprForm::Truth;
    expr->integer = yes ? 1 : 0;
  }
  return finish(expr);
}

/// `min(a, b)`: an operator that is written before its operands. Of a word that the language has for lists
/// alone, what to write is said.
Expr* TreeBuilder::build_of_two(P::FoldContext& context) {
  const std::string_view word = spelling(context.function->getType());
  if (context.selection()->expression().size() > 1) {
    report(DiagnosticKind::UnexpectedToken, span(*context.selection()),
           "`where` chooses from a list, and this is a value")
        .with_help(fmt::format("of what a list holds: `{}(x in xs where … by x.field)`", word));
    return make_error(span(context));
  }
  Expr* left = build_expression(*context.selection()->expression(0));
  Expr* right = build_expression(*context.second);
  if (auto op = ast::operator_written(word, ast::Notation::Function)) {
    Expr* expr = make_binary(*op, left, right);
    expr->span = span(context);
    return expr;
  }
  report(DiagnosticKind::UnexpectedToken, span(context),
         fmt::format("`{}` takes a list, not two values", word))
      .with_help(fmt::format("of two write `a + b`; of what a list holds `{}(x in xs by x.field)`", word));
  return make_error(span(context));
}

std::span<Expr*> TreeBuilder::build_arguments(P::ArgumentsContext* context) {
  if (context == nullptr) return {};
  std::vector<Expr*> all;
  for (auto* each : context->expression()) all.push_back(build_expression(*each));
  return keep(all);
}

namespace {

/// What one of a unit comes to in days, months or seconds.
std::int64_t factor_of(TokenType unit) {
  const bool is_week = unit == P::WEEK || unit == P::WEEKS, is_year = unit == P::YEAR || unit == P::YEARS;
  if (unit == P::HOUR || unit == P::HOURS) return moment::kHour;
  if (unit == P::MINUTE || unit == P::MINUTES) return moment::kMinute;
  return is_week ? 7 : is_year ? 12 : 1;
}

bool is_of_months(TokenType unit) {
  return unit == P::MONTH || unit == P::MONTHS || unit == P::YEAR || unit == P::YEARS;
}

bool is_of_hours(TokenType unit) {
  return unit == P::HOUR || unit == P::HOURS || unit == P::MINUTE || unit == P::MINUTES ||
         unit == P::SECOND || unit == P::SECONDS;
}

}  // namespace

Expr* TreeBuilder::build_integer(antlr4::Token& digits, antlr4::Token* minus, antlr4::Token* unit) {
  Span place = tokens_.span(minus == nullptr ? digits : *minus, unit == nullptr ? digits : *unit);
  if (tokens_.is_mistaken(digits)) return make_error(place);
  std::string text(minus == nullptr ? "" : "-");
  text += tokens_.text(digits);
  Expr* expr = make(unit == nullptr                 ? ExprForm::Integer
                    : is_of_months(unit->getType()) ? ExprForm::Months
                    : is_of_hours(unit->getType())  ? ExprForm::Hours
                                                    : ExprForm::Days,
                    place);
  if (unit != nullptr) expr->unit = factor_of(unit->getType());
  const bool is_read =
      std::from_chars(text.data(), text.data() + text.size(), expr->integer).ec == std::errc();
  if (is_read && !__builtin_mul_overflow(expr->integer, expr->unit, &expr->integer)) return finish(expr);
  report(DiagnosticKind::InvalidLiteral, tokens_.span(digits), "this number does not fit in 64 bits")
      .note(fmt::format("the greatest is {}", std::numeric_limits<std::int64_t>::max()));
  return make_error(place);
}

/// Builds `2.5`, `50 per cent`, `12.5 per cent` as a fraction in lowest terms.
Expr* TreeBuilder::build_share(P::ShareContext& context, antlr4::Token* minus) {
  const bool is_whole = context.DECIMAL_LITERAL() == nullptr;
  antlr4::Token& digits = *(is_whole ? context.INTEGER_LITERAL() : context.DECIMAL_LITERAL())->getSymbol();
  Span place = minus == nullptr ? span(context) : cover(tokens_.span(*minus), span(context));
  if (tokens_.is_mistaken(digits)) return make_error(place);
  const std::string_view text = tokens_.text(digits);
  const auto parts = parse_decimal(text);
  if (!parts) {
    const bool is_long = text.size() - text.find('.') > kMostDecimals + 1 && !is_whole;
    report(
        DiagnosticKind::InvalidLiteral, tokens_.span(digits),
        is_long ? "a number has at most six digits behind the point" : "this number does not fit in 64 bits")
        .with_help(is_long ? "write a fraction, such as `1/3`, which is exact" : "");
    return make_error(place);
  }
  const std::int64_t whole = kMillionths * (context.PER() == nullptr ? 1 : 100);
  const std::int64_t common = std::gcd(*parts, whole);
  Expr* expr = make(ExprForm::Decimal, place);
  expr->integer = (minus == nullptr ? 1 : -1) * (*parts / common);
  expr->under = whole / common;
  return finish(expr);
}

namespace {

/// The help for a date with day and month swapped, `2022-26-03`.
std::string help_for_day(std::string_view written) {
  std::string meant = date_as_written(written);
  return meant.empty() ? "a date is written as year, month and day: `2022-03-09`"
                       : fmt::format("a date is written as year, month and day: `{}`", meant);
}

}  // namespace

Expr* TreeBuilder::build_date(antlr4::Token& token) {
  Span place = tokens_.span(token);
  if (tokens_.is_mistaken(token)) return make_error(place);
  if (tokens_.text(token).find('T') != std::string_view::npos) return build_moment(token);
  auto day = parse_date(tokens_.text(token));
  if (!day) {
    report(DiagnosticKind::InvalidLiteral, place,
           fmt::format("`{}` is no day of the calendar", tokens_.text(token)))
        .with_help(help_for_day(tokens_.text(token)));
    return make_error(place);
  }
  Expr* expr = make(ExprForm::Date, place);
  expr->integer = *day;
  return finish(expr);
}

/// `2024-05-01T14:30+02:00`
Expr* TreeBuilder::build_moment(antlr4::Token& token) {
  const Span place = tokens_.span(token);
  const auto moment = parse_moment(tokens_.text(token));
  if (!moment) {
    report(DiagnosticKind::InvalidLiteral, place,
           fmt::format("`{}` {}", tokens_.text(token), in_words(moment.error())))
        .with_help(std::string(help_for(moment.error())));
    return make_error(place);
  }
  Expr* expr = make(ExprForm::Moment, place);
  expr->integer = *moment;
  return finish(expr);
}

}  // namespace precept::parsing
