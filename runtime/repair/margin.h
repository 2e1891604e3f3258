// How far a satisfied norm is from failing, by the comparisons of numbers and dates that it rests on.
//
//   shall ensure count(p.supporters) >= 2      "the number of `supporters` … is 3, at least 2": spare 1
#pragma once

#include <string>
#include <vector>

#include "runtime/repair/goal.h"

namespace precept {

/// A comparison that holds, and by how much.
struct Margin {
  std::string clause, subject, name;
  std::string text;                 ///< "the number of `supporters` that count is 3, at least 2"
  std::int64_t spare = 0;           ///< one side can move so far and the comparison still holds
  ValueType unit = ValueType::Int;  ///< Int, Duration, Months or Hours
};

/// The margins of the satisfied norms that the goal is about: nearest first, at most `kMostMargins`.
inline constexpr std::size_t kMostMargins = 10;
std::vector<Margin> margins_of(const Goal& goal, const RunView& view, const Results& results,
                               DocumentPlaces& places);

}  // namespace precept
