// Reasons for values: fields of the document, rows of tables, attestations, and missing evidence.
#include <algorithm>

#include "base/depth_guard.h"
#include "runtime/program/opcode.h"
#include "runtime/reasons/register_reasons.h"

namespace precept {

namespace {

void add_once(Reason reason, std::vector<Reason>& to) {
  bool is_there = std::ranges::any_of(to, [&](const Reason& other) {
    return other.kind == reason.kind && other.text == reason.text && other.subject == reason.subject;
  });
  if (!is_there) to.push_back(std::move(reason));
}

}  // namespace

void RegisterReasons::facts(std::uint32_t operand, std::uint32_t row, Reasons& to) {
  if (is_over()) return;
  DepthGuard guard(depth_);
  std::uint32_t reg = operand & ~kNegated, level = view_.level_of(operand);
  const program::Instruction& made = view_.producer(reg);
  const auto& [a, b, c, d] = made.operands;
  switch (made.opcode) {
    case Opcode::Constant:
      return;
    case Opcode::Reading:
      return reading(a, operand, row, to);
    case Opcode::Field:
      return field(a, row, to);
    case Opcode::Gather:
      return field(a, view_.element(level, row), to);
    case Opcode::Spread:
      return facts(a, view_.ancestor_row(level, row, view_.level_of(a)), to);
    case Opcode::Column:
      return cell(made, row, to);
    case Opcode::Find:
      return look_up(made, row, to);
    case Opcode::Member:
      facts(a, row, to);
      return searched(made, level, row, to);
    case Opcode::Attested:
      return attestation(made, row, to);
    case Opcode::Reach:
      return steps(made, row, to);
    case Opcode::PairOf:
      if (const auto pair = pair_row(view_, made, row)) facts(a, *pair, to);
      return;
    case Opcode::Select: {
      Truth chosen = view_.registers.truth(a, row);
      add(a, {level, row}, to);
      if (chosen != Truth::No) facts(b, row, to);
      if (chosen != Truth::Yes) facts(c, row, to);
      return;
    }
    case Opcode::And:
    case Opcode::Or:
    case Opcode::Choose:
    case Opcode::Any:
      return add(operand, {level, row}, to);
    case Opcode::Count:
    case Opcode::Distinct:
    case Opcode::DistinctInt:
    case Opcode::Sum:
    case Opcode::Min:
    case Opcode::Max:
    case Opcode::Only:
      return counted(reg, row, to);
    default:  // every other instruction rests on its operands
      beyond_limits(made, row, to);
      for (std::size_t slot = 0; slot < info(made.opcode).operands.size(); ++slot) {
        if (is_register_operand(info(made.opcode).operands[slot]) && made.operands[slot] != kAbsent) {
          facts(made.operands[slot], row, to);
        }
      }
  }
}

/// Of a number or a day that is unknown although all that it is made from is known: why. No answer settles
/// it.
void RegisterReasons::beyond_limits(const program::Instruction& made, std::uint32_t row, Reasons& to) {
  const auto is_bounded = [&](std::uint32_t operand) {
    const Interval value = view_.registers.integer(operand, row);
    return !value.is_none() && !value.is_unknown();
  };
  const std::uint32_t a = made.operands[0], b = made.operands[1];
  if (info(made.opcode).evidence == Evidence::Range && is_bounded(a) && is_bounded(b) &&
      !is_bounded(made.result))
    to.push_back({.kind = Reason::Kind::Note,
                  .text = view_.words(say::LeavesTheRange, nouns_.noun(made.result, row))});
  const auto note = [&](Sentence<1> sentence, std::uint32_t about) {
    to.push_back({.kind = Reason::Kind::Note, .text = view_.words(sentence, nouns_.noun(about, row))});
  };
  if (made.opcode == Opcode::Divisor && view_.registers.integer(a, row) == Interval::exactly(0))
    note(say::IsNoDivisor, a);
  const bool is_lost_root = made.opcode == Opcode::Root && view_.registers.integer(a, row).is_exact() &&
                            view_.registers.integer(b, row).is_exact() && !is_bounded(made.result);
  if (is_lost_root) note(say::HasNoRoot, made.result);
  const bool is_lost_day = made.opcode == Opcode::DateOf && view_.registers.integer(a, row).is_exact() &&
                           view_.registers.code(made.result, row) == kUnknown;
  const bool is_lost_moment = made.opcode == Opcode::AddSeconds &&
                              view_.registers.integer(a, row).is_exact() &&
                              view_.registers.integer(b, row).is_exact() && !is_bounded(made.result);
  if (is_lost_day || is_lost_moment)
    to.push_back(
        {.kind = Reason::Kind::Note, .text = view_.words(say::NoSuchDay, nouns_.noun(made.result, row))});
}

void RegisterReasons::field(std::uint32_t column, std::uint32_t row, Reasons& to) {
  const program::Column& described = view_.columns[column];
  std::string path(view_.text(described.path));
  Reason reason{.kind = Reason::Kind::Fact};
  reason.subject = places_.pointer(described.level, row) + path;
  reason.at = places_.place(described.level, row, path);
  std::string of = nouns_.field(column, row);
  reason.value = wording_.column(column, row);
  bool is_list = described.type == ValueType::Presence || described.type == ValueType::Set;
  if (wording_.says_unknown(reason.value)) {
    reason.kind = Reason::Kind::Missing;
    reason.text = view_.words(is_list ? say::FieldsAreMissing : say::FieldIsMissing, of);
  } else if (wording_.says_none(reason.value)) {
    reason.text = view_.words(is_list ? say::FieldsAreNotGiven : say::FieldIsNotGiven, of);
  } else if (path.empty()) {
    // A value without a path is usually an element of a list; a program from elsewhere may differ.
    const std::uint32_t above = described.level == 0 ? 0 : view_.levels[described.level].parent;
    reason.text =
        view_.words(say::PointerIs, nouns_.subject(described.level, row), nouns_.list(described.level),
                    nouns_.subject(above, places_.parent_row(described.level, row)));
  } else {
    reason.text = view_.words(is_list ? say::FieldsAre : say::FieldIs, of, reason.value);
  }
  add_once(std::move(reason), to);
}

/// A reading is chosen outside the document. Its only place is that of its declaration.
void RegisterReasons::reading(std::uint32_t number, std::uint32_t operand, std::uint32_t row, Reasons& to) {
  const program::Reading& described = view_.program.readings[number];
  Reason reason{.kind = Reason::Kind::Fact};
  reason.value = wording_.value(operand, row);
  reason.text = view_.words(say::ReadingTakenSo, view_.text(described.name), reason.value);
  reason.at = rule(described.place);
  add_once(std::move(reason), to);
}

void RegisterReasons::cell(const program::Instruction& made, std::uint32_t row, Reasons& to) {
  const auto& [table_row, column, c, d] = made.operands;
  std::int32_t found = view_.registers.code(table_row, row);
  if (found < 0) return facts(table_row, row, to);
  std::uint32_t number = view_.table_of(column);
  const program::Table& table = view_.program.tables[number];
  Reason reason{.kind = Reason::Kind::Row};
  reason.value = wording_.cell(column, static_cast<std::uint32_t>(found));
  std::string_view name = view_.text(view_.program.table_columns[column].name);
  std::string of = wording_.table_row(number, static_cast<std::uint32_t>(found));
  std::string_view in = view_.text(table.name);
  if (wording_.says_unknown(reason.value)) {
    reason.kind = Reason::Kind::Missing;
    reason.text = view_.words(say::CellInDoubt, in, name, of);
  } else if (wording_.says_none(reason.value)) {
    reason.text = view_.words(say::CellIsNone, in, name, of);
  } else {
    reason.text = view_.words(say::CellIs, name, of, reason.value, in);
  }
  reason.at = {std::string(view_.text(table.path)),
               Program::in(view_.program.indexes, table.lines)[static_cast<std::uint32_t>(found)], 1};
  // The cell's sentence implies that the table has the row. Only why it is this row is told below.
  Reasons below;
  facts(table_row, row, below);
  for (Reason& fact : below) {
    bool is_same_row =
        fact.kind == Reason::Kind::Row && fact.at.file == reason.at.file && fact.at.line == reason.at.line;
    if (!is_same_row) {
      add_once(std::move(fact), reason.because);
    } else {
      for (Reason& key : fact.because) add_once(std::move(key), reason.because);
    }
  }
  add_once(std::move(reason), to);
}

void RegisterReasons::look_up(const program::Instruction& made, std::uint32_t row, Reasons& to) {
  if (made.opcode != Opcode::Find) return;
  const program::Table& table = view_.program.tables[made.operands[0]];
  std::int32_t found = view_.registers.code(made.result, row);
  Reason reason{.kind = Reason::Kind::Row};
  std::string_view name = view_.text(table.name);
  std::string keys = nouns_.keys(made, row);
  reason.at = {std::string(view_.text(table.path)), 1, 1};
  if (found >= 0) {
    reason.at.line = Program::in(view_.program.indexes, table.lines)[static_cast<std::uint32_t>(found)];
    reason.text = view_.words(say::TableHasRow, name, keys);
  } else if (found == kNone) {
    reason.text = view_.words(say::TableHasNoRow, name, keys);
  } else {
    reason.kind = Reason::Kind::Missing;
    reason.text = view_.words(say::RowNotKnown, name);
  }
  for (std::size_t i = 1; i < made.operands.size(); ++i) {
    if (made.operands[i] != kAbsent) facts(made.operands[i], row, reason.because);
  }
  add_once(std::move(reason), to);
}

/// Adds the elements of a searched list, where they are few.
void RegisterReasons::searched(const program::Instruction& made, std::uint32_t level, std::uint32_t row,
                               Reasons& to) {
  const auto& [value, elements, owner, presence] = made.operands;
  if (is_list_absent(presence, row, to)) return;
  std::uint32_t list = view_.columns[elements].level;
  std::uint32_t parent = view_.element(owner, view_.ancestor_row(level, row, owner));
  const auto& offsets = view_.document.levels[list].offsets;
  Reason reason{.kind = Reason::Kind::Fact};
  std::uint32_t begin = offsets[parent], end = offsets[parent + 1];
  for (std::uint32_t i = begin; i < end; ++i) {
    if (i - begin == kMostElements && !is_full_) {
      reason.value = view_.words(say::ListAndMore, reason.value, end - i);
      break;
    }
    std::string element = wording_.column(elements, i);
    reason.value = i == begin ? element : view_.words(say::ListMore, reason.value, element);
  }
  std::string_view path = view_.text(view_.levels[list].path);
  std::string_view name = path.substr(path.rfind('/') + 1);
  std::uint32_t above = view_.levels[list].parent;
  std::string_view below = path.substr(above == 0 ? 0 : view_.text(view_.levels[above].path).size() + 2);
  reason.subject = places_.pointer(above, parent) + std::string(below);
  reason.at = begin < end ? places_.place(list, begin) : places_.place(above, parent, below);
  bool is_empty = begin == end;
  if (above == 0) {
    reason.text =
        is_empty ? view_.words(say::NoElements, name) : view_.words(say::ListAre, name, reason.value);
  } else {
    std::string of = nouns_.subject(above, parent);
    reason.text = is_empty ? view_.words(say::NoElementsOf, name, of)
                           : view_.words(say::ListOfAre, name, of, reason.value);
  }
  add_once(std::move(reason), to);
}

void RegisterReasons::attestation(const program::Instruction& made, std::uint32_t row, Reasons& to) {
  const auto& [number, about, c, d] = made.operands;
  std::uint32_t judged = view_.judged_row(made, row);
  auto is_it = [&](const Attestation& attested) {
    return attested.judgement == number && attested.row == judged;
  };
  bool is_attested = std::ranges::any_of(view_.document.attestations, is_it);
  bool is_nameless = about != kAbsent && view_.registers.code(about, row) < 0;
  if (is_nameless && !is_attested) return facts(about, row, to);
  Reason reason{.kind = Reason::Kind::Missing};
  std::string_view judgement = view_.text(view_.judgements[number].name);
  std::string of = about == kAbsent ? std::string() : nouns_.value(about, row);
  reason.text = about == kAbsent ? view_.words(say::NobodyAttests, judgement)
                                 : view_.words(say::NobodyAttestsAbout, judgement, of);
  for (const Attestation& attested : view_.document.attestations) {
    if (!is_it(attested)) continue;
    reason.kind = Reason::Kind::Attestation;
    reason.value = attested.value ? "yes" : "no";
    std::string value = view_.words(attested.value ? say::Yes : say::No), day = format_date(attested.date);
    reason.text = about == kAbsent ? view_.words(say::Attests, attested.by, judgement, value, day)
                                   : view_.words(say::AttestsAbout, attested.by, judgement, value, day, of);
    if (!attested.reason.empty()) reason.text = view_.words(say::WithReason, reason.text, attested.reason);
    reason.at = places_.at(attested.place);
  }
  add_once(std::move(reason), to);
}

void RegisterReasons::counted(std::uint32_t reg, std::uint32_t row, Reasons& to) {
  const program::Instruction& made = view_.producer(reg);
  bool is_count = made.opcode == Opcode::Count;
  std::uint32_t condition = made.operands[0], presence = is_count ? made.operands[1] : made.operands[2];
  if (is_list_absent(presence, row, to)) return;
  std::uint32_t level = view_.level_of(condition);
  auto [begin, end] = view_.registers.children(level, row);
  Reason reason{.kind = Reason::Kind::Statement};
  reason.value = wording_.value(reg, row);
  if (begin == end || (is_count && nouns_.is_constant(condition))) {
    // Every element counts, so that their number says enough.
    std::string list = nouns_.list(level);
    reason.text = begin == end       ? view_.words(say::NoElements, list)
                  : end - begin == 1 ? view_.words(say::OneElement, 1, list)
                                     : view_.words(say::Elements, end - begin, list);
    if (presence != kAbsent) facts(presence, row, reason.because);
    bool has_place =
        reason.because.size() == 1 && reason.because[0].because.empty() && reason.because[0].at.line != 0;
    if (has_place) {
      reason.kind = Reason::Kind::Fact;
      reason.at = reason.because[0].at;
      reason.subject = reason.because[0].subject;
      reason.because.clear();
    }
    add_once(std::move(reason), to);
    return;
  }
  reason.text = view_.words(say::IsOf, nouns_.noun(reg, row), reason.value, end - begin);
  if (made.opcode == Opcode::Only) {
    std::size_t sure = 0;
    for (std::uint32_t child = begin; child < end; ++child)
      sure += view_.registers.truth(condition, child) == Truth::Yes;
    if (sure > 1)
      reason.because.push_back(
          {.kind = Reason::Kind::Note, .text = view_.words(say::SeveralFit, nouns_.list(level))});
  }
  elements(condition, row, is_count ? condition : made.operands[1], reason.because);
  add_once(std::move(reason), to);
}

}  // namespace precept
