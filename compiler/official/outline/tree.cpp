#include "compiler/official/outline/tree.h"

#include <algorithm>

#include "compiler/official/marks/looks.h"
#include "compiler/official/outline/placer.h"

namespace precept::official {

namespace {

bool begins_mark(const Block& block) {
  return !block.mark.empty() || std::ranges::any_of(marks_at(block.text), [](const Mark& mark) {
    return mark.form.word.empty() || is_known_word(mark.form.word);
  });
}

}  // namespace

TextTree grow_tree(const Layout& layout, const Outline* declared) {
  if (declared != nullptr) return Placer(layout, *declared, true).run();
  const Outline headings = headings_of(layout);
  return Placer(layout, headings, false).run();
}

Outline headings_of(const Layout& layout) {
  Outline found;
  // Headings in small letters are those of resolutions, where the numbers stand below them.
  for (std::size_t i = 0; i + 1 < layout.blocks.size(); ++i) {
    const Block& block = layout.blocks[i];
    const Block& next = layout.blocks[i + 1];
    if (begins_mark(block)) break;
    const bool is_alone = block.parted != Break::Soft && (next.parted == Break::Apart || begins_mark(next));
    const bool is_one_line = !layout.is_wrapped || block.inner < 0;
    if (block.heading == 0 && is_alone && is_one_line && looks_lower_heading(block.text))
      found.has_lower = true;
  }
  if (found.has_lower) return found;
  const auto marked =
      std::ranges::count_if(layout.blocks, [](const Block& block) { return block.heading > 0; });
  found.has_markup = marked > 0;
  found.has_title = found.has_capitals = marked <= 1;
  return found;
}

Outline outline_of(const TextTree& tree, const Outline& headings) {
  Outline found = headings;
  found.levels.clear();
  std::vector<std::size_t> depths(tree.nodes.size(), 0);
  for (std::size_t i = 1; i < tree.nodes.size(); ++i) {
    const Node& node = tree.nodes[i];
    depths[i] = depths[node.parent] + (node.kind == Node::Kind::Numbered ? 1 : 0);
    if (node.kind != Node::Kind::Numbered) continue;
    if (found.levels.size() < depths[i]) found.levels.resize(depths[i]);
    auto& level = found.levels[depths[i] - 1];
    if (std::ranges::find(level, node.mark->form) == level.end()) level.push_back(node.mark->form);
  }
  return found;
}

}  // namespace precept::official
