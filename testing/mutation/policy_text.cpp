#include "testing/mutation/policy_text.h"

#include <algorithm>
#include <cctype>

namespace precept::testing {

namespace {

bool is_word_byte(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The length of the date at the start of the text, `2022-03-09`; 0 where there is none.
std::size_t date_length(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  if (text.size() < kShape.size()) return 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(text[i]) : text[i] != '-') return 0;
  }
  return kShape.size();
}

std::size_t string_length(std::string_view text) {
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

std::size_t word_length(std::string_view text) {
  std::size_t length = date_length(text);
  if (length > 0) return length;
  while (length < text.size() && is_word_byte(text[length])) ++length;
  return length;
}

Token token_at(std::string_view text, std::uint32_t begin) {
  std::string_view rest = text.substr(begin);
  Token token{.form = TokenForm::Sign, .begin = begin};
  std::size_t length = 1;
  if (rest.starts_with("--")) {
    token.form = TokenForm::Comment;
    length = std::min(rest.find_first_of("\r\n"), rest.size());
  } else if (rest[0] == '"') {
    token.form = TokenForm::String;
    length = string_length(rest);
  } else if (is_word_byte(rest[0])) {
    token.form = TokenForm::Word;
    length = word_length(rest);
  } else if (rest.starts_with("<=") || rest.starts_with(">=") || rest.starts_with("!=")) {
    length = 2;
  }
  token.text = rest.substr(0, length);
  token.end = begin + static_cast<std::uint32_t>(length);
  return token;
}

}  // namespace

std::vector<Token> tokens_of(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kBlank = " \t\r\n";
  std::vector<Token> tokens;
  std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while ((at = text.find_first_not_of(kBlank, at)) != std::string_view::npos) {
    tokens.push_back(token_at(text, static_cast<std::uint32_t>(at)));
    at = tokens.back().end;
  }
  return tokens;
}

std::vector<std::string_view> words_of_text(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    while (at + length < text.size() && is_word_byte(text[at + length])) ++length;
    if (length > 0) words.push_back(text.substr(at, length));
    at += length + 1;
  }
  return words;
}

PolicyText::PolicyText(FileId file, std::string_view text)
    : file_(file), text_(text), tokens_(tokens_of(text)) {
  std::erase_if(tokens_, [](const Token& token) { return token.form == TokenForm::Comment; });
}

const Token* PolicyText::before(std::uint32_t offset) const {
  auto after = std::ranges::upper_bound(tokens_, offset, {}, &Token::end);
  return after == tokens_.begin() ? nullptr : &*(after - 1);
}

const Token* PolicyText::after(std::uint32_t offset) const {
  auto found = std::ranges::lower_bound(tokens_, offset, {}, &Token::begin);
  return found == tokens_.end() ? nullptr : &*found;
}

std::span<const Token> PolicyText::within(Span span) const {
  auto first = std::ranges::lower_bound(tokens_, span.begin, {}, &Token::begin);
  auto last = std::ranges::upper_bound(tokens_, span.end, {}, &Token::end);
  return first < last ? std::span<const Token>(first, last) : std::span<const Token>();
}

Span PolicyText::extent(const ast::Expr& expr) const {
  Span span = expr.span;
  bool begins_with_operand = false;
  switch (expr.form) {
    case ast::ExprForm::Unary:
      begins_with_operand = expr.op == ast::Operator::Given || expr.op == ast::Operator::NotGiven;
      break;
    case ast::ExprForm::Binary:
      begins_with_operand = ast::info(expr.op).notation == ast::Notation::Infix;
      if (begins_with_operand) span = cover(span, outer(*expr.right));
      break;
    case ast::ExprForm::Field:
      begins_with_operand = true;
      break;
    case ast::ExprForm::Reach:
      begins_with_operand = true;
      break;
    case ast::ExprForm::Error:
    case ast::ExprForm::Integer:
    case ast::ExprForm::Decimal:
    case ast::ExprForm::Days:
    case ast::ExprForm::Months:
    case ast::ExprForm::Hours:
    case ast::ExprForm::Date:
    case ast::ExprForm::Moment:
    case ast::ExprForm::Truth:
    case ast::ExprForm::String:
    case ast::ExprForm::NameUse:
    case ast::ExprForm::Lookup:
    case ast::ExprForm::Call:
    case ast::ExprForm::Set:
    case ast::ExprForm::EmptyList:
    case ast::ExprForm::If:
    case ast::ExprForm::Quantifier:
    case ast::ExprForm::Aggregate:
    case ast::ExprForm::Comprehension:
    case ast::ExprForm::InWords:
      break;
  }
  return begins_with_operand ? cover(span, outer(*expr.left)) : span;
}

Span PolicyText::outer(const ast::Expr& expr) const {
  Span span = extent(expr);
  while (true) {
    const Token* open = before(span.begin);
    const Token* close = after(span.end);
    if (open == nullptr || close == nullptr || open->text != "(" || close->text != ")") return span;
    span = {file_, open->begin, close->end};
  }
}

}  // namespace precept::testing
