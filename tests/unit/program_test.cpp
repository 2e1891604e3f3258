// The program format, the verifier and the listing: a saved program is the same when loaded; a damaged or
// invented one is refused, or runs safely.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <string>

#include "base/moment.h"
#include "runtime/program/disassemble.h"
#include "runtime/verify/open.h"
#include "runtime/words/language.h"
#include "tests/unit/program_builder.h"

using namespace precept;
using namespace precept::test;
using program::Form;

namespace {

constexpr std::size_t kVersionAt = kDigestEnd;
constexpr std::size_t kInstructionsAt = kVersionAt + 16;

/// A program with every instruction and every kind of record.
class FullProgram {
 public:
  ProgramSections sections() { return builder.finish(); }

  FullProgram() {
    tables();
    schema();
    document_code();
    group_code_();
    item_code_();
    pair_code();
    reach_code();
    folds_to_document();
    results();
  }

  ProgramBuilder builder;

 private:
  using C = ProgramBuilder::Cells;

  void tables() {
    hello = builder.text("Grüße");
    const std::uint32_t other = builder.text("other");
    colours = builder.enumeration(5);
    const program::String likely = builder.string("probably m1");
    towns = builder.table(
        2, 1,
        {C{RegisterKind::Code, ValueType::Text, 4, kAbsent, {hello, other}},
         C{RegisterKind::Code, ValueType::Enum, 1, colours, {3, kUnknown}},
         C{RegisterKind::Int, ValueType::Int, 4, kAbsent, {4, 9, 7, 7}},
         C{RegisterKind::Set, ValueType::Set, 4, colours, {5, static_cast<std::int64_t>(kNoneSet)}}});
    auto& town = builder.sections.tables[towns];
    town.doubts = {0, 1};
    town.alternative = 0;
    builder.sections.doubts.push_back({1, 1, likely});
    pairs_of_towns =
        builder.table(3, 2,
                      {C{RegisterKind::Code, ValueType::Key, 1, towns, {0, 0, 1}},
                       C{RegisterKind::Code, ValueType::Enum, 1, colours, {1, 2, 1}},
                       C{RegisterKind::Code, ValueType::Date, 4, kAbsent, {700000, kNone, kUnknown}}});
  }

  void schema() {
    groups = builder.list(0);
    items = builder.list(groups);
    others = builder.list(0);
    pairs = builder.cross(items, others, 0);
    day = builder.column(0, Form::Date, kAbsent, 4, "date");
    group_name = builder.column(groups, Form::Text, kAbsent, 4, "name");
    group_town = builder.column(groups, Form::Key, towns, 1);
    group_colour = builder.column(groups, Form::Enum, colours, 1);
    group_colours = builder.column(groups, Form::Set, colours);
    group_truth = builder.column(groups, Form::Truth, kAbsent, 1);
    item_number = builder.column(items, Form::Int);
    item_span = builder.column(items, Form::Duration);
    item_text = builder.column(items, Form::Text);
    other_text = builder.column(others, Form::Text);
    groups_there = builder.presence(groups);
    items_there = builder.presence(items);
    builder.sections.levels[groups].name_column = group_name;
  }

  std::uint32_t constant(ValueType type, std::int64_t value, std::uint32_t id = kAbsent,
                         std::uint8_t width = 4) {
    return builder.constant(RegisterKind::Code, type, value, id, width);
  }

  void document_code() {
    there = builder.field(groups_there);
    date = builder.field(day);
    yes = builder.load(builder.constant(RegisterKind::Truth, ValueType::Truth, 1));
    attested = builder.truth(Opcode::Attested, 0, {0});
    const std::uint32_t wednesday = builder.load(constant(ValueType::Date, 738000));
    document_truth = builder.truth(Opcode::LessCode, 0, {date, wednesday});
    document_outcome = builder.result(Opcode::OutcomeOf, 0, {document_truth, attested | kNegated});
    number = builder.load(builder.constant(RegisterKind::Int, ValueType::Int, 3));
    noon = builder.load(
        builder.constant(RegisterKind::Int, ValueType::Moment, *parse_moment("2024-05-01T12:00Z")));
    builder.reading(colours, 2);
  }

