#include "runtime/phrasing/nouns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "runtime/phrasing/labels.h"
#include "runtime/program/opcode.h"

namespace precept {

namespace {

/// Whether the instruction makes a number from the elements of a list.
bool is_number_of_list(Opcode opcode) {
  return is_fold(opcode) && info(opcode).result == 'i';
}

}  // namespace

std::string Nouns::subject(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return view_.words(say::TheDocument, view_.text(view_.unit.kind));
  if (view_.levels[level].form == program::LevelForm::Cross) {
    return subject(view_.levels[level].list, view_.element(level, row));
  }
  std::string name = places_.name(level, row);
  return name.empty() ? nameless(level, row) : text_for_message(name);
}

/// An element without a name: a single value by that value, a record by its number in the list.
std::string Nouns::nameless(std::uint32_t level, std::uint32_t row) const {
  for (std::uint32_t column = 0; column < view_.columns.size(); ++column) {
    const program::Column& described = view_.columns[column];
    bool is_value = described.level == level && view_.text(described.path).empty();
    std::string value = is_value ? wording_.column(column, row) : std::string();
    bool is_known = is_value && !wording_.says_unknown(value) && !wording_.says_none(value);
    if (is_known) return value;
  }
  std::string pointer = places_.pointer(level, row);
  std::size_t number = 0;
  std::from_chars(pointer.data() + pointer.rfind('/') + 1, pointer.data() + pointer.size(), number);
  std::uint32_t above = view_.levels[level].parent;
  if (above == 0) return view_.words(say::TheNumberedOne, number + 1, list(level));
  return view_.words(say::TheNumberedOneOf, number + 1, list(level),
                     subject(above, places_.parent_row(level, row)));
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
  if (described.level == 0) return view_.words(say::TheField, name);
  return view_.words(say::TheFieldOf, name, subject(described.level, row));
}

std::string Nouns::value(std::uint32_t operand, std::uint32_t row) const {
  std::string value = wording_.value(operand, row);
  const program::Register& what = view_.register_kinds[operand & ~kNegated];
  bool is_known_text = what.kind == RegisterKind::Code && what.type == ValueType::Text &&
                       view_.registers.code(operand, row) >= 0;
  return is_known_text ? view_.words(say::Quoted, value) : value;
}

bool Nouns::is_constant(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread || made->opcode == Opcode::Instant)
    made = &view_.producer(made->operands[0]);
  return made->opcode == Opcode::Constant;
}

bool Nouns::is_reading(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread) made = &view_.producer(made->operands[0]);
  return made->opcode == Opcode::Reading;
}

bool Nouns::is_none(std::uint32_t operand, std::uint32_t row) const {
  const program::Instruction& made = view_.producer(operand);
  const auto& [a, b, c, d] = made.operands;
  auto is_absent = [&](std::uint32_t presence) {
    return presence != kAbsent && view_.registers.code(presence, row) == kNone;
  };
  switch (made.opcode) {
    case Opcode::Spread:
      return is_none(a, view_.ancestor_row(view_.level_of(operand), row, view_.level_of(a)));
    case Opcode::DayNumber:
    case Opcode::Instant:
      return is_none(a, row);
    case Opcode::Count:
      return is_absent(b);
    case Opcode::Distinct:
    case Opcode::DistinctInt:
    case Opcode::Sum:
    case Opcode::Min:
    case Opcode::Max:
      return is_absent(c);
    default:  // every other instruction has none in its own register
      break;
  }
  switch (view_.register_kinds[operand & ~kNegated].kind) {
    case RegisterKind::Code:
      return view_.registers.code(operand, row) == kNone;
    case RegisterKind::Int:
      return view_.registers.integer(operand, row).is_none();
    case RegisterKind::Set:
      return (view_.registers.set(operand, row) & kNoneSet) != 0;
    case RegisterKind::Truth:
    case RegisterKind::Result:
      break;
  }
  return false;
}

std::string Nouns::keys(const program::Instruction& find, std::uint32_t row) const {
  std::vector<std::string> keys;
  for (std::size_t i = 1; i < find.operands.size(); ++i) {
    if (find.operands[i] == kAbsent) continue;
    std::string key = wording_.value(find.operands[i], row);
    keys.push_back(wording_.says_unknown(key) ? noun(find.operands[i], row) : std::move(key));
  }
  return view_.words.list(keys, say::ListAnd);
}

