// How the levels of a unit hang together; shared by verifier, machine and listing.
#pragma once

#include <cstdint>
#include <span>

#include "runtime/program/program.h"

namespace precept {

using Levels = std::span<const program::Level>;

/// A verified program's levels are no deeper, so that walking up one is bounded.
inline constexpr std::uint32_t kMaxLevelDepth = 64;

/// The level whose segment runs the level's instructions: the list directly below the document that it
/// hangs below, else (a cross directly below the document) the document itself.
inline std::uint32_t root_of(Levels levels, std::uint32_t level) {
  if (level == 0) return 0;
  while (levels[level].parent != 0) level = levels[level].parent;
  return levels[level].form == program::LevelForm::List ? level : 0;
}

/// The Document or List level whose rows the level's rows are or stand for.
inline std::uint32_t stands_for(Levels levels, std::uint32_t level) {
  return levels[level].form == program::LevelForm::Cross ? levels[level].list : level;
}

/// Whether `above` is the level or one that it hangs below.
inline bool is_at_or_above(Levels levels, std::uint32_t above, std::uint32_t level) {
  while (level != above && level != 0) level = levels[level].parent;
  return level == above;
}

}  // namespace precept
