// How deep the lines of a file stand. Internal to parse/.
#pragma once

#include <vector>

#include "compiler/parse/tokens/tokens.h"

namespace precept::parsing {

/// The indentation of every line, as the tokens on it see it. Comments, blank lines and the inside of strings
/// do not count. A depth is a number of characters, which are all blanks or all tabs.
class Layout {
 public:
  /// To be made when the tokens are repaired, before they are taken. Refers to them.
  explicit Layout(const Tokens& tokens);

  bool begins_line(const antlr4::Token& token) const { return at(token).begins_line; }
  /// Of the line that the token stands on: how deep it is, and which it is. A token behind a string of
  /// several lines stands on the line where the string began.
  std::size_t depth(const antlr4::Token& token) const { return at(token).depth; }
  std::size_t line(const antlr4::Token& token) const { return at(token).line; }
  /// Where the token itself stands on its line.
  static std::size_t column(const antlr4::Token& token) { return token.getCharPositionInLine(); }

  /// The first token after `first`, up to `last`, that begins a line no deeper than `depth`; null where none
  /// does. A closing bracket may stand at the depth itself. The tokens are those of the parser's stream.
  const antlr4::Token* first_shallow(const antlr4::Token& first, const antlr4::Token& last,
                                     std::size_t depth) const;
  /// A line as it is written, with what was taken out of it as a mistake: how deep it stands, and the tokens
  /// of the file that it has, by index.
  struct Line {
    std::size_t depth = 0, first = 0, last = 0;
    std::size_t above = 0;  ///< how many lines there are up to the nearest one above that stands less deep
  };
  const Line& line_of(const antlr4::Token& token) const { return lines_[at(token).line_index]; }
  /// The nearest line above that stands less deep; null where there is none.
  const Line* line_above(const Line& line) const {
    return line.above == 0 ? nullptr : &lines_[line.above - 1];
  }

  /// The first token after `first`, up to `last`, that begins a line; null where none does.
  const antlr4::Token* next_line(const antlr4::Token& first, const antlr4::Token& last) const;

  /// Reports the first line whose indentation is not made as that of the others is. True where there is none.
  bool check_blanks(Diagnostics& diagnostics) const;

 private:
  void add_line(std::size_t depth, std::size_t token);
  struct Entry {
    const antlr4::Token* token = nullptr;  ///< null: the parser does not see it
    std::size_t depth = 0, line = 0;
    std::size_t line_index = 0;  ///< in `lines_`
    bool begins_line = false;
  };
  const Entry& at(const antlr4::Token& token) const { return entries_[token.getTokenIndex()]; }
  Span indentation(const antlr4::Token& token) const;
  Span lone_return(const antlr4::Token& space) const;

  const Tokens& tokens_;
  std::vector<Entry> entries_;  ///< by the token's index in the stream
  std::vector<Line> lines_;
  Span lone_return_;  ///< the first carriage return that ends no line; no place where there is none
};

}  // namespace precept::parsing
