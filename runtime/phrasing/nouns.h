// Names a register's value by where it comes from, and puts comparisons of values into sentences.
//
//   s.length <= f.limit
//
//   noun of the left side:   "the `length` of Ben"
//   sentence where it is no: "the `limit` is 4, less than the `length` of Ben (6)"
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/phrasing/phrases.h"
#include "runtime/phrasing/wording.h"
#include "runtime/program/ratio.h"
#include "runtime/run/document_places.h"

namespace precept {

/// Speaks the view's language. Refers to its arguments, which outlive it. Operands and rows must exist; what
/// has no better words is called "a computed value", so nothing here fails.
class Nouns {
 public:
  Nouns(const RunView& view, DocumentPlaces& places, const Wording& wording, const Phrases& phrases)
      : view_(view), places_(places), wording_(wording), phrases_(phrases) {}

  /// A value that is computed from more parts than this is not spelt out.
  static constexpr std::size_t kMostParts = 40;

  /// "the `country` of E. Novak", "the regional organization of Africa", "the number of `supporters`
  /// that count". `row` is of the operand's level, as everywhere here.
  std::string noun(std::uint32_t operand, std::uint32_t row) const;
  /// "E. Novak", "“Q7/11”", "no. 3 of the `meetings`"; of the document "the Meeting".
  std::string subject(std::uint32_t level, std::uint32_t row) const;
  /// "supporters": the list that a level's rows are elements of.
  std::string list(std::uint32_t level) const;
  /// "the `country` of E. Novak"; for an element of a list of single values, the value.
  std::string field(std::uint32_t column, std::uint32_t row) const;
  /// "Kenya and ATU": the keys that a look-up searches for.
  std::string keys(const program::Instruction& find, std::uint32_t row) const;
  /// A register's value as it stands in a sentence, a text in quotes.
  std::string value(std::uint32_t operand, std::uint32_t row) const;
  /// Whether the value is a constant of the policy.
  bool is_constant(std::uint32_t operand) const;
  /// Whether the value is none, or is a number of a list that is none.
  bool is_none(std::uint32_t operand, std::uint32_t row) const;
  /// Whether the value is the choice of a reading.
  bool is_reading(std::uint32_t operand) const;

  /// The sentence for the comparison or membership test that makes the register, where it came to `truth`.
  std::string sentence(std::uint32_t reg, std::uint32_t row, Truth truth) const;

  /// One side of a comparison: a register, or a fraction of two. Its noun, its value, whether both are
  /// constants.
  struct Side {
    std::uint32_t over, under = kAbsent;
  };
  std::string noun(Side side, std::uint32_t row) const;
  std::string value(Side side, std::uint32_t row) const;
  bool is_constant(Side side) const {
    return is_constant(side.over) && (side.under == kAbsent || is_constant(side.under));
  }

 private:
  /// What a register is a multiple of, and how many times that: of `3 * x` the 3, and x. Where it is not
  /// known what the register holds for one of it, 0 times.
  struct Multiple {
    std::uint32_t operand, row;
    interval::Wide times;
  };
  std::optional<interval::Wide> held_for_one(std::uint32_t operand) const;
  std::optional<interval::Wide> held_for_one(std::uint32_t operand, std::size_t& parts) const;
  Multiple multiple(std::uint32_t operand, std::uint32_t row) const;
  std::string fraction(std::uint32_t over, std::uint32_t under, std::uint32_t row) const;
  std::string scaled(interval::Wide over, interval::Wide under, const Multiple& of,
                     const std::optional<std::string>& divisor) const;
  std::optional<std::int64_t> constant(std::uint32_t operand) const;
  std::string nameless(std::uint32_t level, std::uint32_t row) const;
  std::string noun_of(std::uint32_t operand, std::uint32_t row) const;
  std::string part_of_noun(Opcode whole, std::uint32_t operand, std::uint32_t row) const;
  std::string sum_of_months(std::uint32_t date, std::uint32_t months, std::uint32_t row) const;
  std::string only(std::uint32_t condition, std::uint32_t value, std::uint32_t row) const;
  std::string truth_words(Truth truth) const;
  std::string compared(const program::Instruction& made, std::uint32_t row, Truth truth) const;
  std::optional<std::string> not_compared(const program::Instruction& made, std::uint32_t row) const;
  std::string ordered(const program::Instruction& made, std::uint32_t row, Truth truth) const;
  std::string one_of(const program::Instruction& made, std::uint32_t row, Truth truth) const;
  std::string between_sets(const program::Instruction& made, std::uint32_t row, Truth truth) const;
  std::string among(const program::Instruction& made, std::uint32_t level, std::uint32_t row,
                    Truth truth) const;
  std::string given(std::uint32_t operand, std::uint32_t row, Truth truth) const;
  std::string attested(const program::Instruction& made, std::uint32_t row, Truth truth) const;
  std::string reached(const program::Instruction& reach, std::uint32_t row, Truth truth) const;
  std::string paired(const program::Instruction& pair, std::uint32_t row, Truth truth) const;
  std::string few(std::uint32_t level, const std::vector<std::uint32_t>& rows) const;

  const RunView& view_;
  DocumentPlaces& places_;
  const Wording& wording_;
  const Phrases& phrases_;
  mutable std::size_t depth_ = 0, parts_ = 0;  ///< of the noun that is being made
};

}  // namespace precept