std::string Nouns::noun(std::uint32_t operand, std::uint32_t row) const {
  if (depth_ == 0) parts_ = 0;
  if (++parts_ > kMostParts) return "…";
  ++depth_;
  std::string noun = noun_of(operand, row);
  --depth_;
  return depth_ == 0 && parts_ > kMostParts ? view_.words(say::ComputedValue) : noun;
}

/// The noun of `the x in xs where …`: of the one row where it is known, else "the one among …".
std::string Nouns::only(std::uint32_t condition, std::uint32_t value, std::uint32_t row) const {
  std::uint32_t level = view_.level_of(condition);
  auto [begin, end] = view_.registers.children(level, row);
  std::uint32_t sure = end;
  for (std::uint32_t child = begin; child < end; ++child) {
    if (view_.registers.truth(condition, child) != Truth::Yes) continue;
    if (sure != end) return view_.words(say::TheOneAmong, list(level));
    sure = child;
  }
  return sure == end ? view_.words(say::TheOneAmong, list(level)) : noun(value, sure);
}

namespace {

/// The sentence that names the value of an instruction of so many operands: its name is ValueOf and the
/// opcode's.
template <std::size_t Operands>
constexpr std::optional<Sentence<Operands>> value_of(Opcode opcode) {
  if (info(opcode).operands.size() != Operands) return std::nullopt;
  constexpr std::string_view kPrefix = "ValueOf";
  constexpr std::array kNames{
#define SENTENCE(name, english, french) std::string_view(#name),
#include "runtime/words/sentences.def"
#undef SENTENCE
  };
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const bool fits = kNames[i].starts_with(kPrefix) && kNames[i].substr(kPrefix.size()) == info(opcode).name;
    if (fits) return Sentence<Operands>{static_cast<std::uint16_t>(i)};
  }
  return std::nullopt;
}

/// How closely the noun of a value holds together; least where it stands between its operands, as in "a or
/// b".
enum class Hold { Or, Sum, Product, Whole };
Hold hold_of(Opcode opcode) {
  switch (opcode) {
    case Opcode::Select:
      return Hold::Or;
    case Opcode::Add:
    case Opcode::Subtract:
    case Opcode::Union:
    case Opcode::Without:
      return Hold::Sum;
    case Opcode::Multiply:
      return Hold::Product;
    default:
      return Hold::Whole;
  }
}

}  // namespace

/// The noun of an operand of `whole`, in brackets where it holds together no closer: "(a or 0) times 2".
std::string Nouns::part_of_noun(Opcode whole, std::uint32_t operand, std::uint32_t row) const {
  if (phrases_.has(operand)) return noun(operand, row);
  const program::Instruction& made = view_.producer(operand);
  if (made.opcode == Opcode::Select) {
    // Where it is known which of the two it is, the noun is that one's.
    const Truth chosen = view_.registers.truth(made.operands[0], row);
    if (chosen != Truth::Unknown)
      return part_of_noun(whole, made.operands[chosen == Truth::Yes ? 1 : 2], row);
  }
  const bool is_chain = made.opcode == whole && whole != Opcode::Subtract && whole != Opcode::Without;
  const bool is_clear = is_chain || hold_of(whole) == Hold::Whole || hold_of(made.opcode) > hold_of(whole);
  std::string text = noun(operand, row);
  return is_clear ? text : fmt::format("({})", text);
}

