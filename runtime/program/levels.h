// How the levels of a unit hang together: which hangs below which. Shared by verifier, machine and listing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "runtime/program/program.h"

namespace precept {

using Levels = std::span<const program::Level>;

/// No level of a verified program is deeper, so that a walk up to the document is short.
inline constexpr std::uint32_t kMaxLevelDepth = 64;

/// The level whose segment runs the level's instructions: the list directly below the document that the
/// level is or hangs below. For a cross with no list above it, that is the document.
inline std::uint32_t segment_root_of(Levels levels, std::uint32_t level) {
  if (level == 0) return 0;
  while (levels[level].parent != 0) level = levels[level].parent;
  return levels[level].form == program::LevelForm::List ? level : 0;
}

/// For a Cross level, the List level whose elements its rows stand for; else the level itself.
inline std::uint32_t list_level_of(Levels levels, std::uint32_t level) {
  return levels[level].form == program::LevelForm::Cross ? levels[level].list : level;
}

/// Whether `above` is the level or one that it hangs below.
inline bool is_at_or_above(Levels levels, std::uint32_t above, std::uint32_t level) {
  while (level != above && level != 0) level = levels[level].parent;
  return level == above;
}

/// The levels of pairs: `pairs` has a row for each element of a list below each row of `elements`, which has
/// the same list's elements below each row of `owner`. Both list them in the same order.
struct PairLevels {
  std::uint32_t pairs, elements, owner;
};
/// The levels of the pairs that are the rows of a level; nothing where they are something else.
inline std::optional<PairLevels> pairs_at(Levels levels, std::uint32_t level) {
  const program::Level& pairs = levels[level];
  if (pairs.form != program::LevelForm::Cross) return std::nullopt;
  const program::Level& elements = levels[pairs.parent];
  const bool are_pairs =
      elements.form == program::LevelForm::Cross && elements.list == pairs.list && elements.via == pairs.via;
  if (!are_pairs) return std::nullopt;
  return PairLevels{level, pairs.parent, elements.parent};
}

}  // namespace precept
