#include <algorithm>

#include "checker/proof.h"

namespace precept::checker {

LevelRows::LevelRows(const std::vector<Level>& levels) : levels_(levels) {
  for (const Level& level : levels) depth_.push_back(depth_.empty() ? 0 : depth_[level.parent] + 1);
}

void LevelRows::add(std::vector<std::int64_t> starts) {
  starts_.push_back(std::move(starts));
  elements_.resize(starts_.size());
}

void LevelRows::add_document() {
  add({0, 1});
}

void LevelRows::add_list(const std::vector<std::int64_t>& lengths) {
  std::vector<std::int64_t> starts = {0};
  for (std::int64_t length : lengths) {
    require_within(length < kMostRows - total_, "the lists are longer than those of any proof");
    total_ += length + 1;
    starts.push_back(starts.back() + length);
  }
  add(std::move(starts));
}

void LevelRows::add_cross() {
  const Level& shape = levels_[starts_.size()];
  std::vector<std::int64_t> starts = {0}, elements;
  for (std::int64_t row = 0; row < rows(shape.parent); ++row) {
    const std::int64_t owner = element(shape.via, ancestor_row(shape.parent, row, shape.via));
    const std::int64_t begin = first_child(shape.list, owner), end = first_child(shape.list, owner + 1);
    require_within(end - begin < kMostRows - total_, "the pairs of lists are more than those of any proof");
    total_ += end - begin + 1;
    elements.push_back(begin);
    starts.push_back(starts.back() + (end - begin));
  }
  add(std::move(starts));
  elements_.back() = std::move(elements);
}

std::int64_t LevelRows::parent(std::size_t level, std::int64_t row) const {
  const auto& starts = starts_[level];
  return std::ranges::upper_bound(starts, row) - starts.begin() - 1;
}

std::int64_t LevelRows::ancestor_row(std::size_t level, std::int64_t row, std::size_t above) const {
  while (level != above) {
    row = parent(level, row);
    level = levels_[level].parent;
  }
  return row;
}

std::int64_t LevelRows::element(std::size_t level, std::int64_t row) const {
  if (levels_[level].form != Level::Form::Cross) return row;
  const std::int64_t above = parent(level, row);
  return elements_[level][above] + (row - starts_[level][above]);
}

}  // namespace precept::checker
