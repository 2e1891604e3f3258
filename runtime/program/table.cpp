#include "runtime/program/table.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace precept {

std::uint32_t key_hash(std::span<const std::int32_t> codes) {
  // Each part is mixed with Fibonacci hashing (2^64 over the golden ratio), the high bits folded down.
  std::uint64_t hash = 0;
  for (std::int32_t code : codes) {
    hash = (hash ^ static_cast<std::uint32_t>(code)) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 32;
  }
  return static_cast<std::uint32_t>(hash);
}

namespace {

bool is_known(std::span<const std::int32_t> codes) {
  return std::ranges::all_of(codes, [](std::int32_t code) { return code >= 0; });
}

}  // namespace

std::vector<std::uint32_t> build_slots(std::span<const std::int32_t> keys, std::size_t parts,
                                       std::uint32_t row_count) {
  assert(keys.size() == parts * row_count);
  std::vector<std::uint32_t> slots(std::bit_ceil(std::max<std::size_t>(2, std::size_t{row_count} * 2)),
                                   kAbsent);
  for (std::uint32_t row = 0; row < row_count; ++row) {
    auto key = keys.subspan(row * parts, parts);
    if (!is_known(key)) continue;
    std::size_t slot = key_hash(key) & (slots.size() - 1);
    bool taken = false;
    while (slots[slot] != kAbsent && !taken) {
      taken = std::ranges::equal(keys.subspan(slots[slot] * parts, parts), key);
      slot = (slot + 1) & (slots.size() - 1);
    }
    if (!taken) slots[slot] = row;
  }
  return slots;
}

std::int32_t find_row(const Program& program, const program::Table& table,
                      std::span<const std::int32_t> codes) {
  assert(codes.size() == table.key.count);
  if (std::ranges::find(codes, kUnknown) != codes.end()) return kUnknown;
  if (!is_known(codes)) return kNone;
  auto slots = Program::in(program.indexes, table.slots);
  auto key = Program::in(program.indexes, table.key);
  if (slots.empty()) return kNone;
  for (std::size_t slot = key_hash(codes);; ++slot) {
    const std::uint32_t row = slots[slot & (slots.size() - 1)];
    if (row == kAbsent) return kNone;
    bool equal = true;
    for (std::size_t part = 0; part < codes.size() && equal; ++part) {
      const auto& column = program.table_columns[table.columns.first + key[part]];
      equal = program.cells[column.first_cell + row] == codes[part];
    }
    if (equal) return static_cast<std::int32_t>(row);
  }
}

}  // namespace precept
