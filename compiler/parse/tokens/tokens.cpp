#include "compiler/parse/tokens/tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "PreceptParser.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

constexpr std::size_t kNone = std::string_view::npos;
/// Tokens to look back for the string whose closing quote is missing.
constexpr std::size_t kTokensBack = 2000;
/// Words that have a string behind them.
constexpr std::string_view kBeforeStrings[] = {"quote",       "gist",      "otherwise", "however",
                                               "informative", "checkable", "encoded",   "title",
                                               "source",      "asks",      "from",      "as"};

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

/// The name between back-quotes; other names as they are.
std::string_view without_back_quotes(std::string_view name) {
  bool quoted = name.size() > 2 && name.front() == '`' && name.back() == '`';
  return quoted ? name.substr(1, name.size() - 2) : name;
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

/// True for `  gist `: such a line belongs outside the string that it was found in.
bool ends_before_a_string(std::string_view line) {
  if (!line.ends_with(' ') || !is_line_keyword(first_word(line))) return false;
  std::size_t last = line.find_last_not_of(' ');
  std::size_t first = line.find_last_of(" \t", last);
  std::string_view word =
      line.substr(first == kNone ? 0 : first + 1, last - (first == kNone ? 0 : first + 1) + 1);
  return std::ranges::find(kBeforeStrings, word) != std::end(kBeforeStrings);
}

}  // namespace

Tokens::Tokens(SourcePiece piece, Diagnostics& diagnostics)
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
  auto whole = std::string_view(piece_.text).substr(begin, byte_of(token.getStopIndex() + 1) - begin);
  return without_back_quotes(whole);
}

std::string_view Tokens::text_between(const antlr4::Token& first, const antlr4::Token& last) const {
  std::size_t begin = byte_of(first.getStartIndex());
  std::size_t end = byte_of(last.getStopIndex() + 1);
  return std::string_view(piece_.text).substr(begin, end > begin ? end - begin : 0);
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

// ---- for who looks at the text -------------------------------------------------------------------

namespace {

/// The lexer numbers its tokens in the order of the grammar: keywords, signs, literals, mistakes.
TokenKind kind_of(TokenType type) {
  if (L::POLICY <= type && type <= L::MAX) return TokenKind::Keyword;
  if (L::EQUAL <= type && type <= L::RIGHT_BRACKET) return TokenKind::Sign;
  if (type == L::DATE_LITERAL || type == L::INTEGER_LITERAL || type == L::DECIMAL_LITERAL)
    return TokenKind::Number;
  if (type == L::NAME) return TokenKind::Name;
  if (type == L::STRING_LITERAL) return TokenKind::String;
  return type == L::COMMENT ? TokenKind::Comment : TokenKind::Mistake;
}

}  // namespace

void Tokens::list(std::vector<SourceToken>& to) const {
  for (const auto& token : tokens_) {
    TokenType type = token->getType();
    if (type != L::SPACE && type != L::EOF) to.push_back({kind_of(type), span(*token)});
  }
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
      std::size_t keyword = swallowed ? keyword_before_bare_words(tokens_.size() - 1) : kNone;
      if (keyword != kNone) {
        mend_missing_quote(tokens_.size() - 1, keyword);
        continue;
      }
      std::size_t cut = swallowed ? string_cut(token) : kNone;
      if (cut != kNone) cut_string(tokens_.size() - 1, cut);
    } else if (token.getType() == L::OPEN_STRING) {
      mend_open_string(tokens_.size() - 1);
    } else if (token.getType() == L::COMMENT) {
      mend_comment();
    }
    if (diagnostics_.error_count() > Diagnostics::kMaxErrors) input_.seek(input_.size());
  }
}

