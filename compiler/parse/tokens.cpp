#include "compiler/parse/tokens.h"

#include <algorithm>

#include "compiler/parse/words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

constexpr std::size_t kNone = std::string_view::npos;
/// How far back the string is sought that swallowed the quote of the next one.
constexpr std::size_t kTokensBack = 2000;
/// Words that come before a string.
constexpr std::string_view kBeforeStrings[] = {"quote",       "gist",      "otherwise", "however",
                                               "informative", "checkable", "title",     "source",
                                               "asks",        "from",      "as"};

std::vector<std::uint32_t> code_point_offsets(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  auto is_ascii = [](char byte) { return static_cast<unsigned char>(byte) < 0x80; };
  if (std::ranges::all_of(text, is_ascii)) return offsets;
  offsets.reserve(text.size() + 1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
      offsets.push_back(static_cast<std::uint32_t>(i));
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  return offsets;
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

std::string_view first_word(std::string_view line) {
  line.remove_prefix(indentation(line));
  return line.substr(0, std::min(line.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), line.size()));
}

bool is_line_keyword(std::string_view word) {
  return !word.empty() &&
         std::ranges::any_of(line_keywords(), [&](TokenType type) { return spelling(type) == word; });
}

/// True for `  gist `: a line that only makes sense outside the string it is found in.
bool ends_before_a_string(std::string_view line) {
  if (!line.ends_with(' ') || !is_line_keyword(first_word(line))) return false;
  std::size_t last = line.find_last_not_of(' ');
  std::size_t first = line.find_last_of(" \t", last);
  std::string_view word =
      line.substr(first == kNone ? 0 : first + 1, last - (first == kNone ? 0 : first + 1) + 1);
  return std::ranges::find(kBeforeStrings, word) != std::end(kBeforeStrings);
}

}  // namespace

Tokens::Tokens(Piece piece, Diagnostics& diagnostics)
    : piece_(std::move(piece)),
      diagnostics_(diagnostics),
      bytes_(code_point_offsets(piece_.text)),
      input_(piece_.text),
      lexer_(&input_) {
  lexer_.removeErrorListeners();
  lex();
  find_visible();
}

// ---- places ------------------------------------------------------------------------------------

std::uint32_t Tokens::byte_of(std::size_t point) const {
  if (bytes_.empty()) return static_cast<std::uint32_t>(std::min(point, piece_.text.size()));
  return bytes_[std::min(point, bytes_.size() - 1)];
}

Span Tokens::span(const antlr4::Token& token) const {
  if (token.getType() == L::EOF) return end();
  return {piece_.file, piece_.begin + byte_of(token.getStartIndex()),
          piece_.begin + byte_of(token.getStopIndex() + 1)};
}

Span Tokens::span(const antlr4::Token& first, const antlr4::Token& last) const {
  return cover(span(first), span(last));
}

std::string_view Tokens::text(const antlr4::Token& token) const {
  if (token.getType() == L::EOF) return {};
  std::size_t begin = byte_of(token.getStartIndex());
  return std::string_view(piece_.text).substr(begin, byte_of(token.getStopIndex() + 1) - begin);
}

std::string Tokens::shown(const antlr4::Token& token) const {
  constexpr std::size_t kMost = 60;
  std::string_view all = text(token);
  if (all.size() <= kMost) return std::string(all);
  std::size_t end = kMost;
  while (end > 0 && (static_cast<unsigned char>(all[end]) & 0xC0) == 0x80) --end;
  return std::string(all.substr(0, end)) + "…";
}

Span Tokens::end() const {
  std::uint32_t at = piece_.begin;
  if (visible_.size() > 1) at = span(*visible_[visible_.size() - 2]).end;
  return {piece_.file, at, at};
}

// ---- lexing ------------------------------------------------------------------------------------

