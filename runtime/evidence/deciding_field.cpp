#include "runtime/evidence/deciding_field.h"

#include "runtime/program/opcode.h"
#include "runtime/run/steps_view.h"

namespace precept {

namespace {

/// One search looks at no more values than this, and no deeper.
constexpr std::size_t kMostValues = 100'000, kMostDepth = 2'000;

}  // namespace

std::optional<Place> DecidingField::find(std::uint32_t operand, std::uint32_t level, std::uint32_t row) {
  lacks_rows_ = !keeps_lists_ && level != 0;
  if (lacks_rows_) return std::nullopt;
  visited_.clear();
  const MaybeFound found = why(operand, view_.ancestor_row(level, row, view_.level_of(operand & ~kNegated)));
  if (!found || lacks_rows_) return std::nullopt;
  return places_.place(found->level, found->row, found->path);
}

/// The field on which the value at a row of the operand's level rests.
DecidingField::MaybeFound DecidingField::why(std::uint32_t operand, std::uint32_t row) {
  const std::uint32_t reg = operand & ~kNegated;
  const std::uint32_t level = view_.level_of(reg);
  lacks_rows_ |= !keeps_lists_ && level != 0;
  if (lacks_rows_ || depth_ == kMostDepth || visited_.size() == kMostValues) return std::nullopt;
  if (!visited_.insert(std::uint64_t{reg} << 32 | row).second) return std::nullopt;
  ++depth_;
  MaybeFound found = why_of(view_.producer(reg), level, row);
  --depth_;
  return found;
}

DecidingField::MaybeFound DecidingField::why_of(const program::Instruction& made, std::uint32_t level,
                                                std::uint32_t row) {
  const auto& [a, b, c, d] = made.operands;
  switch (made.opcode) {
    case Opcode::Field:
      return field(a, row);
    case Opcode::Gather:
      return field(a, view_.element(level, row));
    case Opcode::Spread:
      return why(a, view_.ancestor_row(level, row, view_.level_of(a)));
    case Opcode::And:
      return connected(made, Truth::No, row);
    case Opcode::Or:
      return connected(made, Truth::Yes, row);
    case Opcode::Choose:
    case Opcode::Select:
      return branch(made, row);
    case Opcode::Any:
    case Opcode::Only:
      return some(made, row);
    case Opcode::Count:
    case Opcode::Distinct:
    case Opcode::DistinctInt:
    case Opcode::Sum:
    case Opcode::Min:
    case Opcode::Max:
      return list(view_.level_of(a & ~kNegated), level, row);
    case Opcode::Member:
      return member(made, level, row);
    case Opcode::Reach:
      return reach(made, row);
    case Opcode::PairOf: {
      const auto pair = pair_row(view_, made, row);
      return pair ? why(a, *pair) : std::nullopt;
    }
    case Opcode::Constant:
    case Opcode::Reading:
    case Opcode::Attested:
      return std::nullopt;
    default:
      return operands(made, row);
  }
}

/// Of `and` and `or`: one operand that is `deciding` is enough, and the others do not matter then.
DecidingField::MaybeFound DecidingField::connected(const program::Instruction& made, Truth deciding,
                                                   std::uint32_t row) {
  const bool is_decided = view_.registers.truth(made.result, row) == deciding;
  MaybeFound found;
  for (std::uint32_t operand : {made.operands[0], made.operands[1]}) {
    if (is_decided && view_.registers.truth(operand, row) != deciding) continue;
    found = nearer(std::move(found), why(operand, row));
    if (is_decided && found) return found;
  }
  return found;
}

DecidingField::MaybeFound DecidingField::branch(const program::Instruction& made, std::uint32_t row) {
  const auto& [condition, yes, no, unused] = made.operands;
  const Truth truth = view_.registers.truth(condition, row);
  MaybeFound found;
  if (truth == Truth::Yes) found = why(yes, row);
  if (truth == Truth::No) found = why(no, row);
  return found ? found : why(condition, row);
}

/// The first element that there is; of none, the list that lacks it.
DecidingField::MaybeFound DecidingField::some(const program::Instruction& made, std::uint32_t row) {
  const std::uint32_t condition = made.operands[0], value = made.operands[1];
  const std::uint32_t level = view_.level_of(condition & ~kNegated);
  const std::uint32_t above = view_.level_of(made.result);
  const bool has_none = made.opcode == Opcode::Any && view_.registers.truth(made.result, row) != Truth::Yes;
  if (has_none) return list(level, above, row);
  lacks_rows_ |= !keeps_lists_;
  if (lacks_rows_) return std::nullopt;
  const auto [begin, end] = view_.registers.children(level, row);
  for (std::uint32_t child = begin; child < end; ++child) {
    if (view_.registers.truth(condition, child) != Truth::Yes) continue;
    MaybeFound found = why(made.opcode == Opcode::Any ? condition : value, child);
    if (found) return found;
    const bool is_cross = view_.levels[level].form == program::LevelForm::Cross;
    return Found{is_cross ? view_.levels[level].list : level, view_.element(level, child), {}};
  }
  return list(level, above, row);
}

DecidingField::MaybeFound DecidingField::member(const program::Instruction& made, std::uint32_t level,
                                                std::uint32_t row) {
  const std::uint32_t value = made.operands[0], elements = made.operands[1], owner = made.operands[2];
  const std::uint32_t parent = view_.element(owner, view_.ancestor_row(level, row, owner));
  return nearer(list_below(view_.columns[elements].level, parent), why(value, row));
}

/// The field on which the first step of the way rests; where there is no way, the list.
DecidingField::MaybeFound DecidingField::reach(const program::Instruction& made, std::uint32_t row) {
  const StepsView steps(view_, made, row);
  const std::vector<std::uint32_t> path = steps.path();
  if (!path.empty()) {
    if (MaybeFound found = why(steps.step_operand(), steps.step_row(path[0], path[1]))) return found;
  }
  const std::uint32_t elements = view_.level_of(steps.member_operand());
  const std::uint32_t above = view_.levels[elements].parent;
  return list(elements, above, view_.registers.parent_row(elements, steps.member_row(0)));
}

DecidingField::MaybeFound DecidingField::operands(const program::Instruction& made, std::uint32_t row) {
  const std::string_view letters = info(made.opcode).operands;
  MaybeFound found;
  for (std::size_t slot = 0; slot < letters.size(); ++slot) {
    const bool is_register = is_register_operand(letters[slot]) && made.operands[slot] != kAbsent;
    if (is_register) found = nearer(std::move(found), why(made.operands[slot], row));
  }
  return found;
}

/// The list whose elements the rows of `level` stand for, seen from a row of the level above.
DecidingField::MaybeFound DecidingField::list(std::uint32_t level, std::uint32_t above,
                                              std::uint32_t row) const {
  const program::Level& described = view_.levels[level];
  if (described.form != program::LevelForm::Cross) return list_below(level, row);
  const std::uint32_t parent = view_.levels[described.list].parent;
  if (parent == 0) return list_below(described.list, 0);
  return list_below(described.list,
                    view_.element(described.via, view_.ancestor_row(above, row, described.via)));
}

DecidingField::MaybeFound DecidingField::list_below(std::uint32_t list, std::uint32_t parent_row) const {
  const std::uint32_t parent = view_.levels[list].parent;
  std::string_view path = view_.text(view_.levels[list].path);
  // The path of the level above, and `/*` for its elements.
  if (parent != 0) path.remove_prefix(view_.text(view_.levels[parent].path).size() + 2);
  return Found{parent, parent_row, std::string(path)};
}

DecidingField::MaybeFound DecidingField::field(std::uint32_t column, std::uint32_t row) const {
  return Found{view_.columns[column].level, row, std::string(view_.text(view_.columns[column].path))};
}

/// The one that is deeper in the document: it is of the subject, and the other of what surrounds it.
DecidingField::MaybeFound DecidingField::nearer(MaybeFound one, MaybeFound other) const {
  if (!one || !other) return one ? one : other;
  return depth_of(other->level) > depth_of(one->level) ? other : one;
}

std::size_t DecidingField::depth_of(std::uint32_t level) const {
  std::size_t depth = 0;
  for (; level != 0; level = view_.levels[level].parent) ++depth;
  return depth;
}

}  // namespace precept
