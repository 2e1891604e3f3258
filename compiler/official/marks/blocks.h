// An official text as stretches that belong together, whatever form it came in: what its lines and its markup
// say, before anything is made of its marks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace precept::official {

/// How a block is parted from the one before. `Soft`: only because it begins like a mark, within lines that
/// were wrapped. `Hard`: the line before was not full.
enum class Break { Apart, Hard, Soft };

struct Block {
  std::string text;                 ///< folded
  std::string mark = {};            ///< by markup, and not in `text`: `3.` of a list in HTML
  std::size_t first = 0, last = 0;  ///< lines from 1; of a `.docx`: paragraphs
  Break parted = Break::Apart;
  int column = 0;        ///< where it begins
  int left = 0;          ///< where its leftmost line begins
  int inner = -1;        ///< where its lines after the first begin; -1: it has one line
  int words_column = 0;  ///< where its second word begins
  int heading = 0;       ///< rank of a heading by markup, 1 the highest; 0: it is none
  int depth = -1;        ///< number of lists around it by markup; -1: there is no markup that says it
  bool has_gap = false;  ///< a tab or several blanks stand behind the first word
};

/// Lines that are no part of what is read, and why: "the navigation of a page".
struct LeftOut {
  std::size_t first = 0, last = 0;
  std::string why;
};

struct Layout {
  std::string form;                ///< "plain text", "HTML"
  std::string_view unit = "line";  ///< what the numbers of blocks count
  bool has_columns = false;        ///< columns say what belongs to what
  bool is_wrapped = false;         ///< a paragraph may have several lines
  bool has_hanging = false;        ///< what goes on with an item is indented as its words are
  std::vector<Block> blocks;
  std::vector<LeftOut> left_out;
};

/// The text on one line, with single blanks and plain quotes, hyphens and spaces. Two copies of a text fold
/// to the same words, whichever word processor saved them.
std::string plain_text(std::string_view text);

/// A line of a text without what converters leave in it: `[bookmark: x]`, `[footnoteRef:1]1`, and
/// `[1: 1 words of the footnote]`.
std::string without_marks(std::string_view line);

}  // namespace precept::official
