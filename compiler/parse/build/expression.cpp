#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <utility>

#include "base/decimal.h"
#include "base/suggest.h"
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

/// The infix operator for a token of the grammar.
Operator operator_of(TokenType type) {
  return ast::operator_written(spelling(type), ast::Notation::Infix).value_or(Operator::Equal);
}

bool is_membership(const Expr& expr) {
  return expr.form == ExprForm::Binary && expr.op == Operator::In && expr.left->form == ExprForm::NameUse;
}

bool joins(const Expr& expr) {
  return expr.form == ExprForm::Binary && (expr.op == Operator::And || expr.op == Operator::Or);
}

/// The `is given` behind the first operand of an expression; null where there is none.
P::GivenContext* asks_at_once(P::ExpressionContext& expression) {
  auto* compared = dynamic_cast<P::ComparedContext*>(expression.conjunction(0)->negation(0));
  if (compared == nullptr || compared->comparison()->relation().empty()) return nullptr;
  return dynamic_cast<P::GivenContext*>(compared->comparison()->relation(0));
}

}  // namespace

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

// ---- comparisons -------------------------------------------------------------------------------

Expr* TreeBuilder::build_comparison(P::ComparisonContext& context) {
  if (context.relation().size() > 1) return report_chain(context);
  Expr* left = build_alternative(*context.alternative());
  return context.relation().empty() ? left : build_relation(left, *context.relation(0));
}

Expr* TreeBuilder::build_relation(Expr* left, P::RelationContext& context) {
  if (auto* related = dynamic_cast<P::RelatedToContext*>(&context)) {
    if (Expr* none = report_none(left, *related)) return none;
    return make_binary(operator_of(related->relator->getType()), left,
                       build_alternative(*related->alternative()));
  }
  if (auto* not_in = dynamic_cast<P::NotInContext*>(&context)) {
    return make_binary(Operator::NotIn, left, build_alternative(*not_in->alternative()));
  }
  if (auto* subset = dynamic_cast<P::SubsetOfContext*>(&context)) {
    return make_binary(Operator::SubsetOf, left, build_alternative(*subset->alternative()));
  }
  if (auto* reaches = dynamic_cast<P::ReachesContext*>(&context)) return build_reach(left, *reaches);
  auto& given = dynamic_cast<P::GivenContext&>(context);
  return make_unary(given.NOT() == nullptr ? Operator::Given : Operator::NotGiven, left,
                    cover(left->span, span(context)));
}

/// Builds `x reaches y by step(_, _) in xs`. A step without arguments has the two elements as these.
Expr* TreeBuilder::build_reach(Expr* left, P::ReachesContext& context) {
  Expr* step = make(ExprForm::Call, name(*context.step).span);
  step->name = name(*context.step);
  if (context.LEFT_PAREN() != nullptr) {
    step->items = build_arguments(context.arguments());
    step->span = cover(step->span, tokens_.span(*context.RIGHT_PAREN()->getSymbol()));
  } else {
    std::vector<Expr*> blanks;
    for (int i = 0; i < 2; ++i) {
      Expr* blank = make(ExprForm::NameUse, step->span);
      blank->name = {ast::kBlank, step->span};
      blanks.push_back(blank);
    }
    step->items = parse_context_.arena.copy<Expr*>(blanks);
  }
  Expr* expr = make(ExprForm::Reach, cover(left->span, span(context)));
  expr->left = left;
  expr->right = build_alternative(*context.alternative());
  expr->filter = finish(step);
  if (auto* choice = dynamic_cast<P::ReachableChoiceContext*>(context.reachable())) {
    expr->third = build_selection(*choice->selection(), false);
    const bool chooses_all = expr->third->form == ExprForm::Comprehension && expr->third->filter == nullptr;
    if (chooses_all) expr->third = expr->third->left;
  } else {
    expr->third = build_postfix(*dynamic_cast<P::ReachableListContext&>(*context.reachable()).postfix());
  }
  return finish(expr);
}

/// Reports `x != none` and `x = none`. Null where the right side is something else.
Expr* TreeBuilder::report_none(Expr* left, P::RelatedToContext& context) {
  bool is_none = tokens_.span(*context.alternative()->getStart()).end == span(*context.alternative()).end &&
                 context.alternative()->getStart()->getType() == P::NONE;
  TokenType relator = context.relator->getType();
  if (!is_none || (relator != P::EQUAL && relator != P::NOT_EQUAL)) return nullptr;
  if (tokens_.has_mistake(*context.getStart())) return make_error(cover(left->span, span(context)));
  report(DiagnosticKind::UnexpectedToken, span(*context.alternative()),
         "`none` is not a value to compare or to compute with")
      .with_help(fmt::format("write `{} {}`", on_one_line(parse_context_.sources.text(left->span)),
                             relator == P::EQUAL ? "is not given" : "is given"));
  return make_error(cover(left->span, span(context)));
}

