// What the columns and words of a foreign list are in the fields of a record (docs/lists.md, Mappings).
//
//   [people.columns]
//   name = ["Prénom", "Nom"]          two columns, joined with a blank
//   [people.values.paid]
//   "Oui" = "yes"                     `oui` in any letter case is yes
//
// Plain data: who reads it from TOML has checked that its fields are fields, and its targets words of theirs.
// Nothing is dropped or changed that is not written here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"

namespace precept {

/// A text as mappings compare it: trimmed, in Unicode's form NFC, each run of white space one blank, without
/// letter case.
std::string as_compared(std::string_view text);

/// A header that a list must have.
struct MappedHeader {
  std::string text;
  std::uint32_t nth = 0;  ///< which of several that are called so, from 1; 0: there is only one
  Span place;             ///< in the mapping
};

/// Where a field's values come from: exactly one of the three is there.
struct MappedColumn {
  struct Choice {
    MappedHeader header;
    std::string member;
  };
  std::vector<MappedHeader> headers;  ///< their texts are joined with a blank
  std::vector<Choice> options;        ///< of a set: a column for each member
  std::optional<std::vector<std::string>> constant;
  Span place;              ///< in the mapping
  bool is_preset = false;  ///< of a preset: a list need not have the headers
};

/// What one word of a list means.
struct MappedWord {
  std::string word;    ///< as it is written in the mapping
  std::string target;  ///< empty: nothing, the field is absent
  Span place;
  bool is_preset = false;  ///< of a mapping that is used by this one: no list has all of its words
};
/// By `as_compared`.
using MappedWords = std::unordered_map<std::string, MappedWord>;

struct MappedSheet {
  std::string name;  ///< or its number, from 1
  Span place;
};

/// Rows of which the column has another value are left out.
struct MappedFilter {
  MappedHeader header;
  std::vector<std::string> values;  ///< by `as_compared`
};

struct ListMapping {
  Span place;                              ///< of the whole, for messages
  std::string digest;                      ///< of what it says (docs/receipts.md, Lists)
  std::string encoding;                    ///< of bytes that are not UTF-8 (encoding.h)
  std::optional<char> delimiter;           ///< of a CSV file
  std::vector<MappedSheet> sheets;         ///< none: the one that is the list
  std::vector<std::uint32_t> header_rows;  ///< none, one, or two that are joined with ` / `; from 1
  std::uint32_t first_row = 0;             ///< of the records, from 1; 0: the one below the header
  bool skips_hidden_rows = false;
  std::vector<std::string> blank;         ///< texts that count as empty, by `as_compared`
  std::vector<std::string> begins, ends;  ///< of the first values of rows that are left out, the same
  std::vector<std::string> ignored;       ///< headers, the same
  std::vector<MappedFilter> only;
  std::vector<std::string> filled;  ///< fields: a merged cell stands for each of its rows
  std::string section;              ///< a field that rows with one value give to the rows below; empty: none
  std::string one_record_per;       ///< a field with `split`: a record for each part; empty: none

  std::map<std::string, MappedColumn> columns;            ///< by field
  std::map<std::string, MappedWords> values;              ///< by field
  std::map<std::string, MappedWords> keys;                ///< by field: what a table's columns call its rows
  std::map<std::string, std::vector<std::string>> split;  ///< by field: what parts members, beside `;`

  bool fills(std::string_view field) const;
};

}  // namespace precept
