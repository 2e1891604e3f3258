#include "runtime/phrasing/in_words.h"

#include <algorithm>
#include <limits>
#include <set>
#include <vector>

#include "runtime/phrasing/wording.h"

namespace precept {

namespace {

/// The names of a list in the order they are told in, each once.
class Names {
 public:
  void add(std::string name) {
    if (seen_.insert(name).second) names_.push_back(std::move(name));
  }
  std::size_t count() const { return names_.size(); }
  const std::string& at(std::size_t index) const { return names_[index]; }

 private:
  std::vector<std::string> names_;
  std::set<std::string> seen_;
};

/// `all` begins with those that are surely in the list, `sure` of them.
std::string in_words(const Names& all, std::size_t sure, const Catalogue& words) {
  if (all.count() == 0) return words(say::NoNames);
  const std::size_t told = std::min(all.count(), InWords::kMostTold);
  std::vector<std::string> items;
  for (std::size_t i = 0; i < told; ++i)
    items.push_back(i < sure ? all.at(i) : words(say::Possibly, all.at(i)));
  if (told == all.count()) return words.list(items, say::ListAnd);
  auto number = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  const std::int64_t least = number(sure) - number(told), most = number(all.count() - told);
  const Interval left =
      least > 0 ? Interval{least, most} : Interval{std::numeric_limits<std::int64_t>::min(), most};
  return words(say::ListAndMore, words.list(items, say::ListMore),
               format_interval(left, ValueType::Int, words));
}

}  // namespace

std::string InWords::list(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const {
  const std::uint32_t elements = view_.level_of(part.among), base = view_.levels[elements].parent;
  const std::uint32_t owner = view_.ancestor_row(level, row, base);
  if (part.presence != kAbsent) {
    const std::int32_t is_there = view_.registers.code(part.presence, owner);
    if (is_there < 0) return view_.words(is_there == kNone ? say::None : say::Unknown);
  }
  Names all;
  std::size_t sure = 0;
  const auto [first, last] = view_.registers.children(elements, owner);
  for (Truth in : {Truth::Yes, Truth::Unknown}) {
    for (std::uint32_t element = first; element < last; ++element) {
      if (view_.registers.truth(part.among, element) == in) all.add(name(part, elements, element));
    }
    if (in == Truth::Yes) sure = all.count();
  }
  return in_words(all, sure, view_.words);
}

/// What is told of an element. One whose name nobody gave has its number in the list.
std::string InWords::name(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const {
  std::string value = wording_.value(part.hole, row);
  const bool has_name =
      part.form != program::HoleForm::Names || (!wording_.says_unknown(value) && !wording_.says_none(value));
  if (has_name) return value;
  const std::uint32_t list =
      view_.levels[level].form == program::LevelForm::Cross ? view_.levels[level].list : level;
  const std::string pointer = places_.pointer(list, view_.element(level, row));
  std::size_t number = 0;
  for (char digit : pointer.substr(pointer.rfind('/') + 1))
    number = number * 10 + static_cast<std::size_t>(digit - '0');
  return view_.words(say::TheNumbered, number + 1);
}

std::string InWords::set(std::uint32_t reg, std::uint32_t row) const {
  const std::uint64_t mask = view_.registers.set(reg, row);
  if ((mask & kUnknownSet) != 0) return view_.words(say::Unknown);
  if ((mask & kNoneSet) != 0) return view_.words(say::None);
  const std::uint32_t enumeration = view_.register_kinds[reg].type_id;
  const auto members = Program::in(view_.program.enum_members, view_.program.enums[enumeration].members);
  Names all;
  for (std::size_t i = 0; i < members.size() && i < kMaxSetMembers; ++i) {
    if ((mask >> i & 1) != 0) all.add(std::string(wording_.member(members[i])));
  }
  return in_words(all, all.count(), view_.words);
}

}  // namespace precept
