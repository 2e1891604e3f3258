// The field that decides a norm: what its comparison reads, and not what stands beside it.
//
//   shall ensure every s in f.stalls satisfies s.length <= f.limit
//
//   the `length` of the first stall that is too long. Where a list lacks an element ("some s in …") it is the
//   list, where a field is absent the record that should hold it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>

#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

class DecidingField {
 public:
  /// `keeps_lists`: the view's run kept every register, not those of the document alone. Refers to the
  /// arguments, which outlive it.
  DecidingField(const RunView& view, bool keeps_lists, DocumentPlaces& places)
      : view_(view), keeps_lists_(keeps_lists), places_(places) {}

  /// Where the field is on which the operand's truth rests, seen from a row of `level`; nothing where it
  /// rests on none, such as on a judgement, or on more than is looked at.
  std::optional<Place> find(std::uint32_t operand, std::uint32_t level, std::uint32_t row);
  /// Whether the last search needed rows of lists that the run has not kept.
  bool lacks_rows() const { return lacks_rows_; }

 private:
  /// A value below a row: its path, empty for the row itself.
  struct Found {
    std::uint32_t level, row;
    std::string path;
  };
  using MaybeFound = std::optional<Found>;

  MaybeFound why(std::uint32_t operand, std::uint32_t row);
  MaybeFound why_of(const program::Instruction& made, std::uint32_t level, std::uint32_t row);
  MaybeFound connected(const program::Instruction& made, Truth deciding, std::uint32_t row);
  MaybeFound branch(const program::Instruction& made, std::uint32_t row);
  MaybeFound some(const program::Instruction& made, std::uint32_t row);
  MaybeFound member(const program::Instruction& made, std::uint32_t level, std::uint32_t row);
  MaybeFound reach(const program::Instruction& made, std::uint32_t row);
  MaybeFound operands(const program::Instruction& made, std::uint32_t row);
  MaybeFound list(std::uint32_t level, std::uint32_t above, std::uint32_t row) const;
  MaybeFound list_below(std::uint32_t list, std::uint32_t parent_row) const;
  MaybeFound field(std::uint32_t column, std::uint32_t row) const;
  MaybeFound nearer(MaybeFound one, MaybeFound other) const;
  std::size_t depth_of(std::uint32_t level) const;

  const RunView& view_;
  bool keeps_lists_;
  DocumentPlaces& places_;
  bool lacks_rows_ = false;
  std::size_t depth_ = 0;
  std::unordered_set<std::uint64_t> visited_;
};

}  // namespace precept
