#include "runtime/reasons/nouns.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept {

std::string Nouns::subject(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return fmt::format("the {}", view_.text(view_.unit.kind));
  if (view_.levels[level].form == program::LevelForm::Cross) {
    return subject(view_.levels[level].list, view_.element(level, row));
  }
  std::string name = places_.name(level, row);
  return name.empty() ? fmt::format("`{}`", places_.pointer(level, row)) : name;
}

std::string Nouns::list(std::uint32_t level) const {
  if (view_.levels[level].form == program::LevelForm::Cross) level = view_.levels[level].list;
  std::string_view path = view_.text(view_.levels[level].path);
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string Nouns::field(std::uint32_t column, std::uint32_t row) const {
  const program::Column& described = view_.columns[column];
  std::string path(view_.text(described.path));
  if (path.empty()) return subject(described.level, row);
  std::string name = path.substr(1);
  std::ranges::replace(name, '/', '.');
  if (described.level == 0) return fmt::format("the `{}`", name);
  return fmt::format("the `{}` of {}", name, subject(described.level, row));
}

std::string Nouns::value(std::uint32_t operand, std::uint32_t row) const {
  std::string value = wording_.value(operand, row);
  const program::Register& what = view_.register_kinds[operand & ~kNegated];
  bool is_known_text =
      what.kind == Kind::Code && what.meaning == Meaning::Text && view_.registers.code(operand, row) >= 0;
  return is_known_text ? fmt::format("“{}”", value) : value;
}

bool Nouns::is_constant(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread) made = &view_.producer(made->operands[0]);
  return made->opcode == Opcode::Constant;
}

bool Nouns::is_reading(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread) made = &view_.producer(made->operands[0]);
  return made->opcode == Opcode::Reading;
}

std::string Nouns::keys(const program::Instruction& find, std::uint32_t row) const {
  std::string keys;
  for (std::size_t i = 1; i < find.operands.size(); ++i) {
    if (find.operands[i] == kAbsent) continue;
    if (!keys.empty()) keys += ", ";
    keys += wording_.value(find.operands[i], row);
  }
  return keys;
}

std::string Nouns::noun(std::uint32_t operand, std::uint32_t row) const {
  if (depth_ == 0) parts_ = 0;
  if (++parts_ > kMostParts) return "…";
  ++depth_;
  std::string noun = noun_of(operand, row);
  --depth_;
  return depth_ == 0 && parts_ > kMostParts ? "a computed value" : noun;
}

std::string Nouns::noun_of(std::uint32_t operand, std::uint32_t row) const {
  std::uint32_t level = view_.level_of(operand);
  if (auto said = phrases_.say(operand, level, row)) return said->text;
  const program::Instruction& made = view_.producer(operand);
  const auto& [a, b, c, d] = made.operands;
  const auto& name_of_list = [&] { return list(view_.level_of(a)); };
  switch (made.opcode) {
    case Opcode::Constant:
      return value(operand, row);
    case Opcode::Field:
      return field(a, row);
    case Opcode::Gather:
      return field(a, view_.element(level, row));
    case Opcode::Spread:
      return noun(a, view_.climb(level, row, view_.level_of(a)));
    case Opcode::Column: {
      std::string_view column = view_.text(view_.program.table_columns[b].name);
      bool is_found = view_.registers.code(a, row) >= 0;
      return fmt::format("the `{}` of {}", column, is_found ? wording_.value(a, row) : noun(a, row));
    }
    case Opcode::Find:
      return fmt::format("the row of `{}` for {}", view_.text(view_.program.tables[a].name), keys(made, row));
    case Opcode::Reading:
      return fmt::format("the reading `{}`", view_.text(view_.program.readings[a].name));
    case Opcode::Count:
      if (is_constant(a)) return fmt::format("the number of `{}`", name_of_list());
      return fmt::format("the number of `{}` that count", name_of_list());
    case Opcode::Distinct:
    case Opcode::DistinctInt:
      return fmt::format("the number of different `{}` that count", name_of_list());
    case Opcode::Sum:
      return fmt::format("the sum over the `{}`", name_of_list());
    case Opcode::Min:
      return fmt::format("the least of the `{}`", name_of_list());
    case Opcode::Max:
      return fmt::format("the greatest of the `{}`", name_of_list());
    case Opcode::Add:
      return fmt::format("{} plus {}", noun(a, row), noun(b, row));
    case Opcode::Subtract:
      return fmt::format("{} less {}", noun(a, row), noun(b, row));
    case Opcode::Multiply:
      return fmt::format("{} times {}", noun(a, row), noun(b, row));
    case Opcode::Union:
      return fmt::format("{} together with {}", noun(a, row), noun(b, row));
    case Opcode::Intersect:
      return fmt::format("what {} and {} share", noun(a, row), noun(b, row));
    case Opcode::Without:
      return fmt::format("{} without {}", noun(a, row), noun(b, row));
    case Opcode::DayNumber:
    case Opcode::DateOf:
    case Opcode::TruthOf:
      return noun(a, row);
    case Opcode::Select: {
      Truth chosen = view_.registers.truth(a, row);
      if (chosen == Truth::Unknown) return fmt::format("{} or {}", noun(b, row), noun(c, row));
      return noun(chosen == Truth::Yes ? b : c, row);
    }
    default:  // a truth in the place of a value: `a = (b or c)`
      return sentence(operand & ~kNegated, row, view_.registers.truth(operand & ~kNegated, row));
  }
}