Expr* TreeBuilder::report_chain(P::ComparisonContext& context) {
  // A word was reported here, and the sign in its place only keeps the operands apart.
  if (tokens_.has_mistake(*context.getStart())) return make_error(span(context));
  auto relations = context.relation();
  auto operator_span = [&](P::RelationContext& relation) { return tokens_.span(*relation.getStart()); };
  auto text = [&](antlr4::ParserRuleContext& part) {
    return std::string(parse_context_.sources.text(span(part)));
  };
  auto& diagnostic = report(DiagnosticKind::ChainedComparison, operator_span(*relations[1]),
                            "a comparison cannot be compared again")
                         .label(operator_span(*relations[0]), "the first comparison");
  auto* first = dynamic_cast<P::RelatedToContext*>(relations[0]);
  auto* second = dynamic_cast<P::RelatedToContext*>(relations[1]);
  auto* asked = second == nullptr ? nullptr : dynamic_cast<P::RelatedToContext*>(second);
  std::string answer = asked == nullptr ? "" : text(*asked->alternative());
  bool is_equality = asked != nullptr &&
                     (asked->relator->getType() == P::EQUAL || asked->relator->getType() == P::NOT_EQUAL);
  if (is_equality && (answer == "yes" || answer == "no")) {
    bool holds = (answer == "yes") == (asked->relator->getType() == P::EQUAL);
    diagnostic.with_help(
        holds ? fmt::format("leave `{}` out: a comparison is yes or no by itself", text(*asked))
              : fmt::format("leave `{}` out and write `not (…)`", text(*asked)));
    return make_error(span(context));
  }
  // In `x > 1 else y = 2` the `else` was meant to choose between conditions.
  bool has_else = first != nullptr && !first->alternative()->ELSE_VALUE().empty();
  if (has_else) {
    diagnostic.with_help("to choose, write `if … then … else …`");
    return make_error(span(context));
  }
  if (dynamic_cast<P::GivenContext*>(relations[1]) != nullptr) {
    diagnostic.with_help("put parentheses around what `is given` asks for");
    return make_error(span(context));
  }
  constexpr std::uint32_t kLongest = 80;  // letters of a help
  bool is_short = span(context).end - span(context).begin < kLongest;
  if (is_short && first != nullptr && second != nullptr) {
    diagnostic.with_help(fmt::format("write `{} {} and {} {}`", text(*context.alternative()), text(*first),
                                     text(*first->alternative()), text(*second)));
  }
  return make_error(span(context));
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

}  // namespace

