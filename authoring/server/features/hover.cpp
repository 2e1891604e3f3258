#include <fmt/format.h>

#include <cctype>

#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/describe.h"
#include "authoring/server/knowledge/table_rows.h"
#include "authoring/server/knowledge/words.h"
#include "authoring/server/records/record_features.h"

namespace precept::server {

namespace {

/// The innermost token at the place; null between tokens.
const SourceToken* token_at(const Spot& spot) {
  const checking::PolicyFile* file = spot.policy->parsed(spot.file);
  const SourceToken* found = nullptr;
  for (const SourceToken& token : file->entry.parsed->tokens) {
    if (token.span.begin > spot.offset) break;
    if (spot.offset < token.span.end || (spot.offset == token.span.end && found == nullptr)) found = &token;
  }
  return found;
}

Json hover_json(const Spot& spot, Span at, Encoding encoding, std::string text) {
  return {{"contents", markdown(std::move(text))}, {"range", range_json(*spot.policy, at, encoding)}};
}

/// The name of a type without what is around it: `Country` of "set of Country or none".
std::string bare_type(std::string type) {
  if (type.ends_with(" or none")) type.resize(type.size() - std::string_view(" or none").size());
  const std::size_t of = type.rfind(" of ");
  return of == std::string::npos ? type : type.substr(of + 4);
}

/// The table whose key a word at the place is: by its type, or, in a look-up, by the name before the bracket.
const model::Table* table_at(const Spot& spot, const SourceToken& token) {
  const auto type = spot.analysis().type_at(spot.file, token.span.begin + 1);
  if (type) {
    if (const model::Table* table = table_named(*spot.policy, bare_type(*type))) return table;
  }
  const std::string& text = spot.policy->text(spot.file);
  const std::size_t bracket = text.find_last_of("[\n", token.span.begin);
  if (bracket == std::string::npos || text[bracket] != '[') return nullptr;
  std::size_t begin = bracket;
  while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) || text[begin - 1] == '_'))
    --begin;
  return table_named(*spot.policy, std::string_view(text).substr(begin, bracket - begin));
}

std::string row_at(const Spot& spot, const SourceToken& token) {
  if (token.kind != TokenKind::String && token.kind != TokenKind::Name) return {};
  std::string_view word = spot.policy->sources.text(token.span);
  if (token.kind == TokenKind::String && word.size() >= 2) word = word.substr(1, word.size() - 2);
  const model::Table* table = table_at(spot, token);
  const auto row = table != nullptr ? row_of(*table, word) : std::nullopt;
  return row ? row_in_words(*spot.policy, *table, *row) : std::string();
}

}  // namespace

Json hover(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  if (kind_of(document.path) == DocumentKind::Record) return hover_in_record(context, document, params);
  const Position at = position_of(member(params, "position"));
  const Spot spot =
      spot_near(context, document, document.lines.offset(document.text, at, context.encoding()));
  if (!spot.is_known()) return nullptr;
  const SourceToken* token = token_at(spot);
  if (token == nullptr || token->kind == TokenKind::Comment) return nullptr;
  const Analysis& analysis = spot.analysis();
  if (auto declaration = analysis.declaration_at(spot.file, spot.offset))
    return hover_json(spot, token->span, context.encoding(), description_of(*spot.policy, *declaration));
  if (std::string row = row_at(spot, *token); !row.empty())
    return hover_json(spot, token->span, context.encoding(), std::move(row));
  if (token->kind == TokenKind::Keyword) {
    const LanguageWord* word = language_word(spot.policy->sources.text(token->span));
    if (word != nullptr)
      return hover_json(spot, token->span, context.encoding(),
                        fmt::format("`{}`: {}", word->word, word->meaning));
  }
  if (auto type = analysis.type_at(spot.file, spot.offset); type && !type->empty())
    return hover_json(spot, token->span, context.encoding(), code_block(": " + *type));
  return nullptr;
}

}  // namespace precept::server
