// The fields of a list's records as columns of a table.
//
//   record Guest
//     name  : text or none
//     town  : Town fixed          identifies: a list without a column `town` is none of guests
//     towns : set of Town         a cell holds several, parted by `;`
//     stay  : Stay                a record: no cell can hold it
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// A field that a cell can hold.
struct ListField {
  std::string name;
  program::Form form{};     ///< never Object; List is a list of scalars
  program::Form element{};  ///< of a List or Set; else as `form`
  bool is_number_key = false;
  std::uint32_t words = kAbsent;  ///< of enums and keys: the enum's or table's index
  /// A row says by it who or what it is: a text or member that is `fixed`, is never none and has no default.
  bool identifies = false;

  bool holds_several() const { return form == program::Form::Set || form == program::Form::List; }
};

/// A list of records of a document.
struct ListFields {
  std::string list;    ///< the field of the document
  std::string record;  ///< the name of its elements' record
  std::vector<ListField> fields;

  /// The field that a header names: in any letter case, without what surrounds it. Null where none is.
  const ListField* named(std::string_view header) const;
  /// The field whose name the header nearly is: it differs by case, accents and what is neither letter nor
  /// digit, or by one slip of the finger, in more than seven letters by two.
  const ListField* nearly_named(std::string_view header) const;
};

/// The list of a unit's documents; nothing where it has none of the name.
std::optional<ListFields> list_fields(const Program& program, const program::Unit& unit,
                                      std::string_view list);
/// The names of the lists that a table can give.
std::vector<std::string_view> lists_of(const Program& program, const program::Unit& unit);

}  // namespace precept
