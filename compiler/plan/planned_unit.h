// The plan of one kind of document: SSA instructions over columns, not yet grouped into segments. It uses the
// record types of the program's format. Indexes count within the unit; a register has the number of the
// instruction that makes it.
#pragma once

#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::plan {

/// A register of the unit; a truth may carry kNegated.
using Operand = std::uint32_t;
using LevelId = std::uint32_t;

inline std::uint32_t register_of(Operand operand) {
  return operand & ~kNegated;
}

struct PlannedUnit {
  std::string kind;
  std::uint32_t date_column = kAbsent;
  std::vector<program::Object> objects;
  std::vector<program::Field> fields;
  std::vector<program::Level> levels;
  std::vector<program::Column> columns;
  std::vector<program::Register> registers;
  std::vector<program::Instruction> instructions;  ///< as long as `registers`
  std::vector<program::Section> sections;
  std::vector<program::Act> acts;
  std::vector<program::Norm> norms;
  std::vector<program::NormPart> norm_parts;
  std::vector<program::Phrase> phrases;
  std::vector<program::Clause> clauses;
  std::vector<program::Judgement> judgements;
  std::vector<program::TextPart> text_parts;
  std::vector<program::PartsTranslation> translations;
  std::vector<program::Probe> probes;
};

}  // namespace precept::plan
