// Runs one instruction over the rows of its level: by a kernel, or by a loop over its meaning.
#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

#include "runtime/machine/kernels.h"
#include "runtime/machine/state.h"
#include "runtime/program/meaning.h"

namespace precept {

using program::Instruction;

namespace {

/// Calls `kernel` with the codes of both operands, at their common width.
template <class Kernel>
void on_codes(MachineState& state, const Instruction& instruction, Kernel kernel) {
  const std::uint32_t a = instruction.operands[0], b = instruction.operands[1];
  if (state.reg(a).width == 1 && state.reg(b).width == 1) {
    kernel(state.values[a].codes<std::int8_t>(), state.values[b].codes<std::int8_t>());
  } else {
    kernel(state.codes(a, 0), state.codes(b, 1));
  }
}
template <class Kernel>
void on_code(MachineState& state, std::uint32_t operand, Kernel kernel) {
  if (state.reg(operand).width == 1) {
    kernel(state.values[operand].codes<std::int8_t>());
  } else {
    kernel(state.values[operand].codes<std::int32_t>());
  }
}

void run_is(MachineState& state, const Instruction& instruction, std::size_t rows, TruthSlot out) {
  const std::int64_t constant = state.program.constants[instruction.operands[1]].value;
  on_code(state, instruction.operands[0], [&]<class Code>(const Code* codes) {
    // No code equals a constant that does not fit its width. The greatest code is never used: it stands in.
    const bool fits = constant <= std::numeric_limits<Code>::max();
    kernels::is(codes, rows, fits ? static_cast<Code>(constant) : std::numeric_limits<Code>::max(), out);
  });
}

void run_given(MachineState& state, const Instruction& instruction, std::size_t rows, TruthSlot out) {
  const std::uint32_t operand = instruction.operands[0];
  const RegisterColumn& values = state.values[operand];
  switch (state.reg(operand).kind) {
    case RegisterKind::Code:
      on_code(state, operand, [&](const auto* codes) { kernels::given(codes, rows, out); });
      return;
    case RegisterKind::Int:
      fill_truth(out, rows, [&](std::size_t row) {
        const Interval value = values.integer(row);
        return value.is_unknown() ? Truth::Unknown : value.is_none() ? Truth::No : Truth::Yes;
      });
      return;
    case RegisterKind::Set:
      fill_truth(out, rows, [&](std::size_t row) {
        const std::uint64_t mask = values.masks()[row];
        return (mask & kUnknownSet) != 0 ? Truth::Unknown : (mask & kNoneSet) != 0 ? Truth::No : Truth::Yes;
      });
      return;
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return;
  }
}

void run_and(TruthView a, TruthView b, std::size_t words, TruthSlot out) {
  std::uint64_t* __restrict yes = out.yes;
  std::uint64_t* __restrict no = out.no;
  for (std::size_t word = 0; word < words; ++word) {
    yes[word] = a.yes[word] & b.yes[word];
    no[word] = a.no[word] | b.no[word];
  }
}

void run_choose(TruthView condition, TruthView a, TruthView b, std::size_t words, TruthSlot out) {
  std::uint64_t* __restrict yes = out.yes;
  std::uint64_t* __restrict no = out.no;
  for (std::size_t word = 0; word < words; ++word) {
    const std::uint64_t holds = condition.yes[word], fails = condition.no[word];
    yes[word] = (holds & a.yes[word]) | (fails & b.yes[word]) | (a.yes[word] & b.yes[word]);
    no[word] = (holds & a.no[word]) | (fails & b.no[word]) | (a.no[word] & b.no[word]);
  }
}

// ---- a loop over the meaning of one row ------------------------------------------------------------

/// Reads a register's rows as the type that a meaning takes.
template <class Value>
class RegisterReader;
template <>
class RegisterReader<Interval> {
 public:
  RegisterReader(MachineState& state, const Instruction& instruction, std::size_t slot)
      : column_(state.values[instruction.operands[slot]]) {}
  Interval operator[](std::size_t row) const { return column_.integer(row); }

 private:
  const RegisterColumn& column_;
};
template <>
class RegisterReader<meaning::Mask> {
 public:
  RegisterReader(MachineState& state, const Instruction& instruction, std::size_t slot)
      : masks_(state.values[instruction.operands[slot]].masks()) {}
  meaning::Mask operator[](std::size_t row) const { return meaning::Mask{masks_[row]}; }

 private:
  const std::uint64_t* masks_;
};
template <>
class RegisterReader<meaning::Code> {
 public:
  RegisterReader(MachineState& state, const Instruction& instruction, std::size_t slot)
      : codes_(state.codes(instruction.operands[slot], slot)) {}
  meaning::Code operator[](std::size_t row) const { return meaning::Code{codes_[row]}; }

