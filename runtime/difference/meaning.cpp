#include "runtime/difference/meaning.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "runtime/difference/values.h"
#include "runtime/program/opcode.h"
#include "runtime/receipt/encode.h"

namespace precept::difference {

using program::Instruction;
using program::LevelForm;

std::uint32_t MeaningPool::number(const std::string& meaning) {
  return numbers_.emplace(meaning, static_cast<std::uint32_t>(numbers_.size())).first->second;
}

Meanings::Meanings(const UnitView& view, MeaningPool& pool) : view_(view), pool_(pool) {}

std::uint32_t Meanings::of(std::uint32_t operand) {
  const std::uint32_t reg = operand & ~kNegated;
  auto found = known_.find(reg);
  if (found == known_.end()) found = known_.emplace(reg, pool_.number(describe(view_.producer(reg)))).first;
  const std::uint32_t meaning = found->second;
  return (operand & kNegated) != 0 ? pool_.number(fmt::format("not {}", meaning)) : meaning;
}

std::string Meanings::describe(const Instruction& made) {
  const OpcodeInfo& opcode = info(made.opcode);
  const program::Register& result = view_.register_kinds[made.result];
  std::vector<std::string> operands;
  for (std::size_t slot = 0; slot < opcode.operands.size(); ++slot) {
    const std::uint32_t value = made.operands[slot];
    const char letter = opcode.operands[slot];
    if (!is_register_operand(letter)) {
      operands.push_back(particular(letter, value, made));
    } else {
      operands.push_back(value == kAbsent ? "-" : std::to_string(of(value)));
    }
  }
  if (opcode.symmetry == Symmetry::Symmetric) std::sort(operands.begin(), operands.begin() + 2);
  return fmt::format("{} {} @{}", opcode.mnemonic, fmt::join(operands, " "), rows_of(result.level));
}

/// An operand that is no register, by its letter in opcodes.def.
std::string Meanings::particular(char letter, std::uint32_t value, const Instruction& made) const {
  const Program& program = view_.program;
  const bool is_compared = made.opcode == Opcode::Is || made.opcode == Opcode::IsIn;
  const program::Register& as =
      view_.register_kinds[is_compared ? made.operands[0] & ~kNegated : made.result];
  switch (letter) {
    case 'K':
      return receipt::type_name(program, as.kind, as.type, as.type_id) + " " +
             constant_in_words(program, program.constants[value].value, as);
    case 'M': {
      std::vector<std::string> members;
      for (std::uint32_t code = 0; code < kMaxSetMembers; ++code) {
        if ((static_cast<std::uint64_t>(program.constants[value].value) >> code & 1) != 0)
          members.push_back(code_in_words(program, code, as.type, as.type_id));
      }
      std::ranges::sort(members);
      return fmt::format("{{{}}}", fmt::join(members, ","));
    }
    case 'U':
      return fmt::format("{}.{}", program.text(program.tables[view_.table_of(value)].name),
                         program.text(program.table_columns[value].name));
    case 'L':
      return rows_of(value);
    case 'R':
      return to_string(static_cast<Right>(value));
    default: {
      const auto named = basis(letter, value);
      return named ? named->name : std::string();
    }
  }
}

std::optional<Basis> Meanings::basis(char letter, std::uint32_t value) const {
  const Program& program = view_.program;
  auto named = [&](Basis::Kind kind, program::String name) {
    return Basis{kind, std::string(program.text(name))};
  };
  switch (letter) {
    case 'F':
      return Basis{Basis::Kind::Field, field(value)};
    case 'T':
      return named(Basis::Kind::Table, program.tables[value].name);
    case 'U':
      return named(Basis::Kind::Table, program.tables[view_.table_of(value)].name);
    case 'J':
      return named(Basis::Kind::Judgement, view_.judgements[value].name);
    case 'N':
      return named(Basis::Kind::Reading, program.readings[value].name);
    default:
      return std::nullopt;
  }
}

std::string Meanings::field(std::uint32_t column) const {
  const program::Column& read = view_.columns[column];
  const program::Level& level = view_.levels[list_level_of(view_.levels, read.level)];
  const std::string rows = level.form == LevelForm::List ? fmt::format("{}/*", view_.text(level.path)) : "";
  return rows + std::string(view_.text(read.path));
}

std::string Meanings::rows_of(std::uint32_t level) const {
  const program::Level& shape = view_.levels[level];
  switch (shape.form) {
    case LevelForm::Document:
      return "";
    case LevelForm::List:
      return fmt::format("{}/*", view_.text(shape.path));
    case LevelForm::Cross:
      return fmt::format("{} with {} of {}", rows_of(shape.parent), rows_of(shape.list), rows_of(shape.via));
  }
  return "";
}

void Meanings::add_conjuncts(std::uint32_t operand, std::set<std::uint32_t>& to) {
  const Instruction& made = view_.producer(operand);
  // `not (a or b)` is `not a and not b`.
  const bool is_negated = (operand & kNegated) != 0;
  if (made.opcode == Opcode::Constant) {
    // What always holds asks for nothing.
    const bool is_yes = view_.program.constants[made.operands[0]].value != 0;
    if (is_yes != is_negated) return;
  }
  if (made.opcode != (is_negated ? Opcode::Or : Opcode::And)) {
    to.insert(of(operand));
    return;
  }
  const std::uint32_t negation = is_negated ? kNegated : 0;
  add_conjuncts(made.operands[0] ^ negation, to);
  add_conjuncts(made.operands[1] ^ negation, to);
}

void Meanings::add_bases(std::uint32_t operand, std::set<Basis>& to) const {
  std::set<std::uint32_t> seen;
  std::vector<std::uint32_t> open{operand & ~kNegated};
  while (!open.empty()) {
    const std::uint32_t reg = open.back();
    open.pop_back();
    if (!seen.insert(reg).second) continue;
    const Instruction& made = view_.producer(reg);
    const std::string_view letters = info(made.opcode).operands;
    for (std::size_t slot = 0; slot < letters.size(); ++slot) {
      const std::uint32_t value = made.operands[slot];
      if (value == kAbsent) continue;
      if (is_register_operand(letters[slot])) {
        open.push_back(value & ~kNegated);
      } else if (auto named = basis(letters[slot], value)) {
        to.insert(std::move(*named));
      }
    }
  }
}

}  // namespace precept::difference
