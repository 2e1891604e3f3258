// Why a value is unknown: the judgements nobody has made, the fields nobody has filled in, the cells of a
// table that are in doubt.
//
// From an unknown register the walk goes to the instruction that made it and on to those of its operands
// that are unknown and could still change it: of an `and`, a side that is yes cannot; of a fold, an element
// that is surely out cannot. What has no operands is a leaf, and a leaf is what somebody can supply.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_set>
#include <vector>

#include "runtime/document/judged.h"
#include "runtime/phrasing/format.h"
#include "runtime/report/report.h"
#include "runtime/run/places.h"
#include "runtime/run/run_view.h"

namespace precept {

class Gaps {
 public:
  /// A register (kNegated is allowed and ignored) and a row of its level; or a column of the document that
  /// is itself what is missing.
  struct Root {
    std::uint32_t operand = 0;
    std::uint32_t row = 0;
    bool is_column = false;
  };
  /// No more points than this come from one question: nobody reads them, and a list of a million rows
  /// has millions.
  static constexpr std::size_t kMaxPoints = 10'000;
  /// Of what one subject shares with all the others (a value of the document), no more than this.
  static constexpr std::size_t kMaxShared = 100;

  /// Nor does one question look at more values than this; what it has found by then stands.
  static constexpr std::size_t kMaxSteps = 1'000'000;

  /// An unknown that no answer would settle: the policy asks for something that is not to be had.
  struct Limit {
    enum class Form : std::uint8_t {
      Overflow,  ///< a number left the 64 bits
      Calendar,  ///< a day before the first or after the last date
      Several    ///< more than one element fits where the one is meant
    };
    Form form;
    std::uint32_t instruction;
    std::uint32_t level, row;  ///< a list (or the document) and a row of it: what it was computed for
    auto operator<=>(const Limit&) const = default;
  };

  /// `keeps_lists`: the view's run kept the registers of all rows of all lists, not of the document alone.
  Gaps(const RunView& view, bool keeps_lists, const Wording& wording, Places& places);

  /// What would settle the roots, each point once, in order of first occurrence. Nothing where that takes
  /// rows of lists and the run has not kept them.
  std::optional<std::vector<OpenPoint>> points(std::span<const Root> roots);
  /// What was met on the way of all the questions so far.
  const std::set<Limit>& limits() const { return limits_; }

 private:
  enum class LeafKind : std::uint8_t { Judgement, Field, Cell, NoRow };
  struct Leaf {
    LeafKind kind;
    std::uint32_t id;   ///< judgement, column, table column, or instruction of a look-up
    std::uint32_t row;  ///< whole-list row of the judgement's or column's level; row of the table; slice row
    auto operator<=>(const Leaf&) const = default;
  };
  class Walk;

  const std::vector<Leaf>& shared_leaves(std::uint32_t reg);
  OpenPoint point_of(const Leaf& leaf);
  OpenPoint judgement_point(const Leaf& leaf);
  OpenPoint field_point(const Leaf& leaf);
  OpenPoint cell_point(const Leaf& leaf);
  OpenPoint no_row_point(const Leaf& leaf);
  std::string likely_words(const program::TableColumn& column, std::string_view likely) const;
  std::string subject_words(std::uint32_t level, std::uint32_t row) const;

  const RunView& view_;
  bool keeps_lists_;
  const Wording& wording_;
  Places& places_;
  Judged judged_;
  std::map<std::uint32_t, std::vector<Leaf>> shared_;  ///< by register of the document
  std::set<Limit> limits_;
};

}  // namespace precept
