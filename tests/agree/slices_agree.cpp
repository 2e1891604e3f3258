#include "tests/agree/slices_agree.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "runtime/machine/machine.h"

namespace precept::test {

namespace {

/// What every register of the result table holds, row by row of the whole list.
using RegisterValues = std::map<std::pair<std::uint32_t, std::uint32_t>, int>;

class Collector : public Observer {
 public:
  Collector(const Program& program, std::uint32_t unit)
      : levels_(Program::in(program.levels, program.units[unit].levels)),
        kinds_(Program::in(program.registers, program.units[unit].registers)) {
    for (const program::Section& section : Program::in(program.sections, program.units[unit].sections)) {
      add(section.list_presence);
      for (const program::Norm& norm : Program::in(program.norms, section.norms)) {
        add(norm.condition);
        add(norm.holds);
        add(norm.outcome);
        for (const program::TextPart& part : Program::in(program.text_parts, norm.message)) {
          // What a message shows of rows of lists is computed only where every register is kept.
          if (part.hole != kAbsent && kinds_[part.hole].level == 0) add(part.hole);
        }
      }
      for (const program::Act& act : Program::in(program.acts, section.acts)) {
        add(act.right);
        add(act.exercised);
      }
    }
  }

  void slice(const Registers& registers, std::uint32_t root, std::uint32_t, std::uint32_t) override {
    for (std::uint32_t reg : wanted_) {
      const std::uint32_t level = kinds_[reg].level;
      if (root_of(level) != root) continue;
      for (std::uint32_t row = 0; row < registers.rows(level); ++row)
        values[{reg, registers.first_row(level) + row}] = value(registers, reg, row);
    }
  }

  RegisterValues values;

 private:
  void add(std::uint32_t operand) {
    if (operand != kAbsent) wanted_.insert(operand & ~kNegated);
  }

  /// The document, or the list directly below it.
  std::uint32_t root_of(std::uint32_t level) const {
    while (level != 0 && levels_[level].parent != 0) level = levels_[level].parent;
    return level;
  }

  int value(const Registers& registers, std::uint32_t reg, std::uint32_t row) const {
    switch (kinds_[reg].kind) {
      case RegisterKind::Truth:
        return static_cast<int>(registers.truth(reg, row));
      case RegisterKind::Result:
        return registers.result(reg, row);
      case RegisterKind::Code:
        return registers.code(reg, row);
      case RegisterKind::Int: {
        const Interval is = registers.integer(reg, row);
        return static_cast<int>(static_cast<std::uint64_t>(is.low) * 31 +
                                static_cast<std::uint64_t>(is.high));
      }
      case RegisterKind::Set:
        return static_cast<int>(registers.set(reg, row) ^ registers.set(reg, row) >> 32);
    }
    return 0;
  }

  std::span<const program::Level> levels_;
  std::span<const program::Register> kinds_;
  std::set<std::uint32_t> wanted_;
};

}  // namespace

std::vector<std::string> slices_disagree(const Program& program, const Document& document,
                                         const std::vector<std::uint32_t>& readings) {
  std::vector<std::string> disagreements;
  auto run = [&](std::uint32_t rows) {
    Collector collector(program, document.unit);
    Machine machine(program, document, {.slice_rows = rows, .readings = readings});
    machine.run(collector);
    return std::move(collector.values);
  };
  const RegisterValues whole = run(MachineOptions::kWhole), sliced = run(64);
  if (whole.size() != sliced.size()) {
    disagreements.push_back(
        fmt::format("slices of 64 rows: {} values against {}", whole.size(), sliced.size()));
  }
  for (const auto& [place, value] : whole) {
    auto found = sliced.find(place);
    if (found != sliced.end() && found->second == value) continue;
    disagreements.push_back(
        fmt::format("slices of 64 rows: register {} at row {}", place.first, place.second));
    break;
  }
  return disagreements;
}

}  // namespace precept::test
