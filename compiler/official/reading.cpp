#include "compiler/official/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/official/labels.h"
#include "compiler/official/marks/looks.h"
#include "compiler/official/naming.h"

namespace precept::official {
namespace {

/// The paragraphs without a mark that stand in one node, in their two places: before the numbers, and after.
struct Unmarked {
  std::vector<std::size_t> before, after;  ///< numbers of entries
};

/// Walks the tree and makes the entries.
class Reader {
 public:
  Reader(const TextTree& tree, const Naming& naming, Qualified qualified, bool is_resolution)
      : tree_(tree), naming_(naming), qualified_(qualified), is_resolution_(is_resolution) {
    has_preamble_ = std::ranges::any_of(tree.nodes, [](const Node& node) {
      return node.kind == Node::Kind::Heading &&
             label_parts(node.text) == std::vector<std::string>{"preamble"};
    });
  }

  std::vector<Entry> run() {
    read(0);
    return std::move(entries_);
  }

 private:
  void read(std::size_t id) {
    const Node& node = tree_.nodes[id];
    if (id != 0) open(id);
    const bool is_whole = node.kind == Node::Kind::Root || naming_.is_title(id);
    const bool is_paragraph = node.kind == Node::Kind::Numbered && !naming_.is_section(id);
    std::size_t last = entries_.size();  // the entry that a bullet goes on with
    if (is_paragraph) last = entries_.size() - 1;
    Unmarked unmarked;
    bool is_after = false;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node::Child& child = node.children[i];
      if (child.node != 0) {
        is_after = is_after || tree_.nodes[child.node].kind == Node::Kind::Numbered;
        read(child.node);
        continue;
      }
      const bool goes_on =
          (is_bullet(child.part.text) || (is_paragraph && !is_after)) && last < entries_.size();
      if (goes_on) {
        join(child.part, last);
        continue;
      }
      last = entries_.size();
      const bool is_lead = !is_whole && !is_after && introduces(node, i);
      entries_.push_back({is_lead ? EntryKind::Lead : EntryKind::Paragraph,
                          naming_.label_of_parts(id, qualified_), child.part.text, child.part.first,
                          child.part.last});
      if (!is_lead) (is_after ? unmarked.after : unmarked.before).push_back(last);
    }
    if (is_whole) {
      name_preamble(unmarked.before);
      name_parts(unmarked.after, {"closing words", ""}, "", "");
    } else {
      name_parts(unmarked.before, naming_.label_of_parts(id, qualified_), "", "paragraph ");
      name_parts(unmarked.after, naming_.label_of_parts(id, qualified_), "closing words", "closing words ");
    }
  }

  void open(std::size_t id) {
    const Node& node = tree_.nodes[id];
    const bool is_heading = node.kind == Node::Kind::Heading;
    const EntryKind kind = naming_.is_title(id)                   ? EntryKind::Title
                           : is_heading || naming_.is_section(id) ? EntryKind::Heading
                                                                  : EntryKind::Paragraph;
    const Label label = is_heading ? Label() : naming_.label(id, qualified_);
    entries_.push_back({kind, label, node.text, node.first, node.last});
  }

  void join(const Part& part, std::size_t to) {
    entries_[to].text += (entries_[to].text.empty() ? "" : " ") + part.text;
    entries_.push_back({EntryKind::Joined, entries_[to].label, part.text, part.first, part.last,
                        part.is_guessed && !is_bullet(part.text)});
    joined_.emplace_back(entries_.size() - 1, to);
  }

  /// Words right before a list that do not end as a sentence does, and what a list in bullets adds to them.
  bool introduces(const Node& node, std::size_t at) const {
    std::size_t next = at + 1;
    std::string_view words = node.children[at].part.text;
    while (next < node.children.size() && node.children[next].node == 0 &&
           is_bullet(node.children[next].part.text))
      words = node.children[next++].part.text;
    if (next == node.children.size() || ends_sentence(words)) return false;
    const std::size_t child = node.children[next].node;
    return child != 0 && tree_.nodes[child].kind == Node::Kind::Numbered && !naming_.is_section(child);
  }

  void name_parts(const std::vector<std::size_t>& parts, const Label& of, const std::string& alone,
                  const std::string& several) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string more = parts.size() == 1 ? alone : fmt::format("{}{}", several, i + 1);
      Label label = of;
      if (!more.empty()) label.item += (label.item.empty() ? "" : " ") + more;
      name(parts[i], label);
    }
  }

  void name(std::size_t entry, const Label& label) {
    entries_[entry].label = label;
    for (auto [part, to] : joined_) {
      if (to == entry) entries_[part].label = label;
    }
  }

  /// What stands before the first heading and number.
  void name_preamble(const std::vector<std::size_t>& parts) {
    if (!is_resolution_ && !has_preamble_) return name_parts(parts, {"preamble", ""}, "", "paragraph ");
    for (std::size_t part : parts) {
      Entry& entry = entries_[part];
      entry = {EntryKind::LeftOut,
               {},
               is_resolution_ ? "before the first heading" : "before the preamble",
               entry.first,
               entry.last};
    }
  }

  const TextTree& tree_;
  const Naming& naming_;
  const Qualified qualified_;
  const bool is_resolution_;
  bool has_preamble_ = false;
  std::vector<Entry> entries_;
  std::vector<std::pair<std::size_t, std::size_t>> joined_;  ///< an entry, and the one it is part of
};

