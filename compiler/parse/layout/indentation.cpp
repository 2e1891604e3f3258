#include "compiler/parse/layout/indentation.h"

#include <algorithm>

#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

bool closes_bracket(const antlr4::Token& token) {
  constexpr TokenType kClosers[] = {L::RIGHT_PAREN, L::RIGHT_BRACE, L::RIGHT_BRACKET};
  return std::ranges::find(kClosers, token.getType()) != std::end(kClosers);
}

/// False for comments and blanks. A token that was hidden as a mistake counts as written.
bool is_written(const antlr4::Token& token) {
  TokenType type = token.getType();
  return type != L::SPACE && type != L::COMMENT && type != L::MISTAKEN_COMMENT;
}

}  // namespace

Indentation::Indentation(const Tokens& tokens) : tokens_(tokens), entries_(tokens.tokens_.size()) {
  std::size_t last_line = 0, depth = 0, line = 0;  // lines of the file are counted from 1
  std::size_t written_line = 0;                    // the last line that has more than a comment
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const antlr4::Token& token = *tokens.tokens_[i];
    if (token.getType() == L::SPACE && !lone_return_) lone_return_ = lone_return(token);
    if (!is_written(token)) continue;
    std::size_t end =
        token.getLine() + static_cast<std::size_t>(std::ranges::count(tokens.text(token), '\n'));
    if (token.getLine() > written_line) add_line(column(token), i);
    lines_.back().last = i;
    written_line = end;
    if (token.getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    Entry& entry = entries_[i];
    entry.line_index = lines_.size() - 1;
    entry.token = &token;
    entry.begins_line = token.getLine() > last_line;
    if (entry.begins_line) depth = column(token), ++line;
    entry.depth = depth;
    entry.line = line;
    last_line = end;
  }
}

void Indentation::add_line(std::size_t depth, std::size_t token) {
  // Follows the links of earlier lines, as a stack would be popped, so the time is linear in the lines.
  std::size_t above = lines_.size();
  while (above > 0 && lines_[above - 1].depth >= depth) above = lines_[above - 1].above;
  lines_.push_back({depth, token, token, above});
}

const antlr4::Token* Indentation::first_shallow(const antlr4::Token& first, const antlr4::Token& last,
                                                std::size_t depth) const {
  for (std::size_t i = first.getTokenIndex() + 1; i <= last.getTokenIndex(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.token == nullptr || !entry.begins_line || entry.depth > depth) continue;
    if (entry.depth == depth && closes_bracket(*entry.token)) continue;
    return entry.token;
  }
  return nullptr;
}

const antlr4::Token* Indentation::next_line(const antlr4::Token& first, const antlr4::Token& last) const {
  for (std::size_t i = first.getTokenIndex() + 1; i <= last.getTokenIndex(); ++i) {
    if (entries_[i].token != nullptr && entries_[i].begins_line) return entries_[i].token;
  }
  return nullptr;
}

Span Indentation::of_line(const antlr4::Token& token) const {
  Span place = tokens_.span(token);
  std::size_t end = place.begin - tokens_.piece_.begin;
  std::size_t line_break = end == 0 ? std::string::npos : tokens_.piece_.text.rfind('\n', end - 1);
  std::size_t begin = line_break == std::string::npos ? 0 : line_break + 1;
  return {place.file, tokens_.piece_.begin + static_cast<std::uint32_t>(begin), place.begin};
}

std::optional<FalseLineEnd> Indentation::lone_return(const antlr4::Token& space) const {
  auto found = find_lone_return(tokens_.text(space));
  if (!found) return std::nullopt;
  const std::size_t begin = tokens_.span(space).begin;
  found->begin += begin;
  found->end += begin;
  return found;
}

bool Indentation::check_blanks(Diagnostics& diagnostics) const {
  if (lone_return_) {
    const Span place{tokens_.file(), static_cast<std::uint32_t>(lone_return_->begin),
                     static_cast<std::uint32_t>(lone_return_->end)};
    diagnostics.report(DiagnosticKind::MisreadWhiteSpace, place, describe(*lone_return_))
        .with_help(std::string(help_for(*lone_return_)));
    return false;
  }
  char made_of = 0;
  Span first;
  for (const Entry& entry : entries_) {
    if (entry.token == nullptr || !entry.begins_line || entry.token->getType() == L::EOF) continue;
    Span place = of_line(*entry.token);
    std::string_view text = std::string_view(tokens_.piece_.text)
                                .substr(place.begin - tokens_.piece_.begin, place.end - place.begin);
    if (text.empty()) continue;
    if (made_of == 0) made_of = text[0], first = place;
    std::size_t other = text.find_first_not_of(made_of);
    if (other == std::string_view::npos) continue;
    auto& mistake =
        diagnostics.report(DiagnosticKind::MisreadWhiteSpace, place,
                           made_of == '\t' ? "this line is indented with blanks, others with tabs"
                                           : "this line is indented with tabs, others with blanks");
    if (place.begin != first.begin) mistake.label(first, made_of == '\t' ? "tabs here" : "blanks here");
    mistake.with_help("how deep a line stands tells what it belongs to: indent with blanks only");
    return false;
  }
  return true;
}

}  // namespace precept::parsing