/// "6 months after …", "24 hours after …"
std::string Nouns::sum_of_months(std::uint32_t date, std::uint32_t months, std::uint32_t row) const {
  if (is_constant(months)) {
    const std::int64_t number = view_.registers.integer(months, row).low;
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    const Interval length = Interval::exactly(number < 0 ? -std::max(number, -kMost) : number);
    return view_.words(number < 0 ? say::MonthsBefore : say::MonthsAfter,
                       format_interval(length, view_.register_kinds[months].type, view_.words),
                       noun(date, row));
  }
  const program::Instruction& made = view_.producer(months);
  // What is taken away was turned: 0 less the months.
  const bool is_turned = made.opcode == Opcode::Subtract && is_constant(made.operands[0]);
  if (!is_turned) return view_.words(say::ValueOfAdd, noun(date, row), noun(months, row));
  return view_.words(say::ValueOfSubtract, noun(date, row), noun(made.operands[1], row));
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
      return noun(a, view_.ancestor_row(level, row, view_.level_of(a)));
    case Opcode::Column: {
      std::string_view column = view_.text(view_.program.table_columns[b].name);
      bool is_found = view_.registers.code(a, row) >= 0;
      return view_.words(say::TheFieldOf, column, is_found ? wording_.value(a, row) : noun(a, row));
    }
    case Opcode::Find:
      return view_.words(say::TheRowFor, view_.text(view_.program.tables[a].name), keys(made, row));
    case Opcode::Reading:
      return view_.words(say::TheReading, view_.text(view_.program.readings[a].name));
    case Opcode::Count:
      return view_.words(is_constant(a) ? say::TheNumber : say::TheNumberThatCount, name_of_list());
    case Opcode::Distinct:
    case Opcode::DistinctInt:
      return view_.words(say::TheNumberOfDifferent, name_of_list());
    case Opcode::Sum:
      return view_.words(say::TheSum, name_of_list());
    case Opcode::Min:
      return view_.words(say::TheLeast, name_of_list());
    case Opcode::Max:
      return view_.words(say::TheGreatest, name_of_list());
    case Opcode::Only:
      return only(a, b, row);
    case Opcode::DayNumber:
    case Opcode::Instant:
    case Opcode::DateOf:
    case Opcode::TruthOf:
    case Opcode::Divisor:
      return noun(a, row);
    case Opcode::Millionths:
      return noun(Side{a, b}, row);
    case Opcode::Root:
      return view_.words(say::SquareRootOf, noun(Side{a, b}, row));
    case Opcode::AddMonthsDown:
    case Opcode::AddMonthsUp:
    case Opcode::AddSeconds:
      return sum_of_months(a, b, row);
    case Opcode::Select: {
      Truth chosen = view_.registers.truth(a, row);
      if (chosen == Truth::Unknown)
        return view_.words(say::Either, part_of_noun(made.opcode, b, row), part_of_noun(made.opcode, c, row));
      return noun(chosen == Truth::Yes ? b : c, row);
    }
    default:
      if (const Multiple of = multiple(operand, row);
          made.opcode == Opcode::Multiply && of.operand != operand) {
        if (view_.register_kinds[operand].type == ValueType::Number)
          return scaled(of.times, ratio::kMillion, of, std::nullopt);
        // Of which divisor the product is, the program does not tell.
        if (held_for_one(of.operand) != 1) return view_.words(say::ComputedValue);
      }
      if (const auto said = value_of<2>(made.opcode))
        return view_.words(*said, part_of_noun(made.opcode, a, row), part_of_noun(made.opcode, b, row));
      if (const auto said = value_of<1>(made.opcode)) return view_.words(*said, noun(a, row));
      // A truth stands in the place of a value: `a = (b or c)`.
      return sentence(operand & ~kNegated, row, view_.registers.truth(operand & ~kNegated, row));
  }
}

// ---- sentences -------------------------------------------------------------------------------------

std::string Nouns::truth_words(Truth truth) const {
  return view_.words(by_truth(truth, say::Yes, say::No, say::Unknown));
}

std::string Nouns::sentence(std::uint32_t reg, std::uint32_t row, Truth truth) const {
  const program::Instruction& made = view_.producer(reg);
  std::uint32_t level = view_.level_of(reg);
  switch (made.opcode) {
    case Opcode::Is:
    case Opcode::IsIn:
      return one_of(made, row, truth);
    case Opcode::EqualCode:
    case Opcode::EqualInt:
    case Opcode::EqualRatio:
    case Opcode::EqualSet:
      return compared(made, row, truth);
    case Opcode::LessCode:
    case Opcode::LessRatio:
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
    case Opcode::Reach:
      return reached(made, row, truth);
    case Opcode::PairOf:
      return paired(made, row, truth);
    case Opcode::TruthOf:
      if (truth == Truth::Unknown) return view_.words(say::IsNotKnown, noun(made.operands[0], row));
      return view_.words(say::Is, noun(made.operands[0], row), truth_words(truth));
    case Opcode::Spread:
      return sentence(made.operands[0] & ~kNegated,
                      view_.ancestor_row(level, row, view_.level_of(made.operands[0])), truth);
    default:  // plain words for an instruction that has no sentence of its own yet
      return view_.words(say::ComesTo, truth_words(truth));
  }
}

