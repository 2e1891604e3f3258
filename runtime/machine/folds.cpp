// Folds: from the rows of a level to one value at the row above them (docs/language.md, Lists).
#include <bit>

#include "runtime/machine/state.h"
#include "runtime/program/interval.h"
#include "runtime/program/opcode.h"

namespace precept {

using program::Instruction;

void SeenValues::clear() {
  size_ = 0;
  if (++epoch_ != 0) return;
  for (Slot& slot : slots_) slot.epoch = 0;
  epoch_ = 1;
}

void SeenValues::grow() {
  std::vector<Slot> old(slots_.empty() ? 16 : slots_.size() * 2);
  old.swap(slots_);
  size_ = 0;
  for (const Slot& slot : old) {
    if (slot.epoch == epoch_) insert(slot.value);
  }
}

bool SeenValues::insert(std::int64_t value) {
  if (2 * size_ >= slots_.size()) grow();
  const std::uint64_t hash = static_cast<std::uint64_t>(value) * 0x9E3779B97F4A7C15ull;
  for (std::size_t at = hash >> 32;; ++at) {
    Slot& slot = slots_[at & (slots_.size() - 1)];
    if (slot.epoch != epoch_) {
      slot = {value, epoch_};
      ++size_;
      return true;
    }
    if (slot.value == value) return false;
  }
}

void Accumulator::clear() {
  sure = possible = missing_keys = 0;
  low = high = 0;
  possible_bound = sure_bound = 0;
  has_missing_value = open = false;
  sure_keys.clear();
  possible_keys.clear();
}

namespace {

/// Calls `visit(row, surely)` for the rows of [begin, end) that may be in.
template <class Visit>
void for_possible(TruthView in, RowRange rows, Visit visit) {
  for_words(rows.begin, rows.end, [&](std::size_t word, std::uint64_t mask) {
    for (std::uint64_t bits = ~in.no[word] & mask; bits != 0; bits &= bits - 1) {
      const int bit = std::countr_zero(bits);
      visit(word * 64 + bit, (in.yes[word] >> bit & 1) != 0);
    }
  });
}

void add_key(Accumulator& sum, bool known, std::int64_t key, bool surely) {
  if (!known) {
    ++sum.missing_keys;
    return;
  }
  sum.possible_keys.insert(key);
  if (surely) sum.sure_keys.insert(key);
}

void add_to_sum(Accumulator& sum, Interval value, bool surely) {
  if (value.is_none() || value.is_unknown()) {
    sum.has_missing_value = true;
    return;
  }
  // A row that may be out adds between 0 and its value.
  sum.low += surely ? value.low : std::min<std::int64_t>(value.low, 0);
  sum.high += surely ? value.high : std::max<std::int64_t>(value.high, 0);
  sum.open = sum.open || interval::is_open(value);
}

/// A minimum or maximum. Each row that may be in can lower the low bound of a minimum; only a row that is
/// surely in lowers its high bound. A maximum is the mirror image.
struct BoundFold {
  Accumulator& sum;
  bool least;
  bool first_possible, first_sure;

