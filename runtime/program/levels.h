// How the levels of a unit hang together: which hangs below which. Shared by verifier, machine and listing.
#pragma once

#include <cstdint>
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

}  // namespace precept