// ---- sentences -------------------------------------------------------------------------------------

std::string Nouns::sentence(std::uint32_t reg, std::uint32_t row, Truth truth) const {
  const program::Instruction& made = view_.producer(reg);
  std::uint32_t level = view_.level_of(reg);
  switch (made.opcode) {
    case Opcode::Is:
    case Opcode::IsIn:
      return one_of(made, row, truth);
    case Opcode::EqualCode:
    case Opcode::EqualInt:
    case Opcode::EqualSet:
      return compared(made, row, truth);
    case Opcode::LessCode:
    case Opcode::LessInt:
      return ordered(made, row, truth);
    case Opcode::Has:
    case Opcode::Subset:
    case Opcode::Overlaps:
      return between_sets(made, row, truth);
    case Opcode::Member:
      return among(made, level, row, truth);
    case Opcode::Given:
      return given(made.operands[0], row, truth);
    case Opcode::Attested:
      return attested(made, row, truth);
    case Opcode::TruthOf:
      if (truth == Truth::Unknown) return fmt::format("{} is not known", noun(made.operands[0], row));
      return fmt::format("{} is {}", noun(made.operands[0], row), truth == Truth::Yes ? "yes" : "no");
    case Opcode::Spread:
      return sentence(made.operands[0] & ~kNegated, view_.climb(level, row, view_.level_of(made.operands[0])),
                      truth);
    default:  // so that a new instruction is told, if plainly, before it has words
      return fmt::format("the condition comes to {}", truth == Truth::Yes  ? "yes"
                                                      : truth == Truth::No ? "no"
                                                                           : "unknown");
  }
}

std::string Nouns::one_of(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto& [a, constant, c, d] = made.operands;
  std::string of = noun(a, row);
  if (truth == Truth::Unknown) return fmt::format("{} is not known", of);
  std::string is = value(a, row);
  if (is_reading(a)) return fmt::format("{} is taken so: {}", of, is);
  const program::Constant& wanted = view_.program.constants[constant];
  if (made.opcode == Opcode::Is) {
    std::string other = wording_.constant(wanted, view_.register_kinds[a & ~kNegated]);
    if (truth == Truth::Yes) return fmt::format("{} is {}", of, is);
    return fmt::format("{} is {}, not {}", of, is, other);
  }
  const program::Register& what = view_.register_kinds[a & ~kNegated];
  std::string members = wording_.set(static_cast<std::uint64_t>(wanted.value), what.meaning_id);
  return fmt::format("{} is {}, {} {}", of, is, truth == Truth::Yes ? "one of" : "none of", members);
}

std::string Nouns::compared(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  auto [a, b, c, d] = made.operands;
  if (is_constant(a)) std::swap(a, b);
  std::string left = noun(a, row), is = value(a, row), other = value(b, row);
  if (truth == Truth::Unknown) {
    if (is_constant(b)) return fmt::format("it is open whether {} is {}", left, other);
    return fmt::format("it is open whether {} and {} are the same", left, noun(b, row));
  }
  if (truth == Truth::Yes) {
    if (is_constant(b)) return fmt::format("{} is {}", left, is);
    return fmt::format("{} is {}, as is {}", left, is, noun(b, row));
  }
  if (is_constant(b)) return fmt::format("{} is {}, not {}", left, is, other);
  return fmt::format("{} is {}, and {} is {}", left, is, noun(b, row), other);
}

