// The clause table of one kind of document: what a program says, in the form that the small checker reads,
// and which register and which column each of its expressions is.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "checker/clause_table.h"
#include "runtime/program/program.h"

namespace precept::receipt {

using Json = nlohmann::json;

/// A place in a document that the policy reads.
struct Fact {
  std::uint32_t level = 0;  ///< of the unit
  std::vector<checker::PathStep> path;
  checker::Kind kind{};
  std::uint32_t column = kAbsent;  ///< of the unit; kAbsent: no instruction reads it
  std::uint32_t list = kAbsent;    ///< List: the level of its elements
  std::uint32_t default_constant = kAbsent;
};

struct ExportedTable {
  Json json;
  std::vector<Fact> facts;                  ///< the first expressions
  std::vector<std::uint32_t> instructions;  ///< of the unit: the expressions after them
  std::vector<std::uint32_t> levels;        ///< of the unit, by level of the table
  std::map<std::uint32_t, std::uint32_t> fact_of_column;
  std::map<std::uint32_t, std::uint32_t> fact_of_list;    ///< by level of the unit
  std::map<std::uint32_t, std::uint32_t> fact_of_name;    ///< by level of the unit
  std::map<std::uint32_t, std::uint32_t> of_instruction;  ///< the expression that an instruction is

  /// The expression that a register (or a negated one) is.
  std::uint32_t expression(std::uint32_t operand) const { return of_register.at(operand & ~kNegated); }
  std::map<std::uint32_t, std::uint32_t> of_register;
};

ExportedTable export_table(const Program& program, std::uint32_t unit);

/// What the program was made from: `sources` and `tables`, with their digests.
Json files_of(const Program& program);

}  // namespace precept::receipt
