#include "compiler/official/naming.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/official/labels.h"
#include "compiler/official/marks/looks.h"

namespace precept::official {
namespace {

std::string joined(const std::vector<std::string>& numbers) {
  std::string out;
  for (const std::string& number : numbers) out += (out.empty() ? "" : ".") + number;
  return out;
}

bool is_numbered(const Node& node) {
  return node.kind == Node::Kind::Numbered;
}

/// Numbers that stand by themselves, without the number of what is around them.
bool is_absolute(const Node& node) {
  return is_numbered(node) && (node.mark->form.is_path() || !node.mark->form.word.empty());
}

}  // namespace

Naming::Naming(const TextTree& tree)
    : tree_(tree), is_section_(tree.nodes.size(), false), is_title_(tree.nodes.size(), false) {
  for (const Node& node : tree.nodes) {
    if (!is_absolute(node) || !node.mark->form.word.empty()) continue;
    std::vector<std::string> numbers = node.mark->numbers;
    for (numbers.pop_back(); !numbers.empty(); numbers.pop_back()) divided_.insert(joined(numbers));
  }
  find_sections();
  count_lists();
  find_titles();
}

/// Of a list whose members mostly read as titles, those that have something in them are sections.
void Naming::find_sections() {
  std::map<std::pair<std::size_t, Form>, std::pair<std::size_t, std::size_t>> lists;  // titles, all
  for (const Node& node : tree_.nodes) {
    if (!is_numbered(node)) continue;
    auto& [titles, all] = lists[{node.parent, node.mark->form}];
    titles += node.is_title_like || node.text.empty() ? 1 : 0;
    ++all;
  }
  for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
    const Node& node = tree_.nodes[i];
    if (!is_numbered(node)) continue;
    const auto [titles, all] = lists[{node.parent, node.mark->form}];
    const bool is_empty = node.children.empty();
    is_section_[i] =
        node.rank > 0 || (!is_empty && (node.text.empty() || (titles * 2 > all && reads_as_section(i))));
  }
}

bool Naming::reads_as_section(std::size_t id) const {
  constexpr std::ptrdiff_t kMostBlanks = 15;
  const Node& node = tree_.nodes[id];
  // Of § 12 and Article 3 the number in brackets begins a paragraph, however short it is.
  const Node& around = tree_.nodes[node.parent];
  const bool is_of_article = is_absolute(around) && !around.mark->form.word.empty();
  if (node.mark->form.is_bracketed && is_of_article) return false;
  const bool is_small = !node.text.empty() && node.text[0] >= 'a' && node.text[0] <= 'z';
  if (is_small) return false;  // "swim by night, unless"
  if (node.is_title_like) return true;
  const bool is_open = node.text.ends_with(';') || node.text.ends_with(',') || node.text.ends_with(':');
  return !is_open && std::ranges::count(node.text, ' ') <= kMostBlanks;
}

void Naming::count_lists() {
  std::map<Form, const Node*> last;
  for (std::size_t i = 1; i < tree_.nodes.size(); ++i) {
    const Node& node = tree_.nodes[i];
    const bool is_of_heading = is_numbered(node) && !is_numbered(tree_.nodes[node.parent]);
    if (!is_of_heading || is_absolute(node) || is_section_[i]) continue;
    const Node*& before = last[node.mark->form];
    const bool goes_on =
        before != nullptr && (before->parent == node.parent || before->mark->value + 1 == node.mark->value);
    if (!goes_on) ++lists_;
    before = &node;
  }
}

void Naming::find_titles() {
  const bool is_numbered_text = std::ranges::any_of(tree_.nodes, is_numbered);
  for (std::size_t i = 1; i < tree_.nodes.size(); ++i) {
    const Node& node = tree_.nodes[i];
    const bool is_begun =
        node.parent == 0 ? tree_.nodes[0].children.front().node == 1 : is_title_[node.parent];
    if (node.kind != Node::Kind::Heading || !is_begun || (i > 1 && !is_title_[i - 1])) return;
    if (node.rank == kRankOfPlain && looks_lower_heading(node.text)) return;  // that of a resolution
    const bool is_next_heading = i + 1 < tree_.nodes.size() && tree_.nodes[i + 1].kind == Node::Kind::Heading;
    const bool has_words = !node.children.empty() && node.children.front().node == 0;
    const bool is_alone = std::ranges::count(tree_.nodes, node.rank, &Node::rank) == 1;
    const bool is_highest = node.rank < kRankOfPlain && is_alone && tree_.nodes.size() > i + 1;
    const bool holds_sections = std::ranges::any_of(node.children, [&](const Node::Child& child) {
      return child.node != 0 && (is_absolute(tree_.nodes[child.node]) || is_section_[child.node]);
    });
    is_title_[i] = (is_next_heading && !has_words) || is_highest || holds_sections ||
                   (is_numbered_text && runs_through() &&
                    label_parts(node.text) != std::vector<std::string>{"preamble"});
    if (!is_title_[i]) return;
  }
}

Label Naming::label(std::size_t id, Qualified qualified) const {
  const Node& node = tree_.nodes[id];
  if (node.kind == Node::Kind::Root || is_title_[id]) return {};
  if (node.kind == Node::Kind::Heading) {
    return qualified == Qualified::No ? label(node.parent, qualified) : heading(node, qualified);
  }
  if (node.mark->form.is_path() && node.mark->form.word.empty()) return {joined(node.mark->numbers), ""};
  return node.mark->form.word.empty() ? below(node, qualified) : worded(node, qualified);
}

Label Naming::label_of_parts(std::size_t id, Qualified qualified) const {
  const Node& node = tree_.nodes[id];
  return node.kind == Node::Kind::Heading && !is_title_[id] ? heading(node, qualified) : label(id, qualified);
}

Label Naming::heading(const Node& node, Qualified qualified) const {
  if (qualified != Qualified::All) return {node.text, ""};
  const Label around = label(node.parent, qualified);
  return {around.heading.empty() ? node.text : around.words() + " " + node.text, ""};
}

Label Naming::worded(const Node& node, Qualified qualified) const {
  std::string words = node.mark->form.word + " " + joined(node.mark->numbers);
  if (qualified == Qualified::No) return {std::move(words), ""};
  const std::string around = label(node.parent, qualified).words();
  return {around.empty() ? words : around + " " + words, ""};
}

/// `4.2` and `1.` make 4.2.1, `5` and `(a)` make 5 (a), `resolves` and `1` make resolves 1.
Label Naming::below(const Node& node, Qualified qualified) const {
  const std::string& number = node.mark->numbers.back();
  Label around = label(node.parent, qualified);
  if (around.heading.empty()) return {number, ""};
  std::size_t id = node.parent;
  while (is_numbered(tree_.nodes[id]) && !is_absolute(tree_.nodes[id]) && tree_.nodes[id].parent != 0)
    id = tree_.nodes[id].parent;
  const bool is_below_heading =
      tree_.nodes[id].kind == Node::Kind::Heading && qualified != Qualified::No && !is_title_[id];
  if (is_below_heading) {
    around.item += (around.item.empty() ? "" : " ") + number;
    return around;
  }
  const Form& form = node.mark->form;
  const bool is_dotted =
      around.item.empty() && form.first == Count::Decimal && !form.is_bracketed && form.closing != ')';
  // Where section 2 has a section 2.1, its own first point is 2 (1).
  if (is_dotted && !divided_.contains(around.heading)) return {around.heading + "." + number, ""};
  return {std::move(around.heading), around.item + "(" + number + ")"};
}

}  // namespace precept::official
