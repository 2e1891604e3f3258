// What a random policy declares: enums, tables, records and readings, and what it may call.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "tests/generate/random.h"

namespace precept::generate {

enum class Kind {
  Truth,
  Int,
  Number,
  Date,
  Duration,
  Months,
  Moment,
  Hours,
  Text,
  Enum,
  Key,
  Set,
  Record,
  List
};

struct Type {
  Kind kind = Kind::Truth;
  std::size_t id = 0;  ///< the enum, table or record; for a list that of its elements
  bool or_none = false;
  Kind element = Kind::Text;  ///< List: the kind of its elements

  bool is(Kind k) const { return kind == k; }
  bool fits(const Type& other) const {
    return kind == other.kind && (!has_id() || id == other.id) &&
           (kind != Kind::List || element == other.element);
  }
  Type element_type() const { return {element, id, false, Kind::Text}; }
  Type or_nothing(bool may_be = true) const { return {kind, id, may_be, element}; }

 private:
  bool has_id() const {
    return kind == Kind::Enum || kind == Kind::Key || kind == Kind::Set || kind == Kind::Record ||
           kind == Kind::List;
  }
};

struct Field {
  std::string name;
  Type type;
  std::string default_value;  ///< as written; empty where there is none
};
struct Enum {
  std::string name;
  std::vector<std::string> members;
};
struct Record {
  std::string name;
  std::vector<Field> fields;
  bool is_document = false;
};
struct Table {
  std::string name, file;
  std::vector<Field> columns;
  std::vector<std::size_t> key;
  bool has_alternative = false;                 ///< the second spelling of the key, in column 1
  bool is_complete = false;                     ///< has a row for each member of the enum it is keyed by
  std::vector<std::vector<std::string>> cells;  ///< as written in the file
};
struct Parameter {
  std::string name;
  Type type;
};
struct Define {
  std::string name;
  std::vector<Parameter> parameters;
  Type result;
};
struct Judgement {
  std::string name;
  std::vector<std::size_t> records;
  std::optional<std::size_t> key;  ///< the one whose name an attestation gives; none: about the document
};

/// A reading; its choices are an enum of its own.
struct Reading {
  std::string name;
  std::vector<std::string> choices;
  std::size_t default_choice = 0;
};

struct World {
  std::vector<Enum> enums;  ///< the first has the acts
  std::vector<Table> tables;
  std::vector<Record> records;  ///< a record comes after the records in it
  std::vector<Reading> readings;
  std::vector<Define> defines;
  std::vector<Judgement> judgements;

  std::string spell(const Type& type) const;
};

/// There are few texts, days and numbers, so that values are often equal.
std::string some_text(Random& random);
std::string some_date(Random& random);
std::int64_t some_number(Random& random);
std::int64_t some_days(Random& random);
/// A number with a point, or a whole one.
std::string some_decimal(Random& random);
std::int64_t some_months(Random& random);
/// As a document or a policy writes it: often one of a few instants, with different offsets.
std::string some_moment(Random& random);
std::int64_t some_seconds(Random& random);

World make_world(Random& random);
/// The declarations of enums, tables and records, as text.
std::string declarations(const World& world);
void write_tables(const World& world, const std::filesystem::path& folder);

}  // namespace precept::generate
