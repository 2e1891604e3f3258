// The rows of opcodes.def as data, for all that walk over instructions: verifier, machine, listing, emission.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "runtime/program/program.h"

namespace precept {

/// How the level of a result follows from the levels of the operands. opcodes.def explains each.
enum class LevelRule : std::uint8_t { Document, Same, Down, Up, Column, Any };

constexpr LevelRule level_rule_named(std::string_view word) {
  if (word == "document") return LevelRule::Document;
  if (word == "same") return LevelRule::Same;
  if (word == "down") return LevelRule::Down;
  if (word == "up") return LevelRule::Up;
  if (word == "column") return LevelRule::Column;
  return LevelRule::Any;
}

enum class Symmetry : std::uint8_t { Ordered, Symmetric };
/// On which operands an unknown result rests. opcodes.def explains each.
enum class Evidence : std::uint8_t { Nothing, Unknown, Missing, Range, Branch, Fold, Rank, Own };
/// What the verifier asks beyond operands, result and levels. opcodes.def explains each.
enum class OperandCheck : std::uint8_t { Plain, Codes, Alike, Pass, Own };

struct OpcodeInfo {
  std::string_view name;      ///< "EqualCode"
  std::string_view mnemonic;  ///< "eq"
  std::string_view operands;  ///< one letter each, as opcodes.def explains
  char result;                ///< t c i s r v
  LevelRule level_rule;
  Symmetry symmetry;
  Evidence evidence;
  OperandCheck check;
  std::string_view meaning;
};

inline constexpr std::array kOpcodes{
#define OPCODE(name, mnemonic, operands, result, level_rule, symmetry, evidence, check, meaning) \
  OpcodeInfo{#name,                                                                              \
             mnemonic,                                                                           \
             operands,                                                                           \
             #result[0],                                                                         \
             level_rule_named(#level_rule),                                                      \
             Symmetry::symmetry,                                                                 \
             Evidence::evidence,                                                                 \
             OperandCheck::check,                                                                \
             meaning},
#include "runtime/program/opcodes.def"
#undef OPCODE
};
inline constexpr std::size_t kOpcodeCount = kOpcodes.size();

constexpr bool is_opcode(Opcode opcode) {
  return static_cast<std::size_t>(opcode) < kOpcodeCount;
}
/// The row of an opcode that `is_opcode`.
constexpr const OpcodeInfo& info(Opcode opcode) {
  return kOpcodes[static_cast<std::size_t>(opcode)];
}

/// The opcode whose row has that name ("EqualCode"); nothing where there is no such row.
constexpr std::optional<Opcode> opcode_named(std::string_view name) {
  for (std::size_t i = 0; i < kOpcodeCount; ++i) {
    if (kOpcodes[i].name == name) return static_cast<Opcode>(i);
  }
  return std::nullopt;
}

/// Whether an operand of this letter is a register: c i s t v always, ? and o unless it is kAbsent.
constexpr bool is_register_operand(char letter) {
  return std::string_view("tcisv?o").find(letter) != std::string_view::npos;
}

/// Whether the instruction folds a level's rows into their parent's.
constexpr bool is_fold(Opcode opcode) {
  return info(opcode).level_rule == LevelRule::Up;
}

}  // namespace precept
