// Reads a clause table part by part; each part refers only to earlier ones.
#pragma once

#include <string_view>

#include "checker/clause_table.h"
#include "checker/rules.h"

namespace precept::checker {

class ClauseTableReader {
 public:
  explicit ClauseTableReader(const Json& json) : json_(json) {}
  ClauseTable read();

 private:
  void read_enums();
  void read_tables();
  void read_table(const std::string& name, const Json& json);
  void read_spellings(Table& table, const Json& json, std::size_t rows);
  static void read_keys(Table& table, const Json& columns, std::size_t rows);
  void read_level(const Json& json);
  void check_levels() const;
  bool is_fact(std::size_t expression, std::size_t level, Kind kind) const;

  // expressions.cpp
  void read_expression(const Json& json);
  void read_operands(Expression& made, const Json& json);
  void check_types(const Expression& made, const Operation& operation) const;
  bool is_of_pairs(const Expression& made, std::size_t level, bool is_step) const;
  void check_reach(const Expression& made, const Operation& operation) const;
  void check_operand(const Expression& made, std::size_t slot, std::string_view letters) const;
  void check_result(const Expression& made, char letter) const;
  void read_particulars(Expression& made, const Json& json);
  void read_path(Expression& made, const Json& json);
  void read_elements(Expression& made, const Json& json);
  void read_ends(Expression& made, const Json& json);
  void read_look_up(Expression& made, const Json& json);

  // sections.cpp
  void read_section(const Json& json);
  void read_norm(const Json& json, Section& section);
  Operand reachable(const Json& json, std::size_t level) const;

  /// An index into a list of `end` entries; refuses any other value.
  static std::size_t index(const Json& json, std::size_t end, const char* what);
  Operand operand(const Json& json) const;
  /// The type of an operand. A list counts as Presence: there, none or unknown.
  Type type_of(const Operand& operand) const;

  const Json& json_;
  ClauseTable table_;
};

}  // namespace precept::checker
