// What a policy says of one kind of document, in a form that needs no compiler to be read: the schema of the
// kind, expressions over the document's values, and the norms that stand on them. docs/receipts.md has the
// meaning of each part.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/schema.h"
#include "checker/value.h"

namespace precept::checker {

/// The reach of an expression: the whole document, the elements of a list, or the pairs of two lists.
struct Level {
  enum class Form : std::uint8_t { Document, List, Cross } form{};
  std::size_t parent = 0;
  std::size_t list = 0;  ///< List: the fact that is the list; Cross: the level whose elements it repeats
  std::size_t via = 0;   ///< Cross: the level whose rows say which of those elements
  std::optional<std::size_t> name;  ///< the fact that is an element's name
};

/// An expression, negated where it is a truth that is wanted the other way round.
struct Operand {
  std::size_t expression = 0;
  bool is_negated = false;
};

/// One field on the way from an element to a value, and what it means that it is absent or null.
struct PathStep {
  enum class Missing : std::uint8_t { Unknown, None, Default };
  std::string field;
  Missing absent{}, null{};
};

/// `op` says how the value follows from those of the operands, all of which stand before it in the table.
struct Expression {
  std::string op;
  std::size_t level = 0;
  Type type;
  std::vector<Operand> of;
  std::optional<Operand> presence;      ///< of the list that is folded or searched
  std::optional<std::size_t> elements;  ///< gather, member: the fact that the elements are
  std::size_t via = 0;                  ///< member: the level whose rows the list belongs to
  std::string name;                     ///< of the table, judgement or reading
  std::string cell;                     ///< of the table's column
  std::string about;                    ///< attested: whom, as a pointer below the element
  std::vector<PathStep> path;           ///< fact
  Value constant;                       ///< constant, is; fact: the default; right: otherwise
  std::set<Value> among;                ///< is_in
};

struct TableColumn {
  Type type;
  std::vector<Value> cells;
};
struct Table {
  bool is_numeric = false;                      ///< a document may write its keys as numbers
  std::map<std::string, std::int64_t> spelled;  ///< what a document may write, to the row
  std::vector<std::string> keys_as_written;     ///< by row: its key, of these
  std::vector<Type> key;                        ///< of its parts
  std::map<std::vector<std::int64_t>, std::int64_t> keys;
  std::map<std::string, TableColumn> columns;
};

struct Norm {
  std::size_t clause = 0, part_of = 0;
  std::string modality;
  Operand condition;
  std::optional<std::size_t> outcome;  ///< of what is to be ensured
  std::vector<std::size_t> acts;       ///< of the section's, of what is permitted or not; in order
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
  Words words;
  std::vector<Level> levels;
  std::vector<Expression> expressions;
  std::map<std::string, Table> tables;
  std::vector<std::string> clauses;  ///< labels, in the policy's order
  std::vector<Section> sections;

  /// The level's elements are those of this level: of pairs, the list that they repeat.
  std::size_t stands_for(std::size_t level) const {
    return levels[level].form == Level::Form::Cross ? levels[level].list : level;
  }
  bool is_above(std::size_t above, std::size_t level) const;  ///< or the same
};

/// Refuses a table that refers to what is not there, or ahead, and operations whose operands, level or type
/// are not those of operations.def: whatever reads the table relies on that.
ClauseTable read_clause_table(const Json& json);

}  // namespace precept::checker
