// How deep the lines of a file are indented (docs/language.md, Layout). Internal to parse/.
#pragma once

#include <optional>
#include <vector>

#include "base/line_ends.h"
#include "compiler/parse/tokens/tokens.h"

namespace precept::parsing {

/// The indentation of every line, by token. Comments, blank lines and the inside of strings do not count. A
/// depth is a number of characters, all blanks or all tabs.
class Indentation {
 public:
  /// Call this after `mend_tokens` and before `take`. It refers to the tokens.
  explicit Indentation(const Tokens& tokens);

  bool begins_line(const antlr4::Token& token) const { return at(token).begins_line; }
  /// Depth and number of the token's line. A token behind a string of several lines counts to the line where
  /// the string began.
  std::size_t depth(const antlr4::Token& token) const { return at(token).depth; }
  std::size_t line(const antlr4::Token& token) const { return at(token).line; }
  /// Column of the token on its line, from 0.
  static std::size_t column(const antlr4::Token& token) { return token.getCharPositionInLine(); }

  /// The first token after `first`, up to `last`, that begins a line no deeper than `depth`; null where none
  /// does. A closing bracket may stand at the depth itself. The tokens are those of the parser's stream.
  const antlr4::Token* first_shallow(const antlr4::Token& first, const antlr4::Token& last,
                                     std::size_t depth) const;
  /// A line with its depth and its tokens by index, including tokens that were hidden as mistakes.
  struct Line {
    std::size_t depth = 0, first = 0, last = 0;
    std::size_t above = 0;  ///< number of the nearest line above that stands less deep, from 1; 0: none
  };
  const Line& line_of(const antlr4::Token& token) const { return lines_[at(token).line_index]; }
  /// The nearest line above that stands less deep; null where there is none.
  const Line* line_above(const Line& line) const {
    return line.above == 0 ? nullptr : &lines_[line.above - 1];
  }

  /// The first token after `first`, up to `last`, that begins a line; null where none does.
  const antlr4::Token* next_line(const antlr4::Token& first, const antlr4::Token& last) const;

  /// Reports a file with a lone carriage return, or indented with both blanks and tabs. True for any other
  /// file.
  bool check_blanks(Diagnostics& diagnostics) const;

 private:
  void add_line(std::size_t depth, std::size_t token);
  struct Entry {
    const antlr4::Token* token = nullptr;  ///< null where the parser does not see the token
    std::size_t depth = 0, line = 0;
    std::size_t line_index = 0;  ///< in `lines_`
    bool begins_line = false;
  };
  const Entry& at(const antlr4::Token& token) const { return entries_[token.getTokenIndex()]; }
  Span of_line(const antlr4::Token& token) const;
  std::optional<FalseLineEnd> lone_return(const antlr4::Token& space) const;

  const Tokens& tokens_;
  std::vector<Entry> entries_;  ///< by the token's index in the stream
  std::vector<Line> lines_;
  std::optional<FalseLineEnd> lone_return_;  ///< the first in white space, by its bytes in the file
};

}  // namespace precept::parsing