/// Builds `2/3 of x`, which is a product.
Expr* TreeBuilder::build_part_of(Expr* share, antlr4::Token& of, Expr* whole) {
  if (is_share(*share)) return make_binary(Operator::Multiply, share, whole);
  if (share->form != ExprForm::Error && whole->form != ExprForm::Error) {
    report(DiagnosticKind::NoShare, tokens_.span(of), "what stands before `of` is no share")
        .with_help("a share is written `2/3 of x`, `50 per cent of x`; write `*` to multiply");
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

/// What one of a unit comes to in days or months.
std::int64_t factor_of(TokenType unit) {
  const bool is_week = unit == P::WEEK || unit == P::WEEKS, is_year = unit == P::YEAR || unit == P::YEARS;
  return is_week ? 7 : is_year ? 12 : 1;
}

bool is_of_months(TokenType unit) {
  return unit == P::MONTH || unit == P::MONTHS || unit == P::YEAR || unit == P::YEARS;
}

}  // namespace

Expr* TreeBuilder::build_integer(antlr4::Token& digits, antlr4::Token* minus, antlr4::Token* unit) {
  Span place = tokens_.span(minus == nullptr ? digits : *minus, unit == nullptr ? digits : *unit);
  if (tokens_.is_mistaken(digits)) return make_error(place);
  std::string text(minus == nullptr ? "" : "-");
  text += tokens_.text(digits);
  Expr* expr = make(unit == nullptr                 ? ExprForm::Integer
                    : is_of_months(unit->getType()) ? ExprForm::Months
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

// ---- aggregates --------------------------------------------------------------------------------

/// `count(x in xs and c)`, `every x in xs and c satisfies d`: what chooses stands behind `where`. True where
/// it was reported.
bool TreeBuilder::report_joined_choice(const Expr& chosen, bool is_list) {
  const Expr* first = &chosen;
  while (joins(*first) && first->left != nullptr && joins(*first->left)) first = first->left;
  bool is_joined = joins(*first) && first->left != nullptr && (is_list || is_membership(*first->left));
  if (!is_joined) return false;
  report(DiagnosticKind::ForeignWord, chosen.span,
         fmt::format("`{}` does not choose from a list", first->op == Operator::And ? "and" : "or"))
      .with_help(
          fmt::format("write `{} where …`", on_one_line(parse_context_.sources.text(first->left->span))));
  return true;
}

/// The list of a quantifier, of `the` and `first`.
Expr* TreeBuilder::build_list(P::ExpressionContext& context) {
  Expr* list = build_expression(context);
  return report_joined_choice(*list, true) ? make_error(list->span) : list;
}

/// `x in xs where c` reads as a membership with a filter; what it is depends on where it stands. In a
/// `let` or a definition, `x in xs` without `where` is a truth; in an aggregate it is a comprehension.
Expr* TreeBuilder::build_selection(P::SelectionContext& context, bool is_let) {
  Expr* expr = build_expression(*context.expression(0));
  P::ExpressionContext* filter = context.expression(1);
  if (filter == nullptr && is_let) return expr;
  if (!is_let && report_joined_choice(*expr, false)) return make_error(span(context));
  bool grouped = context.getStart()->getType() == P::LEFT_PAREN;
  if (!is_membership(*expr) || grouped) {
    if (filter == nullptr) return expr;
    Expr* where = build_expression(*filter);
    if (expr->form != ExprForm::Error && where->form != ExprForm::Error) {
      report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.WHERE()->getSymbol()),
             "nothing is chosen from here")
          .with_help(fmt::format("write `x in {} where …`, with a name of your own for `x`",
                                 on_one_line(parse_context_.sources.text(expr->span))));
    }
    return make_error(span(context));
  }
  Expr* comprehension = make(ExprForm::Comprehension, span(context));
  comprehension->name = expr->left->name;
  comprehension->left = expr->right;
  if (filter != nullptr) comprehension->filter = build_expression(*filter);
  return finish(comprehension);
}

/// A hole: an expression, or a list in words. `names` is no keyword: nothing else can stand before `of` that
/// would be the same for each element.
Expr* TreeBuilder::build_hole(P::HoleContext& context) {
  Expr* shown = build_expression(*context.expression());
  if (context.selection() == nullptr) return shown;
  Expr* expr = make(ExprForm::InWords, span(context));
  expr->left = build_selection(*context.selection(), false);
  const bool asks_names = shown->form == ExprForm::NameUse && shown->name.text == "names";
  if (!asks_names) expr->right = shown;
  return finish(expr);
}

Expr* TreeBuilder::build_count(P::CountContext& context) {
  Expr* expr = make(ExprForm::Aggregate, span(context));
  if (auto* rows = dynamic_cast<P::CountRowsContext*>(context.counting())) {
    expr->aggregate = ast::AggregateForm::Count;
    expr->left = build_selection(*rows->selection(), false);
  } else if (auto* distinct = dynamic_cast<P::CountDistinctContext*>(context.counting())) {
    expr->aggregate = ast::AggregateForm::CountDistinct;
    expr->left = build_selection(*distinct->selection(), false);
    expr->right = build_expression(*distinct->expression());
    require_comprehension(*expr, "count distinct");
  }
  return finish(expr);
}

Expr* TreeBuilder::build_fold(P::FoldContext& context) {
  std::size_t function = context.function->getType();
  Expr* expr = make(ExprForm::Aggregate, span(context));
  expr->aggregate = function == P::SUM   ? ast::AggregateForm::Sum
                    : function == P::MIN ? ast::AggregateForm::Min
                                         : ast::AggregateForm::Max;
  expr->left = build_selection(*context.selection(), false);
  expr->right = build_expression(*context.by);
  require_comprehension(*expr, tokens_.text(*context.function));
  return finish(expr);
}

/// Reports an aggregate with `by` and without a variable: `by` is computed for each element.
void TreeBuilder::require_comprehension(Expr& aggregate, std::string_view function) {
  ExprForm form = aggregate.left->form;
  if (form == ExprForm::Comprehension || form == ExprForm::Error) return;
  report(DiagnosticKind::UnexpectedToken, aggregate.left->span,
         fmt::format("`{}` needs a name for what it goes through", function))
      .with_help(fmt::format("write `{}(x in … by …)`, with a name of your own for `x`", function));
  aggregate.left = make_error(aggregate.left->span);
}

}  // namespace precept::parsing
