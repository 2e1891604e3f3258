#include "runtime/machine/machine.h"

#include <algorithm>
#include <utility>

#include "runtime/machine/state.h"
#include "runtime/program/opcode.h"

namespace precept {

// ---- state ---------------------------------------------------------------------------------------

Registers::State::State(const Program& program, const Document& document, MachineOptions options)
    : program(program),
      document(document),
      unit(program.units[document.unit]),
      options(std::move(options)),
      registers(Program::in(program.registers, unit.registers)),
      columns(Program::in(program.columns, unit.columns)),
      instructions(Program::in(program.instructions, unit.instructions)),
      levels(Program::in(program.levels, unit.levels), document),
      values(registers.size()),
      overflowed(instructions.size()),
      accumulators(instructions.size()),
      key_maps(program.tables.size()),
      element_sets(columns.size()),
      attested(unit.judgements.count),
      attested_made(unit.judgements.count) {
  // An observer may read the document's registers at any time, even before they are written.
  for (std::size_t index = 0; index < registers.size(); ++index) {
    values[index].own.take_from(arena);
    if (registers[index].level == 0) values[index].integer_room(64);
  }
}

// ---- registers -----------------------------------------------------------------------------------

Registers::Registers(std::unique_ptr<State> state) : state_(std::move(state)) {}
Registers::~Registers() = default;

std::uint32_t Registers::rows(std::uint32_t level) const {
  return state_->levels.rows(level);
}
std::uint32_t Registers::first_row(std::uint32_t level) const {
  return state_->levels.first(level);
}
std::uint32_t Registers::parent_row(std::uint32_t level, std::uint32_t row) const {
  return state_->levels.parent_row(level, row);
}
std::pair<std::uint32_t, std::uint32_t> Registers::children(std::uint32_t level,
                                                            std::uint32_t parent_row) const {
  const RowRange range = state_->levels.children(level, parent_row);
  return {range.begin, range.end};
}
std::uint32_t Registers::element(std::uint32_t level, std::uint32_t row) const {
  return state_->levels.element(level, row);
}

Truth Registers::truth(std::uint32_t operand, std::uint32_t row) const {
  assert(row < state_->rows_of(operand));
  return state_->truth(operand).at(row);
}
std::int32_t Registers::code(std::uint32_t reg, std::uint32_t row) const {
  assert(row < state_->rows_of(reg));
  const RegisterColumn& column = state_->values[reg];
  return state_->registers[reg].width == 1 ? column.codes<std::int8_t>()[row]
                                           : column.codes<std::int32_t>()[row];
}
Interval Registers::integer(std::uint32_t reg, std::uint32_t row) const {
  assert(row < state_->rows_of(reg));
  return state_->values[reg].integer(row);
}
std::uint64_t Registers::set(std::uint32_t reg, std::uint32_t row) const {
  assert(row < state_->rows_of(reg));
  return state_->values[reg].masks()[row];
}
std::uint8_t Registers::result(std::uint32_t reg, std::uint32_t row) const {
  assert(row < state_->rows_of(reg));
  return state_->values[reg].results()[row];
}

std::span<const std::uint8_t> Registers::results(std::uint32_t reg) const {
  return {state_->values[reg].results(), state_->rows_of(reg)};
}
std::span<const std::uint64_t> Registers::surely_yes(std::uint32_t reg) const {
  return {state_->truth(reg).yes, words_for(state_->rows_of(reg))};
}
std::span<const std::uint64_t> Registers::surely_no(std::uint32_t reg) const {
  return {state_->truth(reg).no, words_for(state_->rows_of(reg))};
}

// ---- machine -------------------------------------------------------------------------------------

namespace {

/// Runs the segments of one unit.
class Run {
 public:
  Run(Registers& registers, Observer& observer)
      : registers_(registers), state_(registers.state()), observer_(observer) {}

  void all() {
    std::fill(state_.overflowed.begin(), state_.overflowed.end(), false);
    state_.levels.place_document();
    const bool explains = state_.options.slice_rows == MachineOptions::kWhole;
    for (const auto& segment : Program::in(state_.program.segments, state_.unit.segments)) {
      if (segment.explains != 0 && !explains) continue;
      order_ = Program::in(state_.program.indexes, segment.order);
      if (segment.root == 0) {
        for (std::uint32_t index : order_) run_instruction(state_, index);
      } else {
        list(segment);
      }
    }
    observer_.slice(registers_, 0, 0, 1);
  }

 private:
  bool folds_to_document(std::uint32_t index) const {
    const auto& instruction = state_.instructions[index];
    return is_fold(instruction.opcode) && state_.reg(instruction.result).level == 0;
  }

  void list(const program::Segment& segment) {
    for (std::uint32_t index : order_) {
      if (folds_to_document(index)) begin_fold(state_, index);
    }
    slices(segment);
    for (std::uint32_t index : order_) {
      if (folds_to_document(index)) end_fold(state_, index);
    }
  }

  void slices(const program::Segment& segment) {
    const std::uint32_t total = state_.document.rows(segment.root);
    const bool whole = state_.options.slice_rows == MachineOptions::kWhole;
    const std::uint32_t most = whole ? total : std::max(64u, state_.options.slice_rows);
    if (total == 0) state_.levels.clear(segment.root);
    std::uint32_t count = 0;
    for (std::uint32_t first = 0, wanted = most; first < total; first += count) {
      count = state_.levels.place(segment.root, first, std::min(wanted, total - first), whole);
      // After a slice that had to be small, the next one is tried at twice its size.
      wanted = std::min<std::uint64_t>(most, std::uint64_t{count} * 2);
      slice();
      if (segment.final != 0) observer_.slice(registers_, segment.root, first, count);
    }
  }

  void slice() {
    for (std::uint32_t index : order_) {
      if (folds_to_document(index)) {
        accumulate_fold(state_, index);
      } else {
        run_instruction(state_, index);
      }
    }
  }

  Registers& registers_;
  MachineState& state_;
  Observer& observer_;
  std::span<const std::uint32_t> order_;
};

}  // namespace

Machine::Machine(const Program& program, const Document& document, MachineOptions options)
    : registers_(std::make_unique<Registers>(
          std::make_unique<Registers::State>(program, document, std::move(options)))) {}
Machine::~Machine() = default;

void Machine::run(Observer& observer) {
  Run(*registers_, observer).all();
}
const Registers& Machine::registers() const {
  return *registers_;
}

std::vector<std::uint32_t> Machine::overflows() const {
  std::vector<std::uint32_t> indexes;
  const auto& overflowed = registers_->state().overflowed;
  for (std::uint32_t index = 0; index < overflowed.size(); ++index) {
    if (overflowed[index]) indexes.push_back(index);
  }
  return indexes;
}

}  // namespace precept
