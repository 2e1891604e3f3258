// The clause table: what a policy says about one kind of document, in a form that can be read without the
// compiler. It has the schema of the kind, expressions over the document's values, and the norms that use
// them (docs/receipts.md).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/schema.h"
#include "checker/value.h"

namespace precept::checker {

/// A level: one row for the document, for each element of a list, or for each pair of two lists.
struct Level {
  enum class Form : std::uint8_t { Document, List, Cross } form{};
  std::size_t parent = 0;
  std::size_t list = 0;  ///< List: the fact of the list; Cross: the level whose elements it repeats
  std::size_t via = 0;   ///< Cross: the level whose row selects among those
  std::optional<std::size_t> name;  ///< the fact with an element's name
};

/// An expression as operand; a truth may be negated.
struct Operand {
  std::size_t expression = 0;
  bool is_negated = false;
};

/// One field on the path from an element to a value, and its value where it is absent or null.
struct PathStep {
  enum class Missing : std::uint8_t { Unknown, None, Default };
  std::string field;
  Missing absent{}, null{};
};

/// One expression. `op`, a row of operations.def, says how its value follows from the operands, which stand
/// before it in the table.
struct Expression {
  std::string op;
  std::size_t level = 0;
  Type type;
  std::vector<Operand> of;
  std::optional<Operand> presence;      ///< of the list that is folded or searched
  std::optional<std::size_t> elements;  ///< gather, member: the fact of the elements
  std::size_t via = 0;                  ///< member: the level whose rows the list belongs to
  std::size_t ends[2] = {};             ///< pair: the levels whose rows are the two elements
  std::string name;                     ///< of a table, judgement or reading
  std::string cell;                     ///< name of the table's column
  std::string about;                    ///< attested: pointer below the element to what is attested
  std::vector<PathStep> path;           ///< fact
  std::optional<Kind> written;          ///< fact: Decimal, Moment or Hours, of which the number is made
  Value constant;                       ///< constant, is; fact: the default; right: otherwise
  std::set<Value> among;                ///< is_in
};

struct TableColumn {
  Type type;
  std::vector<Value> cells;
};
struct Table {
  bool is_numeric = false;                      ///< keys may be numbers in a document
  std::map<std::string, std::int64_t> spelled;  ///< row by what a document may write
  std::vector<std::string> keys_as_written;     ///< the row's key, by row
  std::vector<Type> key;                        ///< types of its parts
  std::map<std::vector<std::int64_t>, std::int64_t> keys;
  std::map<std::string, TableColumn> columns;
};

struct Norm {
  std::size_t clause = 0, part_of = 0;
  std::string modality;
  Operand condition;
  std::optional<std::size_t> outcome;  ///< of `ensure` and `encourage`: the outcome expression
  std::vector<std::size_t> acts;       ///< indexes in the section's acts, sorted
  bool is_about(std::size_t act) const;
};
struct Act {
  std::string name;
  std::size_t right = 0;
  std::optional<Operand> exercised;
};
struct Section {
  std::size_t level = 0;
  std::vector<Act> acts;
  std::vector<Norm> norms;
};

struct ClauseTable {
  std::string kind;
  Schema schema;
  ValueNames value_names;
  std::vector<Level> levels;
  std::vector<Expression> expressions;
  std::map<std::string, Table> tables;
  std::vector<std::string> clauses;  ///< labels, in the policy's order
  std::vector<Section> sections;

  /// The level whose elements the rows are: for pairs, the list that they repeat; else the level itself.
  std::size_t list_level_of(std::size_t level) const {
    return levels[level].form == Level::Form::Cross ? levels[level].list : level;
  }
  bool is_above(std::size_t above, std::size_t level) const;  ///< or the same
  /// Whether the rows of a level are the pairs of a list's elements: both it and its parent repeat that list.
  bool are_pairs(std::size_t level) const;
};

/// Reads a clause table. Refuses references to later or missing entries, and operations whose operands, level
/// or type do not agree with operations.def. All users of the table rely on that.
ClauseTable read_clause_table(const Json& json);

}  // namespace precept::checker
