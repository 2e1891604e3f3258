// Slices: which rows of each level the current slice has, and which hang below which.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "base/limits.h"
#include "runtime/machine/state.h"

namespace precept {

using program::LevelForm;

namespace {

std::length_error too_many_at_once() {
  return std::length_error(
      fmt::format("the lists that clauses hold against each other come to more than {} pairs for one element",
                  limits::kCrossedAtOnce));
}

}  // namespace

LevelSlices::LevelSlices(Levels levels, const Document& document)
    : levels_(levels), document_(document), slices_(levels.size()), below_(levels.size()) {
  auto depth = [&](std::uint32_t level) {
    std::uint32_t steps = 0;
    for (; level != 0; level = levels[level].parent) ++steps;
    return steps;
  };
  std::vector<std::uint32_t> order(levels.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, {}, depth);
  for (std::uint32_t level : order) {
    const std::uint32_t root = segment_root_of(levels, level);
    if (level != root) below_[root].push_back(level);
  }
  slices_[0].rows = 1;
}

std::uint32_t LevelSlices::place(std::uint32_t root, std::uint32_t first, std::uint32_t count, bool whole) {
  slices_[root].first = first;
  for (std::uint32_t rows = count;;) {
    slices_[root].rows = rows;
    const bool last_try = whole || rows <= 1;
    if (place_below(root, last_try ? kMostRows : kManyRows)) {
      count_crossed(root);
      return rows;
    }
    if (last_try) throw too_many_at_once();
    rows = rows > 64 ? (rows / 2 + 63) / 64 * 64 : rows / 2;
  }
}

void LevelSlices::place_document() {
  crossed_ = 0;
  if (!place_below(0, kMostRows)) throw too_many_at_once();
  count_crossed(0);
}

void LevelSlices::count_crossed(std::uint32_t root) {
  for (std::uint32_t level : below_[root]) {
    if (levels_[level].form == LevelForm::Cross) crossed_ += slices_[level].rows;
  }
  if (crossed_ <= limits::kCrossedRows) return;
  throw std::length_error(fmt::format(
      "the lists that clauses hold against each other come to more than {} pairs", limits::kCrossedRows));
}

void LevelSlices::clear(std::uint32_t root) {
  // Without bounds and rows, no parent row has children.
  slices_[root] = {};
  for (std::uint32_t level : below_[root]) slices_[level] = {};
}

bool LevelSlices::place_below(std::uint32_t root, std::uint64_t limit) {
  for (std::uint32_t level : below_[root]) {
    if (levels_[level].form == LevelForm::Cross) {
      if (!place_cross(level, limit)) return false;
      continue;
    }
    const Slice& parent = slices_[levels_[level].parent];
    Slice& slice = slices_[level];
    slice.bounds = document_.levels[level].offsets.data() + parent.first;
    slice.base = slice.first = slice.bounds[0];
    slice.rows = slice.bounds[parent.rows] - slice.base;
    if (slice.rows > limit) return false;
  }
  return true;
}

bool LevelSlices::place_cross(std::uint32_t level, std::uint64_t limit) {
  const auto& shape = levels_[level];
  Slice& slice = slices_[level];
  slice.offsets.assign(1, 0);
  slice.first_elements.clear();
  slice.bounds = nullptr;
  slice.rows = 0;
  std::uint64_t total = 0;
  limit = std::min(limit, limits::kCrossedAtOnce);
  for_elements(shape.via, [&](std::uint32_t via_row, std::uint32_t element) {
    if (total > limit) return;
    const RowRange list = list_rows(shape.list, element);
    const RowRange parents = rows_below(shape.via, via_row, shape.parent);
    for (std::uint32_t parent = parents.begin; parent < parents.end && total <= limit; ++parent) {
      total += list.size();
      slice.offsets.push_back(static_cast<std::uint32_t>(total));
      slice.first_elements.push_back(list.begin);
    }
  });
  if (total > limit) return false;
  slice.bounds = slice.offsets.data();
  slice.rows = static_cast<std::uint32_t>(total);
  return true;
}

RowRange LevelSlices::rows_below(std::uint32_t above, std::uint32_t row, std::uint32_t level) const {
  std::array<std::uint32_t, kMaxLevelDepth> path;
  std::size_t length = 0;
  for (; level != above; level = levels_[level].parent) path[length++] = level;
  RowRange range{row, row + 1};
  while (length > 0) {
    const std::uint32_t next = path[--length];
    if (range.begin == range.end) return {0, 0};
    range = {children(next, range.begin).begin, children(next, range.end - 1).end};
  }
  return range;
}

std::uint32_t LevelSlices::parent_row(std::uint32_t level, std::uint32_t row) const {
  const Slice& slice = slices_[level];
  if (slice.bounds == nullptr) return 0;
  const std::uint32_t parents = slices_[levels_[level].parent].rows;
  // The last bound at or before the row: a parent without children has the same bound as the next one.
  const auto* above = std::upper_bound(slice.bounds, slice.bounds + parents + 1, row + slice.base);
  return static_cast<std::uint32_t>(above - slice.bounds) - 1;
}

std::uint32_t LevelSlices::element(std::uint32_t level, std::uint32_t row) const {
  const Slice& slice = slices_[level];
  if (levels_[level].form != LevelForm::Cross) return slice.first + row;
  const std::uint32_t parent = parent_row(level, row);
  return slice.first_elements[parent] + (row - slice.offsets[parent]);
}

}  // namespace precept