void Tokens::lex() {
  for (;;) {
    tokens_.push_back(lexer_.nextToken());
    const antlr4::Token& token = *tokens_.back();
    if (token.getType() == L::EOF) return;
    if (token.getType() == L::STRING_LITERAL) {
      std::string_view inside = text(token);
      inside = inside.substr(1, inside.size() - 2);
      std::size_t line = inside.rfind('\n');
      bool swallowed = line != kNone && ends_before_a_string(inside.substr(line + 1));
      std::size_t cut = swallowed ? string_cut(token) : kNone;
      if (cut != kNone) cut_string(tokens_.size() - 1, cut);
    } else if (token.getType() == L::OPEN_STRING) {
      mend_open_string(tokens_.size() - 1);
    }
    if (diagnostics_.error_count() > Diagnostics::kMaxErrors) input_.seek(input_.size());
  }
}

/// Where a string that was not closed should have ended: before the first of its lines that begins with
/// a keyword and stands no deeper than the line the string is in; npos where there is none.
std::size_t Tokens::string_cut(const antlr4::Token& string) const {
  std::string_view whole = piece_.text;
  std::size_t begin = byte_of(string.getStartIndex());
  std::size_t end = byte_of(string.getStopIndex() + 1);
  std::size_t line = whole.rfind('\n', begin);
  std::size_t depth = indentation(whole.substr(line == kNone ? 0 : line + 1, begin));
  for (std::size_t next = whole.find('\n', begin); next < end; next = whole.find('\n', next + 1)) {
    std::string_view text = whole.substr(next + 1, end - next - 1);
    if (indentation(text) > depth || !is_line_keyword(first_word(text))) continue;
    std::size_t byte = next > 0 && whole[next - 1] == '\r' ? next - 1 : next;
    if (bytes_.empty()) return byte;
    return static_cast<std::size_t>(std::ranges::lower_bound(bytes_, byte) - bytes_.begin());
  }
  return kNone;
}

/// A quote that opens a string which nothing closes may be the closing quote of the string that was
/// forgotten to close: `quote "first` … `gist "second"`.
void Tokens::mend_open_string(std::size_t open) {
  std::size_t culprit = open;
  std::size_t farthest = open > kTokensBack ? open - kTokensBack : 0;
  for (std::size_t i = open; i-- > farthest;) {
    const antlr4::Token& token = *tokens_[i];
    std::string_view shown = text(token);
    bool blank_line = token.getType() == L::SPACE && std::ranges::count(shown, '\n') > 1;
    if (blank_line) break;
    bool suspect = token.getType() == L::STRING_LITERAL && !is_mistaken(token) && shown.find('\n') != kNone;
    if (suspect && string_cut(token) != kNone) culprit = i;
  }
  std::size_t cut = string_cut(*tokens_[culprit]);
  cut_string(culprit, cut == kNone ? tokens_[culprit]->getStopIndex() + 1 : cut);
}

/// Ends the string at a code point and goes on lexing from there.
void Tokens::cut_string(std::size_t index, std::size_t cut) {
  tokens_.resize(index + 1);
  auto& token = static_cast<antlr4::CommonToken&>(*tokens_[index]);
  token.setType(L::STRING_LITERAL);
  token.setStopIndex(cut - 1);
  mistaken_.insert(token.getStartIndex());
  std::string_view shown = text(token);
  Span place = span(token);
  place.end = place.begin + static_cast<std::uint32_t>(std::min(shown.find_first_of("\r\n"), shown.size()));
  diagnostics_.report(DiagnosticKind::UnterminatedString, place, "this string is not closed")
      .with_help("end it with `\"`; a string may span lines, but not a blank line");
  input_.seek(cut);
  lexer_.hitEOF = false;
  lexer_.setLine(token.getLine() + static_cast<std::size_t>(std::ranges::count(shown, '\n')));
  std::size_t line = piece_.text.rfind('\n', byte_of(cut) == 0 ? 0 : byte_of(cut) - 1);
  lexer_.setCharPositionInLine(byte_of(cut) - (line == kNone ? 0 : line + 1));
}

// ---- what the parser sees ----------------------------------------------------------------------

