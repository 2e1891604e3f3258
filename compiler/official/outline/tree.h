// What belongs to what in an official text: its blocks as a tree of headings, numbered paragraphs and
// paragraphs without a number, and what was doubtful about it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/official/marks/blocks.h"
#include "compiler/official/outline/outline.h"

namespace precept::official {

/// A paragraph without a mark of its own.
struct Part {
  std::string text;
  std::size_t first = 0, last = 0;
  bool is_guessed = false;  ///< nothing but the order of the text says where it belongs
};

/// The rank of headings without markup: below those with it.
inline constexpr int kRankOfPlain = 7;

struct Node {
  enum class Kind { Root, Heading, Numbered };
  /// What stands in it, in order: a node, or a paragraph without a mark.
  struct Child {
    std::size_t node = 0;  ///< 0: `part` is meant, since the root is nobody's child
    Part part;
  };

  Kind kind = Kind::Root;
  std::size_t parent = 0;
  std::optional<Mark> mark;
  std::string text;  ///< without the mark
  std::size_t first = 0, last = 0;
  int column = 0, inner = 0, words_column = 0, rank = 0, depth = -1, level = -1;
  bool is_title_like = false;  ///< stands on one line, and reads as the title of a section
  std::vector<Child> children;
};

/// Unplaced: a paragraph begins with a mark that fits nowhere, and is read as one without.
enum class DoubtKind { Gap, Restart, Ambiguous, Unplaced };
/// Something in the order of the marks that may show a wrong reading.
struct Doubt {
  DoubtKind kind{};
  std::size_t node = 0;       ///< Unplaced: the one it stands in
  std::string found, before;  ///< marks; of the same form, but for `Ambiguous`
  std::size_t line = 0;       ///< Unplaced: where it stands
};

struct TextTree {
  std::vector<Node> nodes;  ///< the root first
  std::vector<Doubt> doubts;
};

/// Places the blocks by an outline, or by whatever marks there are where `declared` is null.
TextTree grow_tree(const Layout& layout, const Outline* declared);

/// The outline that a tree shows.
Outline outline_of(const TextTree& tree, const Outline& headings);
/// The headings that a text seems to have: the flags of an outline.
Outline headings_of(const Layout& layout);

}  // namespace precept::official