  void add(Interval value, bool surely) {
    if (value.is_none() || value.is_unknown()) sum.has_missing_value = true;
    take(sum.possible_bound, least ? value.low : value.high, first_possible);
    if (surely) take(sum.sure_bound, least ? value.high : value.low, first_sure);
  }
  void take(std::int64_t& bound, std::int64_t value, bool& first) const {
    bound = first ? value : least ? std::min(bound, value) : std::max(bound, value);
    first = false;
  }
};

void keep_only(Accumulator& sum, const RegisterColumn& values, RegisterKind kind, const std::int32_t* codes,
               std::size_t row) {
  if (kind == RegisterKind::Code) sum.only_value = Interval::exactly(codes[row]);
  if (kind == RegisterKind::Int) sum.only_value = values.integer(row);
  if (kind == RegisterKind::Set)
    sum.only_value = Interval::exactly(std::bit_cast<std::int64_t>(values.masks()[row]));
}

/// Adds the rows to what the fold has gathered.
void gather(MachineState& state, const Instruction& instruction, RowRange rows, const std::int32_t* keys,
            Accumulator& sum) {
  const TruthView in = state.truth(instruction.operands[0]);
  const bool first_sure = sum.sure == 0, first_possible = sum.possible == 0;
  sum.sure += count_bits(in.yes, rows.begin, rows.end);
  sum.possible += rows.size() - count_bits(in.no, rows.begin, rows.end);
  // `any` and `count` need no values.
  const Opcode opcode = instruction.opcode;
  if (opcode == Opcode::Any || opcode == Opcode::Count) return;
  if (opcode == Opcode::Distinct) {
    for_possible(in, rows,
                 [&](std::size_t row, bool surely) { add_key(sum, keys[row] >= 0, keys[row], surely); });
    return;
  }
  const RegisterColumn& values = state.values[instruction.operands[1]];
  if (opcode == Opcode::Only) {
    // Where several may be in, the result is unknown: the first value is enough.
    bool is_first = first_possible;
    const RegisterKind kind = state.reg(instruction.operands[1]).kind;
    for_possible(in, rows, [&](std::size_t row, bool) {
      if (is_first) keep_only(sum, values, kind, keys, row);
      is_first = false;
    });
  } else if (opcode == Opcode::DistinctInt) {
    for_possible(in, rows, [&](std::size_t row, bool surely) {
      const Interval value = values.integer(row);
      add_key(sum, value.is_exact(), value.low, surely);
    });
  } else if (opcode == Opcode::Sum) {
    for_possible(in, rows,
                 [&](std::size_t row, bool surely) { add_to_sum(sum, values.integer(row), surely); });
  } else {
    BoundFold bounds{sum, opcode == Opcode::Min, first_possible, first_sure};
    for_possible(in, rows, [&](std::size_t row, bool surely) { bounds.add(values.integer(row), surely); });
  }
}

Truth any_of(const Accumulator& sum, bool list_known) {
  if (!list_known) return Truth::Unknown;
  if (sum.sure > 0) return Truth::Yes;
  return sum.possible == 0 ? Truth::No : Truth::Unknown;
}

Interval number_of(const Accumulator& sum, Opcode opcode, bool list_known, bool& overflow) {
  const bool counts = opcode == Opcode::Count || opcode == Opcode::Distinct || opcode == Opcode::DistinctInt;
  if (!list_known) return counts ? Interval{0, interval::kMost} : Interval::unknown();
  auto whole = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
  if (opcode == Opcode::Count) return {whole(sum.sure), whole(sum.possible)};
  if (counts) {
    return {whole(std::max<std::uint64_t>(sum.sure_keys.size(), sum.sure > 0 ? 1 : 0)),
            whole(sum.possible_keys.size() + sum.missing_keys)};
  }
  if (opcode == Opcode::Sum) {
    if (sum.has_missing_value) return Interval::unknown();
    return interval::within_range(sum.low, sum.high, sum.open, overflow);
  }
  if (sum.possible == 0) return Interval::none();
  if (sum.has_missing_value || sum.sure == 0) return Interval::unknown();
  return opcode == Opcode::Min ? Interval{sum.possible_bound, sum.sure_bound}
                               : Interval{sum.sure_bound, sum.possible_bound};
}

/// The operand that says whether the list is there; kAbsent where it always is.
std::uint32_t presence_of(const Instruction& instruction) {
  return instruction.operands[info(instruction.opcode).operands.find('o')];
}

/// The value of the one row that is in; none where no row may be in; unknown where more than one may.
template <class SumOf, class ListKnown>
void put_only(MachineState& state, const Instruction& instruction, std::uint32_t rows, SumOf sum_of,
              ListKnown list_known) {
  RegisterColumn& out = state.values[instruction.result];
  const program::Register& to = state.reg(instruction.result);
  auto put = [&](std::uint32_t row, auto none, auto unknown, auto value) {
    const Accumulator& sum = sum_of(row);
    if (list_known(row) && sum.possible == 0) return none;
    return list_known(row) && sum.possible == 1 && sum.sure == 1 ? value(sum.only_value) : unknown;
  };
  if (to.kind == RegisterKind::Int) {
    const auto numbers = out.integer_room(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
      numbers.put(row, put(row, Interval::none(), Interval::unknown(), [](Interval only) { return only; }));
  } else if (to.kind == RegisterKind::Set) {
    auto* masks = out.room<std::uint64_t>(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
      masks[row] = put(row, kNoneSet, kUnknownSet,
                       [](Interval only) { return std::bit_cast<std::uint64_t>(only.low); });
  } else if (to.width == 1) {
    auto* codes = out.room<std::int8_t>(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
      codes[row] = static_cast<std::int8_t>(
          put(row, kNone, kUnknown, [](Interval only) { return static_cast<std::int32_t>(only.low); }));
  } else {
    auto* codes = out.room<std::int32_t>(rows);
    for (std::uint32_t row = 0; row < rows; ++row)
      codes[row] =
          put(row, kNone, kUnknown, [](Interval only) { return static_cast<std::int32_t>(only.low); });
  }
}

/// Writes one result for each row of the parent level; `sum_of(row)` is what was gathered for it.
template <class SumOf>
void put_results(MachineState& state, std::uint32_t index, std::uint32_t rows, SumOf sum_of) {
  const Instruction& instruction = state.instructions[index];
  const std::uint32_t presence = presence_of(instruction);
  const std::int32_t* presences = presence == kAbsent ? nullptr : state.codes(presence, 1);
  auto list_known = [&](std::size_t row) { return presences == nullptr || presences[row] == 0; };
  RegisterColumn& out = state.values[instruction.result];
  if (instruction.opcode == Opcode::Any) {
    fill_truth(out.truth_room(rows), rows,
               [&](std::size_t row) { return any_of(sum_of(row), list_known(row)); });
    return;
  }
  if (instruction.opcode == Opcode::Only) return put_only(state, instruction, rows, sum_of, list_known);
  const auto numbers = out.integer_room(rows);
  bool overflow = false;
  for (std::uint32_t row = 0; row < rows; ++row) {
    numbers.put(row, number_of(sum_of(row), instruction.opcode, list_known(row), overflow));
  }
  if (overflow) state.overflowed[index] = true;
}

const std::int32_t* keys_of(MachineState& state, const Instruction& instruction) {
  const bool has_codes =
      instruction.opcode == Opcode::Distinct ||
      (instruction.opcode == Opcode::Only && state.reg(instruction.operands[1]).kind == RegisterKind::Code);
  return has_codes ? state.codes(instruction.operands[1], 0) : nullptr;
}

}  // namespace

void run_fold(MachineState& state, std::uint32_t index) {
  const Instruction& instruction = state.instructions[index];
  const std::uint32_t below = state.reg(instruction.operands[0]).level;
  const std::int32_t* keys = keys_of(state, instruction);
  put_results(state, index, state.rows_of(instruction.result), [&](std::size_t row) -> const Accumulator& {
    state.scratch.clear();
    gather(state, instruction, state.levels.children(below, static_cast<std::uint32_t>(row)), keys,
           state.scratch);
    return state.scratch;
  });
}

void begin_fold(MachineState& state, std::uint32_t index) {
  auto& sum = state.accumulators[index];
  if (!sum) sum = std::make_unique<Accumulator>();
  sum->clear();
}

void accumulate_fold(MachineState& state, std::uint32_t index) {
  const Instruction& instruction = state.instructions[index];
  const RowRange rows{0, state.rows_of(instruction.operands[0])};
  gather(state, instruction, rows, keys_of(state, instruction), *state.accumulators[index]);
}

void end_fold(MachineState& state, std::uint32_t index) {
  put_results(state, index, 1, [&](std::size_t) -> const Accumulator& { return *state.accumulators[index]; });
}

}  // namespace precept