  void group_code_() {
    auto truth = [&](Opcode opcode, std::initializer_list<std::uint32_t> operands) {
      return builder.truth(opcode, groups, operands);
    };
    name = builder.field(group_name);
    const std::uint32_t town = builder.field(group_town), colour = builder.field(group_colour);
    const std::uint32_t set = builder.field(group_colours);
    const std::uint32_t is = truth(Opcode::Is, {colour, constant(ValueType::Enum, 2, colours, 1)});
    const std::uint32_t is_in =
        truth(Opcode::IsIn, {colour, builder.constant(RegisterKind::Set, ValueType::Set, 6, colours)});
    const std::uint32_t has = truth(Opcode::Has, {set, colour});
    const std::uint32_t given = truth(Opcode::Given, {set});
    const std::uint32_t flag = truth(Opcode::TruthOf, {builder.field(group_truth)});
    const program::Register row{.kind = RegisterKind::Code,
                                .type = ValueType::Row,
                                .width = 1,
                                .level = groups,
                                .type_id = pairs_of_towns};
    const std::uint32_t found = builder.emit(Opcode::Find, row, {pairs_of_towns, town, colour});
    auto column = [&](std::uint32_t row_register, std::uint32_t table, std::uint32_t index) {
      const std::uint32_t at = builder.sections.tables[table].columns.first + index;
      const auto& shape = builder.sections.table_columns[at];
      return builder.emit(Opcode::Column,
                          {.kind = shape.kind,
                           .type = shape.type,
                           .width = shape.width,
                           .level = groups,
                           .type_id = shape.type_id},
                          {row_register, at});
    };
    const std::uint32_t since = column(found, pairs_of_towns, 2);
    const std::uint32_t inhabitants = column(town, towns, 2), town_set = column(town, towns, 3);
    const std::uint32_t days = builder.number(Opcode::DayNumber, groups, {since});
    const std::uint32_t sum = builder.number(Opcode::Add, groups, {days, inhabitants});
    const std::uint32_t difference = builder.number(Opcode::Subtract, groups, {sum, days});
    const std::uint32_t product = builder.number(Opcode::Multiply, groups, {difference, inhabitants});
    const std::uint32_t bounded =
        builder.number(Opcode::MaxOf, groups,
                       {builder.number(Opcode::MinOf, groups, {product, on_calendar(since)}), inhabitants});
    const std::uint32_t then = builder.emit(
        Opcode::DateOf, {.kind = RegisterKind::Code, .type = ValueType::Date, .width = 4, .level = groups},
        {bounded});
    const program::Register decimal{.kind = RegisterKind::Int, .type = ValueType::Number, .level = groups};
    const std::uint32_t divisor = builder.number(Opcode::Divisor, groups, {inhabitants});
    const std::uint32_t quotient = builder.emit(Opcode::Millionths, decimal, {days, divisor});
    const std::uint32_t root = builder.emit(Opcode::Root, decimal, {quotient, divisor});
    const std::uint32_t less = truth(Opcode::LessRatio, {days, divisor, root, inhabitants});
    const std::uint32_t same = truth(Opcode::EqualRatio, {days, divisor, quotient, inhabitants});
    const std::uint32_t either = builder.same(Opcode::Union, set, {set, town_set});
    const std::uint32_t both = builder.same(Opcode::Intersect, set, {set, town_set});
    const std::uint32_t without = builder.same(Opcode::Without, set, {either, both});
    const std::uint32_t chosen = builder.same(Opcode::Select, colour, {flag, colour, column(town, towns, 1)});
    const std::uint32_t equal = truth(Opcode::EqualCode, {chosen, colour});
    const std::uint32_t sets = truth(
        Opcode::Or, {truth(Opcode::EqualSet, {without, set}), truth(Opcode::Subset, {both, set}) | kNegated});
    const std::uint32_t overlaps = truth(Opcode::Overlaps, {either, set});
    const std::uint32_t numbers =
        truth(Opcode::And, {truth(Opcode::EqualInt, {sum, product}), truth(Opcode::LessInt, {days, sum})});
    const std::uint32_t dates = truth(Opcode::LessCode, {then, since});
    const std::uint32_t about = truth(Opcode::Attested, {1, name});
    const std::uint32_t ratios = truth(Opcode::And, {less, same | kNegated});
    condition =
        truth(Opcode::And, {is | kNegated, truth(Opcode::Or, {truth(Opcode::Or, {is_in, ratios}), has})});
    holds = truth(Opcode::Choose,
                  {given, truth(Opcode::Or, {sets, overlaps}), truth(Opcode::And, {numbers, dates})});
    right = builder.result(Opcode::RightOf, groups, {condition, equal, about, 0});
    outcome = builder.result(Opcode::OutcomeOf, groups, {condition, holds});
    shown = colour;
  }

  void item_code_() {
    const std::uint32_t text = builder.field(item_text), value = builder.field(item_number);
    builder.field(item_span);
    const std::uint32_t in_own = builder.truth(Opcode::Member, items, {text, item_text, groups, kAbsent});
    in_others = builder.truth(Opcode::Member, items, {text, other_text, 0, kAbsent});
    const std::uint32_t presence = builder.field(items_there);
    builder.truth(Opcode::Any, groups, {in_own, presence});
    builder.number(Opcode::Count, groups, {in_others, presence});
    builder.number(Opcode::Distinct, groups, {in_others | kNegated, text, presence});
    builder.number(Opcode::DistinctInt, groups, {in_own, value, kAbsent});
    builder.number(Opcode::Sum, groups, {in_own, value, presence});
    builder.number(Opcode::Min, groups, {in_own, value, presence});
    builder.number(Opcode::Max, groups, {in_own, value, presence});
    builder.number(Opcode::Only, groups, {in_own, value, presence});
    text_ = text;
  }

  void pair_code() {
    const std::uint32_t text = builder.gather(pairs, other_text);
    const std::uint32_t same = builder.truth(Opcode::EqualCode, pairs, {text, builder.spread(text_, pairs)});
    builder.truth(Opcode::Any, items, {same});
    builder.spread(number, pairs);
  }

  void reach_code() {
    const std::uint32_t elements = builder.cross(items, others, 0), both = builder.cross(elements, others, 0);
    const std::uint32_t from = builder.spread(builder.gather(elements, other_text), both);
    const std::uint32_t step =
        builder.truth(Opcode::EqualCode, both, {from, builder.gather(both, other_text)});
    const std::uint32_t in = builder.truth(
        Opcode::EqualCode, elements, {builder.gather(elements, other_text), builder.spread(text_, elements)});
    builder.truth(Opcode::PairOf, both,
                  {builder.truth(Opcode::Reach, both, {step, in | kNegated}), elements, both});
  }

  void folds_to_document() {
    builder.truth(Opcode::Any, 0, {condition, there});
    builder.number(Opcode::Count, 0, {holds, there});
    builder.number(Opcode::Distinct, 0, {holds, shown, there});
  }

  program::Range message(std::initializer_list<program::TextPart> parts) {
    auto& all = builder.sections.text_parts;
    program::Range range{size32(all), static_cast<std::uint32_t>(parts.size())};
    all.insert(all.end(), parts);
    return range;
  }

  /// A number of days, by all instructions of the calendar.
  std::uint32_t on_calendar(std::uint32_t date) {
    const std::uint32_t year = builder.number(Opcode::YearOf, groups, {date});
    const std::uint32_t month = builder.number(Opcode::MonthOf, groups, {date});
    const std::uint32_t day = builder.number(Opcode::DayOf, groups, {date});
    std::uint32_t end = date;
    for (const Opcode opcode :
         {Opcode::FirstOfMonth, Opcode::LastOfMonth, Opcode::FirstOfYear, Opcode::LastOfYear})
      end = builder.same(opcode, end, {end});
    const std::uint32_t from = builder.number(Opcode::DayNumber, groups, {end});
    const std::uint32_t later = builder.number(Opcode::AddMonthsDown, groups, {from, month});
    const std::uint32_t last = builder.number(Opcode::AddMonthsUp, groups, {later, day});
    return builder.number(Opcode::Add, groups,
                          {last, on_clock(builder.number(Opcode::Add, groups, {year, month}))});
  }

