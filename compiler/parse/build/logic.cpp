// `and` and `or` do not mix without parentheses (docs/language.md, Expressions).
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/build/tree_builder.h"

namespace precept::parsing {

namespace {

/// The last part of a form that reaches as far to the right as it can: `c or d` in `some x in xs satisfies c
/// or d`.
P::ExpressionContext* open_end(P::NegationContext& context) {
  if (auto* negated = dynamic_cast<P::NotContext*>(&context)) return open_end(*negated->negation());
  if (auto* conditional = dynamic_cast<P::ConditionalContext*>(&context)) return conditional->expression(2);
  auto* quantified = dynamic_cast<P::QuantifiedContext*>(&context);
  return quantified == nullptr ? nullptr : quantified->body;
}

P::NegationContext& last_negation(P::ExpressionContext& context) {
  return *context.conjunction().back()->negation().back();
}

bool has_or(P::ExpressionContext& context) {
  return context.conjunction().size() > 1;
}

bool has_and(P::ExpressionContext& context) {
  return std::ranges::any_of(context.conjunction(), [](auto* each) { return each->negation().size() > 1; });
}

}  // namespace

std::string on_one_line(std::string_view text) {
  constexpr std::size_t kMost = 40;
  std::string result;
  for (char c : text) {
    bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) result += c;
    if (blank && !result.ends_with(' ')) result += ' ';
  }
  if (result.size() <= kMost) return result;
  std::size_t end = kMost - 3;
  while (end > 0 && (static_cast<unsigned char>(result[end]) & 0xC0) == 0x80) --end;
  return result.substr(0, end) + "…";
}

/// True where `and` and `or` mix without parentheses, also across the last part of a form that reaches right.
bool TreeBuilder::is_mixed(P::ExpressionContext& context) const {
  bool with_or = has_or(context), with_and = has_and(context);
  if (with_or && with_and) return true;
  if (!with_or && !with_and) return false;
  P::ExpressionContext* inner = open_end(last_negation(context));
  while (inner != nullptr) {
    if ((with_or && has_and(*inner)) || (with_and && has_or(*inner))) return true;
    inner = open_end(last_negation(*inner));
  }
  return false;
}

/// The operands with the `and` or `or` behind each. Forms that reach right are split at their last part.
void TreeBuilder::flatten(P::ExpressionContext& context, std::vector<LogicPart>& parts) const {
  for (auto* conjunction : context.conjunction()) {
    for (auto* negation : conjunction->negation()) {
      if (!parts.empty()) parts.back().is_and = negation != conjunction->negation().front();
      Span place = tokens_.span(*negation->getStart(), *negation->getStop());
      P::ExpressionContext* inner = open_end(*negation);
      if (inner == nullptr || negation != &last_negation(context)) {
        parts.push_back({on_one_line(parse_context_.sources.text(place)), false});
        continue;
      }
      Span head{place.file, place.begin, tokens_.span(*inner->getStart()).begin};
      std::size_t first = parts.size();
      if (first > 0) parts.back().is_and = negation != conjunction->negation().front();
      parts.push_back({on_one_line(parse_context_.sources.text(head)), false});
      std::vector<LogicPart> rest;
      flatten(*inner, rest);
      parts.back().text += rest.front().text;
      parts.back().is_and = rest.front().is_and;
      parts.insert(parts.end(), rest.begin() + 1, rest.end());
    }
  }
}

namespace {

/// The operands in a row, with parentheses around those that the tighter operator binds.
std::string reading(const std::vector<LogicPart>& parts, bool and_is_tight) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    bool binds_left = i > 0 && parts[i - 1].is_and == and_is_tight;
    bool binds_right = i + 1 < parts.size() && parts[i].is_and == and_is_tight;
    if (binds_right && !binds_left) result += "(";
    result += parts[i].text;
    if (binds_left && !binds_right) result += ")";
    if (i + 1 < parts.size()) result += parts[i].is_and ? " and " : " or ";
  }
  return result;
}

}  // namespace

/// Reports the mix, and shows both ways to read it. The tree is built as if `and` bound tighter.
void TreeBuilder::report_mixed(P::ExpressionContext& context) {
  if (tokens_.has_mistake(*context.getStart())) return;
  std::vector<LogicPart> parts;
  flatten(context, parts);
  report(DiagnosticKind::MixedAndOr, span(context), "`and` and `or` stand side by side without parentheses")
      .note(fmt::format("it may mean `{}`", reading(parts, true)))
      .note(fmt::format("or it may mean `{}`", reading(parts, false)))
      .with_help("put parentheses around what belongs together");
}

}  // namespace precept::parsing
