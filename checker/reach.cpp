// `reach` and `pair`: which element of a list steps lead to from which.
#include "checker/proof.h"
#include "checker/rules.h"

namespace precept::checker {

namespace {

constexpr std::size_t kBits = 64;
using Bits = std::vector<std::uint64_t>;

bool has(const Bits& bits, std::size_t at) {
  return (bits[at / kBits] >> (at % kBits) & 1) != 0;
}

/// Adds to what each leads to all that this leads to in turn.
void follow_on(std::vector<Bits>& leads) {
  for (std::size_t via = 0; via < leads.size(); ++via) {
    for (Bits& from : leads) {
      if (!has(from, via)) continue;
      for (std::size_t word = 0; word < from.size(); ++word) from[word] |= leads[via][word];
    }
  }
}

}  // namespace

/// The ways between the elements whose rows are given; made once for all pairs of them.
const Proof::Ways& Proof::ways(const Expression& made, Range elements) {
  const auto [found, is_new] = ways_.try_emplace({&made, elements.begin});
  Ways& ways = found->second;
  if (!is_new) return ways;
  const auto count = static_cast<std::size_t>(elements.end - elements.begin);
  const std::size_t words = count / kBits + 1;
  add_work(count * count * words);
  ways.sure.assign(count, Bits(words));
  ways.possible.assign(count, Bits(words));
  const std::size_t above = table_.levels[made.level].parent;
  std::vector<Value> in;
  for (std::int64_t at = elements.begin; at < elements.end; ++at) in.push_back(value(made.of[1], above, at));
  for (std::size_t from = 0; from < count; ++from) {
    if (in[from].is_no()) continue;
    const std::int64_t first =
        rows_.first_child(made.level, elements.begin + static_cast<std::int64_t>(from));
    for (std::size_t to = 0; to < count; ++to) {
      if (in[to].is_no()) continue;
      const Value leads = value(made.of[0], made.level, first + static_cast<std::int64_t>(to));
      const std::uint64_t bit = std::uint64_t{1} << (to % kBits);
      if (!leads.is_no()) ways.possible[from][to / kBits] |= bit;
      if (leads.is_yes() && in[from].is_yes() && in[to].is_yes()) ways.sure[from][to / kBits] |= bit;
    }
  }
  follow_on(ways.sure);
  follow_on(ways.possible);
  return ways;
}

Value Proof::reach(const Expression& made, std::int64_t row) {
  const std::size_t above = table_.levels[made.level].parent;
  const std::int64_t from = rows_.parent(made.level, row), owner = rows_.parent(above, from);
  const Range elements{rows_.first_child(above, owner), rows_.first_child(above, owner + 1)};
  const Ways& found = ways(made, elements);
  const auto one = static_cast<std::size_t>(from - elements.begin);
  const auto other = static_cast<std::size_t>(row - rows_.first_child(made.level, from));
  if (has(found.sure[one], other)) return truth(true);
  return has(found.possible[one], other) ? kUnknown : truth(false);
}

Value Proof::pair(const Expression& made, std::int64_t row) {
  const std::size_t pairs = table_.expressions[made.of[0].expression].level;
  const std::size_t above = table_.levels[pairs].parent, owner_level = table_.levels[above].parent;
  const std::int64_t owner = rows_.ancestor_row(made.level, row, owner_level);
  const std::int64_t begin = rows_.first_child(above, owner);
  const std::int64_t count = rows_.first_child(above, owner + 1) - begin;
  add_work(rows_.level_distance(made.level, owner_level));
  if (count == 0) return truth(false);
  auto number = [&](std::size_t end) {
    return rows_.element(end, rows_.ancestor_row(made.level, row, end)) - rows_.element(above, begin);
  };
  const std::int64_t one = number(made.ends[0]), other = number(made.ends[1]);
  if (one < 0 || one >= count || other < 0 || other >= count) return truth(false);
  return value(made.of[0], pairs, rows_.first_child(pairs, begin + one) + other);
}

}  // namespace precept::checker