  /// A number of days, by all instructions of moments.
  std::uint32_t on_clock(std::uint32_t number) {
    const program::Register of_moments{.kind = RegisterKind::Int, .type = ValueType::Moment, .level = groups};
    const program::Register of_hours{.kind = RegisterKind::Int, .type = ValueType::Hours, .level = groups};
    const std::uint32_t moment = builder.emit(Opcode::Spread, of_moments, {noon});
    const std::uint32_t seconds = builder.emit(Opcode::Multiply, of_hours, {number, number});
    const std::uint32_t later = builder.emit(Opcode::AddSeconds, of_moments, {moment, seconds});
    const std::uint32_t instant = builder.emit(Opcode::Instant, of_hours, {later});
    const std::uint32_t day = builder.emit(
        Opcode::LocalDate, {.kind = RegisterKind::Code, .type = ValueType::Date, .width = 4, .level = groups},
        {later});
    return builder.number(Opcode::Add, groups, {instant, builder.number(Opcode::DayNumber, groups, {day})});
  }

  void results() {
    auto& sections = builder.sections;
    const program::SourcePlace place{0, 12, 3};
    sections.judgements.push_back(
        {.name = builder.string("whole"), .asks = message({{builder.string("Is it?")}})});
    sections.judgements.push_back({.name = builder.string("each"),
                                   .level = groups,
                                   .about_column = group_name,
                                   .asks = message({{builder.string("Is "), kAbsent}, {{}, name}}),
                                   .from = message({{builder.string("its file")}}),
                                   .place = place});
    sections.clauses.push_back({.label = builder.string("article 1"),
                                .quote = builder.string("a \"few\" words"),
                                .gist = builder.string("gist"),
                                .place = place});
    sections.clauses.push_back({.label = builder.string("article 2"),
                                .form = program::ClauseForm::NotCheckable,
                                .reason = builder.string("nobody knows"),
                                .place = place});
    for (auto& instruction : sections.instructions) instruction.clause = 0, instruction.place = place;
    sections.acts.push_back({builder.string("enter"), right, holds});
    sections.norms.push_back({.section = 0,
                              .modality = Modality::Shall,
                              .condition = condition,
                              .holds = holds | kNegated,
                              .outcome = outcome,
                              .message = message({{{}, shown}, {builder.string(" will not do")}}),
                              .place = place});
    sections.translations.push_back({static_cast<std::uint32_t>(Language::Fr), builder.string("nobody knows"),
                                     builder.string("nul ne sait")});
    sections.parts_translations.push_back({static_cast<std::uint32_t>(Language::Fr),
                                           sections.norms.back().message,
                                           message({{builder.string("ne va pas : ")}, {{}, shown}})});
    sections.norms.push_back({.section = 0,
                              .modality = Modality::ShallNot,
                              .condition = condition,
                              .acts = 1,
                              .part_of = 1,
                              .place = place});
    sections.norms.push_back({.section = 1,
                              .modality = Modality::Encourage,
                              .condition = document_truth,
                              .holds = attested,
                              .outcome = document_outcome,
                              .place = place});
    sections.sections.push_back({.level = groups, .list_presence = there, .acts = {0, 1}, .norms = {0, 2}});
    sections.sections.push_back({.level = 0, .norms = {2, 1}});
    sections.points.push_back({.owner = builder.string("article 1"),
                               .kind = program::PointKind::Disjunct,
                               .wants_yes = 1,
                               .in_definition = 0,
                               .is_impossible = 0,
                               .place = place,
                               .begin = 100,
                               .end = 120});
    sections.probes.push_back({.point = 0, .operand = condition | kNegated, .unless = holds});
    sections.heads[0].from = 738000;
  }

 public:
  std::uint32_t hello, colours, towns, pairs_of_towns;
  std::uint32_t groups, items, others, pairs;
  std::uint32_t day, group_name, group_town, group_colour, group_colours, group_truth, item_number, item_span,
      item_text, other_text, groups_there, items_there;
  std::uint32_t there, date, yes, attested, document_truth, document_outcome, number;
  std::uint32_t noon = 0;
  std::uint32_t name, condition, holds, right, outcome, shown, in_others, text_;
};

ProgramSections everything() {
  return FullProgram().sections();
}

/// A document such as a reader makes: every column has a value, in its range, for each row of its level.
class RandomDocument {
 public:
  RandomDocument(const Program& program, std::uint32_t unit, std::uint32_t seed)
      : document(program), program_(program), random_(seed) {
    document.unit = unit;
    const auto& shape = program.units[unit];
    const auto levels = Program::in(program.levels, shape.levels);
    const auto columns = Program::in(program.columns, shape.columns);
    document.levels.resize(levels.size());
    // Whatever the order of the levels: a list is filled when its parent is.
    std::vector<bool> filled(levels.size());
    filled[0] = true;
    for (std::size_t round = 0; round < levels.size(); ++round) {
      for (std::uint32_t level = 1; level < levels.size(); ++level) {
        if (filled[level] || levels[level].form != program::LevelForm::List || !filled[levels[level].parent])
          continue;
        auto& rows = document.levels[level];
        rows.offsets.assign(1, 0);
        for (std::uint32_t row = 0; row < document.rows(levels[level].parent); ++row) {
          rows.offsets.push_back(rows.offsets.back() + below(4));
        }
        rows.count = rows.offsets.back();
        filled[level] = true;
      }
    }
    document.columns.resize(columns.size());
    for (std::size_t column = 0; column < columns.size(); ++column) {
      for (std::uint32_t row = 0; row < document.rows(columns[column].level); ++row) {
        put(columns[column], document.columns[column]);
      }
    }
    for (std::uint32_t judgement = 0; judgement < shape.judgements.count; ++judgement) {
      document.attestations.push_back({.judgement = judgement, .row = below(3), .value = below(2) == 1});
    }
  }

  Document document;

 private:
  std::uint32_t below(std::uint32_t limit) { return random_() % limit; }