std::string Nouns::ordered(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto& [a, b, c, d] = made.operands;
  bool is_date = made.opcode == Opcode::LessCode;
  // `a < b` may also be seen from b, the other way round.
  bool from_b = is_constant(a) && !is_constant(b);
  std::uint32_t left = from_b ? b : a, right = from_b ? a : b;
  bool is_less = (truth == Truth::Yes) != from_b || truth == Truth::Unknown;
  std::string of = noun(left, row), is = value(left, row), other = value(right, row);
  if (!is_constant(right)) other = fmt::format("{} ({})", noun(right, row), other);
  if (truth == Truth::Unknown) {
    return fmt::format("it is open whether {} ({}) is {} {}", of, is,
                       from_b ? (is_date ? "after" : "more than") : (is_date ? "before" : "less than"),
                       other);
  }
  std::string relation;
  if (from_b) {
    relation = truth == Truth::Yes ? (is_date ? "after" : "more than") : (is_date ? "not after" : "at most");
  } else {
    relation = is_less ? (is_date ? "before" : "less than") : (is_date ? "not before" : "at least");
  }
  if (relation == "at least" && is == other) return fmt::format("{} is {}, as many as are needed", of, is);
  return fmt::format("{} is {}, {} {}", of, is, relation, other);
}

std::string Nouns::between_sets(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto& [a, b, c, d] = made.operands;
  std::string left = noun(a, row), right = is_constant(b) ? value(b, row) : noun(b, row);
  if (made.opcode == Opcode::Has) {
    std::string member = wording_.value(b, row);
    if (truth == Truth::Unknown) return fmt::format("it is open whether {} have {}", left, member);
    return fmt::format("{} have {}{}", left, truth == Truth::Yes ? "" : "no ", member);
  }
  std::string_view relation = made.opcode == Opcode::Subset ? "lie within" : "share a member with";
  if (truth == Truth::Unknown) return fmt::format("it is open whether {} {} {}", left, relation, right);
  if (truth == Truth::Yes) return fmt::format("{} ({}) {} {}", left, value(a, row), relation, right);
  relation = made.opcode == Opcode::Subset ? "do not lie within" : "share no member with";
  return fmt::format("{} ({}) {} {}", left, value(a, row), relation, right);
}

std::string Nouns::among(const program::Instruction& made, std::uint32_t level, std::uint32_t row,
                         Truth truth) const {
  const auto& [value_of, elements, owner, presence] = made.operands;
  std::uint32_t list_level = view_.columns[elements].level;
  std::uint32_t owner_row = view_.climb(level, row, owner);
  std::string of = fmt::format("the `{}`", list(list_level));
  if (owner != 0) of += " of " + subject(owner, owner_row);
  std::string is = value(value_of, row);
  switch (truth) {
    case Truth::Yes:
      return fmt::format("{} is among {}", is, of);
    case Truth::No:
      return fmt::format("{} is not among {}", is, of);
    case Truth::Unknown:
      break;
  }
  return fmt::format("it is open whether {} is among {}", is, of);
}

std::string Nouns::given(std::uint32_t operand, std::uint32_t row, Truth truth) const {
  const program::Instruction& made = view_.producer(operand);
  if (made.opcode == Opcode::Spread) {
    std::uint32_t from = made.operands[0];
    return given(from, view_.climb(view_.level_of(operand), row, view_.level_of(from)), truth);
  }
  bool is_plural = false;
  if (made.opcode == Opcode::Field || made.opcode == Opcode::Gather) {
    const program::Column& column = view_.columns[made.operands[0]];
    std::string_view path = view_.text(column.path);
    for (const program::Level& level : view_.levels) {
      is_plural |= level.form == program::LevelForm::List && column.meaning == Meaning::Presence &&
                   view_.text(level.path).ends_with(path);
    }
  }
  std::string_view is = is_plural ? "are" : "is";
  if (made.opcode == Opcode::Find) {
    std::string_view table = view_.text(view_.program.tables[made.operands[0]].name);
    if (truth == Truth::Unknown) {
      return fmt::format("it is open whether `{}` has a row for {}", table, keys(made, row));
    }
    return fmt::format("`{}` has {} row for {}", table, truth == Truth::Yes ? "a" : "no", keys(made, row));
  }
  if (truth == Truth::Unknown) return fmt::format("it is open whether {} {} given", noun(operand, row), is);
  return fmt::format("{} {} {}given", noun(operand, row), is, truth == Truth::Yes ? "" : "not ");
}

std::string Nouns::attested(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const program::Judgement& judgement = view_.judgements[made.operands[0]];
  std::string about;
  if (made.operands[1] != kAbsent) about = fmt::format(" about {}", value(made.operands[1], row));
  std::string_view name = view_.text(judgement.name);
  switch (truth) {
    case Truth::Yes:
      return fmt::format("`{}` is attested{}", name, about);
    case Truth::No:
      return fmt::format("`{}` is attested{} to be not so", name, about);
    case Truth::Unknown:
      break;
  }
  return fmt::format("nobody has attested `{}`{}", name, about);
}

}  // namespace precept
