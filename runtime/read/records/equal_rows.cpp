#include "runtime/read/records/equal_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "runtime/read/records/row_names.h"

namespace precept {

namespace {
/// Slots are fetched so many rows before they are needed: they lie anywhere in megabytes.
constexpr std::size_t kFetchedAhead = 16;
}  // namespace

std::string_view EqualRows::row(std::uint32_t origin) const {
  const Origin& of = text_.origins[origin];
  return std::string_view(text_.json).substr(of.begin, of.end - of.begin);
}

/// Enters all rows into a hash table with open addressing, at most half full.
std::vector<EqualRows::Again> EqualRows::find() const {
  std::vector<Again> again;
  std::vector<Row> slots(std::bit_ceil(2 * rows_.size() + 1));
  const std::size_t mask = slots.size() - 1;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (i + kFetchedAhead < rows_.size()) __builtin_prefetch(&slots[rows_[i + kFetchedAhead].hash & mask], 1);
    const Row& added = rows_[i];
    std::size_t at = added.hash & mask;
    const auto is_other = [&](const Row& slot) {
      return slot.origin != kNoRow && (slot.hash != added.hash || row(slot.origin) != row(added.origin));
    };
    while (is_other(slots[at])) at = (at + 1) & mask;
    if (slots[at].origin == kNoRow) {
      slots[at] = added;
    } else {
      again.emplace_back(slots[at].origin, text_.origins[added.origin].from);
    }
  }
  return again;
}

void EqualRows::note(const Sources& sources, Diagnostics& diagnostics) const {
  std::vector<Again> again = find();
  std::ranges::stable_sort(again, {}, &Again::first);
  for (std::size_t begin = 0, end = 0; begin < again.size(); begin = end) {
    RowNames rows;
    for (; end < again.size() && again[end].first == again[begin].first; ++end)
      rows.add(again[end].second, sources);
    diagnostics.report(DiagnosticKind::ListEqualRows, text_.origins[again[begin].first].from,
                       fmt::format("this row is there {} times, and each time counts: again at {}",
                                   rows.count() + 1, rows.text()));
  }
}

}  // namespace precept
