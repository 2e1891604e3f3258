#include <algorithm>
#include <map>

#include "authoring/lint/rules/expressions/expressions.h"

namespace precept::lint {

namespace {

/// So often a number stands there until it should have a name; smaller ones say what they are themselves.
constexpr std::size_t kOften = 3;
constexpr std::int64_t kSmall = 10;

/// A period says by its unit what it is.
bool is_amount(const model::Expr& expr) {
  return expr.kind == model::ExprKind::Constant && expr.value.state == model::ValueState::Known &&
         (expr.type.is(model::TypeKind::Int) || expr.type.is(model::TypeKind::Number)) &&
         expr.value.under == 1 && expr.value.number > kSmall;
}

}  // namespace

void repeated_constant(Look& look) {
  std::map<std::pair<model::TypeKind, std::int64_t>, std::vector<Span>> places;
  for (const Seen& seen : look.expressions())
    if (is_amount(*seen.expr) && seen.parent != nullptr && look.is_of_policy(seen.expr->span.file))
      places[{seen.expr->type.kind, seen.expr->value.number}].push_back(seen.expr->span);
  for (auto& [number, spans] : places) {
    std::ranges::sort(spans, {}, [](Span span) { return std::pair(span.file, span.begin); });
    spans.erase(
        std::ranges::unique(spans, {}, [](Span span) { return std::pair(span.file, span.begin); }).begin(),
        spans.end());
    if (spans.size() < kOften) continue;
    const std::string words = look.words(spans.front());
    Diagnostic& found = look.found(DiagnosticKind::RepeatedConstant, spans.front(),
                                   "`" + words + "` stands here " + std::to_string(spans.size()) +
                                       " times, and nothing says that it is the same each time");
    for (std::size_t i = 1; i < std::min(spans.size(), kOften); ++i) found.label(spans[i], "and here");
    found.with_help("give it a name: `define limit = " + words + "`");
  }
}

}  // namespace precept::lint
