// Comparisons: `a < b`, `x in xs`, `x is given`, `x reaches y by step in xs`.
#include <fmt/format.h>

#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using ast::Expr;
using ast::ExprForm;
using ast::Operator;

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

}  // namespace precept::parsing
