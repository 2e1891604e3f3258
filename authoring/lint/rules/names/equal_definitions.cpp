#include <cctype>
#include <map>

#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

namespace {

/// Bodies of so few parts are alike by chance, as two names for one field are.
constexpr std::size_t kFewParts = 3;

std::size_t parts_of(const model::Expr& expr) {
  std::size_t result = 1;
  for_each_part(expr, [&](const model::Expr& part) { result += parts_of(part); });
  return result;
}

}  // namespace

void equal_definitions(Look& look) {
  // As they are written, each parameter by its number.
  std::map<std::string, const model::Define*> first;
  for (const model::Define& define : look.model().defines) {
    if (define.body == nullptr || parts_of(*define.body) <= kFewParts) continue;
    std::string content;
    for (const model::Variable* parameter : define.parameters)
      content += std::to_string(static_cast<int>(parameter->type.kind)) + ":" +
                 std::to_string(parameter->type.id) + " ";
    std::string body = " " + look.words(define.body->span) + " ";
    for (std::size_t i = 0; i < define.parameters.size(); ++i) {
      const std::string& name = define.parameters[i]->name;
      auto is_word = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
      };
      for (std::size_t at = body.find(name); at != std::string::npos; at = body.find(name, at + 1)) {
        const char after = body[at + name.size()];
        const bool ends = std::isalnum(static_cast<unsigned char>(after)) == 0 && after != '_';
        if (!is_word(body[at - 1]) && ends) body.replace(at, name.size(), "$" + std::to_string(i));
      }
    }
    auto [found, is_new] = first.emplace(content + body, &define);
    if (is_new) continue;
    look.found(DiagnosticKind::EqualDefinitions, define.span,
               "`" + define.name + "` says what `" + found->second->name + "` says")
        .label(found->second->span, "the first")
        .with_help("use one of them, or let one call the other, if both are needed");
  }
}

}  // namespace precept::lint