  void put(const program::Column& column, ColumnData& data) {
    if (column.kind == RegisterKind::Int) {
      data.low.push_back(static_cast<std::int64_t>(below(9)) - 4);
      data.high.push_back(data.low.back() + below(2));
    } else if (column.kind == RegisterKind::Set) {
      const std::uint32_t members = program_.enums[column.type_id].members.count;
      data.masks.push_back(below(4) == 0 ? kUnknownSet : random_() & ((1ull << members) - 1));
    } else {
      const std::int32_t code = static_cast<std::int32_t>(below(codes(column) + 2)) - 2;
      const auto* bytes = reinterpret_cast<const std::byte*>(&code);
      data.codes.insert(data.codes.end(), bytes, bytes + column.width);
    }
  }
  std::uint32_t codes(const program::Column& column) const {
    switch (column.type) {
      case ValueType::Enum:
        return program_.enums[column.type_id].members.count;
      case ValueType::Key:
        return program_.tables[column.type_id].row_count;
      case ValueType::Truth:
        return 2;
      case ValueType::Presence:
        return 1;
      case ValueType::Date:
        return kLastDay;
      case ValueType::Text:
        return size32(program_.texts) + 2;
      case ValueType::Row:
      case ValueType::Int:
      case ValueType::Number:
      case ValueType::Duration:
      case ValueType::Months:
      case ValueType::Moment:
      case ValueType::Hours:
      case ValueType::Set:
        break;
    }
    return 0;
  }

  const Program& program_;
  std::mt19937 random_;
};

/// Reads every result that the program names, as whoever writes a report does.
class ReadResults : public Observer {
 public:
  ReadResults(const Program& program, std::uint32_t unit) : program_(program), unit_(program.units[unit]) {}

  void slice(const Registers& registers, std::uint32_t root, std::uint32_t, std::uint32_t) override {
    const auto levels = Program::in(program_.levels, unit_.levels);
    for (const auto& section : Program::in(program_.sections, unit_.sections)) {
      if (segment_root_of(levels, section.level) != root) continue;
      for (std::uint32_t row = 0; row < registers.rows(section.level); ++row) read(registers, section, row);
    }
  }
  std::uint64_t seen = 0;

 private:
  void read(const Registers& registers, const program::Section& section, std::uint32_t row) {
    for (const auto& act : Program::in(program_.acts, section.acts)) {
      const std::uint8_t right = registers.result(act.right, row);
      REQUIRE(right <= static_cast<std::uint8_t>(Right::Undetermined));
      seen += right;
    }
    for (const auto& norm : Program::in(program_.norms, section.norms)) {
      seen += static_cast<int>(registers.truth(norm.condition, row));
      if (norm.outcome == kAbsent) continue;
      REQUIRE(registers.result(norm.outcome, row) <= static_cast<std::uint8_t>(Outcome::Undetermined));
    }
  }

  const Program& program_;
  const program::Unit& unit_;
};

void run_on_random_documents(const Program& program) {
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
    for (std::uint32_t seed = 0; seed < 2; ++seed) {
      RandomDocument random(program, unit, seed);
      for (std::uint32_t slice_rows : {64u, MachineOptions::kWhole}) {
        Machine machine(program, random.document, {.slice_rows = slice_rows});
        ReadResults results(program, unit);
        machine.run(results);
      }
    }
  }
}

/// Refused, or safe: whichever, it is said without a crash. Returns whether it was accepted.
bool refused_or_safe(std::vector<std::byte> bytes) {
  auto program = open_program(std::move(bytes));
  if (!program) {
    REQUIRE_FALSE(program.error().message.empty());
    return false;
  }
  run_on_random_documents(*program);
  REQUIRE_FALSE(disassemble(*program).empty());
  return true;
}

Program open(const ProgramSections& sections) {
  auto program = open_program(save(sections));
  if (!program) FAIL(program.error().message);
  return std::move(*program);
}

std::string fault(const ProgramSections& sections) {
  auto program = open_program(save(sections));
  return program ? "none" : program.error().message;
}

template <class T>
bool same_bytes(const std::vector<T>& saved, std::span<const T> opened) {
  return saved.size() == opened.size() &&
         (saved.empty() || std::memcmp(saved.data(), opened.data(), saved.size() * sizeof(T)) == 0);
}

}  // namespace

TEST_CASE("the sample uses every instruction") {
  const ProgramSections sections = everything();
  for (std::size_t opcode = 0; opcode < kOpcodeCount; ++opcode) {
    CAPTURE(kOpcodes[opcode].name);
    CHECK(std::ranges::any_of(sections.instructions,
                              [&](const auto& it) { return static_cast<std::size_t>(it.opcode) == opcode; }));
  }
}

TEST_CASE("what was saved comes back, from memory and from a file") {
  const ProgramSections sections = everything();
  const auto bytes = save(sections);
  CHECK(looks_like_program(bytes));
  const Program program = open(sections);
#define SECTION(type, member) CHECK_MESSAGE(same_bytes<type>(sections.member, program.member), #member);
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  CHECK(program.text(program.head().name) == "tests.machine");
  CHECK(program.digest().size() == 64);
  CHECK(save(sections) == bytes);

  const auto file = std::filesystem::temp_directory_path() / ("precept_program_test_" + program.digest());
  std::ofstream(file, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  auto mapped = map_program(file);
  std::filesystem::remove(file);
  REQUIRE(mapped);
  CHECK(mapped->digest() == program.digest());
  const Program moved = std::move(*mapped);
  CHECK(same_bytes<program::Instruction>(sections.instructions, moved.instructions));
  run_on_random_documents(moved);
}

TEST_CASE("files that are no program") {
  using enum ProgramError::Reason;
  auto reason = [](const std::filesystem::path& file) {
    auto program = map_program(file);
    REQUIRE_FALSE(program);
    return program.error().reason;
  };
  const auto folder = std::filesystem::temp_directory_path();
  CHECK(reason(folder / "precept_no_such_file.pbc") == Unreadable);
  CHECK(reason(folder) == Unreadable);
  const auto file = folder / "precept_program_test_text";
  std::ofstream(file).flush();
  CHECK(reason(file) == Unreadable);
  std::ofstream(file) << "policy p";
  CHECK(reason(file) == Unreadable);
  std::filesystem::remove(file);
}

TEST_CASE("another version says so") {
  auto bytes = save(everything());
  bytes[kVersionAt] = std::byte{9};
  auto program = open_program(bytes);
  REQUIRE_FALSE(program);
  CHECK(program.error().reason == ProgramError::Reason::Version);
  CHECK(program.error().message ==
        "the program has format version 9, this runtime reads version " + std::to_string(kFormatVersion));
}

TEST_CASE("a program of another set of instructions is of another version") {
  auto bytes = save(everything());
  bytes[kInstructionsAt] ^= std::byte{1};
  seal(bytes);
  auto program = open_program(bytes);
  REQUIRE_FALSE(program);
  CHECK(program.error().reason == ProgramError::Reason::Version);
  CHECK(program.error().message == "the program has another set of instructions than this runtime");
}

TEST_CASE("every change of a byte is noticed") {
  const auto bytes = save(everything());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] ^= std::byte{0x10};
    REQUIRE_FALSE(open_program(std::move(changed)));
  }
}

