// Instructions that look something up: find, column, attested, member.
#include <algorithm>
#include <limits>

#include "runtime/machine/state.h"
#include "runtime/program/table.h"

namespace precept {

using program::Instruction;

const std::int32_t* MachineState::codes(std::uint32_t operand, std::size_t scratch) {
  const program::Register& shape = registers[operand];
  if (shape.width == 4) return values[operand].codes<std::int32_t>();
  const std::uint32_t rows = levels.rows(shape.level);
  auto& wide = widened[scratch];
  if (wide.size() < rows) wide.resize(rows);
  std::copy_n(values[operand].codes<std::int8_t>(), rows, wide.begin());
  return wide.data();
}

namespace {

/// Fills a code register with `code_of(row)`, which fits its width.
template <class CodeOf>
void fill_codes(MachineState& state, std::uint32_t result, CodeOf code_of) {
  const std::uint32_t rows = state.rows_of(result);
  auto fill = [rows, &code_of]<class Code>(Code* out) {
    // A local copy tells the compiler that bytes written to `out` do not change what was captured.
    const CodeOf of = code_of;
    for (std::uint32_t row = 0; row < rows; ++row) out[row] = static_cast<Code>(of(row));
  };
  if (state.reg(result).width == 1) {
    fill(state.values[result].room<std::int8_t>(rows));
  } else {
    fill(state.values[result].room<std::int32_t>(rows));
  }
}

// ---- find ----------------------------------------------------------------------------------------

constexpr std::uint32_t kManyLookups = 512;

std::int64_t key_cell(const MachineState& state, const program::Table& table, std::uint32_t part,
                      std::uint32_t row) {
  const std::uint32_t column = state.program.indexes[table.key.first + part];
  return state.program.cells[state.program.table_columns[table.columns.first + column].first_cell + row];
}

/// Makes the map of all possible keys, where it is not much larger than the table.
void make_key_map(const MachineState& state, const program::Table& table, KeyMap& map) {
  map.tried = true;
  std::uint64_t size = 1;
  for (std::uint32_t part = 0; part < table.key.count; ++part) {
    std::int64_t most = -1;
    for (std::uint32_t row = 0; row < table.row_count; ++row)
      most = std::max(most, key_cell(state, table, part, row));
    map.limits[part] = static_cast<std::uint32_t>(most + 1);
    size = std::min<std::uint64_t>(size * map.limits[part], std::numeric_limits<std::uint32_t>::max());
  }
  if (size == 0 || size > 4096 + std::uint64_t{table.row_count} * 16) return;
  map.rows.assign(size, kNone);
  for (std::uint32_t row = table.row_count; row-- > 0;) {  // backwards, so that the first of equal keys stays
    std::uint64_t at = 0;
    bool known = true;
    for (std::uint32_t part = 0; part < table.key.count; ++part) {
      const std::int64_t code = key_cell(state, table, part, row);
      known = known && code >= 0;
      at = at * map.limits[part] + static_cast<std::uint64_t>(std::max<std::int64_t>(code, 0));
    }
    if (known) map.rows[at] = static_cast<std::int32_t>(row);
  }
}

template <std::size_t parts>
void find_in_map(MachineState& state, const Instruction& instruction, const KeyMap& map,
                 const std::array<const std::int32_t*, 3>& keys) {
  fill_codes(state, instruction.result, [=, limits = map.limits, rows = map.rows.data()](std::uint32_t row) {
    std::uint32_t at = 0;
    bool known = true, unknown = false;
    for (std::size_t part = 0; part < parts; ++part) {
      const std::int32_t code = keys[part][row];
      at = at * limits[part] + static_cast<std::uint32_t>(code);
      known &= static_cast<std::uint32_t>(code) <
               limits[part];  // as unsigned numbers, none and unknown are far above
      unknown |= code == kUnknown;
    }
    const std::int32_t found = rows[known ? at : 0];
    return unknown ? kUnknown : known ? found : kNone;
  });
}

void find_in_slots(MachineState& state, const Instruction& instruction, const program::Table& table,
                   const std::array<const std::int32_t*, 3>& keys) {
  fill_codes(state, instruction.result, [&](std::uint32_t row) {
    std::array<std::int32_t, 3> key{};
    for (std::uint32_t part = 0; part < table.key.count; ++part) key[part] = keys[part][row];
    return find_row(state.program, table, std::span(key).first(table.key.count));
  });
}

}  // namespace

void run_find(MachineState& state, const Instruction& instruction) {
  const auto& table = state.program.tables[instruction.operands[0]];
  KeyMap& map = state.key_maps[instruction.operands[0]];
  if (!map.tried && state.rows_of(instruction.result) >= kManyLookups) make_key_map(state, table, map);
  std::array<const std::int32_t*, 3> keys{};
  for (std::uint32_t part = 0; part < table.key.count; ++part) {
    keys[part] = state.codes(instruction.operands[1 + part], part);
  }
  if (map.rows.empty()) {
    find_in_slots(state, instruction, table, keys);
  } else if (table.key.count == 1) {
    find_in_map<1>(state, instruction, map, keys);
  } else if (table.key.count == 2) {
    find_in_map<2>(state, instruction, map, keys);
  } else {
    find_in_map<3>(state, instruction, map, keys);
  }
}

// ---- column --------------------------------------------------------------------------------------

void run_column(MachineState& state, const Instruction& instruction) {
  const auto& column = state.program.table_columns[instruction.operands[1]];
  const std::int64_t* cells = state.program.cells.data() + column.first_cell;
  const std::int32_t* found = state.codes(instruction.operands[0], 0);
  const std::uint32_t rows = state.rows_of(instruction.result);
  RegisterColumn& out = state.values[instruction.result];
  // A known code is a row of the table: the verifier has checked that such codes come from nowhere else.
  switch (column.kind) {
    case RegisterKind::Code: {
      // Where the code is none or unknown, row 0 (or a dummy cell) is read, and the value is not used.
      static constexpr std::int64_t kNoCell = kNone;
      const bool has_rows = column.first_cell < state.program.cells.size();
      const std::int64_t* from = has_rows ? cells : &kNoCell;
      fill_codes(state, instruction.result, [=](std::uint32_t row) {
        const std::int32_t at = found[row];
        const auto cell = static_cast<std::int32_t>(from[at < 0 ? 0 : at]);
        return at < 0 ? at : cell;
      });
      return;
    }
    case RegisterKind::Int: {
      const auto numbers = out.integer_room(rows);
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::int32_t at = found[row];
        numbers.put(row, at == kUnknown ? Interval::unknown()
                         : at < 0       ? Interval::none()
                                        : Interval{cells[2 * at], cells[2 * at + 1]});
      }
      return;
    }
    case RegisterKind::Set: {
      auto* masks = out.room<std::uint64_t>(rows);
      for (std::uint32_t row = 0; row < rows; ++row) {
        const std::int32_t at = found[row];
        masks[row] = at == kUnknown ? kUnknownSet : at < 0 ? kNoneSet : static_cast<std::uint64_t>(cells[at]);
      }
      return;
    }
    case RegisterKind::Truth:
    case RegisterKind::Result:
      return;
  }
}