 private:
  const std::int32_t* codes_;
};

/// Writes the result register, row by row.
template <class RowOf>
void write_rows(MachineState& state, std::uint32_t result, std::size_t rows, RowOf row_of) {
  using Value = decltype(row_of(std::size_t{}));
  RegisterColumn& column = state.values[result];
  if constexpr (std::is_same_v<Value, Truth>) {
    fill_truth(column.truth_room(rows), rows, row_of);
  } else if constexpr (std::is_same_v<Value, Interval>) {
    const auto out = column.integer_room(rows);
    for (std::size_t row = 0; row < rows; ++row) out.put(row, row_of(row));
  } else if constexpr (std::is_same_v<Value, meaning::Mask>) {
    auto* out = column.room<std::uint64_t>(rows);
    for (std::size_t row = 0; row < rows; ++row) out[row] = meaning::bits(row_of(row));
  } else {
    static_assert(std::is_same_v<Value, meaning::Code>);
    auto* out = column.room<std::int32_t>(rows);
    for (std::size_t row = 0; row < rows; ++row) out[row] = static_cast<std::int32_t>(row_of(row));
  }
}

template <Opcode opcode, class Result, class A>
void run_rows(MachineState& state, std::uint32_t index, Result (*)(A)) {
  const Instruction& instruction = state.instructions[index];
  const RegisterReader<A> a(state, instruction, 0);
  write_rows(state, instruction.result, state.rows_of(instruction.result),
             [&](std::size_t row) { return meaning::Of<opcode>::row(a[row]); });
}
template <Opcode opcode, class Result, class A, class B>
void run_rows(MachineState& state, std::uint32_t index, Result (*)(A, B)) {
  const Instruction& instruction = state.instructions[index];
  const RegisterReader<A> a(state, instruction, 0);
  const RegisterReader<B> b(state, instruction, 1);
  write_rows(state, instruction.result, state.rows_of(instruction.result),
             [&](std::size_t row) { return meaning::Of<opcode>::row(a[row], b[row]); });
}
template <Opcode opcode, class Result, class A, class B>
void run_rows(MachineState& state, std::uint32_t index, Result (*)(A, B, bool&)) {
  const Instruction& instruction = state.instructions[index];
  const RegisterReader<A> a(state, instruction, 0);
  const RegisterReader<B> b(state, instruction, 1);
  bool overflow = false;
  write_rows(state, instruction.result, state.rows_of(instruction.result),
             [&](std::size_t row) { return meaning::Of<opcode>::row(a[row], b[row], overflow); });
  if (overflow) state.overflowed[index] = true;
}

template <Opcode opcode, class Result, class A, class B, class C, class D>
void run_rows(MachineState& state, std::uint32_t index, Result (*)(A, B, C, D)) {
  const Instruction& instruction = state.instructions[index];
  const RegisterReader<A> a(state, instruction, 0);
  const RegisterReader<B> b(state, instruction, 1);
  const RegisterReader<C> c(state, instruction, 2);
  const RegisterReader<D> d(state, instruction, 3);
  write_rows(state, instruction.result, state.rows_of(instruction.result),
             [&](std::size_t row) { return meaning::Of<opcode>::row(a[row], b[row], c[row], d[row]); });
}

using Loop = void (*)(MachineState& state, std::uint32_t index);

template <Opcode opcode>
constexpr Loop loop_over() {
  if constexpr (requires { &meaning::Of<opcode>::row; }) {
    return [](MachineState& state, std::uint32_t index) {
      run_rows<opcode>(state, index, &meaning::Of<opcode>::row);
    };
  } else {
    return nullptr;
  }
}

constexpr std::array kLoops{
#define OPCODE(name, mnemonic, operands, result, level_rule, symmetry, evidence, check, meaning) \
  loop_over<Opcode::name>(),
#include "runtime/program/opcodes.def"
#undef OPCODE
};

/// The results of 64 rows as three bit planes: bits 0, 1 and 2 of each result's number.
struct Planes {
  std::uint64_t low, middle, high;
};

/// Fills a result register from planes, a block of words at a time.
template <class PlanesOf>
void fill_results(MachineState& state, const Instruction& instruction, std::size_t rows, PlanesOf planes_of) {
  constexpr std::size_t kBlock = 64;
  auto* out = state.values[instruction.result].room<std::uint8_t>(rows);
  std::array<std::uint64_t, kBlock> low, middle, high;
  const std::size_t words = words_for(rows);
  for (std::size_t first = 0; first < words; first += kBlock) {
    const std::size_t count = std::min(kBlock, words - first);
    for (std::size_t word = 0; word < count; ++word) {
      const Planes planes = planes_of(first + word);
      low[word] = planes.low;
      middle[word] = planes.middle;
      high[word] = planes.high;
    }
    kernels::join_planes(low.data(), middle.data(), high.data(), count, out + first * 64);
  }
}

void run_right(MachineState& state, const Instruction& instruction, std::size_t rows) {
  static_assert(static_cast<int>(Right::Permitted) == 1 && static_cast<int>(Right::Discouraged) == 2 &&
                static_cast<int>(Right::Forbidden) == 3 && static_cast<int>(Right::Undetermined) == 4);
  const TruthView forbids = state.truth(instruction.operands[0]);
  const TruthView discourages = state.truth(instruction.operands[1]);
  const TruthView permits = state.truth(instruction.operands[2]);
  const std::uint32_t otherwise = instruction.operands[3];
  fill_results(state, instruction, rows, [&](std::size_t word) {
    const std::uint64_t allowed = ~forbids.yes[word], advised = allowed & ~discourages.yes[word];
    // By the number of a right: the rows where the right may be that one.
    std::array<std::uint64_t, 4> possible{0, advised & ~permits.no[word], allowed & ~discourages.no[word],
                                          ~forbids.no[word]};
    possible[otherwise] |= advised & ~permits.yes[word];
    std::uint64_t one = 0, several = 0;
    for (std::uint64_t rows_with : possible) {
      several |= one & rows_with;
      one |= rows_with;
    }
    return Planes{(possible[1] | possible[3]) & ~several, (possible[2] | possible[3]) & ~several, several};
  });
}

void run_outcome(MachineState& state, const Instruction& instruction, std::size_t rows) {
  static_assert(static_cast<int>(Outcome::Satisfied) == 1 && static_cast<int>(Outcome::Violated) == 2 &&
                static_cast<int>(Outcome::Undetermined) == 3);
  const TruthView applies = state.truth(instruction.operands[0]);
  const TruthView holds = state.truth(instruction.operands[1]);
  fill_results(state, instruction, rows, [&](std::size_t word) {
    const std::uint64_t may_apply = ~applies.no[word];
    const std::uint64_t satisfied = may_apply & holds.yes[word];
    const std::uint64_t violated = applies.yes[word] & holds.no[word];
    const std::uint64_t undetermined = may_apply & ~satisfied & ~violated;
    return Planes{satisfied | undetermined, violated | undetermined, 0};
  });
}

}  // namespace

void run_instruction(MachineState& state, std::uint32_t index) {
  const Instruction& instruction = state.instructions[index];
  const auto& operands = instruction.operands;
  const std::size_t rows = state.rows_of(instruction.result);
  auto out = [&] { return state.values[instruction.result].truth_room(rows); };
  auto masks = [&](std::size_t slot) { return state.values[operands[slot]].masks(); };
  switch (instruction.opcode) {
    case Opcode::Field:
      return run_field(state, instruction);
    case Opcode::Gather:
      return run_gather(state, instruction);
    case Opcode::Constant:
      return run_constant(state, instruction);
    case Opcode::Reading:
      return run_reading(state, instruction);
    case Opcode::Spread:
      return run_spread(state, instruction);
    case Opcode::Find:
      return run_find(state, instruction);
    case Opcode::Column:
      return run_column(state, instruction);
    case Opcode::Attested:
      return run_attested(state, instruction);
    case Opcode::Is:
      return run_is(state, instruction, rows, out());
    case Opcode::IsIn:
      return on_code(state, operands[0], [&](const auto* codes) {
        kernels::is_in(codes, rows, static_cast<std::uint64_t>(state.program.constants[operands[1]].value),
                       out());
      });
    case Opcode::EqualCode:
      return on_codes(state, instruction,
                      [&](const auto* a, const auto* b) { kernels::equal(a, b, rows, out()); });
    case Opcode::LessCode:
      return on_codes(state, instruction,
                      [&](const auto* a, const auto* b) { kernels::less(a, b, rows, out()); });
    case Opcode::EqualSet:
      return kernels::equal_sets(masks(0), masks(1), rows, out());
    case Opcode::Has:
      return kernels::has(masks(0), state.codes(operands[1], 0), rows, out());
    case Opcode::Subset:
      return kernels::subset(masks(0), masks(1), rows, out());
    case Opcode::Overlaps:
      return kernels::overlaps(masks(0), masks(1), rows, out());
    case Opcode::Given:
      return run_given(state, instruction, rows, out());
    case Opcode::TruthOf:
      return on_code(state, operands[0], [&](const auto* codes) { kernels::truth_of(codes, rows, out()); });
    case Opcode::And:
      return run_and(state.truth(operands[0]), state.truth(operands[1]), words_for(rows), out());
    case Opcode::Or: {
      // a or b is not (not a and not b).
      const TruthSlot slot = out();
      return run_and(state.truth(operands[0] ^ kNegated), state.truth(operands[1] ^ kNegated),
                     words_for(rows), {slot.no, slot.yes});
    }
    case Opcode::Choose:
      return run_choose(state.truth(operands[0]), state.truth(operands[1]), state.truth(operands[2]),
                        words_for(rows), out());
    case Opcode::Select:
      return run_select(state, instruction);
    case Opcode::Any:
    case Opcode::Count:
    case Opcode::Distinct:
    case Opcode::DistinctInt:
    case Opcode::Sum:
    case Opcode::Min:
    case Opcode::Max:
    case Opcode::Only:
      return run_fold(state, index);
    case Opcode::Member:
      return run_member(state, instruction);
    case Opcode::Reach:
      return run_reach(state, instruction);
    case Opcode::PairOf:
      return run_pair(state, instruction);
    case Opcode::RightOf:
      return run_right(state, instruction, rows);
    case Opcode::OutcomeOf:
      return run_outcome(state, instruction, rows);
    default:  // the instruction has no quicker way than its loop
      return kLoops[static_cast<std::size_t>(instruction.opcode)](state, index);
  }
}

}  // namespace precept
