// Why a value is unknown: judgements that nobody has made, fields that nobody has filled in, doubtful cells
// of a table (docs/language.md, Open questions).
//
// From an unknown register the walk goes to the instruction that made it, and on to the operands on which the
// unknown result rests (`evidence` in opcodes.def). In an `and`, an operand that is yes cannot change the
// result; in a fold, an element that is surely out cannot. An instruction without operands is a leaf, and a
// leaf is something that somebody can supply.
//
//   shall ensure every s in f.stalls satisfies s.length <= f.limit
//
//   nobody gave the length of the third stall: one leaf, the field /stalls/2/length
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <unordered_set>
#include <vector>

#include "runtime/document/judgement_subjects.h"
#include "runtime/phrasing/wording.h"
#include "runtime/report/report.h"
#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

class EvidenceFinder {
 public:
  /// Where a walk begins: a register (kNegated is ignored) and a row of its level; or, with `is_column`, a
  /// column of the document that is itself the missing evidence.
  struct Root {
    std::uint32_t operand = 0;
    std::uint32_t row = 0;
    bool is_column = false;
  };
  /// `open_points` gives no more than this: a list of a million rows has millions, and nobody reads them.
  static constexpr std::size_t kMaxPoints = 10'000;
  /// No more leaves than this come from one value of the document, which all subjects share.
  static constexpr std::size_t kMaxShared = 100;

  /// One walk looks at no more values than this, and gives what it has found by then.
  static constexpr std::size_t kMaxSteps = 1'000'000;
  /// No more pairs of elements than this are looked at for what leaves open which element reaches which.
  static constexpr std::size_t kMaxPairs = 20'000'000;

  /// An unknown that no answer would settle.
  struct Unsettled {
    enum class Form : std::uint8_t {
      Overflow,  ///< a number left the 64 bits
      Calendar,  ///< a day outside the years 1 to 9999
      Several,   ///< more than one element fits `the x in xs where …`
      Division,  ///< something is divided by 0
      Root,      ///< of a negative number
      Close      ///< two numbers are closer than a millionth, and one is not known any closer
    };
    Form form;
    std::uint32_t instruction;
    std::uint32_t level, row;  ///< what it was computed for: a list or the document, and a row of it
    auto operator<=>(const Unsettled&) const = default;
  };

  /// `keeps_lists`: the view's run kept every register, not those of the document alone. Refers to the
  /// arguments, which outlive it.
  EvidenceFinder(const RunView& view, bool keeps_lists, const Wording& wording, DocumentPlaces& places);

  /// What would settle the roots, each point once, in the order of first occurrence. Nothing where the walk
  /// needs rows of lists that the run has not kept.
  std::optional<std::vector<OpenPoint>> open_points(std::span<const Root> roots);
  /// Whether a walk so far has stopped at a limit: there are more points than it gave.
  bool left_some() const { return left_some_; }
  /// The unsettled values that all walks so far have met.
  const std::set<Unsettled>& unsettled() const { return unsettled_; }

 private:
  enum class LeafKind : std::uint8_t { Judgement, Field, Cell, NoRow };
  struct Leaf {
    LeafKind kind;
    std::uint32_t id;   ///< judgement, column, table column, or instruction of a look-up
    std::uint32_t row;  ///< whole-list row; Cell: row of the table; NoRow: slice row
    auto operator<=>(const Leaf&) const = default;
  };
  class Walk;

  /// What one walk has found: leaves, and comparisons of numbers that are too close.
  struct Found {
    std::vector<Leaf> leaves;
    std::vector<Unsettled> close;
  };
  const Found& shared_leaves(std::uint32_t reg);
  OpenPoint point_of(const Leaf& leaf);
  bool asks_of_rows(const program::Judgement& judgement) const;
  OpenPoint judgement_point(const Leaf& leaf);
  OpenPoint field_point(const Leaf& leaf);
  OpenPoint cell_point(const Leaf& leaf);
  OpenPoint no_row_point(const Leaf& leaf);
  std::string likely_words(const program::TableColumn& column, std::string_view likely) const;
  std::string subject_words(std::uint32_t level, std::uint32_t row) const;

  const RunView& view_;
  bool keeps_lists_;
  const Wording& wording_;
  DocumentPlaces& places_;
  JudgementSubjects subjects_;
  std::map<std::uint32_t, Found> shared_;  ///< by register of the document
  bool left_some_ = false;
  std::set<Unsettled> unsettled_;
};

}  // namespace precept