std::string Nouns::one_of(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto& [a, constant, c, d] = made.operands;
  std::string of = noun(a, row);
  if (truth == Truth::Unknown) return view_.words(say::IsNotKnown, of);
  std::string is = value(a, row);
  if (is_reading(a)) return view_.words(say::IsTakenSo, of, is);
  const program::Constant& wanted = view_.program.constants[constant];
  if (made.opcode == Opcode::Is) {
    std::string other = wording_.constant(wanted, view_.register_kinds[a & ~kNegated]);
    if (truth == Truth::Yes) return view_.words(say::Is, of, is);
    return view_.words(say::IsNot, of, is, other);
  }
  const program::Register& what = view_.register_kinds[a & ~kNegated];
  std::string members = wording_.set(static_cast<std::uint64_t>(wanted.value), what.type_id);
  return view_.words(truth == Truth::Yes ? say::IsOneOf : say::IsNoneOf, of, is, members);
}

namespace {

/// The two sides of a comparison.
std::pair<Nouns::Side, Nouns::Side> sides(const program::Instruction& made) {
  const auto& [a, b, c, d] = made.operands;
  const bool is_ratio = made.opcode == Opcode::LessRatio || made.opcode == Opcode::EqualRatio;
  return is_ratio ? std::pair(Nouns::Side{a, b}, Nouns::Side{c, d})
                  : std::pair(Nouns::Side{a}, Nouns::Side{b});
}

}  // namespace

std::string Nouns::compared(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  auto [a, b] = sides(made);
  if (is_constant(a)) std::swap(a, b);
  std::string left = noun(a, row), is = value(a, row), other = value(b, row);
  if (truth == Truth::Unknown) {
    if (is_constant(b)) return view_.words(say::OpenIs, left, other);
    return view_.words(say::OpenSame, left, noun(b, row));
  }
  if (truth == Truth::Yes) {
    if (is_constant(b)) return view_.words(say::Is, left, is);
    return view_.words(say::IsAsIs, left, is, noun(b, row));
  }
  if (is_constant(b)) return view_.words(say::IsNot, left, is, other);
  return view_.words(say::IsAndIs, left, is, noun(b, row), other);
}

/// The sentence for a comparison with a value that is none. That is known: the comparison is not open, it
/// cannot be made.
std::optional<std::string> Nouns::not_compared(const program::Instruction& made, std::uint32_t row) const {
  const auto [a, b] = sides(made);
  for (auto [left, right] : {std::pair(a, b), std::pair(b, a)}) {
    if (!is_none(left.over, row)) continue;
    const program::Instruction* from = &view_.producer(left.over);
    while (from->opcode == Opcode::Spread) from = &view_.producer(from->operands[0]);
    if (is_number_of_list(from->opcode)) return view_.words(say::NotCounted, noun(left, row));
    return view_.words(say::NotCompared, noun(left, row),
                       is_constant(right) ? value(right, row) : noun(right, row));
  }
  return std::nullopt;
}

std::string Nouns::ordered(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto [a, b] = sides(made);
  if (truth == Truth::Unknown) {
    if (auto none = not_compared(made, row)) return *none;
  }
  const bool is_moment = is_moment_of(view_, made.operands[0]);
  bool is_date = made.opcode == Opcode::LessCode || is_moment;
  // Where a is a constant, `a < b` is told from b: "b is more than a".
  bool from_b = is_constant(a) && !is_constant(b);
  const Side left = from_b ? b : a, right = from_b ? a : b;
  std::string of = noun(left, row), is = value(left, row), other = value(right, row);
  // An element that is a value has it for its noun.
  if (const std::string named = noun(right, row); !is_constant(right) && named != other)
    other = view_.words(say::WithValue, named, other);
  if (truth == Truth::Unknown) {
    auto open =
        from_b ? (is_date ? say::OpenAfter : say::OpenMore) : (is_date ? say::OpenBefore : say::OpenLess);
    return view_.words(open, of, is, other);
  }
  bool is_so = truth == Truth::Yes, is_at_least = !from_b && !is_so && !is_date;
  if (is_at_least && is == other) return view_.words(say::IsEnough, of, is);
  auto relation = is_at_least ? say::IsAtLeast : is_moment ? say::IsNotSooner : say::IsNotBefore;
  if (from_b) {
    const auto more = is_constant(right) ? say::IsMoreThanNumber : say::IsMoreThan;
    const auto not_after = is_moment ? say::IsNotLater : say::IsNotAfter;
    relation = is_so ? (is_date ? say::IsAfter : more) : (is_date ? not_after : say::IsAtMost);
  } else if (is_so) {
    const auto less = is_constant(right) ? say::IsLessThanNumber : say::IsLessThan;
    relation = is_date ? say::IsBefore : less;
  }
  return view_.words(relation, of, is, other);
}

