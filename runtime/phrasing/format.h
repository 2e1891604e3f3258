// Values as people read them, and texts with holes.
#pragma once

#include <string>

#include "runtime/run/places.h"
#include "runtime/run/run_view.h"

namespace precept {

/// "3", "1 to 3", "at least 1", "at most 3", "an unknown number", "none"; with "days" for a duration.
std::string format_interval(Interval value, bool is_duration, const Words& words = Words());

class Wording {
 public:
  Wording(const RunView& view, const Places& places) : view_(view), places_(places) {}

  /// The register's value; `row` is of the register's level.
  std::string value(std::uint32_t reg, std::uint32_t row) const;
  /// A text of the program, its holes filled at a row of `level`; holes may be at a level above.
  std::string text(program::Range parts, std::uint32_t level, std::uint32_t row) const;
  /// The same without what follows from it: of "… takes part under B: A is silent here" what stands before
  /// the first colon of the text itself. So it is told where the rest would not be so.
  std::string claim(program::Range parts, std::uint32_t level, std::uint32_t row) const;
  /// A row of a table: its `name` where it has one, else its key.
  std::string table_row(std::uint32_t table, std::uint32_t row) const;
  /// The key alone: "KE"; of several columns "Kenya, ATU".
  std::string table_key(std::uint32_t table, std::uint32_t row) const;
  /// A column of the document at a row of its level.
  std::string column(std::uint32_t column, std::uint32_t row) const;
  std::string cell(std::uint32_t table_column, std::uint32_t row) const;
  /// A constant that is compared with a register of that kind.
  std::string constant(const program::Constant& constant, const program::Register& with) const;
  /// The members of an enum whose bits are set: "SG2, SG3".
  std::string set(std::uint64_t mask, std::uint32_t enumeration) const;
  /// Whether a value, as it is worded here, says that there is none, or that it is not known.
  bool says_none(std::string_view value) const;
  bool says_unknown(std::string_view value) const;
  std::string_view member(const program::EnumMember& member) const;

 private:
  void add_hole(std::uint32_t hole, std::uint32_t level, std::uint32_t row, std::string& to) const;
  std::string code(std::int32_t code, Meaning meaning, std::uint32_t id, bool raw) const;

  const RunView& view_;
  const Places& places_;
};

}  // namespace precept
