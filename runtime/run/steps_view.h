// The steps between the elements of a list, as a `reaches` saw them, from one element to another.
//
//   some o in g.options satisfies a reaches o by beats in g.options
//
//   path(): the elements from a to o along the fewest sure steps
#pragma once

#include <optional>
#include <vector>

#include "runtime/run/run_view.h"

namespace precept {

/// The row of pairs that a `pair` instruction looks up at a row of its own; nothing where there is none.
std::optional<std::uint32_t> pair_row(const RunView& view, const program::Instruction& pair,
                                      std::uint32_t row);

/// Elements are numbered from 0 in the order of the list. Refers to the view; a step's truth is looked up
/// each time, so that every walk here takes time in the square of `size()` at most.
class StepsView {
 public:
  /// `reach`: an instruction Reach of the view; `row`: of its level.
  StepsView(const RunView& view, const program::Instruction& reach, std::uint32_t row);

  std::uint32_t size() const { return end_ - begin_; }
  /// The elements of the row's pair.
  std::uint32_t from() const { return from_; }
  std::uint32_t to() const { return to_; }

  /// The registers of steps and of membership, and their rows.
  std::uint32_t step_operand() const { return step_; }
  std::uint32_t member_operand() const { return member_; }
  std::uint32_t step_row(std::uint32_t one, std::uint32_t other) const;
  std::uint32_t member_row(std::uint32_t one) const { return begin_ + one; }
  Truth step(std::uint32_t one, std::uint32_t other) const {
    return view_.registers.truth(step_, step_row(one, other));
  }
  Truth member(std::uint32_t one) const { return view_.registers.truth(member_, member_row(one)); }
  /// Whether a step leads from the one to the other, both being in the list.
  Truth edge(std::uint32_t one, std::uint32_t other) const;

  /// By element: whether sure (or possible) steps lead to it from the first element of the pair, or from it
  /// to the second.
  std::vector<bool> reached(bool is_sure) const { return walk(from_, true, is_sure); }
  std::vector<bool> reaching(bool is_sure) const { return walk(to_, false, is_sure); }
  /// The elements along the fewest sure steps, both ends included; empty where the second is not surely
  /// reached.
  std::vector<std::uint32_t> path() const;

  /// An open step that could matter: it may follow on steps from the first element and be followed by steps
  /// to the second, and neither are there sure ways past it.
  template <class Visit>
  void for_open_steps(Visit visit) const {
    const std::vector<bool> after = reached(false), before = reaching(false);
    const std::vector<bool> surely_after = reached(true), surely_before = reaching(true);
    for (std::uint32_t one = 0; one < size(); ++one) {
      if ((one != from_ && !after[one]) || surely_before[one]) continue;
      for (std::uint32_t other = 0; other < size(); ++other) {
        if ((other != to_ && !before[other]) || surely_after[other]) continue;
        if (edge(one, other) == Truth::Unknown) visit(one, other);
      }
    }
  }

 private:
  std::vector<bool> walk(std::uint32_t start, bool is_forward, bool is_sure) const;

  const RunView& view_;
  PairLevels levels_;
  std::uint32_t step_, member_;
  std::uint32_t begin_ = 0, end_ = 0;  ///< rows of the elements
  std::uint32_t from_ = 0, to_ = 0;
};

}  // namespace precept
