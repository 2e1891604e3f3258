// Folds: values of a list's rows to one value for the row above.
#include <algorithm>
#include <set>

#include "checker/proof.h"
#include "checker/rules.h"

namespace precept::checker {

Value Proof::fold(const Expression& made, std::int64_t row) {
  const std::size_t below = table_.expressions[made.of[0].expression].level;
  const Range rows{rows_.first_child(below, row), rows_.first_child(below, row + 1)};
  const bool is_there = !made.presence || value(*made.presence, made.level, row).is_known();
  if (made.op == "any") return is_there ? any(made.of[0], rows) : kUnknown;
  const bool counts = made.op == "count" || made.op == "distinct" || made.op == "distinct_int";
  if (!is_there) return counts ? known(0, kMost) : kUnknown;
  if (made.op == "only") return only(made, rows);
  if (made.op == "distinct" || made.op == "distinct_int") return distinct(made, rows);
  if (made.op != "count") return fold_numbers(made, rows);
  std::int64_t sure = 0, possible = 0;
  for (std::int64_t at = rows.begin; at < rows.end; ++at) {
    const Value in = value(made.of[0], below, at);
    sure += in.is_yes();
    possible += !in.is_no();
  }
  return known(sure, possible);
}

/// `any`: asks the rows up to the first that is surely in.
Value Proof::any(Operand in, Range rows) {
  const std::size_t level = table_.expressions[in.expression].level;
  bool is_open = false;
  for (std::int64_t at = rows.begin; at < rows.end; ++at) {
    const Value is_in = value(in, level, at);
    if (is_in.is_yes()) return is_in;
    is_open = is_open || !is_in.is_known();
  }
  return is_open ? kUnknown : truth(false);
}

/// `distinct`: from the number of different keys of rows surely in to that of rows possibly in. Each unknown
/// key may be a further one.
Value Proof::distinct(const Expression& made, Range rows) {
  const std::size_t level = table_.expressions[made.of[0].expression].level;
  std::set<std::int64_t> sure_keys, possible_keys;
  std::int64_t unclear = 0;
  bool is_any_sure = false;
  for (std::int64_t at = rows.begin; at < rows.end; ++at) {
    const Value in = value(made.of[0], level, at);
    if (in.is_no()) continue;
    is_any_sure = is_any_sure || in.is_yes();
    const Value key = value(made.of[1], level, at);
    if (!key.is_exact()) {
      ++unclear;
      continue;
    }
    possible_keys.insert(key.low);
    if (in.is_yes()) sure_keys.insert(key.low);
  }
  const auto low = static_cast<std::int64_t>(sure_keys.size());
  return known(std::max<std::int64_t>(low, is_any_sure ? 1 : 0),
               static_cast<std::int64_t>(possible_keys.size()) + unclear);
}

/// `only`: the value of the one row that is in; none of no row, unknown of several.
Value Proof::only(const Expression& made, Range rows) {
  const std::size_t level = table_.expressions[made.of[0].expression].level;
  std::int64_t sure = 0, possible = 0;
  Value found = kNone;
  for (std::int64_t at = rows.begin; at < rows.end; ++at) {
    const Value in = value(made.of[0], level, at);
    if (in.is_no()) continue;
    const Value one = value(made.of[1], level, at);
    if (possible++ == 0) found = one;
    sure += in.is_yes();
  }
  if (possible == 0) return kNone;
  return possible == 1 && sure == 1 ? found : kUnknown;
}

/// `sum`, `min` and `max`.
Value Proof::fold_numbers(const Expression& made, Range rows) {
  const std::size_t level = table_.expressions[made.of[0].expression].level;
  const bool is_least = made.op == "min";
  Wide low = 0, high = 0;                    // of the sum
  std::vector<std::int64_t> possible, sure;  // ends of rows possibly in, and of rows surely in
  bool is_unclear = false;
  for (std::int64_t at = rows.begin; at < rows.end; ++at) {
    const Value in = value(made.of[0], level, at);
    if (in.is_no()) continue;
    const Value number = value(made.of[1], level, at);
    is_unclear = is_unclear || !number.is_known();
    // A row that may be out adds between 0 and its value.
    low += in.is_yes() ? number.low : std::min<std::int64_t>(number.low, 0);
    high += in.is_yes() ? number.high : std::max<std::int64_t>(number.high, 0);
    possible.push_back(is_least ? number.low : number.high);
    if (in.is_yes()) sure.push_back(is_least ? number.high : number.low);
  }
  if (made.op == "sum") return is_unclear ? kUnknown : to_interval(low, high);
  if (possible.empty()) return kNone;
  if (is_unclear || sure.empty()) return kUnknown;
  return is_least ? known(std::ranges::min(possible), std::ranges::min(sure))
                  : known(std::ranges::max(sure), std::ranges::max(possible));
}

}  // namespace precept::checker