TEST_CASE("cut off anywhere, or with something behind, it is refused") {
  const auto bytes = save(everything());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    auto cut = std::vector<std::byte>(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length));
    REQUIRE_FALSE(open_program(cut));
    if (length > kDigestEnd) {
      seal(cut);
      REQUIRE_FALSE(open_program(std::move(cut)));
    }
  }
  auto longer = bytes;
  longer.push_back(std::byte{0});
  seal(longer);
  CHECK_FALSE(open_program(longer));
}

TEST_CASE("a change that the digest covers is refused by the verifier, or harmless") {
  const auto bytes = save(everything());
  std::size_t accepted = 0, refused = 0;
  for (std::size_t at = kDigestEnd; at < bytes.size(); ++at) {
    for (std::uint8_t change : {0x01, 0x02, 0x80, 0xFF}) {
      auto changed = bytes;
      changed[at] ^= std::byte{change};
      seal(changed);
      ++(refused_or_safe(std::move(changed)) ? accepted : refused);
    }
  }
  CHECK(refused > bytes.size());
  CHECK(accepted > 100);  // strings, places, constants: what may be anything
}

TEST_CASE("small numbers in the wrong places are refused by the verifier, or harmless") {
  const auto bytes = save(everything());
  std::mt19937 random(11);
  std::size_t accepted = 0, refused = 0;
  for (int round = 0; round < 20000; ++round) {
    auto changed = bytes;
    for (std::uint32_t changes = 1 + random() % 2; changes > 0; --changes) {
      const std::size_t at = (kDigestEnd + random() % (bytes.size() - kDigestEnd - 4)) / 4 * 4;
      const std::uint32_t value = random() % 8 == 0 ? kAbsent : random() % 24;
      std::memcpy(&changed[at], &value, sizeof value);
    }
    seal(changed);
    ++(refused_or_safe(std::move(changed)) ? accepted : refused);
  }
  CHECK(refused > 1000);
  CHECK(accepted > 100);
}