// ---- attested ------------------------------------------------------------------------------------

void run_attested(MachineState& state, const Instruction& instruction) {
  const std::uint32_t judgement = instruction.operands[0];
  auto& said = state.attested[judgement];
  if (!state.attested_made[judgement]) {
    state.attested_made[judgement] = true;
    for (const Attestation& attestation : state.document.attestations) {
      if (attestation.judgement != judgement) continue;
      if (attestation.row >= said.size()) said.resize(attestation.row + std::size_t{1}, kUnknown);
      said[attestation.row] = attestation.value;
    }
  }
  auto truth_about = [&](std::uint32_t at) {
    if (at >= said.size() || said[at] == kUnknown) return Truth::Unknown;
    return said[at] == 1 ? Truth::Yes : Truth::No;
  };
  const std::uint32_t level = state.reg(instruction.result).level, rows = state.levels.rows(level);
  const TruthSlot out = state.values[instruction.result].truth_room(rows);
  const std::uint32_t judged = Program::in(state.program.judgements, state.unit.judgements)[judgement].level;
  if (judged == kAbsent || judged == 0) {
    const Truth truth = truth_about(0);
    return fill_truth(out, rows, [=](std::size_t) { return truth; });
  }
  // Climb to the level whose rows are, or stand for, those whom the judgement is about.
  std::uint32_t at = level;
  while (at != judged && state.levels.levels()[at].list != judged) at = state.levels.levels()[at].parent;
  std::vector<std::uint32_t>& elements = state.judged_rows;
  elements.resize(state.levels.rows(at));
  state.levels.for_elements(at, [&](std::uint32_t row, std::uint32_t element) { elements[row] = element; });
  fill_truth(out, rows, [&](std::size_t row) {
    auto above = static_cast<std::uint32_t>(row);
    for (std::uint32_t from = level; from != at; from = state.levels.levels()[from].parent)
      above = state.levels.parent_row(from, above);
    return truth_about(elements[above]);
  });
}

// ---- member --------------------------------------------------------------------------------------

