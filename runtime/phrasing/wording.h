// Values as people read them, and texts with their holes filled (docs/language.md, Text with holes).
//
//   otherwise "{s.name} is {s.length} metres long"     length 6: "Ben is 6 metres long"; length unknown:
//                                                      "Ben is an unknown number metres long"
#pragma once

#include <string>

#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

/// Whether the register is the instant of a moment, by which moments are compared. It is told as the moment.
bool is_moment_of(const RunView& view, std::uint32_t reg);

/// "3", "1 to 3", "at least 1", "at most 3", "an unknown number", "none"; with "days" or "months" by the
/// type, and whole years of months as such; of a Number "2.5", and "about 15.81" where it is known to the
/// millionth.
std::string format_interval(Interval value, ValueType type, const Catalogue& words = Catalogue());

/// Words values of a run in the view's language. Refers to view and places, which outlive it. Registers, rows
/// and columns must exist; a value that is none or unknown has words too, so nothing here fails.
class Wording {
 public:
  Wording(const RunView& view, const DocumentPlaces& places) : view_(view), places_(places) {}

  /// The value of a register at a row of its level.
  std::string value(std::uint32_t reg, std::uint32_t row) const;
  /// A text of the program with its holes filled at a row of `level`. Holes are at the level or above it.
  std::string text(program::Range parts, std::uint32_t level, std::uint32_t row) const;
  /// The same up to the first colon of the text: of "Ada is a minor: the house rules apply" it is "Ada is a
  /// minor". What stands behind the colon follows from the claim, and is left out where the claim is open.
  std::string claim(program::Range parts, std::uint32_t level, std::uint32_t row) const;
  /// A row of a table: its `name` where it has one, else its key.
  std::string table_row(std::uint32_t table, std::uint32_t row) const;
  /// The key alone: "KE"; for a key of several columns "Kenya, ATU".
  std::string table_key(std::uint32_t table, std::uint32_t row) const;
  /// A column of the document at a row of its level.
  std::string column(std::uint32_t column, std::uint32_t row) const;
  std::string cell(std::uint32_t table_column, std::uint32_t row) const;
  /// A constant, worded like the values of the register that it is compared with.
  std::string constant(const program::Constant& constant, const program::Register& with) const;
  /// The members of an enum whose bits are set: "SG2, SG3".
  std::string set(std::uint64_t mask, std::uint32_t enumeration) const;
  /// Whether the words for a value, as made here, mean none; or unknown.
  bool says_none(std::string_view value) const;
  bool says_unknown(std::string_view value) const;
  std::string_view member(const program::EnumMember& member) const;

 private:
  void add_hole(const program::TextPart& part, std::uint32_t level, std::uint32_t row, std::string& to) const;
  std::string filling(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const;
  std::string code(std::int32_t code, ValueType type, std::uint32_t id, bool raw) const;

  const RunView& view_;
  const DocumentPlaces& places_;
};

}  // namespace precept