/// Reports a comment that does not begin at the start of a line or after a blank. `5--3` would silently be 5,
/// so its
/// `--` is read as two signs.
void Tokens::mend_comment() {
  auto& comment = static_cast<antlr4::CommonToken&>(*tokens_.back());
  if (tokens_.size() < 2) return;
  const antlr4::Token& before = *tokens_[tokens_.size() - 2];
  if (before.getType() == L::SPACE) return;
  std::string_view written = text(comment);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool goes_on = written.size() > 2 && written[2] != ' ' && written[2] != '\t' && written[2] != '-';
  Span place = span(comment);
  place.end = place.begin + 2;
  diagnostics_
      .report(DiagnosticKind::CommentAfterValue, place,
              "`--` begins a comment only at the start of a line or after a blank")
      .label(span(before), "this stands directly before it")
      .with_help(goes_on ? "write `- -` to take a negative number away, or a blank before `--` for a comment"
                         : "write a blank before `--`")
      // Two digits with `--` between are a difference; words are a comment.
      .with_edit({place.file, place.begin, goes_on && is_digit(written[2]) ? place.end : place.begin},
                 goes_on && is_digit(written[2]) ? "- -" : " ");
  note_mistake(comment);
  if (!goes_on) return;
  std::size_t begin = comment.getStartIndex();
  comment.setType(L::MINUS);
  comment.setChannel(antlr4::Token::DEFAULT_CHANNEL);
  comment.setStopIndex(begin);
  auto second = std::make_unique<antlr4::CommonToken>(comment);
  second->setStartIndex(begin + 1);
  second->setStopIndex(begin + 1);
  tokens_.push_back(std::move(second));
  resume_at(begin + 2, comment.getLine());
}

/// Where an unclosed string probably ends: before its first line that begins with a keyword and stands no
/// deeper than the line of the string; npos where there is none.
std::size_t Tokens::string_cut(const antlr4::Token& string) const {
  std::string_view whole = piece_.text;
  std::size_t begin = byte_of(string.getStartIndex());
  std::size_t end = byte_of(string.getStopIndex() + 1);
  std::size_t line = whole.rfind('\n', begin);
  std::size_t depth = indentation(whole.substr(line == kNone ? 0 : line + 1, begin));
  // The items below a head stand deeper than it, so depth does not count there.
  std::string_view head = first_word(whole.substr(line == kNone ? 0 : line + 1));
  bool is_head = head == "clause" || head == "test" || head == "despite" || head == "however";
  for (std::size_t next = whole.find('\n', begin); next < end; next = whole.find('\n', next + 1)) {
    std::string_view text = whole.substr(next + 1, end - next - 1);
    bool is_deeper = indentation(text) > depth && !is_head;
    if (is_deeper || !(is_line_keyword(first_word(text)) || (head == "test" && first_word(text) == "given")))
      continue;
    std::size_t byte = next > 0 && whole[next - 1] == '\r' ? next - 1 : next;
    if (bytes_.empty()) return byte;
    return static_cast<std::size_t>(std::ranges::lower_bound(bytes_, byte) - bytes_.begin());
  }
  return kNone;
}

