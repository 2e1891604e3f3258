// Instructions that move values: field, gather, constant, reading, spread, select.
#include <algorithm>

#include "runtime/machine/state.h"
#include "runtime/program/interval.h"

namespace precept {

using program::Instruction;

namespace {

/// Calls `move.template operator()<Value>(out, part)` with the type that the register's values have: of a
/// Code by its width. Part is 0; an Int has a second call with part 1, for the high bounds.
template <class Move>
void for_parts(MachineState& state, std::uint32_t result, Move move) {
  const program::Register& reg = state.reg(result);
  RegisterColumn& out = state.values[result];
  const std::uint32_t rows = state.levels.rows(reg.level);
  switch (reg.kind) {
    case RegisterKind::Code:
      if (reg.width == 1) {
        move(out.room<std::int8_t>(rows), 0);
      } else {
        move(out.room<std::int32_t>(rows), 0);
      }
      return;
    case RegisterKind::Int: {
      const auto numbers = out.integer_room(rows);
      move(numbers.low, 0);
      move(numbers.high, 1);
      return;
    }
    case RegisterKind::Set:
      move(out.room<std::uint64_t>(rows), 0);
      return;
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return;
  }
}

/// The values of a register that `for_parts` visits, as the same type.
template <class Value>
const Value* part_of(const RegisterColumn& column, int part) {
  return static_cast<const Value*>(part == 0 ? column.first : column.second);
}

/// A column of the document, from its first row on.
struct DocumentColumn {
  const void* first;
  const void* second;
};
DocumentColumn document_column(const MachineState& state, std::uint32_t index) {
  const ColumnData& data = state.document.columns[index];
  switch (state.columns[index].kind) {
    case RegisterKind::Code:
      return {data.codes.data(), nullptr};
    case RegisterKind::Int:
      return {data.low.data(), data.high.empty() ? data.low.data() : data.high.data()};
    case RegisterKind::Set:
      return {data.masks.data(), nullptr};
    case RegisterKind::Truth:
    case RegisterKind::Result:
      break;
  }
  return {nullptr, nullptr};
}

std::size_t value_size(const program::Column& column) {
  return column.kind == RegisterKind::Code ? column.width : 8;
}

}  // namespace

void run_field(MachineState& state, const Instruction& instruction) {
  // The register is a view of the document's column: nothing is copied.
  const auto& column = state.columns[instruction.operands[0]];
  const DocumentColumn data = document_column(state, instruction.operands[0]);
  const std::size_t skip = std::size_t{state.levels.first(column.level)} * value_size(column);
  auto from = [skip](const void* values) {
    return values == nullptr ? nullptr : static_cast<const std::byte*>(values) + skip;
  };
  RegisterColumn& out = state.values[instruction.result];
  out.first = from(data.first);
  out.second = from(data.second);
}

void run_gather(MachineState& state, const Instruction& instruction) {
  const DocumentColumn data = document_column(state, instruction.operands[0]);
  const std::uint32_t level = state.reg(instruction.result).level;
  for_parts(state, instruction.result, [&]<class Value>(Value* out, int part) {
    const auto* values = static_cast<const Value*>(part == 0 ? data.first : data.second);
    state.levels.for_element_runs(level, [&](std::uint32_t row, std::uint32_t count, std::uint32_t element) {
      std::copy_n(values + element, count, out + row);
    });
  });
}

void run_constant(MachineState& state, const Instruction& instruction) {
  const program::Constant& constant = state.program.constants[instruction.operands[0]];
  if (constant.kind == RegisterKind::Truth) {
    const TruthSlot out = state.values[instruction.result].truth_room(1);
    out.yes[0] = constant.value != 0;
    out.no[0] = constant.value == 0;
    return;
  }
  for_parts(state, instruction.result,
            [&]<class Value>(Value* out, int) { *out = static_cast<Value>(constant.value); });
}

void run_reading(MachineState& state, const Instruction& instruction) {
  const std::uint32_t reading = instruction.operands[0];
  const auto& chosen = state.options.readings;
  const std::uint32_t choice =
      reading < chosen.size() ? chosen[reading] : state.program.readings[reading].default_choice;
  assert(choice < state.program.enums[state.program.readings[reading].enumeration].members.count);
  for_parts(state, instruction.result,
            [&]<class Value>(Value* out, int) { *out = static_cast<Value>(choice); });
}

namespace {

void spread_truth(MachineState& state, const Instruction& instruction) {
  const std::uint32_t above = state.reg(instruction.operands[0]).level;
  const std::uint32_t level = state.reg(instruction.result).level;
  const std::uint32_t rows = state.levels.rows(level);
  const TruthView from = state.truth(instruction.operands[0]);
  const TruthSlot out = state.values[instruction.result].truth_room(rows);
  std::fill_n(out.yes, words_for(rows), 0);
  std::fill_n(out.no, words_for(rows), 0);
  for (std::uint32_t row = 0; row < state.levels.rows(above); ++row) {
    const Truth truth = from.at(row);
    if (truth == Truth::Unknown) continue;
    const RowRange range = state.levels.rows_below(above, row, level);
    set_bits(truth == Truth::Yes ? out.yes : out.no, range.begin, range.end);
  }
}

}  // namespace

void run_spread(MachineState& state, const Instruction& instruction) {
  if (state.reg(instruction.result).kind == RegisterKind::Truth) {
    spread_truth(state, instruction);
    return;
  }
  const std::uint32_t above = state.reg(instruction.operands[0]).level;
  const std::uint32_t level = state.reg(instruction.result).level;
  for_parts(state, instruction.result, [&]<class Value>(Value* out, int part) {
    const Value* values = part_of<Value>(state.values[instruction.operands[0]], part);
    for (std::uint32_t row = 0; row < state.levels.rows(above); ++row) {
      const RowRange range = state.levels.rows_below(above, row, level);
      std::fill_n(out + range.begin, range.size(), values[row]);
    }
  });
}

namespace {

/// The value where the condition is unknown: what both agree on.
template <class Value>
Value agreed(Value a, Value b) {
  if constexpr (std::is_same_v<Value, std::uint64_t>) {
    return a == b ? a : kUnknownSet;
  } else {
    return a == b ? a : static_cast<Value>(kUnknown);
  }
}

void select_numbers(MachineState& state, const Instruction& instruction, TruthView condition) {
  const std::uint32_t rows = state.rows_of(instruction.result);
  const RegisterColumn& a = state.values[instruction.operands[1]];
  const RegisterColumn& b = state.values[instruction.operands[2]];
  const auto out = state.values[instruction.result].integer_room(rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    switch (condition.at(row)) {
      case Truth::Yes:
        out.put(row, a.integer(row));
        break;
      case Truth::No:
        out.put(row, b.integer(row));
        break;
      case Truth::Unknown:
        out.put(row, hull(a.integer(row), b.integer(row)));
        break;
    }
  }
}

/// Selects 64 rows. Where the condition is all yes or all no, as most often, the rows are copied.
template <class Value>
void select_word(std::uint64_t yes, std::uint64_t no, std::size_t count, const Value* a, const Value* b,
                 Value* out) {
  const std::uint64_t all = rows_in_word(count, 0);
  if (yes == all || no == all) {
    std::copy_n(yes == all ? a : b, count, out);
    return;
  }
  for (std::size_t bit = 0; bit < count; ++bit) {
    const Value otherwise = (no >> bit & 1) != 0 ? b[bit] : agreed(a[bit], b[bit]);
    out[bit] = (yes >> bit & 1) != 0 ? a[bit] : otherwise;
  }
}

}  // namespace

void run_select(MachineState& state, const Instruction& instruction) {
  const TruthView condition = state.truth(instruction.operands[0]);
  if (state.reg(instruction.result).kind == RegisterKind::Int) {
    select_numbers(state, instruction, condition);
    return;
  }
  const std::size_t rows = state.rows_of(instruction.result);
  for_parts(state, instruction.result, [&]<class Value>(Value* out, int) {
    const Value* a = part_of<Value>(state.values[instruction.operands[1]], 0);
    const Value* b = part_of<Value>(state.values[instruction.operands[2]], 0);
    for (std::size_t word = 0; word < words_for(rows); ++word) {
      const std::size_t first = word * 64;
      select_word(condition.yes[word], condition.no[word], std::min<std::size_t>(64, rows - first), a + first,
                  b + first, out + first);
    }
  });
}

}  // namespace precept
