#include "tests/format/mangle.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace precept::test {

namespace {

using format::Token;

constexpr std::string_view kBlank = " \t\r\n";

class Mangler {
 public:
  Mangler(std::string_view text, const std::vector<Token>& tokens, Mangling how, std::mt19937_64& random)
      : text_(text), tokens_(tokens), how_(how), random_(random) {}

  Mangled run() {
    blank_ = chance(5) ? '\t' : ' ';
    base_ = chance(4) ? number(1, 3) : 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const Token& token = tokens_[i];
      if (token.begins_line) {
        begin_line(i);
      } else if (i > 0 && breaks_before(i)) {
        end_line();
        indent(column_ + number(1, 6));
      } else if (i > 0) {
        within_line(tokens_[i - 1], token);
      }
      add(token);
    }
    end_line();
    if (chance(2)) result_.text.append(number(0, 3), '\n');
    if (chance(5)) to_windows();
    return std::move(result_);
  }

 private:
  std::size_t number(std::size_t least, std::size_t most) {
    return std::uniform_int_distribution<std::size_t>(least, most)(random_);
  }
  bool chance(std::size_t one_of) { return number(1, one_of) == 1; }

  bool may_change_lines() const { return !is_expectation_ && !is_row_; }

  // ---- lines

  void begin_line(std::size_t i) {
    const Token& token = tokens_[i];
    const bool begins_statement = !token.is_comment() && token.column <= kStatement;
    if (i > 0) end_line();
    if (begins_statement) set_columns(i);
    is_expectation_ = token.text == "expect";
    is_row_ = token.is_sign("|");
    if (i > 0) blank_lines(token, tokens_[i - 1], i);
    column_ = new_column(token.column);
    if (how_ == Mangling::Comments && !is_row_ && chance(12)) {
      indent(chance(2) ? column_ : number(base_, column_ + 3));
      comment();
      result_.text += '\n';
    }
    indent(column_);
  }

  /// Columns keep their order within a statement, so that everything belongs to what it did.
  void set_columns(std::size_t first) {
    columns_.clear();
    for (std::size_t i = first; i < tokens_.size(); ++i) {
      const bool is_next =
          i > first && tokens_[i].begins_line && !tokens_[i].is_comment() && tokens_[i].column <= kStatement;
      if (is_next) break;
      if (tokens_[i].begins_line) columns_.emplace(tokens_[i].column, 0);
    }
    std::size_t column = base_;
    for (auto& [before, after] : columns_) {
      after = column;
      column += number(1, 4);
    }
  }
  std::size_t new_column(std::size_t column) {
    const auto found = columns_.find(column);
    return found == columns_.end() ? base_ : found->second;
  }

  /// As many as the formatter tells apart.
  void blank_lines(const Token& token, const Token& above, std::size_t i) {
    const std::size_t lines = token.line - above.last_line - 1;
    if (lines == 0) return;
    const std::size_t next = std::find_if(tokens_.begin() + static_cast<std::ptrdiff_t>(i), tokens_.end(),
                                          [](const Token& it) { return !it.is_comment(); }) -
                             tokens_.begin();
    const bool is_outside = next >= tokens_.size() || tokens_[next].column <= kStatement;
    const std::size_t made = is_outside && lines == 1 ? 1 : number(is_outside ? 2 : 1, 4);
    for (std::size_t line = 0; line < made; ++line) {
      if (chance(3)) result_.text.append(number(1, 3), blank_);
      result_.text += '\n';
    }
  }

  void end_line() {
    if (how_ == Mangling::Comments && !ends_with_comment_ && chance(8)) {
      result_.text += ' ';
      comment();
    }
    if (chance(8)) result_.text.append(number(1, 3), chance(3) ? '\t' : ' ');
    result_.text += '\n';
    ends_with_comment_ = false;
  }

  void indent(std::size_t column) { result_.text.append(column, blank_); }

  void comment() {
    result_.comments.push_back(fmt::format("-- comment {}", result_.comments.size() + 1));
    result_.text += result_.comments.back();
  }

  // ---- within lines

  /// Whether the line ends before a token of an expression. A keyword that begins items elsewhere is a
  /// mistake at the beginning of a line.
  bool breaks_before(std::size_t i) {
    if (how_ != Mangling::Breaks || !may_change_lines()) return false;
    const Token& token = tokens_[i];
    const bool joins = token.is_keyword("and") || token.is_keyword("satisfies") ||
                       token.is_keyword("where") || token.is_sign("<=");
    const bool follows = tokens_[i - 1].is_sign("(") || tokens_[i - 1].is_sign("+");
    return (joins || (follows && token.kind != TokenKind::Keyword)) && chance(3);
  }

  void within_line(const Token& left, const Token& right) {
    const std::size_t blanks = right.begin - left.end;
    if (right.is_comment()) {
      result_.text.append(number(1, 5), ' ');
    } else if (is_expectation_) {
      result_.text.append(blanks == 0 ? 0 : number(1, 3), ' ');
    } else if (left.is_sign(",") && right.kind == TokenKind::Number) {
      result_.text.append(number(1, 3), ' ');  // `1,000` would be a number of another language
    } else if (blanks == 0 || can_be_tight(left) || can_be_tight(right)) {
      result_.text.append(chance(2) ? 0 : number(0, 2), ' ');
    } else {
      result_.text.append(number(1, 4), chance(20) ? '\t' : ' ');
    }
  }

  static bool can_be_tight(const Token& token) {
    return token.is_sign("=") || token.is_sign(",") || token.is_sign("(") || token.is_sign("<") ||
           token.is_sign(":") || token.is_sign("{") || token.is_sign("}") || token.is_sign(")");
  }

  /// The lines of a string may stand anywhere.
  void add(const Token& token) {
    ends_with_comment_ = token.is_comment();
    std::string_view rest = token.text;
    for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
      std::string_view line = rest.substr(0, end);
      line = line.substr(0, line.find_last_not_of(kBlank) + 1);
      result_.text += line;
      result_.text += '\n';
      indent(column_ + number(0, 9));
      rest.remove_prefix(std::min(rest.find_first_not_of(kBlank, end), rest.size()));
    }
    result_.text += rest;
  }

  void to_windows() {
    std::string text;
    for (char c : result_.text) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    result_.text = std::move(text);
  }

  static constexpr std::size_t kStatement = 0;  ///< where statements stand in the texts that are taken

  std::string_view text_;
  const std::vector<Token>& tokens_;
  Mangling how_;
  std::mt19937_64& random_;
  Mangled result_;
  std::map<std::size_t, std::size_t> columns_;  ///< of the statement: before, and now
  std::size_t column_ = 0, base_ = 0;
  char blank_ = ' ';
  bool is_expectation_ = false, is_row_ = false, ends_with_comment_ = false;
};

}  // namespace

Mangled mangle(std::string_view text, const std::vector<format::Token>& tokens, Mangling how,
               std::mt19937_64& random) {
  return Mangler(text, tokens, how, random).run();
}

}  // namespace precept::test
