#include "compiler/official/outline/placer.h"

#include <algorithm>
#include <cstdlib>

#include "compiler/official/marks/looks.h"

namespace precept::official {
namespace {

/// True where the mark comes next behind the one of the node: 4 behind 3, 14A behind 14.
bool follows(const Mark& mark, const Node& node) {
  const bool is_put_in =
      mark.is_put_in && mark.value == node.mark->value && mark.numbers.back() != node.mark->numbers.back();
  return mark.value == node.mark->value + 1 || is_put_in;
}

/// How deep people place what is counted so: `I.` above `A.` above `1.` above `(a)`.
int depth_of(const Form& form) {
  constexpr int kBracketed = 10;
  static constexpr std::pair<Count, int> kDepths[] = {{Count::UpperRoman, 0}, {Count::UpperLetter, 1},
                                                      {Count::Decimal, 2},    {Count::LowerLetter, 3},
                                                      {Count::LowerRoman, 4}, {Count::DoubledLetter, 5}};
  const auto found = std::ranges::find(kDepths, form.first, &std::pair<Count, int>::first);
  return found->second + (form.is_bracketed || form.closing == ')' ? kBracketed : 0);
}

bool is_worded(const Node& node) {
  return node.mark && !node.mark->form.word.empty();
}

/// Numbers that may be the beginning of a path: `4` of `4.2`.
bool begins_path(const Form& form) {
  return !form.is_bracketed && form.closing != ')' &&
         (form.first == Count::Decimal || form.first == Count::UpperLetter);
}

std::vector<std::string> without_last(std::vector<std::string> numbers) {
  numbers.pop_back();
  return numbers;
}

/// True for what comes next where the sections around have no number of their own: 1.3 behind 1.2, 2.1 behind
/// 1.9.
bool goes_on(const std::vector<std::string>& numbers, const std::vector<std::string>& before) {
  const auto value = [](const std::string& number) { return std::strtoul(number.c_str(), nullptr, 10); };
  const bool is_next =
      without_last(numbers) == without_last(before) && value(numbers.back()) == value(before.back()) + 1;
  const bool is_new = value(numbers[0]) == value(before[0]) + 1 && value(numbers.back()) <= 1;
  return is_next || is_new;
}

/// A heading in small letters right below another, "within available resources", introduces what follows.
bool waits_for_words(const Node& node) {
  return node.kind == Node::Kind::Heading && node.rank == kRankOfPlain && node.children.empty() &&
         looks_lower_heading(node.text);
}

std::string_view rest_of(const Block& block, const Mark* mark) {
  const std::string_view text = block.text;
  return mark != nullptr && block.mark.empty() ? text.substr(mark->length) : text;
}

}  // namespace

Placer::Placer(const Layout& layout, const Outline& rules, bool is_declared)
    : layout_(layout), rules_(rules), is_declared_(is_declared) {
  tree_.nodes.emplace_back();
  find_sections();
}

TextTree Placer::run() {
  for (std::size_t i = 0; i < layout_.blocks.size(); ++i) place(i);
  return std::move(tree_);
}

void Placer::place(std::size_t index) {
  const Block& block = layout_.blocks[index];
  const std::vector<Mark> marks = refers(index) ? std::vector<Mark>() : marks_of(block);
  if (const auto spot = find_spot(marks, index)) {
    open_numbered(*spot, index);
  } else if (!take_as_title(index)) {
    if (is_heading(index)) {
      open_heading(block);
    } else {
      add_part(block);
      doubt_unplaced(marks, block);
    }
  }
}

/// A paragraph that begins as one with a mark does, and has no place by it, is told.
void Placer::doubt_unplaced(const std::vector<Mark>& marks, const Block& block) {
  if (marks.empty() || block.parted != Break::Apart || marks[0].form.is_bare()) return;
  tree_.doubts.push_back({DoubtKind::Unplaced, open_.back(), marks[0].written(), "", block.first});
}

// ---- marks -----------------------------------------------------------------------------------------

std::vector<Mark> Placer::marks_of(const Block& block) const {
  std::vector<Mark> marks = marks_at(block.mark.empty() ? block.text : block.mark + " " + block.text);
  std::erase_if(marks, [&](const Mark& mark) { return !is_mark_here(mark, block); });
  return marks;
}

bool Placer::is_mark_here(const Mark& mark, const Block& block) const {
  if (is_declared_) return rules_.level_of(mark.form, -1) >= 0;
  if (!mark.form.word.empty() && !is_known_word(mark.form.word)) return false;
  if (mark.needs_gap && !block.has_gap && block.mark.empty()) return false;
  // "2 members" within wrapped lines is a number of something.
  return !mark.form.is_bare() || !layout_.is_wrapped || block.has_gap || !block.mark.empty();
}

/// True for a number at the beginning of a line that belongs to the sentence before: "under section / 2.1 of
/// this licence", "in two steps: / (1) a copyright, and (2) a licence".
bool Placer::refers(std::size_t index) const {
  const Block& block = layout_.blocks[index];
  if (index == 0 || block.parted == Break::Apart) return false;
  const std::vector<Mark> marks = marks_of(block);
  if (marks.empty()) return false;
  const std::string_view rest = rest_of(block, &marks[0]);
  if (rest.empty()) return true;
  const Block& before = layout_.blocks[index - 1];
  const std::string_view last = std::string_view(before.text).substr(before.text.rfind(' ') + 1);
  if (is_known_word(last)) return true;
  const std::string next = " (" + std::to_string(marks[0].value + 1) + ") ";
  if (marks[0].form.is_bracketed && rest.find(next) != std::string_view::npos) return true;
  if (block.parted != Break::Soft) return false;
  constexpr int kNear = 1;
  constexpr std::string_view kStops = ".,;:!?)\"";
  const int column = before.inner >= 0 ? before.inner : before.column;
  const bool is_level = std::abs(column - block.column) <= kNear;
  return is_level && kStops.find(before.text.back()) == std::string_view::npos && last != "and" &&
         last != "or";
}

/// `4.` begins a section where `4.1.` follows, and no other `4.` stands between.
void Placer::find_sections() {
  const std::size_t count = layout_.blocks.size();
  begins_section_.assign(count, false);
  std::map<std::string, std::size_t> next_single;
  std::size_t next_path = count;
  std::string path_begin;
  for (std::size_t i = count; i-- > 0;) {
    const std::vector<Mark> marks = marks_of(layout_.blocks[i]);
    for (const Mark& mark : marks) {
      if (!mark.form.word.empty() || !begins_path(mark.form)) continue;
      if (mark.form.is_path()) {
        next_path = i;
        path_begin = mark.numbers[0];
      } else {
        const auto found = next_single.find(mark.numbers[0]);
        const std::size_t next = found == next_single.end() ? count : found->second;
        begins_section_[i] = next_path < count && path_begin == mark.numbers[0] && next > next_path;
        next_single[mark.numbers[0]] = i;
      }
    }
  }
}

// ---- where a mark fits -----------------------------------------------------------------------------

std::optional<Placer::Spot> Placer::find_spot(const std::vector<Mark>& marks, std::size_t index) const {
  const Block& block = layout_.blocks[index];
  for (const Mark& mark : marks) {
    if (!mark.form.is_path()) continue;
    if (auto spot = spot_of_path(mark, block)) return spot;
  }
  using Way = std::optional<Spot> (Placer::*)(const Mark&, std::size_t) const;
  for (Way way : {&Placer::spot_after, &Placer::spot_of_first, &Placer::spot_out_of_order}) {
    for (const Mark& mark : marks) {
      if (mark.form.is_path()) continue;
      if (auto spot = (this->*way)(mark, index)) return spot;
    }
  }
  return std::nullopt;
}

/// A declared outline says below what a form may stand.
std::optional<Placer::Spot> Placer::allowed(Spot spot) const {
  if (is_declared_ && rules_.level_of(spot.mark->form, node(spot.parent).level) < 0) return std::nullopt;
  return spot;
}

const Node* Placer::last_of(NodeId parent, const Form& form) const {
  const auto found = last_[parent].find(form);
  return found == last_[parent].end() ? nullptr : &node(found->second);
}

std::optional<Placer::Spot> Placer::spot_of_path(const Mark& mark, const Block& block) const {
  const std::vector<std::string> prefix = without_last(mark.numbers);
  const auto holder =
      std::find_if(open_.rbegin(), open_.rend(), [&](NodeId id) { return paths_[id] == prefix; });
  const bool is_held = holder != open_.rend();
  const auto around = std::find_if(open_.rbegin(), open_.rend(), [&](NodeId id) {
    const std::vector<std::string>& path = paths_[id];
    return !path.empty() && path.size() < mark.numbers.size() &&
           std::equal(path.begin(), path.end(), mark.numbers.begin());
  });
  const NodeId parent = around == open_.rend() ? container(mark) : *around;
  const Node* before = is_held ? last_of(parent, mark.form) : nullptr;
  const auto last = last_of_form_.find(mark.form);
  if (is_held && before == nullptr && mark.is_first() && block.parted != Break::Soft)
    return allowed({parent, &mark});
  if (before != nullptr && follows(mark, *before)) return allowed({parent, &mark});
  if (!is_held && last == last_of_form_.end() && mark.is_first() && block.parted == Break::Apart)
    return allowed({parent, &mark});
  // What is out of order within a paragraph refers to another one.
  const bool may_be_seen = last == last_of_form_.end() || is_same_place(block, node(last->second));
  if (block.parted != Break::Apart || !may_be_seen) return std::nullopt;
  if (!is_held && last != last_of_form_.end() && goes_on(mark.numbers, node(last->second).mark->numbers))
    return allowed({parent, &mark});
  const bool is_later = before == nullptr || mark.value > before->mark->value;
  return allowed({parent, &mark, Doubt{is_later ? DoubtKind::Gap : DoubtKind::Restart, 0, "", ""}});
}

/// `(aa)` right behind `(a)` was put in there; where `(i)` stands between, it begins a list below that.
bool Placer::comes_next(const Mark& mark, const Node& before) const {
  const bool is_letter = mark.is_put_in && mark.form.first != Count::Decimal;
  return follows(mark, before) && (!is_letter || &before == &node(open_.back()));
}

std::optional<Placer::Spot> Placer::spot_after(const Mark& mark, std::size_t index) const {
  const Block& block = layout_.blocks[index];
  std::vector<NodeId> fitting;
  for (auto id = open_.rbegin(); id != open_.rend(); ++id) {
    const Node* before = last_of(*id, mark.form);
    if (before != nullptr && comes_next(mark, *before) && is_same_place(block, *before) &&
        allowed({*id, &mark}))
      fitting.push_back(*id);
  }
  if (fitting.empty()) return spot_elsewhere(mark, block);
  if (fitting.size() == 1) return Spot{fitting[0], &mark};
  if (begins_section_[index]) return Spot{fitting.back(), &mark};
  // A list and the sections around it may both go on: titles go with titles.
  const bool is_title = is_title_like(&mark, index) && !ends_sentence(block.text);
  std::vector<NodeId> alike;
  std::ranges::copy_if(fitting, std::back_inserter(alike), [&](NodeId id) {
    const Node& before = *last_of(id, mark.form);
    return (before.is_title_like && !ends_sentence(before.text)) == is_title;
  });
  if (alike.size() == 1) return Spot{alike[0], &mark};
  return Spot{fitting[0], &mark, Doubt{DoubtKind::Ambiguous, 0, "", ""}};
}

/// Somebody has indented a paragraph otherwise than those before, or numbers run on through the headings.
std::optional<Placer::Spot> Placer::spot_elsewhere(const Mark& mark, const Block& block) const {
  std::vector<NodeId> fitting;
  for (auto id = open_.rbegin(); id != open_.rend(); ++id) {
    const Node* before = last_of(*id, mark.form);
    const bool may_be = before != nullptr && comes_next(mark, *before) && before->rank == block.heading &&
                        (block.depth < 0 || before->depth < 0);
    if (may_be && allowed({*id, &mark})) fitting.push_back(*id);
  }
  if (fitting.size() == 1 && block.parted == Break::Apart) return Spot{fitting[0], &mark};
  return spot_across(mark, block);
}

/// Numbers may run on through the headings: Article 4 of chapter II comes behind Article 3 of chapter I.
std::optional<Placer::Spot> Placer::spot_across(const Mark& mark, const Block& block) const {
  const NodeId parent = container(mark);
  const auto last = last_of_form_.find(mark.form);
  if (last == last_of_form_.end() || node(last->second).parent == parent) return std::nullopt;
  const Node& before = node(last->second);
  const bool is_of_container =
      node(before.parent).kind != Node::Kind::Numbered || is_worded(node(before.parent));
  const bool is_free = parent == open_.back() || !mark.form.word.empty();
  if (!is_of_container || !is_free || !follows(mark, before) || !is_same_place(block, before))
    return std::nullopt;
  return allowed({parent, &mark});
}

std::optional<Placer::Spot> Placer::spot_of_first(const Mark& mark, std::size_t index) const {
  constexpr std::size_t kDeepest = 30;  // lists in one another
  if (!mark.is_first() || open_.size() > kDeepest) return std::nullopt;
  const Block& block = layout_.blocks[index];
  const Node& top = node(open_.back());
  if (block.parted == Break::Soft) {
    const bool is_deeper = block.column > std::max(top.inner, top.column) + 1;
    const Block& before = layout_.blocks[index - 1];
    if (!is_deeper && !before.text.ends_with(':')) return std::nullopt;
  }
  if (!mark.form.word.empty()) {
    const bool is_title = index + 1 < layout_.blocks.size() && block.inner < 0;
    return is_title ? allowed({container(mark), &mark}) : std::nullopt;
  }
  return allowed({parent_for_new(mark, index), &mark});
}

std::optional<Placer::Spot> Placer::spot_out_of_order(const Mark& mark, std::size_t index) const {
  const Block& block = layout_.blocks[index];
  // Of a resolution a number that a tab or blanks set apart is a mark, though it has no stop.
  const bool is_mark = !mark.form.is_bare() || is_declared_ || (rules_.has_lower && block.has_gap);
  if (block.parted == Break::Soft) return std::nullopt;
  if (!mark.form.word.empty() && !is_title_like(&mark, index) && !rest_of(block, &mark).empty())
    return std::nullopt;
  for (auto id = open_.rbegin(); id != open_.rend(); ++id) {
    const Node* before = last_of(*id, mark.form);
    if (before == nullptr || !is_same_place(block, *before)) continue;
    // The number of the paragraph before, once more: an edition that has it twice is to be refused.
    const bool is_again = mark.value == before->mark->value && block.parted == Break::Apart;
    if (!is_mark && !is_again) continue;
    const bool is_later = mark.value > before->mark->value;
    return allowed({*id, &mark, Doubt{is_later ? DoubtKind::Gap : DoubtKind::Restart, 0, "", ""}});
  }
  const NodeId parent = container(mark);
  const bool may_begin = is_mark && block.parted == Break::Apart && mark.form.first == Count::Decimal &&
                         last_[parent].empty() && parent == open_.back();
  if (!may_begin) return std::nullopt;
  return allowed({parent, &mark, Doubt{DoubtKind::Gap, 0, "", ""}});
}

// ---- where something belongs -----------------------------------------------------------------------

/// The innermost heading, or the root. A mark with a word stands below marks with other words, too.
std::size_t Placer::container(const Mark& mark) const {
  const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](NodeId id) {
    const Node& open = node(id);
    if (open.kind != Node::Kind::Numbered) return true;
    return is_worded(open) && (mark.form.word.empty() || open.mark->form.word != mark.form.word);
  });
  return *found;
}

