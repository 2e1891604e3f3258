// Places blocks one by one in a tree; used by tree.cpp alone.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "compiler/official/outline/tree.h"

namespace precept::official {

class Placer {
 public:
  /// `rules` has the headings; where `is_declared`, its levels are the only forms of marks.
  Placer(const Layout& layout, const Outline& rules, bool is_declared);
  TextTree run();

 private:
  using NodeId = std::size_t;
  /// Where a mark fits: below `parent`, and what is doubtful about it.
  struct Spot {
    NodeId parent = 0;
    const Mark* mark = nullptr;
    std::optional<Doubt> doubt = {};
  };

  void place(std::size_t index);
  std::vector<Mark> marks_of(const Block& block) const;
  bool is_mark_here(const Mark& mark, const Block& block) const;
  bool refers(std::size_t index) const;
  bool comes_next(const Mark& mark, const Node& before) const;

  std::optional<Spot> find_spot(const std::vector<Mark>& marks, std::size_t index) const;
  std::optional<Spot> spot_of_path(const Mark& mark, const Block& block) const;
  std::optional<Spot> spot_after(const Mark& mark, std::size_t index) const;
  std::optional<Spot> spot_elsewhere(const Mark& mark, const Block& block) const;
  std::optional<Spot> spot_of_first(const Mark& mark, std::size_t index) const;
  std::optional<Spot> spot_across(const Mark& mark, const Block& block) const;
  std::optional<Spot> spot_out_of_order(const Mark& mark, std::size_t index) const;
  std::optional<Spot> allowed(Spot spot) const;

  NodeId parent_for_new(const Mark& mark, std::size_t index) const;
  NodeId container(const Mark& mark) const;
  NodeId parent_for_part(const Block& block, bool& is_guessed) const;
  bool may_hold(const Node& node, const Mark& mark, std::size_t index) const;
  bool is_same_place(const Block& block, const Node& node) const;
  bool is_title_like(const Mark* mark, std::size_t index) const;
  bool is_heading(std::size_t index) const;
  bool ends_here(std::size_t index) const;

  void open_numbered(const Spot& spot, std::size_t index);
  NodeId add_numbered(NodeId parent, const Mark& mark, std::string text, const Block& block);
  void open_heading(const Block& block);
  void add_part(const Block& block);
  void doubt_unplaced(const std::vector<Mark>& marks, const Block& block);
  bool take_as_title(std::size_t index);
  void append(const Block& block);
  void pop_to(NodeId node);
  void find_sections();

  Node& node(NodeId id) { return tree_.nodes[id]; }
  const Node& node(NodeId id) const { return tree_.nodes[id]; }
  /// The last child of the form below a node; null where there is none.
  const Node* last_of(NodeId parent, const Form& form) const;

  const Layout& layout_;
  const Outline& rules_;
  const bool is_declared_;
  TextTree tree_;
  std::vector<NodeId> open_{0};                     ///< from the root inwards
  std::vector<std::map<Form, NodeId>> last_{1};     ///< by node: its last child of each form
  std::vector<std::vector<std::string>> paths_{1};  ///< by node: `4`, `2`; empty where it has no path
  std::map<Form, NodeId> last_of_form_;             ///< anywhere
  std::vector<bool> begins_section_;                ///< by block: `4.` of which `4.1.` follows
  bool may_append_ = false;                         ///< what goes on belongs to the last text
};

}  // namespace precept::official
