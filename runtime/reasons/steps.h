// Why a register holds what it holds at a row: the walk from a result to what it rests on.
//
// It follows what ran: the code of the program over the registers that the run has kept. Of an `and` that
// is no it shows the operands that are no, of an `or` that is yes one that is yes, of a list the elements
// that count. Where a definition has words for a register, they say it, and what lies below explains them.
#pragma once

#include <vector>

#include "runtime/phrasing/nouns.h"
#include "runtime/reasons/reason.h"

namespace precept {

class Steps {
 public:
  /// A row of a level, from which values at it or above are looked at.
  struct Row {
    std::uint32_t level = 0, row = 0;
  };
  /// No more sentences than this explain one result; what is left out is said.
  static constexpr std::size_t kMost = 2'000;
  /// Nor does one lie below more than this many others: a program from elsewhere may be of any depth.
  static constexpr std::size_t kMostDepth = 200;
  /// Of a list no more elements than this are shown.
  static constexpr std::size_t kMostElements = 12;

  /// `is_full`: what did not decide is shown too, and every element.
  Steps(const RunView& view, Places& places, bool is_full);

  /// Begins another result: what the last took does not count.
  void begin() { count_ = 0; }
  /// Counts one more sentence; whether it is one too many, which is then said.
  bool is_over(std::vector<Reason>& to);
  /// Adds why a truth is what it is.
  void add(std::uint32_t operand, Row from, std::vector<Reason>& to);
  const Nouns& nouns() const { return nouns_; }
  const Wording& wording() const { return wording_; }
  ReportPlace rule(const program::Place& place) const;

 private:
  using Reasons = std::vector<Reason>;
  void body(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to);
  void parts(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to);
  std::vector<std::uint32_t> collect(std::uint32_t operand) const;
  void choice(const program::Instruction& made, std::uint32_t row, Row from, Reasons& to);
  void quantifier(std::uint32_t reg, std::uint32_t row, Reasons& to);
  void statement(std::uint32_t reg, std::uint32_t row, Reasons& to);
  static bool has_gap(const Reasons& reasons);
  void name_gaps(Reasons& reasons) const;
  static bool missing_fields(const Reasons& reasons, std::vector<const Reason*>& to);
  static void tell_only_gap(Reason& reason);
  bool is_plain(std::uint32_t operand) const;
  void fold(Reason& reason, bool is_plain) const;
  static void absorb(Reason& reason, Opcode opcode);
  void elements(std::uint32_t condition, std::uint32_t row, std::uint32_t value, Reasons& to);
  void element(std::uint32_t condition, std::uint32_t child, std::uint32_t value, Reasons& to);
  bool is_list_absent(std::uint32_t presence, std::uint32_t row, Reasons& to);

  struct Below {  ///< one level further down, for as long as it lives
    explicit Below(Steps& steps) : steps_(steps) { ++steps_.depth_; }
    ~Below() { --steps_.depth_; }
    Below(const Below&) = delete;
    Steps& steps_;
  };

  /// Adds what a value rests on.
  void facts(std::uint32_t operand, std::uint32_t row, Reasons& to);
  void field(std::uint32_t column, std::uint32_t row, Reasons& to);
  void reading(std::uint32_t number, std::uint32_t operand, std::uint32_t row, Reasons& to);
  void cell(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void look_up(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void searched(const program::Instruction& made, std::uint32_t level, std::uint32_t row, Reasons& to);
  void attestation(const program::Instruction& made, std::uint32_t row, Reasons& to);
  void counted(std::uint32_t reg, std::uint32_t row, Reasons& to);

  const RunView& view_;
  Places& places_;
  bool is_full_;
  Wording wording_;
  Phrases phrases_;
  Nouns nouns_;
  std::size_t count_ = 0, depth_ = 0;
};

}  // namespace precept
