// Which elements of a list steps lead to (docs/language.md, Reach): Warshall's algorithm on rows of bits,
// once with the steps that are sure and once with those that may be.
#include <fmt/format.h>

#include <stdexcept>

#include "base/limits.h"
#include "runtime/machine/state.h"

namespace precept {

using program::Instruction;

namespace {

/// A square of bits: whether a step leads from the element of the row to that of the column.
class BitMatrix {
 public:
  explicit BitMatrix(std::uint32_t size)
      : size_(size), words_(words_for(size)), bits_(std::size_t{size} * words_) {}

  void set(std::uint32_t row, std::uint32_t column) {
    bits_[row * words_ + column / 64] |= 1ull << (column % 64);
  }
  bool has(std::uint32_t row, std::uint32_t column) const {
    return (bits_[row * words_ + column / 64] >> (column % 64) & 1) != 0;
  }
  /// Adds what several steps lead to.
  void close() {
    for (std::uint32_t via = 0; via < size_; ++via) {
      for (std::uint32_t row = 0; row < size_; ++row) {
        if (!has(row, via)) continue;
        for (std::size_t word = 0; word < words_; ++word)
          bits_[row * words_ + word] |= bits_[via * words_ + word];
      }
    }
  }

 private:
  std::uint32_t size_;
  std::size_t words_;
  std::vector<std::uint64_t> bits_;
};

/// The row of a level that each row of a level below it belongs to. Rows are asked for in order.
class Ancestor {
 public:
  Ancestor(const LevelSlices& levels, std::uint32_t from, std::uint32_t to)
      : levels_(levels), from_(from), to_(to) {}

  std::uint32_t of(std::uint32_t row) {
    if (row < below_.begin || row >= below_.end) {
      row_ = row;
      for (std::uint32_t level = from_; level != to_; level = levels_.levels()[level].parent)
        row_ = levels_.parent_row(level, row_);
      below_ = levels_.rows_below(to_, row_, from_);
      element_ = levels_.element(to_, row_);
    }
    return row_;
  }
  std::uint32_t element_of(std::uint32_t row) { return of(row), element_; }

 private:
  const LevelSlices& levels_;
  std::uint32_t from_, to_;
  RowRange below_;
  std::uint32_t row_ = 0, element_ = 0;
};

void require_within_limit(std::uint32_t size) {
  if (size <= limits::kReachedElements) return;
  throw std::length_error(
      fmt::format("a list that `reaches` goes over has more than {} elements", limits::kReachedElements));
}

}  // namespace

void run_reach(MachineState& state, const Instruction& instruction) {
  const LevelSlices& levels = state.levels;
  const PairLevels at = *pairs_at(levels.levels(), state.reg(instruction.result).level);
  const TruthView step = state.truth(instruction.operands[0]), in = state.truth(instruction.operands[1]);
  const std::uint32_t rows = levels.rows(at.pairs);
  const TruthSlot out = state.values[instruction.result].truth_room(rows);
  std::fill_n(out.yes, words_for(rows), 0);
  std::fill_n(out.no, words_for(rows), 0);
  for (std::uint32_t owner = 0; owner < levels.rows(at.owner); ++owner) {
    const RowRange elements = levels.children(at.elements, owner);
    require_within_limit(elements.size());
    BitMatrix sure(elements.size()), possible(elements.size());
    for (std::uint32_t from = 0; from < elements.size(); ++from) {
      const Truth is_in = in.at(elements.begin + from);
      if (is_in == Truth::No) continue;
      const std::uint32_t first = levels.children(at.pairs, elements.begin + from).begin;
      for (std::uint32_t to = 0; to < elements.size(); ++to) {
        const Truth leads = step.at(first + to), there = in.at(elements.begin + to);
        if (leads == Truth::No || there == Truth::No) continue;
        possible.set(from, to);
        if (is_in == Truth::Yes && leads == Truth::Yes && there == Truth::Yes) sure.set(from, to);
      }
    }
    sure.close();
    possible.close();
    for (std::uint32_t from = 0; from < elements.size(); ++from) {
      const std::uint32_t first = levels.children(at.pairs, elements.begin + from).begin;
      for (std::uint32_t to = 0; to < elements.size(); ++to) {
        const std::uint32_t row = first + to;
        out.yes[row / 64] |= std::uint64_t{sure.has(from, to)} << (row % 64);
        out.no[row / 64] |= std::uint64_t{!possible.has(from, to)} << (row % 64);
      }
    }
  }
}

void run_pair(MachineState& state, const Instruction& instruction) {
  const LevelSlices& levels = state.levels;
  const TruthView pairs = state.truth(instruction.operands[0]);
  const PairLevels at = *pairs_at(levels.levels(), state.reg(instruction.operands[0]).level);
  const std::uint32_t level = state.reg(instruction.result).level, rows = levels.rows(level);
  Ancestor owner(levels, level, at.owner), from(levels, level, instruction.operands[1]),
      to(levels, level, instruction.operands[2]);
  fill_truth(state.values[instruction.result].truth_room(rows), rows, [&](std::size_t index) {
    const auto row = static_cast<std::uint32_t>(index);
    const RowRange elements = levels.children(at.elements, owner.of(row));
    if (elements.size() == 0) return Truth::No;
    // An element of another row's list is in no pair of this one.
    const std::uint32_t first = levels.element(at.elements, elements.begin);
    const std::uint32_t one = from.element_of(row) - first, other = to.element_of(row) - first;
    if (one >= elements.size() || other >= elements.size()) return Truth::No;
    return pairs.at(levels.children(at.pairs, elements.begin + one).begin + other);
  });
}

}  // namespace precept
