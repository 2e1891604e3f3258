// Why a register has its value at a row: the walk from a result down to what it rests on.
//
// The walk follows the instructions that ran, over the registers that the run has kept. For an `and` that is
// no it shows the operands that are no; for an `or` that is yes, one that is yes; for a list, the elements
// that count. Where a definition has words for a register, these are told, and the steps below explain them.
#pragma once

#include <vector>

#include "runtime/phrasing/nouns.h"
#include "runtime/reasons/reason.h"
#include "runtime/run/steps_view.h"

namespace precept {

class RegisterReasons {
 public:
  /// The row from which values at its level or above are seen.
  struct Row {
    std::uint32_t level = 0, row = 0;
  };
  /// One result is explained in no more sentences than this; a note says that some are left out.
  static constexpr std::size_t kMost = 2'000;
  /// No sentence lies deeper: a program from elsewhere may have expressions of any depth.
  static constexpr std::size_t kMostDepth = 200;
  /// No more elements of a list are shown.
  static constexpr std::size_t kMostElements = 12;

  /// `is_full`: shows what did not decide, too, and every element. Refers to view and places.
  RegisterReasons(const RunView& view, DocumentPlaces& places, bool is_full);

  /// Begins another result, and counts its sentences from zero.
  void begin();
  /// Counts one more sentence. True where it is one too many, and is left out.
  bool is_over();
  /// Ends the result, or a part of it: a note says that sentences were left out.
  void end(std::vector<Reason>& reasons);
  /// Adds the reasons for an operand's truth.
  void add(std::uint32_t operand, Row from, std::vector<Reason>& to);
  const Nouns& nouns() const { return nouns_; }
  const Wording& wording() const { return wording_; }
  Place rule(const program::SourcePlace& place) const;

 private:
  using Reasons = std::vector<Reason>;
  void body(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to);
  void parts(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to);
  std::vector<std::uint32_t> collect(std::uint32_t operand) const;
  void choice(const program::Instruction& made, std::uint32_t row, Row from, Reasons& to);
  void quantifier(std::uint32_t reg, std::uint32_t row, Reasons& to);
  void statement(std::uint32_t reg, std::uint32_t row, Reasons& to);
  static bool has_gap(const Reasons& reasons);
  void mark_missing(Reasons& reasons) const;
  static bool missing_fields(const Reasons& reasons, std::vector<const Reason*>& to);
  static void keep_only_missing_field(Reason& reason);
  bool is_plain(std::uint32_t operand) const;
  void merge_with_fact(Reason& reason, bool is_plain) const;
  static void merge_with_only(Reason& reason, Opcode opcode);
  void elements(std::uint32_t condition, std::uint32_t row, std::uint32_t value, Reasons& to);
  void element(std::uint32_t condition, std::uint32_t child, std::uint32_t value, Reasons& to);
  bool is_list_absent(std::uint32_t presence, std::uint32_t row, Reasons& to);

  /// Adds the facts that a value rests on.
  void facts(std::uint32_t operand, std::uint32_t row, Reasons& to);
  void field(std::uint32_t column, std::uint32_t row, Reasons& to);
  void reading(std::uint32_t number, std::uint32_t operand, std::uint32_t row, Reasons& to);
  void cell(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void look_up(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void searched(const program::Instruction& made, std::uint32_t level, std::uint32_t row, Reasons& to);
  void attestation(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void steps(const program::Instruction& reach, std::uint32_t row, Reasons& to);
  void step(const StepsView& steps, std::uint32_t from, std::uint32_t on, Reasons& to);
  void membership(const StepsView& steps, std::uint32_t element, Reasons& to);
  void counted(std::uint32_t reg, std::uint32_t row, Reasons& to);
  void beyond_limits(const program::Instruction& made, std::uint32_t row, Reasons& to);

  const RunView& view_;
  DocumentPlaces& places_;
  bool is_full_;
  Wording wording_;
  Phrases phrases_;
  Nouns nouns_;
  std::size_t count_ = 0, depth_ = 0;
  bool is_cut_ = false;  ///< a sentence was left out, and no note has said so yet
};

}  // namespace precept