std::size_t Placer::parent_for_new(const Mark& mark, std::size_t index) const {
  if (begins_section_[index]) return container(mark);
  const auto found =
      std::find_if(open_.rbegin(), open_.rend(), [&](NodeId id) { return may_hold(node(id), mark, index); });
  return *found;
}

/// Whether a new list may begin below the node.
bool Placer::may_hold(const Node& holder, const Mark& mark, std::size_t index) const {
  constexpr int kNear = 1;
  const Block& block = layout_.blocks[index];
  if (holder.kind == Node::Kind::Root) return true;
  if (holder.kind == Node::Kind::Heading || holder.rank > 0)
    return block.heading == 0 || (holder.rank > 0 && holder.rank < block.heading);
  if (block.heading > 0) return false;
  if (is_worded(holder)) return true;
  const bool is_other = holder.mark->form != mark.form;
  const bool is_deeper = is_other && depth_of(mark.form) > depth_of(holder.mark->form);
  if (block.depth >= 0 && holder.depth >= 0) {
    // Within one list, or outside of all, only the marks that are written out tell.
    return holder.depth < block.depth || (holder.depth == block.depth && block.mark.empty() && is_deeper);
  }
  const bool is_title = is_title_like(&mark, index);
  if (!layout_.has_columns) return is_other || (holder.is_title_like && !is_title);
  if (holder.column > block.column + kNear) return false;
  if (holder.column + kNear < block.column) return true;
  return is_deeper || (is_other ? !(holder.is_title_like && is_title) : holder.is_title_like && !is_title);
}

