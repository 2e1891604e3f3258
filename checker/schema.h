// What a document of a kind may hold: its records with their fields, and the judgements that may be attested.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/value.h"

namespace precept::checker {

/// One value, or one record, or a list of these.
struct Field {
  Type type;                          ///< Flag (yes or no), Number, Date, Text, Enum, Set, Row (its key)
  std::optional<std::size_t> record;  ///< in place of a type
  bool is_list = false;
};
struct Record {
  std::string name;
  std::map<std::string, Field> fields;
};
/// Of a place, written as a pointer, in bytes; and of the places of all judgements, each of which is walked.
inline constexpr std::size_t kMostPlace = 1000;
inline constexpr std::size_t kMostPlaces = 64;

/// A place in a document as the fields that lead to it; `*` is each element of a list.
using Place = std::vector<std::string>;

struct Judgement {
  std::vector<Place> about;  ///< where the names of what it is about stand; nothing: it is about the document
  std::string by;            ///< who answers it; empty: it is not said
};
struct Schema {
  std::vector<Record> records;  ///< the first is the document
  Place date;                   ///< of the document's day; empty: it has none
  std::map<std::string, Judgement> judgements;
};

/// Of the clause table's `records`, `judgements` and `date`; refuses what is not there.
Schema read_schema(const Json& clauses, const Words& words);

}  // namespace precept::checker
