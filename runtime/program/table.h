// Look-up of a table's row by its key: `Room["great"]`, `Membership[c, o]` (docs/language.md, Tables).
// The compiler fills a table's slots with the same hash.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// Hash of a key's parts, each a known code. The home slot is the hash modulo the number of slots (a
/// power of two); a taken slot sends the search to the next one, around the end.
std::uint32_t key_hash(std::span<const std::int32_t> codes);

/// Slots for the keys of `row_count` rows; `keys` holds `parts` codes a row, row by row. A row whose key has
/// a part that is none or unknown is left out, so that it is never found. At most half the slots are taken.
/// Of rows with equal keys only the first can be found.
std::vector<std::uint32_t> build_slots(std::span<const std::int32_t> keys, std::size_t parts,
                                       std::uint32_t row_count);

/// The row with that key: one code for each part. kUnknown where a part is unknown, else kNone where a
/// part is none or no row has the key.
std::int32_t find_row(const Program& program, const program::Table& table,
                      std::span<const std::int32_t> codes);

}  // namespace precept