bool Placer::is_same_place(const Block& block, const Node& before) const {
  constexpr int kNear = 1;  // `10.` begins a column before `9.` where numbers end alike
  if (block.heading != before.rank) return false;
  if (is_worded(before) || before.rank > 0) return true;
  if (block.depth >= 0 && before.depth >= 0) return block.depth == before.depth;
  if (!layout_.has_columns) return true;
  return std::abs(block.column - before.column) <= kNear || block.words_column == before.words_column;
}

std::size_t Placer::parent_for_part(const Block& block, bool& is_guessed) const {
  for (auto id = open_.rbegin(); id != open_.rend(); ++id) {
    const Node& holder = node(*id);
    if (holder.kind != Node::Kind::Numbered || holder.rank > 0 || is_worded(holder)) return *id;
    if (block.depth >= 0 && holder.depth >= 0) {
      if (holder.depth <= block.depth) return *id;
    } else if (layout_.has_columns) {
      if (block.column >= holder.inner) {
        is_guessed = !holder.is_title_like && holder.inner == 0;
        return *id;
      }
      // Nothing else holds it: a section at the margin goes on to the next.
      if (id + 2 == open_.rend() && holder.is_title_like) return *id;
    } else {
      is_guessed = !holder.is_title_like;
      return *id;
    }
  }
  return 0;
}