/// Finds the string without a closing quote. In `quote "first` … `gist "second"` the last quote opens an
/// unclosed string, but the first string is the one that was not closed.
void Tokens::mend_open_string(std::size_t open) {
  std::size_t keyword = keyword_before_bare_words(open);
  if (keyword != kNone) return mend_missing_quote(open, keyword);
  std::size_t between = string_between_phrases(open);
  if (between != kNone) return mend_missing_quote(between, keyword_before_bare_words(between));
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

/// In `as it is" | "it is not"` the bar between the phrases was read as a string. Returns that string.
std::size_t Tokens::string_between_phrases(std::size_t open) const {
  for (std::size_t i = open; i-- > 0 && tokens_[i]->getLine() == tokens_[open]->getLine();) {
    if (tokens_[i]->getType() != L::STRING_LITERAL) continue;
    std::string_view inside = text(*tokens_[i]);
    bool is_sign = inside.find_first_not_of("\" |") == kNone && inside.find('|') != kNone;
    if (is_sign && keyword_before_bare_words(i) != kNone) return i;
  }
  return kNone;
}

/// In `gist Two weeks at least."` the opening quote is missing. Returns the keyword that the string belongs
/// to, on the same line; npos where there is none.
std::size_t Tokens::keyword_before_bare_words(std::size_t quote) const {
  std::size_t first = quote, farthest = quote > kTokensBack ? quote - kTokensBack : 0;
  while (first > farthest && tokens_[first - 1]->getLine() == tokens_[quote]->getLine() &&
         tokens_[first - 1]->getType() != L::STRING_LITERAL) {
    --first;
    TokenType type = tokens_[first]->getType();
    bool takes_string = type == L::QUOTE || type == L::GIST || type == L::OTHERWISE ||
                        type == L::INFORMATIVE || type == L::CHECKABLE || type == L::ENCODED ||
                        type == L::TITLE || type == L::SOURCE || type == L::ASKS || type == L::TEST ||
                        type == L::AS || type == L::BAR;
    if (takes_string && first + 2 < quote) return first;
  }
  return kNone;
}

void Tokens::mend_missing_quote(std::size_t quote, std::size_t keyword) {
  std::size_t first = keyword + 1;
  if (tokens_[first]->getType() == L::SPACE) ++first;
  auto& string = static_cast<antlr4::CommonToken&>(*tokens_[first]);
  std::size_t end = tokens_[quote]->getStartIndex();
  std::size_t line = tokens_[quote]->getLine();
  tokens_.resize(first + 1);
  string.setType(L::STRING_LITERAL);
  string.setChannel(antlr4::Token::DEFAULT_CHANNEL);
  string.setStopIndex(end);
  mistaken_.insert(string.getStartIndex());
  Span place = span(string);
  diagnostics_
      .report(DiagnosticKind::UnterminatedString, {place.file, place.begin, place.end},
              "this string has no opening quote")
      .with_help(fmt::format("write `\"` before `{}`", text(string).substr(0, text(string).find(' '))));
  note_mistake(string);
  resume_at(end + 1, line);
}

/// Ends the string at a code point, and continues lexing there.
void Tokens::cut_string(std::size_t index, std::size_t cut) {
  tokens_.resize(index + 1);
  auto& token = static_cast<antlr4::CommonToken&>(*tokens_[index]);
  token.setType(L::STRING_LITERAL);
  token.setStopIndex(cut - 1);
  mistaken_.insert(token.getStartIndex());
  note_mistake(token);
  std::string_view shown = text(token);
  Span place = span(token);
  place.end = place.begin + static_cast<std::uint32_t>(std::min(shown.find_first_of("\r\n"), shown.size()));
  std::string_view first_line = shown.substr(0, shown.find_first_of("\r\n"));
  bool other_end =
      first_line.ends_with("\u201D") || first_line.ends_with("\u00BB") || first_line.ends_with("\u2019");
  diagnostics_.report(DiagnosticKind::UnterminatedString, place, "this string is not closed")
      .with_help(other_end ? "end it with a plain `\"`; other quotes close nothing"
                           : "end it with `\"`; a string may span lines, but not a blank line");
  resume_at(cut, token.getLine() + static_cast<std::size_t>(std::ranges::count(shown, '\n')));
}

/// Continues lexing at a code point on the line with this number.
void Tokens::resume_at(std::size_t point, std::size_t line_number) {
  input_.seek(point);
  lexer_.hitEOF = false;
  lexer_.setLine(line_number);
  std::size_t line = piece_.text.rfind('\n', byte_of(point) == 0 ? 0 : byte_of(point) - 1);
  lexer_.setCharPositionInLine(byte_of(point) - (line == kNone ? 0 : line + 1));
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

/// Within the same brackets, the first `else` after a `then` belongs to its `if`.
void Tokens::mark_value_elses() {
  std::vector<std::size_t> open_ifs{0};  // one number for each open bracket
  for (std::size_t i = 0; i < visible_.size(); ++i) {
    TokenType type = visible_[i]->getType();
    bool opens = type == L::LEFT_PAREN || type == L::LEFT_BRACE || type == L::LEFT_BRACKET;
    bool closes = type == L::RIGHT_PAREN || type == L::RIGHT_BRACE || type == L::RIGHT_BRACKET;
    if (sync_point_of(i) != SyncPoint::Nothing) open_ifs.assign(1, 0);
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
      visible_[i]->setType(grammar::PreceptParser::ELSE_VALUE);
    }
  }
}

/// Whether the word is that of `year of d`, `date of t`, `first day of month of d`: behind a dot it is a
/// field's name, and behind a number a unit.
bool Tokens::asks_for_part(std::size_t index) const {
  const TokenType word = visible_[index]->getType();
  if (word != L::YEAR && word != L::MONTH && word != L::DAY && word != L::DATE) return false;
  const TokenType before = index > 0 ? visible_[index - 1]->getType() : L::EOF;
  return before != L::DOT && before != L::INTEGER_LITERAL;
}

void Tokens::mark_list_ofs() {
  int depth = 0;
  for (std::size_t i = 1; is_hole() && i < visible_.size(); ++i) {
    const TokenType type = visible_[i]->getType(), before = visible_[i - 1]->getType();
    if (before == L::LEFT_PAREN || before == L::LEFT_BRACE || before == L::LEFT_BRACKET) ++depth;
    if (before == L::RIGHT_PAREN || before == L::RIGHT_BRACE || before == L::RIGHT_BRACKET) --depth;
    const bool is_share = before == L::INTEGER_LITERAL || before == L::DECIMAL_LITERAL || before == L::CENT;
    if (type == L::OF && depth == 0 && !is_share && before != L::DOT && !asks_for_part(i - 1))
      visible_[i]->setType(grammar::PreceptParser::OF_LIST);
  }
}

void Tokens::find_sync_points() {
  sync_points_.assign(tokens_.size(), SyncPoint::Nothing);
  begins_.clear();
  std::size_t visible = 0;
  for (std::size_t i = 0; i < tokens_.size() && visible < visible_.size(); ++i) {
    if (tokens_[i].get() != visible_[visible]) continue;
    sync_points_[i] = sync_point_of(visible);
    if (sync_points_[i] != SyncPoint::Nothing) begins_.push_back(tokens_[i]->getStartIndex());
    ++visible;
  }
  for (std::size_t at : mistakes_at_) groups_with_mistake_.insert(group_at(at));
}

bool Tokens::was_reported_on_line_of(const antlr4::Token& token) const {
  std::string_view before = std::string_view(piece_.text).substr(0, byte_of(token.getStartIndex()));
  std::size_t line = before.rfind('\n');
  std::size_t begin = line == kNone ? 0 : line + 1;
  return std::ranges::any_of(mistakes_at_, [&](std::size_t at) {
    std::size_t byte = byte_of(at);
    return byte >= begin && byte < before.size();
  });
}

std::size_t Tokens::group_at(std::size_t point) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(begins_, point) - begins_.begin());
}

