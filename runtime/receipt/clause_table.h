// Exports the clause table of one kind of document: the program in the form that the small checker reads
// (docs/receipts.md). Also says which register or column each of its expressions stands for.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "checker/clause_table.h"
#include "runtime/program/program.h"

namespace precept::receipt {

using Json = nlohmann::json;

/// A field of the document that the policy may read.
struct Fact {
  std::uint32_t level = 0;  ///< of the unit
  std::vector<checker::PathStep> path;
  checker::Kind kind{};
  std::uint32_t column = kAbsent;  ///< of the unit; kAbsent: no instruction reads it
  std::uint32_t list = kAbsent;    ///< List: the level of its elements
  std::uint32_t default_constant = kAbsent;
};

struct ClauseTable {
  Json json;
  std::vector<Fact> facts;                  ///< the first expressions, in order
  std::vector<std::uint32_t> instructions;  ///< the instructions of the unit that the further expressions are
  std::vector<std::uint32_t> levels;        ///< by level of the table: level of the unit
  std::map<std::uint32_t, std::uint32_t> fact_of_column;
  std::map<std::uint32_t, std::uint32_t> fact_of_list;    ///< by level of the unit
  std::map<std::uint32_t, std::uint32_t> fact_of_name;    ///< by level of the unit
  std::map<std::uint32_t, std::uint32_t> of_instruction;  ///< by instruction: its expression

  /// The expression of a register operand, which may carry kNegated.
  std::uint32_t expression(std::uint32_t operand) const { return of_register.at(operand & ~kNegated); }
  std::map<std::uint32_t, std::uint32_t> of_register;
};

ClauseTable export_clause_table(const Program& program, std::uint32_t unit);

/// The files that the program was made from: `sources` and `tables`, with their digests.
Json files_of(const Program& program);

}  // namespace precept::receipt