bool has_twice(const std::vector<Entry>& entries) {
  std::set<std::string> met;
  return std::ranges::any_of(entries, [&](const Entry& entry) {
    return entry.kind == EntryKind::Paragraph && !met.insert(entry.label.words()).second;
  });
}

/// Only those headings that the text has.
Outline with_headings_of(const TextTree& tree, Outline outline) {
  outline.has_lower = outline.has_title = outline.has_capitals = outline.has_markup = false;
  for (const Node& node : tree.nodes) {
    if (node.kind == Node::Kind::Root || (node.kind == Node::Kind::Numbered && node.rank == 0)) continue;
    bool& flag = node.rank < kRankOfPlain         ? outline.has_markup
                 : looks_lower_heading(node.text) ? outline.has_lower
                 : looks_capitals(node.text)      ? outline.has_capitals
                                                  : outline.has_title;
    flag = true;
  }
  return outline;
}

void add_remarks(const TextTree& tree, const Naming& naming, Qualified qualified, Reading& reading) {
  for (const Doubt& doubt : tree.doubts) {
    const bool is_unplaced = doubt.kind == DoubtKind::Unplaced;
    const Label label =
        is_unplaced ? naming.label_of_parts(doubt.node, qualified) : naming.label(doubt.node, qualified);
    reading.remarks.push_back({doubt.kind, is_unplaced ? doubt.line : tree.nodes[doubt.node].first, label,
                               doubt.found, doubt.before});
  }
}

/// What was left out for one reason, with nothing between, is told at once.
void join_left_out(std::vector<Entry>& entries) {
  std::vector<Entry> kept;
  for (Entry& entry : entries) {
    const bool goes_on = entry.kind == EntryKind::LeftOut && !kept.empty() &&
                         kept.back().kind == EntryKind::LeftOut && kept.back().text == entry.text;
    if (goes_on) {
      kept.back().last = std::max(kept.back().last, entry.last);
    } else {
      kept.push_back(std::move(entry));
    }
  }
  entries = std::move(kept);
}

/// The one block that begins with the words; a whole block goes before one that only begins so.
std::expected<std::size_t, std::string> find_block(const Layout& layout, const std::string& words) {
  const std::string wanted = plain_text(words);
  std::vector<std::size_t> whole, begun;
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    const Block& block = layout.blocks[i];
    const std::string text = block.mark.empty() ? block.text : block.mark + " " + block.text;
    if (text == wanted) whole.push_back(i);
    if (text.starts_with(wanted)) begun.push_back(i);
  }
  const std::vector<std::size_t>& found = whole.empty() ? begun : whole;
  if (found.size() == 1) return found[0];
  if (found.empty()) return std::unexpected(fmt::format("no paragraph begins with `{}`", wanted));
  return std::unexpected(fmt::format("{} paragraphs begin with `{}`, the first two on {}s {} and {}",
                                     found.size(), wanted, layout.unit, layout.blocks[found[0]].first,
                                     layout.blocks[found[1]].first));
}

void leave_out_blocks(Layout& layout, std::size_t begin, std::size_t end, const std::string& why) {
  if (begin == end) return;
  layout.left_out.push_back({layout.blocks[begin].first, layout.blocks[end - 1].last, why});
  const auto at = layout.blocks.begin();
  layout.blocks.erase(at + static_cast<std::ptrdiff_t>(begin), at + static_cast<std::ptrdiff_t>(end));
}

/// Leaves out what stands before `from` and from `until` on.
std::expected<void, std::string> cut(Layout& layout, const Wanted& wanted) {
  if (!wanted.until.empty()) {
    const auto until = find_block(layout, wanted.until);
    if (!until) return std::unexpected(until.error());
    leave_out_blocks(layout, *until, layout.blocks.size(), "behind the part that is read");
  }
  if (!wanted.from.empty()) {
    const auto from = find_block(layout, wanted.from);
    if (!from) return std::unexpected(from.error());
    leave_out_blocks(layout, 0, *from, "before the part that is read");
  }
  return {};
}

Reading read_layout(const Layout& layout, const Outline* declared) {
  const TextTree tree = grow_tree(layout, declared);
  const Naming naming(tree);
  const Outline headings = declared != nullptr ? *declared : headings_of(layout);
  const Qualified least = headings.has_lower || !naming.runs_through() ? Qualified::Innermost : Qualified::No;
  Qualified qualified = least;
  Reading reading;
  for (Qualified tried : {Qualified::No, Qualified::Innermost, Qualified::All, least}) {
    if (tried < least) continue;
    qualified = tried;
    reading.entries = Reader(tree, naming, tried, headings.has_lower).run();
    if (!has_twice(reading.entries)) break;
  }
  reading.outline = declared != nullptr ? *declared : with_headings_of(tree, outline_of(tree, headings));
  reading.is_declared = declared != nullptr;
  reading.form = layout.form;
  reading.unit = layout.unit;
  for (const LeftOut& part : layout.left_out)
    reading.entries.push_back({EntryKind::LeftOut, {}, part.why, part.first, part.last});
  std::ranges::stable_sort(reading.entries, {}, &Entry::first);
  join_left_out(reading.entries);
  add_remarks(tree, naming, qualified, reading);
  return reading;
}

}  // namespace

std::expected<Reading, std::string> read_outline(Layout layout, const Wanted& wanted) {
  if (const auto done = cut(layout, wanted); !done) return std::unexpected(done.error());
  return read_layout(layout, wanted.outline ? &*wanted.outline : nullptr);
}

}  // namespace precept::official
