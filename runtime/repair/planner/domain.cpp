#include "runtime/repair/planner/domain.h"

#include <algorithm>

namespace precept {

bool Domain::accepts(std::int64_t value) const {
  switch (form) {
    case Form::Codes: {
      bool is_listed = std::ranges::find(codes, static_cast<std::int32_t>(value)) != codes.end();
      return is_complement ? !is_listed && value >= 0 : is_listed;
    }
    case Form::Range:
      return range.low <= value && value <= range.high;
    case Form::None:
      return value == kNone;
    case Form::Members:
      return false;
  }
  return false;
}

bool Domain::narrow(const Domain& other) {
  if (form != other.form) {
    // For every kind of value, the wish that it is given is the domain "all but none".
    bool says_given = other.form == Form::Codes && other.is_complement && form != Form::None;
    bool is_vague = form == Form::Codes && is_complement && other.form != Form::None;
    if (is_vague) *this = other;
    return says_given || is_vague;
  }
  switch (form) {
    case Form::Codes:
      if (is_complement && other.is_complement) {
        codes.insert(codes.end(), other.codes.begin(), other.codes.end());
        return true;
      }
      if (is_complement) {
        Domain narrowed = other;
        std::erase_if(narrowed.codes, [&](std::int32_t code) { return !accepts(code); });
        *this = std::move(narrowed);
      } else {
        std::erase_if(codes, [&](std::int32_t code) { return !other.accepts(code); });
      }
      return !codes.empty();
    case Form::Range:
      range = {std::max(range.low, other.range.low), std::min(range.high, other.range.high)};
      return range.low <= range.high;
    case Form::Members:
      must |= other.must;
      must_not |= other.must_not;
      return (must & must_not) == 0;
    case Form::None:
      return true;
  }
  return false;
}

bool Domain::operator==(const Domain& other) const {
  return form == other.form && is_complement == other.is_complement && codes == other.codes &&
         range == other.range && must == other.must && must_not == other.must_not;
}

}  // namespace precept
