// How far what holds is from failing: the comparisons of numbers and dates that a condition rests on.
#pragma once

#include <string>
#include <vector>

#include "runtime/repair/goal.h"

namespace precept {

/// A comparison that holds, with what it could lose.
struct Slack {
  std::string clause, subject, name;
  std::string text;        ///< "the number of `supporters` that count is 3, at least 2"
  std::int64_t spare = 0;  ///< what is on one side may still move by so much
  bool is_days = false;
};

/// Of the norms asked about that are satisfied; nearest first, no more than `kMostSlacks`.
inline constexpr std::size_t kMostSlacks = 10;
std::vector<Slack> slacks_of(const Goal& goal, const RunView& view, const Results& results, Places& places);

}  // namespace precept
