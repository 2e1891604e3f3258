#include "authoring/lint/facts/value.h"

#include <algorithm>
#include <iterator>

namespace precept::lint {

void Range::meet(const Range& other) {
  if (other.low > low || (other.low == low && other.is_low_open))
    low = other.low, is_low_open = other.is_low_open;
  if (other.high < high || (other.high == high && other.is_high_open))
    high = other.high, is_high_open = other.is_high_open;
}

void Range::join(const Range& other) {
  if (other.is_empty()) return;
  if (is_empty()) {
    *this = other;
    return;
  }
  if (other.low < low || (other.low == low && !other.is_low_open))
    low = other.low, is_low_open = other.is_low_open;
  if (other.high > high || (other.high == high && !other.is_high_open))
    high = other.high, is_high_open = other.is_high_open;
}

namespace {

using Listed = std::vector<std::int64_t>;

Listed sorted(Listed members) {
  std::ranges::sort(members);
  members.erase(std::ranges::unique(members).begin(), members.end());
  return members;
}
Listed common(const Listed& a, const Listed& b) {
  Listed result;
  std::ranges::set_intersection(a, b, std::back_inserter(result));
  return result;
}
Listed both(const Listed& a, const Listed& b) {
  Listed result;
  std::ranges::set_union(a, b, std::back_inserter(result));
  return result;
}
Listed without(const Listed& a, const Listed& b) {
  Listed result;
  std::ranges::set_difference(a, b, std::back_inserter(result));
  return result;
}

}  // namespace

Members Members::only(Listed members) {
  return {false, sorted(std::move(members))};
}
Members Members::all_but(Listed members) {
  return {true, sorted(std::move(members))};
}

void Members::meet(const Members& other) {
  if (is_all_but && other.is_all_but) {
    listed = both(listed, other.listed);
  } else if (is_all_but) {
    *this = {false, without(other.listed, listed)};
  } else {
    listed = other.is_all_but ? without(listed, other.listed) : common(listed, other.listed);
  }
}

void Members::join(const Members& other) {
  if (!is_all_but && !other.is_all_but) {
    listed = both(listed, other.listed);
  } else if (is_all_but && other.is_all_but) {
    listed = common(listed, other.listed);
  } else {
    const Listed& out = is_all_but ? listed : other.listed;
    const Listed& in = is_all_but ? other.listed : listed;
    *this = {true, without(out, in)};
  }
}

bool Members::is_empty(std::size_t universe) const {
  return is_all_but ? universe != 0 && listed.size() >= universe : listed.empty();
}

void Value::meet(const Value& other) {
  may_be_none &= other.may_be_none;
  may_be_given &= other.may_be_given;
  may_be_yes &= other.may_be_yes;
  may_be_no &= other.may_be_no;
  compared &= other.compared;
  range.meet(other.range);
  members.meet(other.members);
  universe = std::max(universe, other.universe);
  may_be_given =
      may_be_given && (may_be_yes || may_be_no) && !range.is_empty() && !members.is_empty(universe);
}

void Value::join(const Value& other) {
  universe = std::max(universe, other.universe);
  if (!other.may_be_given) {
    may_be_none |= other.may_be_none;
    return;
  }
  if (!may_be_given) {
    const bool was_none = may_be_none;
    *this = other;
    may_be_none |= was_none;
    return;
  }
  may_be_none |= other.may_be_none;
  may_be_yes |= other.may_be_yes;
  may_be_no |= other.may_be_no;
  compared |= other.compared;
  range.join(other.range);
  members.join(other.members);
}

bool Value::is_empty() const {
  return (!may_be_none && !may_be_given) || compared == 0;
}

}  // namespace precept::lint