void Tokens::find_visible() {
  visible_.clear();
  for (const auto& token : tokens_) {
    if (token->getChannel() == antlr4::Token::DEFAULT_CHANNEL) {
      visible_.push_back(static_cast<antlr4::CommonToken*>(token.get()));
    }
  }
}

/// The first `else` after a `then`, within the same brackets, belongs to its `if`.
void Tokens::tell_elses() {
  std::vector<std::size_t> open_ifs{0};  // by bracket
  for (std::size_t i = 0; i < visible_.size(); ++i) {
    TokenType type = visible_[i]->getType();
    bool opens = type == L::LEFT_PAREN || type == L::LEFT_BRACE || type == L::LEFT_BRACKET;
    bool closes = type == L::RIGHT_PAREN || type == L::RIGHT_BRACE || type == L::RIGHT_BRACKET;
    if (start_of(i) != Start::Nothing) open_ifs.assign(1, 0);
    if (opens) open_ifs.push_back(0);
    if (closes && open_ifs.size() > 1) open_ifs.pop_back();
    bool is_name = (i > 0 && visible_[i - 1]->getType() == L::DOT) ||
                   (i + 1 < visible_.size() && visible_[i + 1]->getType() == L::COLON);
    if (is_name) continue;
    if (type == L::THEN) ++open_ifs.back();
    if (type != L::ELSE) continue;
    if (open_ifs.back() > 0) {
      --open_ifs.back();
    } else {
      visible_[i]->setType(L::INSTEAD);
    }
  }
}

void Tokens::find_starts() {
  starts_.assign(tokens_.size(), Start::Nothing);
  std::size_t visible = 0;
  for (std::size_t i = 0; i < tokens_.size() && visible < visible_.size(); ++i) {
    if (tokens_[i].get() != visible_[visible]) continue;
    starts_[i] = start_of(visible);
    ++visible;
  }
}

/// A test is a statement, its parts are items; each begins a line. A field of an object begins nothing.
Start Tokens::start_in_tests(std::size_t i) const {
  TokenType type = visible_[i]->getType();
  TokenType after = i + 1 < visible_.size() ? visible_[i + 1]->getType() : L::EOF;
  bool first = i == 0 || visible_[i - 1]->getLine() < visible_[i]->getLine();
  if (!first || after == L::COLON) return Start::Nothing;
  if (type == L::TEST || (type == L::TESTS && i == 0)) return Start::Statement;
  bool begins_part = type != L::TESTS && std::ranges::find(test_words(), type) != test_words().end();
  return begins_part ? Start::Item : Start::Nothing;
}

Start Tokens::start_of(std::size_t i) const {
  if (is_test_file()) return start_in_tests(i);
  TokenType type = visible_[i]->getType();
  TokenType before = i > 0 ? visible_[i - 1]->getType() : L::EOF;
  TokenType after = i + 1 < visible_.size() ? visible_[i + 1]->getType() : L::EOF;
  if (before == L::DOT) return Start::Nothing;
  if (after == L::COLON) return is_keyword(type) || type == L::NAME ? Start::Field : Start::Nothing;
  bool first = i == 0 || visible_[i - 1]->getLine() < visible_[i]->getLine();
  if (!first && wants_operand(before)) return Start::Nothing;
  if (type == L::IN && after == L::FORCE) return first ? Start::Statement : Start::Nothing;
  if (type == L::NOT && after == L::CHECKABLE) return Start::Item;
  if (begins_item(type)) return Start::Item;
  if (!begins_statement(type)) return Start::Nothing;
  if (!is_opening_word(type)) return Start::Statement;
  if ((type == L::POLICY || type == L::MODULE) && i > 0) return Start::Nothing;  // only the file begins so
  // These are names as often, so that they count only where a line begins with them.
  bool fits = after == (type == L::TITLE || type == L::SOURCE ? L::STRING_LITERAL : L::NAME);
  return first && fits ? Start::Statement : Start::Nothing;
}

}  // namespace precept::parsing