TEST_CASE("what the verifier refuses") {
  struct Case {
    std::string what;
    std::function<void(ProgramSections&)> change;
    const char* says;
  };
  const FullProgram sample;
  auto find = [](ProgramSections& sections, Opcode opcode) -> program::Instruction& {
    return *std::ranges::find(sections.instructions, opcode, &program::Instruction::opcode);
  };
  const std::vector<Case> cases{
      {"bad UTF-8", [](auto& s) { s.strings[0] = '\xFF'; }, "not valid UTF-8"},
      {"half a character",
       [&](auto& s) {
         s.texts[sample.hello] = {s.texts[sample.hello].first, 3};
       },
       "not valid UTF-8"},
      {"no head", [](auto& s) { s.heads.clear(); }, "not exactly one head"},
      {"two heads", [](auto& s) { s.heads.push_back(s.heads[0]); }, "not exactly one head"},
      {"a range around the end of the numbers",
       [](auto& s) {
         s.units[0].registers = {0xFFFFFFF0, 0x20};
       },
       "out of range"},
      {"a reading of no enum", [](auto& s) { s.readings[0].enumeration = 9; }, "a reading is of no enum"},
      {"a reading whose default is none of its choices", [](auto& s) { s.readings[0].default_choice = 5; },
       "default is none of its choices"},
      {"a choice that nobody declared",
       [&](auto& s) { find(s, Opcode::Reading).operands[0] = size32(s.readings); }, "operand out of range"},
      {"a choice read as a member of another enum",
       [&](auto& s) {
         s.enums.push_back({program::String{0, 2}, s.enums[0].members});
         s.readings[0].enumeration = size32(s.enums) - 1;
       },
       "another type than it reads"},
      {"a choice that is no value of the document",
       [&](auto& s) { s.registers[find(s, Opcode::Reading).result].level = sample.groups; },
       "below the document"},
      {"levels in a circle", [&](auto& s) { s.levels[sample.groups].parent = sample.items; },
       "hangs below itself"},
      {"a level below itself", [&](auto& s) { s.levels[sample.items].parent = sample.items; },
       "hangs below itself"},
      {"a second document", [&](auto& s) { s.levels[sample.others].form = program::LevelForm::Document; },
       "second document"},
      {"a cross of a cross", [&](auto& s) { s.levels[sample.pairs].list = sample.pairs; }, "is of no list"},
      {"a cross via a level beside it", [&](auto& s) { s.levels[sample.pairs].via = sample.others; },
       "does not hang below"},
      {"a cross via rows without the list", [&](auto& s) { s.levels[sample.pairs].via = sample.groups; },
       "have no such list"},
      {"a column that nothing fills", [&](auto& s) { s.fields[0].column = kAbsent; },
       "no field fills column"},
      {"a column filled twice",
       [&](auto& s) {
         for (auto& field : s.fields) {
           if (field.column == sample.item_span) field.column = sample.item_number;
         }
       },
       "filled already"},
      {"an object within itself",
       [](auto& s) {
         for (auto& field : s.fields) {
           if (field.form == Form::List) field.object = s.units[0].root;
         }
       },
       ""},
      {"an object in a field that is none",
       [](auto& s) { std::ranges::find(s.fields, Form::Date, &program::Field::form)->object = 0; },
       "more than its form needs"},
      {"a table whose key is a key of itself",
       [&](auto& s) {
         auto& key = s.table_columns[s.tables[sample.towns].columns.first];
         s.tables[sample.towns].alternative = kAbsent;
         key.type = ValueType::Key;
         key.type_id = sample.towns;
         s.cells[key.first_cell] = 0;
         s.cells[key.first_cell + 1] = 1;
         const std::vector<std::int32_t> keys{0, 1};
         std::ranges::copy(build_slots(keys, 1, 2), s.indexes.begin() + s.tables[sample.towns].slots.first);
       },
       "a key of itself"},
      {"a narrow code of a wide enum", [&](auto& s) { s.enums[sample.colours].members.count = 0xFFFF; },
       "out of range"},
      {"a cell that is no member",
       [&](auto& s) { s.cells[s.table_columns[s.tables[sample.towns].columns.first + 1].first_cell] = 5; },
       "cell 5 is out of range"},
      {"slots without an empty one",
       [&](auto& s) {
         const auto slots = s.tables[sample.towns].slots;
         for (std::uint32_t i = 0; i < slots.count; ++i) s.indexes[slots.first + i] = i % 2;
       },
       "too full"},
      {"a slot out of range",
       [&](auto& s) {
         const auto slots = s.tables[sample.towns].slots;
         for (std::uint32_t i = 0; i < slots.count; ++i) {
           if (s.indexes[slots.first + i] == 0) s.indexes[slots.first + i] = 2;
         }
       },
       "a slot of a table is out of range"},
      {"a row that is never found",
       [&](auto& s) {
         const auto slots = s.tables[sample.towns].slots;
         for (std::uint32_t i = 0; i < slots.count; ++i) s.indexes[slots.first + i] = kAbsent;
       },
       "not found by its key"},
      {"an unknown opcode", [](auto& s) { s.instructions[3].opcode = static_cast<Opcode>(kOpcodeCount); },
       "no known opcode"},
      {"a register written twice", [](auto& s) { s.instructions[3].result = s.instructions[2].result; }, ""},
      {"a register read before it is written",
       [&](auto& s) {
         const auto order = s.segments[0].order;
         std::swap(s.indexes[order.first + 1], s.indexes[order.first + 5]);
       },
       "before it is written"},
      {"a fold read before it is complete",
       [&](auto& s) {
         // The last segment folds; spreading its result within it would read what is not there yet.
         auto& spread = *std::ranges::find_if(s.instructions, [&](const auto& it) {
           return it.opcode == Opcode::Spread && it.operands[0] == sample.number;
         });
         spread.operands[0] = s.registers.size() - 2;
       },
       "before it is written"},
      {"an operand of the wrong kind", [&](auto& s) { find(s, Opcode::And).operands[0] = sample.name; },
       "wrong kind"},
      {"a negated code", [&](auto& s) { find(s, Opcode::Given).operands[0] |= kNegated; }, "wrong kind"},
      {"an operand too many", [&](auto& s) { find(s, Opcode::Given).operands[1] = 0; }, "wrong kind"},
      {"a column of another level", [&](auto& s) { find(s, Opcode::Gather).operands[0] = sample.item_text; },
       "another list"},
      {"operands at two levels", [&](auto& s) { find(s, Opcode::And).operands[0] = sample.yes; },
       "different levels"},
      {"a spread upwards",
       [&](auto& s) {
         for (const auto& it : s.instructions) {
           auto& level = s.registers[it.result].level;
           if (it.opcode == Opcode::Spread && level != sample.groups) return void(level = sample.groups);
         }
       },
       "not below"},
      {"a column of another table",
       [&](auto& s) { find(s, Opcode::Column).operands[1] = s.tables[sample.towns].columns.first; },
       "another table"},
      {"a register of another enum",
       [&](auto& s) {
         s.enums.push_back({program::String{0, 2}, s.enums[0].members});
         s.registers[sample.shown].type_id = size32(s.enums) - 1;
       },
       "another type"},
      {"a key with a part too few", [&](auto& s) { find(s, Opcode::Find).operands[2] = kAbsent; },
       "parts of a key"},
      {"a list searched via the wrong level", [&](auto& s) { find(s, Opcode::Member).operands[2] = 0; },
       "have no such list"},
      {"steps between other elements",
       [&](auto& s) { find(s, Opcode::Reach).operands[1] = find(s, Opcode::Reach).operands[0]; }, "no pairs"},
      {"a pair of what is no element", [&](auto& s) { find(s, Opcode::PairOf).operands[1] = sample.items; },
       "other elements"},
      {"a raw text compared",
       [&](auto& s) {
         s.columns[sample.group_name].raw = 1;
         s.registers[sample.name].raw = 1;
       },
       "for showing only"},
      {"an instruction in no segment", [](auto& s) { --s.segments.back().order.count; }, ""},
      {"a segment over a nested list", [&](auto& s) { s.segments[1].root = sample.items; }, "as root"},
      {"no final segment", [](auto& s) { s.segments.back().final = 0; }, "wrongly marked"},
      {"a cost that is not true", [](auto& s) { ++s.units[0].cost_constant; }, "instructions a document"},
      {"a cost of a level that is not true", [](auto& s) { --s.costs[0].instructions; },
       "instructions a row"},
      {"a norm without its condition", [&](auto& s) { s.norms[0].condition = sample.document_truth; },
       "no condition"},
      {"a right that is an outcome", [&](auto& s) { s.acts[0].right = sample.outcome; }, "no right"},
      {"an act that the section has not", [](auto& s) { s.norms[1].acts = 2; }, "none of its section"},
      {"a part of a later norm", [](auto& s) { s.norms[0].part_of = 1; }, "part of none"},
      {"a hole for a register below", [&](auto& s) { s.text_parts[0].hole = sample.name; },
       "cannot be read there"},
      {"a list in words among what is no truth",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.name, program::HoleForm::Names, sample.name, sample.there};
       },
       "names what is in no list"},
      {"a list in words of another list's elements",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.text_, program::HoleForm::Names, sample.condition, sample.there};
       },
       "names what is in no list"},
      {"a list in words that hangs below what is told",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.text_, program::HoleForm::Names, sample.in_others, kAbsent};
       },
       "names what is in no list"},
      {"a list in words that no code says is there",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.name, program::HoleForm::Names, sample.condition, sample.number};
       },
       "names what is in no list"},
      {"a list in words of a value",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.name, program::HoleForm::Value, sample.condition, sample.there};
       },
       "names what is in no list"},
      {"a set in words that is none",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.date, program::HoleForm::Names};
       },
       "cannot be read there"},
      {"a hole of no form",
       [&](auto& s) {
         s.text_parts[0] = {{}, sample.date, static_cast<program::HoleForm>(3)};
       },
       "no known form"},
      {"a judgement about another level's name",
       [&](auto& s) { s.judgements[1].about_column = sample.item_text; }, "another name than it is about"},
      {"a point of another kind", [](auto& s) { s.points[0].kind = static_cast<program::PointKind>(7); },
       "no known kind"},
      {"a point that ends before it begins", [](auto& s) { s.points[0].end = 99; }, "no known kind"},
      {"a point in no source", [](auto& s) { s.points[0].place.source = 9; }, "source 9"},
      {"a point of nobody",
       [](auto& s) {
         s.points[0].owner = {0, 1u << 30};
       },
       "owner of a point"},
      {"a probe of no point", [](auto& s) { s.probes[0].point = 1; }, "sees no point"},
      {"a probe of no truth", [&](auto& s) { s.probes[0].operand = sample.name; }, "sees no point"},
      {"a probe of no register", [](auto& s) { s.probes[0].unless = 1u << 20; }, "sees no point"},
      {"a probe at two levels", [&](auto& s) { s.probes[0].unless = sample.document_truth; },
       "sees no point"},
      {"a unit's probes out of range", [](auto& s) { s.units[0].probes.count = 2; }, "probes of a unit"},
      {"a translation into no language", [](auto& s) { s.translations[0].language = 6; },
       "no known language"},
      {"a translation of what is not there",
       [](auto& s) {
         s.translations[0].text = {0, 1u << 30};
       },
       "text that is translated"},
      {"a translation that shows more than its text",
       [&](auto& s) { s.text_parts[s.parts_translations[0].translated.first + 1].hole = sample.name; },
       "a hole that its text does not have"},
      {"a translation out of range", [](auto& s) { s.parts_translations[0].translated.count = 1u << 20; },
       "translation"},
      {"a day after the calendar", [](auto& s) { s.heads[0].until = kLastDay + 1; }, "no such day"},
      // What tells of a run, mends a document and proves a verdict relies on.
      {"a column that lies elsewhere than its field",
       [&](auto& s) { s.columns[sample.group_town].path = s.columns[sample.group_colour].path; },
       "lies elsewhere than its field"},
      {"a column whose path is no path", [&](auto& s) { ++s.columns[sample.group_town].path.first; },
       "lies elsewhere than its field"},
      {"a column without a path", [&](auto& s) { s.columns[sample.day].path.count = 0; }, ""},
      {"a date that lies elsewhere",
       [&](auto& s) {
         s.units[0].date_column = sample.day;
         s.columns[sample.day].path = s.columns[sample.group_town].path;
       },
       "is no date of the document"},
      {"a list that lies elsewhere than its field",
       [&](auto& s) { s.levels[sample.items].path = s.levels[sample.groups].path; },
       "level 2 lies elsewhere"},
      {"a list whose path is shorter than that of the list around it",
       [&](auto& s) { s.levels[sample.items].path.count = 2; }, "level 2 lies elsewhere"},
      {"a cross with a place of its own",
       [&](auto& s) { s.levels[sample.pairs].path = s.levels[sample.items].path; }, "a name or a place"},
      {"a document that lies somewhere", [&](auto& s) { s.levels[0].path = s.levels[sample.items].path; },
       "the document lies somewhere"},
      {"a name that is not the field `name`",
       [&](auto& s) { s.levels[sample.items].name_column = sample.item_text; }, "no such name column"},
      {"a field without a name", [](auto& s) { s.fields[0].name.count = 0; }, "would not fit a pointer"},
      {"a field whose name has a slash",
       [](auto& s) {
         s.fields[0].name = {size32(s.strings), 3};
         s.strings.insert(s.strings.end(), {'a', '/', 'b'});
       },
       "would not fit a pointer"},
      {"a name that a terminal obeys", [](auto& s) { s.strings[0] = '\x1B'; }, "control character"},
      {"a list of which nobody can tell whether it is there",
       [&](auto& s) {
         auto list = std::ranges::find(s.fields, sample.others, &program::Field::level);
         REQUIRE(list->column == s.columns.size() - 1);
         list->column = kAbsent;
         s.columns.pop_back();
         --s.units[0].columns.count;
       },
       "whether the list of level 3 is there"},
      {"a fold that asks for another list's presence",
       [&](auto& s) { find(s, Opcode::Any).operands[1] = sample.name; }, "presence of another list"},
      {"a section that asks for another list's presence",
       [&](auto& s) { s.sections[0].list_presence = sample.date; }, "whether its list is there"},
      {"a section that asks nobody whether its list is there",
       [](auto& s) { s.sections[0].list_presence = kAbsent; }, "whether its list is there"},
      {"a judgement twice",
       [](auto& s) {
         s.judgements.push_back(s.judgements[1]);
         ++s.units[0].judgements.count;
       },
       "a judgement is there twice"},
      {"a judgement about the document and about somebody",
       [](auto& s) { s.judgements[0].name = s.judgements[1].name; }, "a judgement is there twice"},
      {"a judgement asked where nobody is whom it is about",
       [&](auto& s) { find(s, Opcode::Attested).operands[0] = 1; },
       "asks about another than its judgement is about"},
      {"a judgement about the document asked about somebody",
       [](auto& s) {
         for (auto& made : s.instructions) {
           if (made.opcode == Opcode::Attested) made.operands[0] = 0;
         }
       },
       "asks about another than its judgement is about"},
      {"a judgement of another level",
       [&](auto& s) {
         s.judgements[1].level = sample.items;
         s.judgements[1].about_column = sample.item_text;
         s.judgements[1].asks = s.judgements[1].from = {};
       },
       "asks about another than its judgement is about"},
      {"a constant of another enum",
       [&](auto& s) {
         s.enums.push_back({program::String{0, 2}, {0, 5}});
         s.constants[find(s, Opcode::Is).operands[1]].type_id = size32(s.enums) - 1;
       },
       "a constant of another type"},
      {"a constant of another meaning",
       [&](auto& s) {
         auto& wanted = s.constants[find(s, Opcode::Is).operands[1]];
         wanted.type = ValueType::Date;
         wanted.width = 4;
         wanted.value = 700000;
       },
       "a constant of another type"},
      {"members of another enum",
       [&](auto& s) {
         s.enums.push_back({program::String{0, 2}, {0, 5}});
         s.constants[find(s, Opcode::IsIn).operands[1]].type_id = size32(s.enums) - 1;
       },
       "members of another enum"},
      {"a set that holds members of another enum",
       [&](auto& s) {
         auto& has = find(s, Opcode::Has);
         has.operands[1] = sample.name;
       },
       "a set of another enum"},
      {"values of different types compared",
       [&](auto& s) { find(s, Opcode::EqualCode).operands[0] = sample.name; }, "values of different types"},
      {"texts put into order", [&](auto& s) { find(s, Opcode::LessCode).operands[0] = sample.there; },
       "what is no date"},
      {"a name taken for yes or no", [&](auto& s) { find(s, Opcode::TruthOf).operands[0] = sample.name; },
       "what is neither"},
      {"a key of another type", [&](auto& s) { find(s, Opcode::Find).operands[2] = sample.name; },
       "a key of another type"},
      {"a table without lines", [&](auto& s) { s.tables[sample.towns].lines.count = 0; }, "one line a row"},
      {"a number that is none in two ways",
       [&](auto& s) { s.cells[s.table_columns[s.tables[sample.towns].columns.first + 2].first_cell] = 99; },
       "is no number"},
      {"two tables of one name",
       [&](auto& s) { s.tables[sample.towns].name = s.tables[sample.pairs_of_towns].name; },
       "two tables have one name"},
      {"two members of one name", [](auto& s) { s.enum_members[0].name = s.enum_members[1].name; },
       "two members have one name"},
      {"two columns of one name", [](auto& s) { s.table_columns[1].name = s.table_columns[0].name; },
       "two columns have one name"},
      {"two acts of one name",
       [](auto& s) {
         s.acts.push_back(s.acts[0]);
         ++s.sections[0].acts.count;
       },
       "two acts have one name"},
      {"a norm that defeats itself",
       [&](auto& s) {
         s.norm_parts.push_back({.role = PartRole::Defeater, .operand = sample.condition, .norm = 0});
         s.norms[0].parts = {0, 1};
       },
       "defeats itself in the end"},
      {"norms that defeat each other",
       [&](auto& s) {
         s.norm_parts.push_back({.role = PartRole::Defeater, .operand = sample.condition, .norm = 1});
         s.norm_parts.push_back({.role = PartRole::Defeater, .operand = sample.condition, .norm = 0});
         s.norms[0].parts = {0, 1};
         s.norms[1].parts = {1, 1};
       },
       "defeats itself in the end"},
  };
  CHECK(fault(everything()) == "none");
  for (const Case& it : cases) {
    CAPTURE(it.what);
    ProgramSections sections = everything();
    it.change(sections);
    const std::string message = fault(sections);
    CHECK(message.starts_with("the program is not sound: "));
    CHECK_MESSAGE(message.find(it.says) != std::string::npos, message);
  }
}