namespace {

/// Calls `visit(code)` for the elements of a list.
template <class Visit>
void for_codes(const MachineState& state, std::uint32_t column, RowRange elements, Visit visit) {
  const std::byte* codes = state.document.columns[column].codes.data();
  if (state.columns[column].width == 1) {
    const auto* narrow = reinterpret_cast<const std::int8_t*>(codes);
    for (std::uint32_t row = elements.begin; row < elements.end; ++row) visit(std::int32_t{narrow[row]});
  } else {
    const auto* wide = reinterpret_cast<const std::int32_t*>(codes);
    for (std::uint32_t row = elements.begin; row < elements.end; ++row) visit(wide[row]);
  }
}

Truth member(std::int32_t code, std::int32_t presence, bool empty, bool has_unknown, bool found) {
  if (presence != 0) return Truth::Unknown;
  if (code == kUnknown) return empty ? Truth::No : Truth::Unknown;
  if (code >= 0 && found) return Truth::Yes;
  return has_unknown ? Truth::Unknown : Truth::No;
}

/// The list belongs to the document: one set of its codes serves all rows.
void member_of_one(MachineState& state, const Instruction& instruction, const std::int32_t* codes,
                   const std::int32_t* presences) {
  const std::uint32_t column = instruction.operands[1];
  ElementSet& set = state.element_sets[column];
  if (!set.made) {
    set.made = true;
    const RowRange elements{0, state.document.rows(state.columns[column].level)};
    set.empty = elements.size() == 0;
    for_codes(state, column, elements, [&](std::int32_t code) {
      set.has_unknown = set.has_unknown || code == kUnknown;
      if (code < 0) return;
      const auto at = static_cast<std::size_t>(code);
      if (at / 64 >= set.bits.size()) set.bits.resize(std::max(at / 64 + 1, set.bits.size() * 2), 0);
      set.bits[at / 64] |= 1ull << (at % 64);
    });
  }
  const std::uint32_t rows = state.rows_of(instruction.result);
  fill_truth(state.values[instruction.result].truth_room(rows), rows, [&](std::size_t row) {
    const auto at = static_cast<std::size_t>(codes[row] < 0 ? 0 : codes[row]);
    const bool found = at / 64 < set.bits.size() && (set.bits[at / 64] >> (at % 64) & 1) != 0;
    return member(codes[row], presences ? presences[row] : 0, set.empty, set.has_unknown, found);
  });
}

/// Each row of `via` has a list of its own, and the rows below it are searched for in that list. Its codes
/// are stamped once, so that the cost is the sum of lists and rows, not their product.
void member_of_many(MachineState& state, const Instruction& instruction, const std::int32_t* codes,
                    const std::int32_t* presences) {
  const std::uint32_t column = instruction.operands[1], via = instruction.operands[2];
  const std::uint32_t level = state.reg(instruction.result).level;
  const std::uint32_t rows = state.rows_of(instruction.result);
  const TruthSlot out = state.values[instruction.result].truth_room(rows);
  std::fill_n(out.yes, words_for(rows), 0);
  std::fill_n(out.no, words_for(rows), 0);
  auto& stamps = state.stamps;
  state.levels.for_elements(via, [&](std::uint32_t via_row, std::uint32_t element) {
    const RowRange below = state.levels.rows_below(via, via_row, level);
    if (below.size() == 0) return;
    const RowRange elements = state.levels.list_rows(state.columns[column].level, element);
    if (++state.stamp == 0) {
      std::ranges::fill(stamps, 0);
      state.stamp = 1;
    }
    bool has_unknown = false;
    for_codes(state, column, elements, [&](std::int32_t code) {
      has_unknown = has_unknown || code == kUnknown;
      if (code < 0) return;
      const auto at = static_cast<std::size_t>(code);
      if (at >= stamps.size()) stamps.resize(std::max(at + 1, stamps.size() * 2), 0);
      stamps[at] = state.stamp;
    });
    for (std::uint32_t row = below.begin; row < below.end; ++row) {
      const auto at = static_cast<std::size_t>(codes[row] < 0 ? 0 : codes[row]);
      const bool found = at < stamps.size() && stamps[at] == state.stamp;
      const Truth truth =
          member(codes[row], presences ? presences[row] : 0, elements.size() == 0, has_unknown, found);
      out.yes[row / 64] |= std::uint64_t{truth == Truth::Yes} << (row % 64);
      out.no[row / 64] |= std::uint64_t{truth == Truth::No} << (row % 64);
    }
  });
}

}  // namespace

void run_member(MachineState& state, const Instruction& instruction) {
  const std::int32_t* codes = state.codes(instruction.operands[0], 0);
  const std::uint32_t presence = instruction.operands[3];
  const std::int32_t* presences = presence == kAbsent ? nullptr : state.codes(presence, 1);
  const std::uint32_t list = state.columns[instruction.operands[1]].level;
  if (state.levels.levels()[list].parent == 0) {
    member_of_one(state, instruction, codes, presences);
  } else {
    member_of_many(state, instruction, codes, presences);
  }
}

}  // namespace precept
