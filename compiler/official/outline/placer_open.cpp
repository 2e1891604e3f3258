// What becomes of a block once it is known where it belongs.
#include <algorithm>

#include "compiler/official/marks/looks.h"
#include "compiler/official/outline/placer.h"

namespace precept::official {
void Placer::pop_to(NodeId id) {
  while (open_.back() != id) open_.pop_back();
}

std::size_t Placer::add_numbered(NodeId parent, const Mark& mark, std::string text, const Block& block) {
  const NodeId id = tree_.nodes.size();
  const Node* before = last_of(parent, mark.form);
  const int offset = before != nullptr ? std::max(before->inner - before->column, 0) : 0;
  Node made{.kind = Node::Kind::Numbered,
            .parent = parent,
            .mark = mark,
            .text = std::move(text),
            .first = block.first,
            .last = block.last,
            .column = block.column,
            .inner = layout_.has_hanging ? block.words_column
                     : block.inner >= 0  ? block.inner
                                         : block.column + offset,
            .words_column = block.words_column,
            .rank = block.heading,
            .depth = block.depth,
            .level = is_declared_ ? rules_.level_of(mark.form, node(parent).level) : node(parent).level + 1};
  std::vector<std::string> path;
  if (mark.form.is_path()) {
    path = mark.numbers;
  } else if (mark.form.word.empty() && !mark.form.is_bracketed && mark.form.closing != ')') {
    path = paths_[parent];
    path.push_back(mark.numbers[0]);
  }
  node(parent).children.push_back({.node = id});
  tree_.nodes.push_back(std::move(made));
  last_[parent][mark.form] = id;
  last_of_form_[mark.form] = id;
  last_.emplace_back();
  paths_.push_back(std::move(path));
  open_.push_back(id);
  may_append_ = true;
  return id;
}

void Placer::open_numbered(const Spot& spot, std::size_t index) {
  const Block& block = layout_.blocks[index];
  const Node* before = last_of(spot.parent, spot.mark->form);
  const std::string former = before == nullptr ? "" : before->mark->written();
  const bool is_title = is_title_like(spot.mark, index);
  std::string text = block.mark.empty() ? block.text.substr(spot.mark->length) : block.text;
  pop_to(spot.parent);
  // "4.2 (1) Proposals are made …": the paragraph and its first item on one line.
  std::vector<Mark> inner = marks_of({.text = text});
  std::erase_if(inner, [](const Mark& mark) { return !mark.form.is_bracketed || !mark.is_first(); });
  const bool has_inner = !inner.empty() && !text.empty();
  const NodeId id = add_numbered(spot.parent, *spot.mark, has_inner ? "" : text, block);
  node(id).is_title_like = is_title;
  if (spot.doubt) {
    Doubt doubt = *spot.doubt;
    doubt.node = id;
    doubt.found = spot.mark->written();
    doubt.before = former;
    tree_.doubts.push_back(std::move(doubt));
  }
  if (has_inner && (!is_declared_ || rules_.level_of(inner[0].form, node(id).level) >= 0)) {
    add_numbered(id, inner[0], text.substr(inner[0].length), block);
  } else if (has_inner) {
    node(id).text = text;
  }
}

void Placer::open_heading(const Block& block) {
  const int rank = block.heading > 0 ? block.heading : kRankOfPlain;
  const auto holder = std::find_if(open_.rbegin(), open_.rend(), [&](NodeId id) {
    return id == 0 || (node(id).rank > 0 && node(id).rank < rank);
  });
  const NodeId parent = *holder, id = tree_.nodes.size();
  pop_to(parent);
  tree_.nodes.push_back({.kind = Node::Kind::Heading,
                         .parent = parent,
                         .text = block.text,
                         .first = block.first,
                         .last = block.last,
                         .rank = rank,
                         .depth = block.depth,
                         .level = node(parent).level});
  node(parent).children.push_back({.node = id});
  last_.emplace_back();
  paths_.emplace_back();
  open_.push_back(id);
  may_append_ = false;
}

/// "Article 3" on a line, and its title on the next.
bool Placer::take_as_title(std::size_t index) {
  const Block& block = layout_.blocks[index];
  Node& top = node(open_.back());
  const bool is_waiting = top.kind == Node::Kind::Numbered && top.text.empty() && top.children.empty();
  if (!is_waiting || !looks_section_title(block.text) || is_bullet(block.text) || block.inner >= 0)
    return false;
  top.text = block.text;
  top.last = block.last;
  top.is_title_like = true;
  may_append_ = false;
  return true;
}

/// The block goes on with the last text.
void Placer::append(const Block& block) {
  Node& top = node(open_.back());
  std::string& text = top.children.empty() ? top.text : top.children.back().part.text;
  const bool is_title = text.empty() && looks_section_title(block.text);
  text += (text.empty() ? "" : " ") + block.text;
  if (!top.children.empty()) {
    top.children.back().part.last = block.last;
    return;
  }
  if (top.last == top.first) top.inner = block.column;
  top.last = block.last;
  top.is_title_like = is_title;
}

void Placer::add_part(const Block& block) {
  if (block.parted != Break::Apart && may_append_ && !is_bullet(block.text)) return append(block);
  bool is_guessed = false;
  const NodeId parent = parent_for_part(block, is_guessed);
  pop_to(parent);
  node(parent).children.push_back({0, {block.text, block.first, block.last, is_guessed}});
  may_append_ = true;
}

}  // namespace precept::official
