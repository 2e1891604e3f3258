#include "runtime/run/first_field.h"

#include <unordered_set>
#include <vector>

#include "runtime/program/opcode.h"

namespace precept {

Place FirstField::find(std::span<const std::uint32_t> operands) {
  std::vector<std::uint32_t> stack;
  for (std::size_t i = operands.size(); i-- > 0;) {
    if (operands[i] != kAbsent) stack.push_back(operands[i] & ~kNegated);
  }
  std::unordered_set<std::uint32_t> visited;
  while (!stack.empty()) {
    std::uint32_t reg = stack.back();
    stack.pop_back();
    if (!visited.insert(reg).second) continue;
    const program::Instruction& made = view_.producer(reg);
    if (made.opcode == Opcode::Field || made.opcode == Opcode::Gather) {
      if (is_given(made.operands[0])) return place(made.operands[0]);
      continue;
    }
    std::string_view letters = info(made.opcode).operands;
    for (std::size_t i = letters.size(); i-- > 0;) {
      bool is_register = is_register_operand(letters[i]) && made.operands[i] != kAbsent;
      if (is_register) stack.push_back(made.operands[i] & ~kNegated);
    }
  }
  return {};
}

bool FirstField::is_given(std::uint32_t column) const {
  std::uint32_t level = view_.columns[column].level;
  if (level != 0) return view_.document.levels[level].count > 0;
  const ColumnData& data = view_.document.columns[column];
  switch (view_.columns[column].kind) {
    case RegisterKind::Int:
      return data.low[0] != Interval::unknown().low && data.low[0] != Interval::none().low;
    case RegisterKind::Set:
      return (data.masks[0] & (kUnknownSet | kNoneSet)) == 0;
    case RegisterKind::Code:
    case RegisterKind::Truth:
    case RegisterKind::Result:
      break;
  }
  return view_.document.code(view_.program, column, 0) >= 0;
}

Place FirstField::place(std::uint32_t column) {
  auto [entry, is_new] = found_.try_emplace(column);
  if (!is_new) return entry->second;
  std::uint32_t level = view_.columns[column].level;
  if (level == 0) {
    entry->second = places_.place(0, 0, view_.text(view_.columns[column].path));
  } else {
    while (view_.levels[level].parent != 0) level = view_.levels[level].parent;
    entry->second = places_.place(0, 0, view_.text(view_.levels[level].path));
  }
  return entry->second;
}

}  // namespace precept