std::string Nouns::between_sets(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const auto& [a, b, c, d] = made.operands;
  if (truth == Truth::Unknown) {
    if (auto none = not_compared(made, row)) return *none;
  }
  std::string left = noun(a, row), right = is_constant(b) ? value(b, row) : noun(b, row);
  if (made.opcode == Opcode::Has) {
    std::string member = wording_.value(b, row);
    if (wording_.says_unknown(member)) member = noun(b, row);
    if (truth == Truth::Unknown) return view_.words(say::OpenHave, left, member);
    return view_.words(truth == Truth::Yes ? say::Have : say::HaveNo, left, member);
  }
  bool is_subset = made.opcode == Opcode::Subset;
  if (truth == Truth::Unknown) {
    return view_.words(is_subset ? say::OpenLieWithin : say::OpenShareMember, left, right);
  }
  auto relation = truth == Truth::Yes ? (is_subset ? say::LieWithin : say::ShareMember)
                                      : (is_subset ? say::LieNotWithin : say::ShareNoMember);
  return view_.words(relation, left, value(a, row), right);
}

std::string Nouns::among(const program::Instruction& made, std::uint32_t level, std::uint32_t row,
                         Truth truth) const {
  const auto& [value_of, elements, owner, presence] = made.operands;
  std::uint32_t list_level = view_.columns[elements].level;
  std::uint32_t owner_row = view_.ancestor_row(level, row, owner);
  std::string of = owner == 0 ? view_.words(say::TheField, list(list_level))
                              : view_.words(say::TheFieldOf, list(list_level), subject(owner, owner_row));
  std::string is = value(value_of, row);
  if (wording_.says_unknown(is)) is = noun(value_of, row);
  switch (truth) {
    case Truth::Yes:
      return view_.words(say::IsAmong, is, of);
    case Truth::No:
      return view_.words(say::IsNotAmong, is, of);
    case Truth::Unknown:
      break;
  }
  return view_.words(say::OpenAmong, is, of);
}

std::string Nouns::given(std::uint32_t operand, std::uint32_t row, Truth truth) const {
  const program::Instruction& made = view_.producer(operand);
  if (made.opcode == Opcode::Spread) {
    std::uint32_t from = made.operands[0];
    return given(from, view_.ancestor_row(view_.level_of(operand), row, view_.level_of(from)), truth);
  }
  bool is_plural = false;
  if (made.opcode == Opcode::Field || made.opcode == Opcode::Gather) {
    const program::Column& column = view_.columns[made.operands[0]];
    std::string_view path = view_.text(column.path);
    for (const program::Level& level : view_.levels) {
      is_plural |= level.form == program::LevelForm::List && column.type == ValueType::Presence &&
                   view_.text(level.path).ends_with(path);
    }
    is_plural |= column.type == ValueType::Set;
  }
  if (made.opcode == Opcode::Find) {
    std::string_view table = view_.text(view_.program.tables[made.operands[0]].name);
    if (truth == Truth::Unknown) {
      return view_.words(say::OpenHasRow, table, keys(made, row));
    }
    return view_.words(truth == Truth::Yes ? say::HasRow : say::HasNoRow, table, keys(made, row));
  }
  auto said = truth == Truth::Unknown ? (is_plural ? say::OpenFieldsAreGiven : say::OpenFieldIsGiven)
              : truth == Truth::Yes   ? (is_plural ? say::FieldsAreGiven : say::FieldIsGiven)
                                      : (is_plural ? say::FieldsAreNotGiven : say::FieldIsNotGiven);
  return view_.words(said, noun(operand, row));
}

std::string Nouns::attested(const program::Instruction& made, std::uint32_t row, Truth truth) const {
  const program::Judgement& judgement = view_.judgements[made.operands[0]];
  std::string_view name = view_.text(judgement.name);
  if (made.operands[1] == kAbsent) {
    return view_.words(by_truth(truth, say::IsAttested, say::IsAttestedNot, say::NobodyAttests), name);
  }
  // Nobody can attest about somebody without a name.
  const bool is_nameless = view_.registers.code(made.operands[1], row) < 0;
  if (truth == Truth::Unknown && is_nameless)
    return view_.words(say::IsNotKnown, noun(made.operands[1], row));
  auto said = by_truth(truth, say::IsAttestedAbout, say::IsAttestedNotAbout, say::NobodyAttestsAbout);
  return view_.words(said, name, value(made.operands[1], row));
}

}  // namespace precept
