#include "authoring/lint/allowed.h"

#include <algorithm>

namespace precept::lint {

namespace {

constexpr std::string_view kBegin = "lint: allow";
constexpr std::string_view kBlank = " \t";

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// The words of a comment; empty where it lets nothing pass.
std::string_view words_of(std::string_view comment) {
  comment.remove_prefix(std::min<std::size_t>(2, comment.size()));
  comment = without_blanks(comment);
  if (!comment.starts_with(kBegin)) return {};
  return comment;
}

Allowance read(std::string_view words) {
  words = without_blanks(words.substr(kBegin.size()));
  const std::size_t end = std::min(words.find_first_of(kBlank), words.size());
  Allowance result;
  result.rule = words.substr(0, end);
  std::string_view reason = without_blanks(words.substr(end));
  if (reason.size() >= 2 && reason.front() == '"' && reason.back() == '"')
    result.reason = without_blanks(reason.substr(1, reason.size() - 2));
  return result;
}

}  // namespace

std::vector<Allowance> allowances_of(FileId file, const std::vector<SourceToken>& tokens,
                                     const Sources& sources) {
  std::vector<Allowance> result;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind != TokenKind::Comment) continue;
    const std::string_view words = words_of(sources.text(tokens[i].span));
    if (words.empty()) continue;
    Allowance& allowed = result.emplace_back(read(words));
    allowed.span = tokens[i].span;
    allowed.first_line = allowed.last_line = sources.locate(file, allowed.span.begin).line;
    const bool is_behind_code = i > 0 &&
                                sources.locate(file, tokens[i - 1].span.end - 1).line == allowed.first_line &&
                                tokens[i - 1].kind != TokenKind::Comment;
    if (is_behind_code) continue;
    const auto code = std::find_if(tokens.begin() + static_cast<std::ptrdiff_t>(i), tokens.end(),
                                   [](const SourceToken& token) { return token.kind != TokenKind::Comment; });
    if (code != tokens.end()) allowed.last_line = sources.locate(file, code->span.begin).line;
  }
  return result;
}

}  // namespace precept::lint
