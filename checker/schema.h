// The schema of a kind of document: its records with their fields, and the judgements that it may attest.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/value.h"

namespace precept::checker {

/// A value, a record, or a list of either.
struct Field {
  Type type;                          ///< Flag (yes or no), Number, Date, Text, Enum, Set, Row (its key)
  std::optional<std::size_t> record;  ///< in place of a type
  bool is_list = false;
};
struct Record {
  std::string name;
  std::map<std::string, Field> fields;
};
/// The greatest length of a place as a pointer, in bytes; and the most places of all judgements together.
inline constexpr std::size_t kMostPlace = 1000;
inline constexpr std::size_t kMostPlaces = 64;

/// A place in a document: the fields that lead to it, with `*` for the elements of a list.
using FieldPath = std::vector<std::string>;

struct Judgement {
  std::vector<FieldPath> about;  ///< places of the names of what it can be about; empty: the document
  std::string by;                ///< who answers it; empty: not said
};
struct Schema {
  std::vector<Record> records;  ///< the first is the document
  FieldPath date;               ///< place of the document's date; empty: it has none
  std::map<std::string, Judgement> judgements;
};

/// Reads `records`, `judgements` and `date` of a clause table. Refuses unknown names and places.
Schema read_schema(const Json& clauses, const ValueNames& value_names);

}  // namespace precept::checker