bool Placer::ends_here(std::size_t index) const {
  if (index + 1 == layout_.blocks.size()) return true;
  const Block& next = layout_.blocks[index + 1];
  return next.parted != Break::Soft || !marks_of(next).empty();
}

bool Placer::is_title_like(const Mark* mark, std::size_t index) const {
  const Block& block = layout_.blocks[index];
  if (block.heading > 0) return true;
  const bool is_alone = index + 1 == layout_.blocks.size() ||
                        layout_.blocks[index + 1].parted == Break::Apart ||
                        !marks_of(layout_.blocks[index + 1]).empty();
  return block.inner < 0 && is_alone && looks_section_title(rest_of(block, mark));
}

bool Placer::is_heading(std::size_t index) const {
  const Block& block = layout_.blocks[index];
  if (is_bullet(block.text)) return false;
  if (block.heading > 0 && rules_.has_markup) return true;
  if (index + 1 == layout_.blocks.size()) return rules_.has_capitals && looks_capitals(block.text);
  constexpr int kCentred = 16;
  const bool is_centred =
      block.left >= kCentred && block.parted == Break::Apart && !ends_sentence(block.text);
  if (block.inner >= 0 && layout_.is_wrapped) return is_centred && rules_.has_title;
  if (block.parted == Break::Soft || !ends_here(index) || block.depth > 0) return false;
  if (rules_.has_lower && looks_lower_heading(block.text)) return !waits_for_words(node(open_.back()));
  if (rules_.has_capitals && looks_capitals(block.text)) return true;
  const bool is_apart = block.parted == Break::Apart && layout_.blocks[index + 1].parted == Break::Apart;
  return rules_.has_title && is_apart && !looks_capitals(block.text) && looks_title(block.text);
}

}  // namespace precept::official
