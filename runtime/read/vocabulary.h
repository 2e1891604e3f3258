// The words that a document may use, members of enums and keys of tables, and suggestions for other words.
//
//   room : Room        `"room": "graet"` has no such key; key_help: "did you mean `great`?"
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/read/names.h"

namespace precept {

/// Tables of names, each made when it is first asked for, by any thread. One for all documents of a program
/// (`Program::derived`).
class ProgramNames {
 public:
  struct Names {
    NameTable table;
    std::deque<std::string> owned;  ///< spellings that are not strings of the program
  };

  explicit ProgramNames(const Program& program)
      : members_(program.enums.size()), keys_(program.tables.size()) {}
  /// Of an enum or a table; `fill` fills them the first time.
  template <class Fill>
  const NameTable& members(std::uint32_t enum_id, const Fill& fill) const {
    return names(members_[enum_id], fill);
  }
  template <class Fill>
  const NameTable& keys(std::uint32_t table_id, const Fill& fill) const {
    return names(keys_[table_id], fill);
  }

 private:
  struct Entry {
    std::once_flag is_made;
    Names names;
  };

  template <class Fill>
  const NameTable& names(Entry& entry, const Fill& fill) const {
    std::call_once(entry.is_made, [&] { fill(entry.names); });
    return entry.names.table;
  }

  mutable std::vector<Entry> members_, keys_;  ///< by their indexes in the program
};

/// The words of a program. Enums and tables are indexes of the program.
class Vocabulary {
 public:
  /// The program outlives the vocabulary.
  explicit Vocabulary(const Program& program) : program_(program), names_(program.derived<ProgramNames>()) {}

  /// From the names of an enum's members to their codes. Valid as long as the program.
  const NameTable& members(std::uint32_t enum_id) const;
  /// From a table's keys, in both spellings, to its rows. Valid as long as the program.
  const NameTable& keys(std::uint32_t table_id) const;
  /// Whether the keys of a table are whole numbers.
  bool has_numeric_keys(std::uint32_t table_id) const;

  /// What a column of texts calls the rows of a table, each with the row's key: "Andorra" with "AD". Of
  /// `aliases` each. Nothing where the table has no such column, or no key that a field can hold.
  std::optional<std::vector<std::pair<std::string, std::string>>> called(std::uint32_t table_id,
                                                                         std::string_view column) const;
  /// Every key of a table that a field can hold, in both spellings, each with the number of its row.
  std::vector<std::pair<std::string, std::uint32_t>> key_spellings(std::uint32_t table_id) const;
  /// The columns of texts of a table.
  std::vector<std::string_view> text_columns(std::uint32_t table_id) const;

  /// The member, or the key, that is the word but for the case of its letters; nothing where none is.
  std::optional<std::string> member_but_for_case(std::uint32_t enum_id, std::string_view word) const;
  std::optional<std::string> key_but_for_case(std::uint32_t table_id, std::string_view word) const;

  std::string_view enum_name(std::uint32_t enum_id) const;
  std::string_view table_name(std::uint32_t table_id) const;
  /// The help for a word that is no member: "did you mean `MemberState`?"; may be empty.
  std::string member_help(std::uint32_t enum_id, std::string_view word) const;
  /// The same for a word that is no key. A row's `name` and its `aliases` lead to its key. Where nothing
  /// fits, it says where the keys are.
  std::string key_help(std::uint32_t table_id, std::string_view word) const;

 private:
  const program::TableColumn* key_column(const program::Table& table) const;
  std::string_view cell(const program::TableColumn& column, std::uint32_t row, std::deque<std::string>& owned,
                        unsigned depth = 0) const;
  void add_column(ProgramNames::Names& keys, const program::Table& table,
                  const program::TableColumn& column) const;

  std::string where_keys_are(const program::Table& table, const program::TableColumn& key,
                             std::deque<std::string>& owned) const;

  const Program& program_;
  const ProgramNames& names_;
};

/// "`a`, `b` and `c`".
std::string enumerated(const std::vector<std::string_view>& words);

}  // namespace precept