/// In a file of tests, a test is a statement and its parts are items. Each begins a line.
SyncPoint Tokens::sync_point_in_tests(std::size_t i) const {
  TokenType type = visible_[i]->getType();
  TokenType after = i + 1 < visible_.size() ? visible_[i + 1]->getType() : L::EOF;
  bool first = i == 0 || visible_[i - 1]->getLine() < visible_[i]->getLine();
  if (!first || after == L::COLON) return SyncPoint::Nothing;
  if (type == L::TEST || (type == L::TESTS && i == 0)) return SyncPoint::Statement;
  bool begins_part = type != L::TESTS && std::ranges::find(test_words(), type) != test_words().end();
  return begins_part ? SyncPoint::Item : SyncPoint::Nothing;
}

SyncPoint Tokens::sync_point_of(std::size_t i) const {
  if (is_test_file()) return sync_point_in_tests(i);
  TokenType type = visible_[i]->getType();
  TokenType before = i > 0 ? visible_[i - 1]->getType() : L::EOF;
  TokenType after = i + 1 < visible_.size() ? visible_[i + 1]->getType() : L::EOF;
  if (before == L::DOT) return SyncPoint::Nothing;
  if (after == L::COLON) return is_keyword(type) || type == L::NAME ? SyncPoint::Field : SyncPoint::Nothing;
  bool first = i == 0 || visible_[i - 1]->getLine() < visible_[i]->getLine();
  if (!first && wants_operand(before)) return SyncPoint::Nothing;
  if (type == L::IN && after == L::FORCE) return first ? SyncPoint::Statement : SyncPoint::Nothing;
  if (type == L::NOT && (after == L::CHECKABLE || after == L::ENCODED)) return SyncPoint::Item;
  if (type == L::PART && i == 0 && after == L::OF) return SyncPoint::Statement;
  if (begins_item(type) || (type == L::CALLED && first)) return SyncPoint::Item;
  if (!begins_statement(type)) return SyncPoint::Nothing;
  if (!is_statement_word(type)) return SyncPoint::Statement;
  if ((type == L::POLICY || type == L::MODULE) && i > 0) return SyncPoint::Nothing;  // they only begin a file
  // These words are names as often, so they count only at the beginning of a line.
  bool fits = after == (type == L::TITLE || type == L::SOURCE ? L::STRING_LITERAL : L::NAME) ||
              (type == L::READING && is_soft_word(after));
  return first && fits ? SyncPoint::Statement : SyncPoint::Nothing;
}

}  // namespace precept::parsing