TEST_CASE("ranges that all overlap are refused soon") {
  ProgramSections sections = everything();
  // A thousand sections with all norms each would take a million steps; twice as many four million.
  sections.norms.resize(3000, sections.norms[1]);
  sections.sections.resize(3000, sections.sections[0]);
  for (auto& section : sections.sections) section.norms = {0, 3000};
  sections.units[0].sections = {0, 3000};
  CHECK(fault(sections).starts_with("the program is not sound: "));
}

TEST_CASE("keys are found by their hash") {
  std::vector<std::int32_t> keys;
  for (std::int32_t i = 0; i < 1000; ++i) {
    keys.push_back(i % 25);
    keys.push_back(i % 40 == 39 ? kNone : i);
  }
  keys[2] = keys[0], keys[3] = keys[1];  // row 1 has the key of row 0
  const auto slots = build_slots(keys, 2, 1000);
  CHECK(slots.size() == 2048);
  CHECK(std::ranges::count_if(slots, [](std::uint32_t row) { return row != kAbsent; }) == 1000 - 25 - 1);
  CHECK(key_hash(std::vector{1, 2}) != key_hash(std::vector{2, 1}));

  const FullProgram sample;
  const Program program = open(everything());
  const auto& table = program.tables[sample.pairs_of_towns];
  auto row = [&](std::int32_t a, std::int32_t b) { return find_row(program, table, std::array{a, b}); };
  CHECK(row(0, 1) == 0);
  CHECK(row(0, 2) == 1);
  CHECK(row(1, 1) == 2);
  CHECK(row(1, 2) == kNone);
  CHECK(row(kNone, 1) == kNone);
  CHECK(row(0, kUnknown) == kUnknown);
  CHECK(row(kUnknown, kNone) == kUnknown);
}

