// Names for the nodes of a tree: which are headings, and how one cites each; used by reading.cpp alone.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/official/reading.h"

namespace precept::official {

/// How far headings are part of the labels below them: not where numbers run through the text; else the
/// innermost heading, or all.
enum class Qualified { No, Innermost, All };

class Naming {
 public:
  explicit Naming(const TextTree& tree);

  /// A numbered node that is the heading of what stands in it, not a paragraph.
  bool is_section(std::size_t node) const { return is_section_[node]; }
  /// A heading at the very beginning, which names the whole text.
  bool is_title(std::size_t node) const { return is_title_[node]; }
  /// True where one list of numbers at most begins below headings, so that no heading is needed to tell two
  /// lists apart.
  bool runs_through() const { return lists_ <= 1; }
  /// The label of a node, or of a paragraph without a mark that stands in it alone.
  Label label(std::size_t node, Qualified qualified) const;
  /// What the words of paragraphs in a heading are called by: the heading, whether it qualifies or not.
  Label label_of_parts(std::size_t node, Qualified qualified) const;

 private:
  void find_sections();
  void find_titles();
  void count_lists();
  bool reads_as_section(std::size_t node) const;
  Label worded(const Node& node, Qualified qualified) const;
  Label below(const Node& node, Qualified qualified) const;
  Label heading(const Node& node, Qualified qualified) const;

  const TextTree& tree_;
  std::vector<bool> is_section_, is_title_;
  std::set<std::string> divided_;  ///< `2`, where there is a section 2.1
  std::size_t lists_ = 0;
};

}  // namespace precept::official