TEST_CASE("a listing for people") {
  const std::string listing = disassemble(open(everything()));
  auto has = [&](std::string_view line) { CHECK_MESSAGE(listing.find(line) != std::string::npos, line); };
  has("program tests.machine\n");
  has("  in force from 2021-07-30");
  has("  reading  reading0: m0, m1, m2 (default), m3, m4\n");
  has(":= reading reading0");
  has("  table    Table0, 2 rows by column0 or column0, 1 cells in doubt");
  has("·list1 + ");
  has("constant yes");
  has("is_in c");
  has("{m1, m2}");
  has("and not t");
  has("; article 1, by_hand.precept:12:3\n");
  has("  about list1, otherwise silent, presence c0\n");
  has("    act enter: right r");
  has("shall not enter when t");
  has("will not do\"\n");
  has("judgement each about list1");
}

TEST_CASE("words of the report contract") {
  CHECK(to_string(Right::Undetermined) == std::string("undetermined"));
  CHECK(to_string(Outcome::NotApplicable) == std::string("not-applicable"));
  CHECK(to_string(Level::Warning) == std::string("warning"));
  CHECK(to_string(Verdict::NonCompliant) == std::string("non-compliant"));
  CHECK(to_string(Modality::ShouldNot) == std::string("should not"));
  CHECK(level_of(Modality::ShallNot) == Level::Error);
  CHECK(level_of(Modality::Should) == Level::Warning);
  CHECK(level_of(Modality::May) == Level::Note);
}
