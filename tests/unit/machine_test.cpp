// The machine, instruction by instruction: known, none and unknown values, in slices of 64 rows and whole.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <limits>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

#include "base/date.h"
#include "base/moment.h"
#include "runtime/program/interval.h"
#include "runtime/verify/open.h"
#include "tests/unit/program_builder.h"

using namespace precept;
using namespace precept::test;
using program::Form;

namespace {

constexpr std::uint32_t kList = 1;  ///< the first list of every program below
const Interval kAny = Interval::unknown();
const Interval kNo = Interval::none();

std::string show(Interval value) {
  if (value.is_none()) return "none";
  if (value.is_unknown()) return "?";
  if (value.is_exact()) return std::to_string(value.low);
  auto bound = [](std::int64_t bound) {
    const bool end = bound == interval::kMost || bound == interval::kLeast;
    return end ? std::string() : std::to_string(bound);
  };
  return bound(value.low) + ".." + bound(value.high);
}

/// A register's value as a word: yes no ? none 3 1..3 {0b101}.
std::string show(const Program& program, const Registers& registers, std::uint32_t operand,
                 std::uint32_t row) {
  const auto& reg = program.registers[operand & ~kNegated];
  auto word = [](std::int64_t code) {
    return code == kNone ? "none" : code == kUnknown ? "?" : std::to_string(code);
  };
  switch (reg.kind) {
    case RegisterKind::Truth: {
      const Truth truth = registers.truth(operand, row);
      return truth == Truth::Yes ? "yes" : truth == Truth::No ? "no" : "?";
    }
    case RegisterKind::Code:
      return word(registers.code(operand, row));
    case RegisterKind::Int:
      return show(registers.integer(operand, row));
    case RegisterKind::Set: {
      const std::uint64_t set = registers.set(operand, row);
      return set == kUnknownSet ? "?" : set == kNoneSet ? "none" : "{" + std::to_string(set) + "}";
    }
    case RegisterKind::Result:
      return std::to_string(registers.result(operand, row));
  }
  return "";
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> result;
  for (std::string word; in >> word;) result.push_back(word);
  return result;
}

/// All rows of a register over all slices, and what was seen on the way.
class Recorder : public Observer {
 public:
  Recorder(const Program& program, std::uint32_t operand) : program_(program), operand_(operand) {}

  void slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
             std::uint32_t count) override {
    if (root != 0) {
      CHECK(first == next_[root]);
      CHECK(registers.rows(root) == count);
      next_[root] += count;
      ++slices;
    }
    const std::uint32_t level = program_.registers[operand_ & ~kNegated].level;
    if (segment_root_of(program_.levels, level) != root) return;
    for (std::uint32_t row = 0; row < registers.rows(level); ++row) {
      values.push_back(show(program_, registers, operand_, row));
    }
    check_bits(registers, level);
  }

  std::vector<std::string> values;
  std::uint32_t slices = 0;

 private:
  /// Scanned and read row by row a truth is the same, and past the last row there is nothing.
  void check_bits(const Registers& registers, std::uint32_t level) const {
    if (program_.registers[operand_ & ~kNegated].kind != RegisterKind::Truth) return;
    auto yes = registers.surely_yes(operand_), no = registers.surely_no(operand_);
    REQUIRE(yes.size() == (registers.rows(level) + 63) / 64);
    for (std::uint32_t row = 0; row < 64 * yes.size(); ++row) {
      const bool is_yes = yes[row / 64] >> (row % 64) & 1, is_no = no[row / 64] >> (row % 64) & 1;
      if (row >= registers.rows(level)) {
        REQUIRE_FALSE((is_yes || is_no));
      } else {
        REQUIRE(registers.truth(operand_, row) == (is_yes ? Truth::Yes : is_no ? Truth::No : Truth::Unknown));
      }
    }
  }

  const Program& program_;
  std::uint32_t operand_;
  std::array<std::uint32_t, 64> next_{};
};

Program open(ProgramBuilder& builder) {
  auto program = open_program(save(builder.finish()));
  if (!program) FAIL(program.error().message);
  return std::move(*program);
}

std::vector<std::string> run(const Program& program, const Document& document, std::uint32_t operand,
                             std::uint32_t slice_rows) {
  Machine machine(program, document, {.slice_rows = slice_rows});
  Recorder recorder(program, operand);
  machine.run(recorder);
  return recorder.values;
}

/// The same in slices of 64 rows, in large slices and whole.
std::vector<std::string> values(const Program& program, const Document& document, std::uint32_t operand) {
  auto whole = run(program, document, operand, MachineOptions::kWhole);
  CHECK(run(program, document, operand, 64) == whole);
  CHECK(run(program, document, operand, 4096) == whole);
  return whole;
}

/// A list with columns whose rows are written out, then repeated so that they fill several words.
class Rows {
 public:
  static constexpr std::size_t kTimes = 40;

  ProgramBuilder builder;
  Rows() { builder.list(0); }

  std::uint32_t codes(const std::vector<std::int32_t>& rows, std::uint8_t width, Form form = Form::Text,
                      std::uint32_t id = kAbsent) {
    const std::uint32_t column = builder.column(kList, form, id, width);
    count_ = rows.size();
    fill_.push_back([=](DocumentBuilder& document) { document.codes(column, repeat(rows)); });
    return builder.field(column);
  }
  std::uint32_t dates(const std::vector<std::int32_t>& rows) { return codes(rows, 4, Form::Date); }
  std::uint32_t members(const std::vector<std::int32_t>& rows, std::uint32_t id) {
    return codes(rows, 1, Form::Enum, id);
  }
  std::uint32_t numbers(const std::vector<Interval>& rows, Form form = Form::Int) {
    const std::uint32_t column = builder.column(kList, form);
    count_ = rows.size();
    fill_.push_back([=](DocumentBuilder& document) { document.numbers(column, repeat(rows)); });
    return builder.field(column);
  }
  std::uint32_t sets(const std::vector<std::uint64_t>& rows, std::uint32_t id) {
    const std::uint32_t column = builder.column(kList, Form::Set, id);
    count_ = rows.size();
    fill_.push_back([=](DocumentBuilder& document) { document.masks(column, repeat(rows)); });
    return builder.field(column);
  }
  /// From words y, n and u.
  std::uint32_t truths(const std::string& letters) {
    std::vector<std::int32_t> rows;
    for (char letter : letters) rows.push_back(letter == 'y' ? 1 : letter == 'n' ? 0 : kUnknown);
    return builder.truth(Opcode::TruthOf, kList, {codes(rows, 1, Form::Truth)});
  }

  /// What a register of the list holds for the rows that were written out.
  std::string operator()(std::uint32_t operand) {
    const Program program = open(builder);
    DocumentBuilder document = fill(program);
    const auto all = values(program, document.document, operand);
    REQUIRE(all.size() == count_ * kTimes);
    std::string first;
    for (std::size_t row = 0; row < all.size(); ++row) {
      REQUIRE(all[row] == all[row % count_]);
      if (row < count_) first += (row ? " " : "") + all[row];
    }
    return first;
  }
  /// Instructions that overflowed.
  std::vector<std::uint32_t> overflows() {
    const Program program = open(builder);
    DocumentBuilder document = fill(program);
    Machine machine(program, document.document, {.slice_rows = 64});
    struct Nobody : Observer {
      void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}
    } nobody;
    machine.run(nobody);
    return machine.overflows();
  }

 private:
  template <class T>
  static std::vector<T> repeat(const std::vector<T>& rows) {
    std::vector<T> result;
    for (std::size_t time = 0; time < kTimes; ++time) result.insert(result.end(), rows.begin(), rows.end());
    return result;
  }
  DocumentBuilder fill(const Program& program) {
    DocumentBuilder document(program);
    document.list(kList, {static_cast<std::uint32_t>(count_ * kTimes)});
    for (const auto& fill : fill_) fill(document);
    return document;
  }

  std::size_t count_ = 0;
  std::vector<std::function<void(DocumentBuilder&)>> fill_;
};

}  // namespace

TEST_CASE("truths: and, or, negation by swapping") {
  Rows rows;
  const std::uint32_t a = rows.truths("yyynnnuuu"), b = rows.truths("ynuynuynu");
  const std::uint32_t both = rows.builder.truth(Opcode::And, kList, {a, b});
  const std::uint32_t either = rows.builder.truth(Opcode::Or, kList, {a, b});
  const std::uint32_t but_not = rows.builder.truth(Opcode::And, kList, {a, b | kNegated});
  const std::uint32_t or_not = rows.builder.truth(Opcode::Or, kList, {a | kNegated, b});
  CHECK(rows(both) == "yes no ? no no no ? no ?");
  CHECK(rows(either) == "yes yes yes yes no ? yes ? ?");
  CHECK(rows(but_not) == "no yes ? no no no no ? ?");
  CHECK(rows(or_not) == "yes no ? yes yes yes yes ? ?");
  CHECK(rows(both | kNegated) == "no yes ? yes yes yes ? yes ?");
}

TEST_CASE("codes against a constant, of both widths") {
  for (std::uint8_t width : {1, 4}) {
    Rows rows;
    const std::uint32_t enumeration = rows.builder.enumeration(70);
    const std::uint32_t a = rows.codes({3, 0, 69, kNone, kUnknown, 8}, width, Form::Enum, enumeration);
    auto constant = [&](std::int64_t code) {
      return rows.builder.constant(RegisterKind::Code, ValueType::Enum, code, enumeration, width);
    };
    const std::uint32_t is_three = rows.builder.truth(Opcode::Is, kList, {a, constant(3)});
    const std::uint32_t is_none = rows.builder.truth(Opcode::Is, kList, {a, constant(kNone)});
    CHECK(rows(is_three) == "yes no no no ? no");
    CHECK(rows(is_none) == "no no no yes ? no");
    CHECK(rows(rows.builder.truth(Opcode::Given, kList, {a})) == "yes yes yes no ? yes");
    const std::uint32_t small = rows.builder.enumeration(62);
    const std::uint32_t b = rows.codes({3, 0, 61, kNone, kUnknown, 8}, width, Form::Enum, small);
    const std::uint32_t mask =
        rows.builder.constant(RegisterKind::Set, ValueType::Set, 1 << 3 | 1 << 8, small);
    CHECK(rows(rows.builder.truth(Opcode::IsIn, kList, {b, mask})) == "yes no no no ? yes");
  }
}

TEST_CASE("every member of an enum is in a mask or not") {
  Rows rows;
  std::vector<std::int32_t> all;
  std::string expected;
  const std::uint64_t mask = 0x2AAA'9123'4567'89AB;
  for (std::int32_t code = 0; code < 62; ++code) {
    all.push_back(code);
    expected += (code ? " " : "") + std::string(mask >> code & 1 ? "yes" : "no");
  }
  const std::uint32_t enumeration = rows.builder.enumeration(62);
  const std::uint32_t a = rows.members(all, enumeration);
  const std::uint32_t constant =
      rows.builder.constant(RegisterKind::Set, ValueType::Set, static_cast<std::int64_t>(mask), enumeration);
  CHECK(rows(rows.builder.truth(Opcode::IsIn, kList, {a, constant})) == expected);
}

TEST_CASE("codes against codes") {
  for (std::uint8_t width : {1, 4}) {
    Rows rows;
    const std::uint32_t enumeration = rows.builder.enumeration(9);
    const std::uint32_t a =
        rows.codes({3, 3, 5, kNone, kNone, kUnknown, kUnknown, 4}, width, Form::Enum, enumeration);
    const std::uint32_t b =
        rows.codes({3, 5, 3, kNone, 4, kUnknown, 4, kNone}, width, Form::Enum, enumeration);
    CHECK(rows(rows.builder.truth(Opcode::EqualCode, kList, {a, b})) == "yes no no yes no ? ? no");
  }
  Rows days;
  const std::uint32_t c = days.dates({3, 3, 5, kNone, kNone, kUnknown, kUnknown, 4});
  const std::uint32_t d = days.dates({3, 5, 3, kNone, 4, kUnknown, 4, kNone});
  CHECK(days(days.builder.truth(Opcode::LessCode, kList, {c, d})) == "no yes no ? ? ? ? ?");
  Rows mixed;
  const std::uint32_t enumeration = mixed.builder.enumeration(9);
  const std::uint32_t a = mixed.codes({3, kUnknown, 7}, 1, Form::Enum, enumeration);
  const std::uint32_t b = mixed.codes({3, 3, 8}, 4, Form::Enum, enumeration);
  CHECK(mixed(mixed.builder.truth(Opcode::EqualCode, kList, {a, b})) == "yes ? no");
}

TEST_CASE("a truth or none as truth") {
  Rows rows;
  const std::uint32_t a = rows.codes({1, 0, kNone, kUnknown}, 1, Form::Truth);
  CHECK(rows(rows.builder.truth(Opcode::TruthOf, kList, {a})) == "yes no ? ?");
  const std::uint32_t wide = rows.codes({1, 0, kNone, kUnknown}, 4, Form::Truth);
  CHECK(rows(rows.builder.truth(Opcode::TruthOf, kList, {wide})) == "yes no ? ?");
}

TEST_CASE("intervals compare") {
  Rows rows;
  const std::uint32_t a = rows.numbers({{2, 2}, {2, 2}, {1, 3}, {1, 3}, {1, 3}, kNo, kNo, kNo, kAny, {4, 4}});
  const std::uint32_t b =
      rows.numbers({{2, 2}, {3, 3}, {3, 5}, {4, 5}, {-2, 1}, kNo, {1, 1}, kAny, {1, 1}, {2, 4}});
  CHECK(rows(rows.builder.truth(Opcode::EqualInt, kList, {a, b})) == "yes no ? no ? yes no ? ? ?");
  CHECK(rows(rows.builder.truth(Opcode::LessInt, kList, {a, b})) == "no yes ? yes no ? ? ? ? no");
  CHECK(rows(rows.builder.truth(Opcode::Given, kList, {a})) == "yes yes yes yes yes no no no ? yes");
}

TEST_CASE("arithmetic widens, and says when it leaves the range") {
  const std::int64_t most = interval::kMost, least = interval::kLeast;
  Rows rows;
  const std::uint32_t a = rows.numbers({{2, 3}, {-2, 3}, kNo, kAny, {0, most}, {least, -1}});
  const std::uint32_t b = rows.numbers({{10, 20}, {-5, 4}, {1, 1}, {0, 0}, {0, 0}, {0, 0}});
  const std::uint32_t sum = rows.builder.number(Opcode::Add, kList, {a, b});
  const std::uint32_t difference = rows.builder.number(Opcode::Subtract, kList, {a, b});
  const std::uint32_t product = rows.builder.number(Opcode::Multiply, kList, {a, b});
  CHECK(rows(sum) == "12..23 -7..7 ? ? 0.. ..-1");
  CHECK(rows(difference) == "-18..-7 -6..8 ? ? 0.. ..-1");
  CHECK(rows(product) == "20..60 -15..12 ? ? 0 0");
  CHECK(rows.overflows().empty());

  Rows large;
  const std::uint32_t c = large.numbers({{most, most}, {most - 1, most - 1}, {least, least}, {0, most}});
  const std::uint32_t d = large.numbers({{1, 1}, {1, 1}, {-1, -1}, {1, 1}});
  const std::uint32_t over = large.builder.number(Opcode::Add, kList, {c, d});
  const std::uint32_t under = large.builder.number(Opcode::Subtract, kList, {d, c});
  const std::uint32_t times = large.builder.number(Opcode::Multiply, kList, {c, c});
  CHECK(large(over) == "? " + std::to_string(most) + " ? ?");
  CHECK(large(under) == std::to_string(1 - most) + " " + std::to_string(2 - most) + " " +
                            std::to_string(most) + " " + std::to_string(1 - most) + "..1");
  CHECK(large(times) == "? ? ? ?");
  CHECK(large.overflows() == std::vector<std::uint32_t>{2, 4});
}

TEST_CASE("the lesser and the greater of two numbers, of which one may be a bound for the other") {
  Rows rows;
  const std::uint32_t a = rows.numbers({{2, 2}, {2, 5}, {1, 9}, kNo, kAny, kAny});
  const std::uint32_t b = rows.numbers({{3, 3}, {3, 4}, {2, 3}, {1, 1}, {3, 3}, kAny});
  CHECK(rows(rows.builder.number(Opcode::MinOf, kList, {a, b})) == "2 2..4 1..3 ? ..3 ?");
  CHECK(rows(rows.builder.number(Opcode::MaxOf, kList, {a, b})) == "3 3..5 2..9 ? 3.. ?");
}

TEST_CASE("fractions compare exactly, and what may be 0 divides nothing") {
  Rows rows;
  const std::uint32_t a = rows.numbers({{2, 2}, {2, 2}, {1, 2}, kNo, {1, 1}, {-4, -4}, {1, 1}});
  const std::uint32_t b = rows.numbers({{3, 3}, {3, 3}, {3, 3}, {1, 1}, {0, 1}, {1, 1}, {-2, -2}});
  const std::uint32_t c = rows.numbers({{4, 4}, {5, 5}, {1, 1}, kNo, {1, 1}, {1, 1}, {0, 0}});
  const std::uint32_t d = rows.numbers({{6, 6}, {6, 6}, {3, 3}, {2, 2}, {1, 1}, {3, 3}, {5, 5}});
  CHECK(rows(rows.builder.truth(Opcode::LessRatio, kList, {a, b, c, d})) == "no yes no ? ? yes yes");
  CHECK(rows(rows.builder.truth(Opcode::EqualRatio, kList, {a, b, c, d})) == "yes no ? yes ? no no");
  CHECK(rows(rows.builder.number(Opcode::Divisor, kList, {b})) == "3 3 3 1 ? 1 -2");
  const program::Register decimal{.kind = RegisterKind::Int, .type = ValueType::Number, .level = kList};
  CHECK(rows(rows.builder.emit(Opcode::Millionths, decimal, {a, b})) ==
        "666666..666667 666666..666667 333333..666667 none ? -4000000 -500000");
  CHECK(rows(rows.builder.emit(Opcode::Root, decimal, {a, d})) ==
        "577350..577351 577350..577351 577350..816497 ? 1000000 ? 447213..447214");
}

TEST_CASE("a count that has no bound does not overflow") {
  // "at least 0" plus one is unknown, and nobody's numbers are too large.
  Rows rows;
  const std::uint32_t a = rows.numbers({{0, interval::kMost}}), b = rows.numbers({{1, 1}});
  CHECK(rows(rows.builder.number(Opcode::Add, kList, {a, b})) == "?");
  CHECK(rows.overflows().empty());
}

TEST_CASE("dates and numbers of days") {
  Rows rows;
  const std::uint32_t a = rows.dates({0, kLastDay, kNone, kUnknown});
  CHECK(rows(rows.builder.number(Opcode::DayNumber, kList, {a})) ==
        "0 " + std::to_string(kLastDay) + " none ?");
  Rows days;
  const std::uint32_t b = days.numbers({{5, 5}, {5, 6}, {-1, -1}, {kLastDay + 1, kLastDay + 1}, kNo, kAny});
  const program::Register date{.kind = RegisterKind::Code, .type = ValueType::Date, .level = kList};
  CHECK(days(days.builder.emit(Opcode::DateOf, date, {b})) == "5 ? ? ? none ?");
}

TEST_CASE("the calendar: parts of dates, and sums of months") {
  Rows rows;
  const std::int32_t leap_day = *parse_date("2024-02-29"), first = 0;
  const std::uint32_t a = rows.dates({leap_day, first, kLastDay, kNone, kUnknown});
  CHECK(rows(rows.builder.number(Opcode::YearOf, kList, {a})) == "2024 1 9999 ? ?");
  CHECK(rows(rows.builder.number(Opcode::MonthOf, kList, {a})) == "2 1 12 ? ?");
  CHECK(rows(rows.builder.number(Opcode::DayOf, kList, {a})) == "29 1 31 ? ?");
  const program::Register date{.kind = RegisterKind::Code, .type = ValueType::Date, .level = kList};
  const auto ends = [&](std::int32_t of_leap_day, std::int32_t of_first, std::int32_t of_last) {
    return fmt::format("{} {} {} ? ?", of_leap_day, of_first, of_last);
  };
  CHECK(rows(rows.builder.emit(Opcode::FirstOfMonth, date, {a})) == ends(leap_day - 28, 0, kLastDay - 30));
  CHECK(rows(rows.builder.emit(Opcode::LastOfMonth, date, {a})) == ends(leap_day, 30, kLastDay));
  CHECK(rows(rows.builder.emit(Opcode::FirstOfYear, date, {a})) == ends(leap_day - 59, 0, kLastDay - 364));
  CHECK(rows(rows.builder.emit(Opcode::LastOfYear, date, {a})) == ends(leap_day + 306, 364, kLastDay));

  Rows sums;
  const std::int64_t end = *parse_date("2024-01-31");
  const std::uint32_t day =
      sums.numbers({{end, end}, {end, end + 1}, {end, end}, {0, 0}, {kLastDay, kLastDay}, kNo, kAny});
  const std::uint32_t by = sums.numbers({{1, 1}, {1, 1}, {-1, 1}, {-1, -1}, {1, 1}, {1, 1}, {1, 1}});
  CHECK(sums(sums.builder.number(Opcode::AddMonthsDown, kList, {day, by})) ==
        fmt::format("{} {}..{} {}..{} -1 {} ? ?", end + 29, end + 29, end + 30, end - 31, end + 29,
                    kLastDay + 1));
  CHECK(sums(sums.builder.number(Opcode::AddMonthsUp, kList, {day, by})) ==
        fmt::format("{} {} {}..{} -1 {} ? ?", end + 30, end + 30, end - 31, end + 30, kLastDay + 1));
}

TEST_CASE("moments: instants, the days they were told with, and sums of seconds") {
  Rows rows;
  const auto at = [](std::string_view text) { return *parse_moment(text); };
  const std::int64_t told = at("2024-05-01T00:30+02:00"), same = at("2024-04-30T22:30Z"),
                     first = at("0001-01-01T00:00+14:00"), last = at("9999-12-31T23:59:59-12:00");
  const std::uint32_t a = rows.numbers(
      {{told, told}, {same, same}, {first, first}, {last, last}, {same, told}, kNo, kAny}, Form::Moment);
  const std::uint32_t by =
      rows.numbers({{3'600, 3'600}, {-1, -1}, {-1, -1}, {1, 1}, {1, 2}, {1, 1}, {1, 1}}, Form::Hours);
  const program::Register moment{.kind = RegisterKind::Int, .type = ValueType::Moment, .level = kList},
      hours{.kind = RegisterKind::Int, .type = ValueType::Hours, .level = kList},
      date{.kind = RegisterKind::Code, .type = ValueType::Date, .width = 4, .level = kList};
  const std::int64_t instant = 739'005LL * 86'400 + 22 * 3'600 + 1'800;
  CHECK(rows(rows.builder.emit(Opcode::Instant, hours, {a})) ==
        fmt::format("{} {} {} {} {} none ?", instant, instant, -14 * 3'600,
                    3'652'059LL * 86'400 - 1 + 12 * 3'600, instant));
  CHECK(rows(rows.builder.emit(Opcode::LocalDate, date, {a})) ==
        fmt::format("{} {} 0 {} ? ? ?", *parse_date("2024-05-01"), *parse_date("2024-04-30"), kLastDay));
  CHECK(rows(rows.builder.emit(Opcode::AddSeconds, moment, {a, by})) ==
        fmt::format("{} {} ? ? {}..{} ? ?", told + 3'600 * 2'048, same - 2'048, same + 2'048, told + 4'096));
}

TEST_CASE("sets") {
  Rows rows;
  const std::uint32_t e = rows.builder.enumeration(62);
  const std::uint64_t top = 1ull << 61;
  const std::uint32_t a = rows.sets({0, 3, 3, top, kNoneSet, kUnknownSet, kNoneSet, 5}, e);
  const std::uint32_t b = rows.sets({0, 1, 7, top, kNoneSet, 1, 1, kNoneSet}, e);
  auto& builder = rows.builder;
  CHECK(rows(builder.truth(Opcode::EqualSet, kList, {a, b})) == "yes no no yes yes ? no no");
  CHECK(rows(builder.truth(Opcode::Subset, kList, {a, b})) == "yes no yes yes ? ? ? ?");
  CHECK(rows(builder.truth(Opcode::Overlaps, kList, {a, b})) == "no yes yes yes ? ? ? ?");
  const std::string t = "{" + std::to_string(top) + "}";
  CHECK(rows(builder.same(Opcode::Union, a, {a, b})) == "{0} {3} {7} " + t + " ? ? ? ?");
  CHECK(rows(builder.same(Opcode::Intersect, a, {a, b})) == "{0} {1} {3} " + t + " ? ? ? ?");
  CHECK(rows(builder.same(Opcode::Without, a, {a, b})) == "{0} {2} {0} {0} ? ? ? ?");
  CHECK(rows(builder.truth(Opcode::Given, kList, {a})) == "yes yes yes yes no ? no yes");
}

TEST_CASE("a member in a set") {
  Rows rows;
  const std::uint32_t e = rows.builder.enumeration(62);
  const std::uint32_t set = rows.sets({5, 5, 5, 5, kNoneSet, kUnknownSet, kUnknownSet, 1ull << 61}, e);
  const std::uint32_t code = rows.members({2, 1, kNone, kUnknown, 2, 2, kNone, 61}, e);
  CHECK(rows(rows.builder.truth(Opcode::Has, kList, {set, code})) == "yes no no ? ? ? ? yes");
}

TEST_CASE("choose takes one truth, or what both agree on") {
  Rows rows;
  auto& builder = rows.builder;
  const std::uint32_t t = rows.truths("yyynnnuuuu");
  const std::uint32_t a = rows.truths("ynuynuynuy");
  const std::uint32_t b = rows.truths("nynnynynun");
  CHECK(rows(builder.truth(Opcode::Choose, kList, {t, a, b})) == "yes no ? no yes no yes no ? ?");
  CHECK(rows(builder.truth(Opcode::Choose, kList, {t | kNegated, a, b})) == "no yes no yes no ? yes no ? ?");
}

TEST_CASE("select takes one, or what both agree on") {
  Rows rows;
  auto& builder = rows.builder;
  const std::uint32_t e = builder.enumeration(9);
  const std::uint32_t t = rows.truths("ynuuuuu");
  const std::uint32_t a = rows.members({1, 1, 1, 1, kNone, kNone, kUnknown}, e);
  const std::uint32_t b = rows.members({2, 2, 2, 1, kNone, 3, kUnknown}, e);
  CHECK(rows(builder.same(Opcode::Select, a, {t, a, b})) == "1 2 ? 1 none ? ?");
  CHECK(rows(builder.same(Opcode::Select, a, {t | kNegated, a, b})) == "2 1 ? 1 none ? ?");
  const std::uint32_t c = rows.dates({1, 1, 1, 1, kNone, kNone, kUnknown});
  const std::uint32_t d = rows.dates({2, 2, 2, 1, kNone, 3, kUnknown});
  CHECK(rows(builder.same(Opcode::Select, c, {t, c, d})) == "1 2 ? 1 none ? ?");
  const std::uint32_t m = rows.numbers({{1, 1}, {1, 1}, {1, 1}, {1, 4}, kNo, kNo, kAny});
  const std::uint32_t n = rows.numbers({{2, 2}, {2, 2}, {9, 9}, {1, 2}, kNo, {3, 3}, {5, 5}});
  CHECK(rows(builder.same(Opcode::Select, m, {t, m, n})) == "1 2 1..9 1..4 none ? ?");
  const std::uint32_t u = rows.sets({1, 1, 1, 1, kNoneSet, kNoneSet, kUnknownSet}, e);
  const std::uint32_t v = rows.sets({2, 2, 2, 1, kNoneSet, 2, kUnknownSet}, e);
  CHECK(rows(builder.same(Opcode::Select, u, {t, u, v})) == "{1} {2} ? {1} none ? ?");
}

TEST_CASE("rights, by the weight of the norms") {
  // Columns: forbidden, discouraged, permitted. Silent 0, permitted 1, discouraged 2, forbidden 3,
  // undetermined 4.
  Rows rows;
  const std::uint32_t f = rows.truths("ynnnnunuu"), d = rows.truths("nynnunnuy"),
                      p = rows.truths("nnynnnunn");
  auto right = [&](Right otherwise) {
    return rows.builder.result(Opcode::RightOf, kList, {f, d, p, static_cast<std::uint32_t>(otherwise)});
  };
  CHECK(rows(right(Right::Silent)) == "3 2 1 0 4 4 4 4 4");
  CHECK(rows(right(Right::Permitted)) == "3 2 1 1 4 4 1 4 4");
  CHECK(rows(right(Right::Forbidden)) == "3 2 1 3 4 3 4 4 4");
}

TEST_CASE("outcomes") {
  Rows rows;
  const std::uint32_t applies = rows.truths("nnnyyyuuu"), holds = rows.truths("ynuynuynu");
  CHECK(rows(rows.builder.result(Opcode::OutcomeOf, kList, {applies, holds})) == "0 0 0 1 2 3 1 3 3");
}

TEST_CASE("constants and spreading to a list") {
  Rows rows;
  auto& builder = rows.builder;
  const std::uint32_t e = builder.enumeration(9);
  const std::uint32_t yes = builder.load(builder.constant(RegisterKind::Truth, ValueType::Truth, 1));
  const std::uint32_t no = builder.load(builder.constant(RegisterKind::Truth, ValueType::Truth, 0));
  const std::uint32_t code = builder.load(builder.constant(RegisterKind::Code, ValueType::Enum, 7, e, 1));
  const std::uint32_t none = builder.load(builder.constant(RegisterKind::Code, ValueType::Date, kNone));
  const std::uint32_t number = builder.load(builder.constant(RegisterKind::Int, ValueType::Int, -5));
  const std::uint32_t set = builder.load(builder.constant(RegisterKind::Set, ValueType::Set, 6, e));
  rows.truths("ynu");
  CHECK(rows(builder.spread(yes, kList)) == "yes yes yes");
  CHECK(rows(builder.spread(no, kList)) == "no no no");
  CHECK(rows(builder.spread(code, kList)) == "7 7 7");
  CHECK(rows(builder.spread(none, kList)) == "none none none");
  CHECK(rows(builder.spread(number, kList)) == "-5 -5 -5");
  CHECK(rows(builder.spread(set, kList)) == "{6} {6} {6}");
}

TEST_CASE("what is chosen for readings, else their defaults") {
  ProgramBuilder builder;
  const std::uint32_t choices = builder.enumeration(16);
  const std::uint32_t first = builder.reading(choices, 3), second = builder.reading(choices, 15);
  const Program program = open(builder);
  DocumentBuilder document(program);
  auto chosen = [&](std::vector<std::uint32_t> readings) {
    Machine machine(program, document.document, {.readings = std::move(readings)});
    struct Nobody : Observer {
      void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}
    } nobody;
    machine.run(nobody);
    return std::pair(machine.registers().code(first, 0), machine.registers().code(second, 0));
  };
  CHECK(chosen({}) == std::pair(3, 15));
  CHECK(chosen({0}) == std::pair(0, 15));
  CHECK(chosen({15, 1}) == std::pair(15, 1));
}

TEST_CASE("a table's row by its key, and its columns") {
  // Few rows go through the hash, many through a direct table: 13 rows in both, 40 times over in `Rows`.
  Rows rows;
  auto& builder = rows.builder;
  const std::uint32_t e = builder.enumeration(5);
  using C = ProgramBuilder::Cells;
  const std::uint32_t pairs = builder.table(
      4, 2,
      {C{RegisterKind::Code, ValueType::Enum, 1, e, {0, 0, 3, kUnknown}},
       C{RegisterKind::Code, ValueType::Enum, 1, e, {1, 2, 4, 1}},
       C{RegisterKind::Code, ValueType::Truth, 1, kAbsent, {1, kUnknown, 0, 1}},
       C{RegisterKind::Int,
         ValueType::Int,
         4,
         kAbsent,
         {10, 10, 1, 3, interval::kMost, interval::kLeast, 0, 0}},
       C{RegisterKind::Set, ValueType::Set, 4, e, {5, static_cast<std::int64_t>(kNoneSet), 1, 0}},
       C{RegisterKind::Code, ValueType::Date, 4, kAbsent, {700000, kNone, 3, 4}}});
  const std::uint32_t a = rows.members({0, 0, 3, 0, 4, kNone, kUnknown, kNone, 4, 0, 1, 3, 3}, e);
  const std::uint32_t b = rows.members({1, 2, 4, 3, 4, 1, 1, kUnknown, 1, 0, 1, 4, 1}, e);
  const program::Register row{
      .kind = RegisterKind::Code, .type = ValueType::Row, .width = 1, .level = kList, .type_id = pairs};
  const std::uint32_t found = builder.emit(Opcode::Find, row, {pairs, a, b});
  CHECK(rows(found) == "0 1 2 none none none ? ? none none none 2 none");
  auto column = [&](std::uint32_t index) {
    const auto& shape = builder.sections.table_columns[index];
    return builder.emit(Opcode::Column,
                        {.kind = shape.kind,
                         .type = shape.type,
                         .width = shape.width,
                         .level = kList,
                         .type_id = shape.type_id},
                        {found, index});
  };
  CHECK(rows(column(2)) == "1 ? 0 none none none ? ? none none none 0 none");
  CHECK(rows(column(3)) == "10 1..3 none none none none ? ? none none none none none");
  CHECK(rows(column(4)) == "{5} none {1} none none none ? ? none none none {1} none");
  CHECK(rows(column(5)) == "700000 none 3 none none none ? ? none none none 3 none");
}

TEST_CASE("keys of one and of three parts, and a table without rows") {
  Rows rows;
  auto& builder = rows.builder;
  using C = ProgramBuilder::Cells;
  const C days{RegisterKind::Code, ValueType::Date, 4, kAbsent, {30, 10, 20}};
  const std::uint32_t one = builder.table(3, 1, {days});
  const std::uint32_t three = builder.table(3, 3, {days, days, days});
  const std::uint32_t empty = builder.table(0, 1, {C{RegisterKind::Code, ValueType::Date, 4, kAbsent, {}}});
  const std::uint32_t a = rows.dates({10, 20, 30, 31, kNone, kUnknown});
  const std::uint32_t b = rows.dates({10, 20, 10, 31, kNone, kNone});
  auto row = [](std::uint32_t table) {
    return program::Register{
        .kind = RegisterKind::Code, .type = ValueType::Row, .width = 1, .level = kList, .type_id = table};
  };
  CHECK(rows(builder.emit(Opcode::Find, row(one), {one, a})) == "1 2 0 none none ?");
  CHECK(rows(builder.emit(Opcode::Find, row(three), {three, a, b, a})) == "1 2 none none none ?");
  const std::uint32_t none = builder.emit(Opcode::Find, row(empty), {empty, a});
  CHECK(rows(none) == "none none none none none ?");
  const std::uint32_t column = builder.sections.tables[empty].columns.first;
  const program::Register date{.kind = RegisterKind::Code, .type = ValueType::Date, .level = kList};
  CHECK(rows(builder.emit(Opcode::Column, date, {none, column})) == "none none none none none ?");
}

TEST_CASE("keys far apart go through the hash however many rows ask") {
  Rows rows;
  using C = ProgramBuilder::Cells;
  std::vector<std::int64_t> days;
  for (std::int64_t i = 0; i < 300; ++i) days.push_back(i * 12000 % 3600000);
  const std::uint32_t table =
      rows.builder.table(300, 1, {C{RegisterKind::Code, ValueType::Date, 4, kAbsent, days}});
  std::vector<std::int32_t> asked;
  std::string expected;
  for (std::int32_t i = 0; i < 30; ++i) {
    asked.push_back(i * 12000 + (i % 3 == 0 ? 1 : 0));
    expected += (i ? " " : "") + (i % 3 == 0 ? std::string("none") : std::to_string(i));
  }
  const std::uint32_t a = rows.dates(asked);
  const program::Register row{
      .kind = RegisterKind::Code, .type = ValueType::Row, .level = kList, .type_id = table};
  CHECK(rows(rows.builder.emit(Opcode::Find, row, {table, a})) == expected);
}

TEST_CASE("what a person attested") {
  ProgramBuilder builder;
  builder.list(0);
  const std::uint32_t name = builder.column(kList, Form::Text);
  builder.sections.judgements.push_back({.name = builder.string("whole")});
  builder.sections.judgements.push_back(
      {.name = builder.string("each"), .level = kList, .about_column = name});
  const std::uint32_t whole = builder.truth(Opcode::Attested, 0, {0});
  const std::uint32_t names = builder.field(name);
  const std::uint32_t each = builder.truth(Opcode::Attested, kList, {1, names});
  const std::uint32_t below = builder.truth(Opcode::Attested, kList, {0});
  const Program program = open(builder);
  DocumentBuilder document(program);
  document.list(kList, {5});
  document.codes(name, {4, 4, 5, kNone, kUnknown});
  document.document.attestations.push_back({.judgement = 0, .value = true});
  document.document.attestations.push_back({.judgement = 1, .row = 1, .value = true});
  document.document.attestations.push_back({.judgement = 1, .row = 2, .value = false});
  document.document.attestations.push_back({.judgement = 1, .row = 3, .value = true});
  CHECK(values(program, document.document, whole) == words("yes"));
  // Of the one that it is about, whatever the name of it or of another.
  CHECK(values(program, document.document, each) == words("? yes no yes ?"));
  CHECK(values(program, document.document, below) == words("yes yes yes yes yes"));
}

namespace {

/// A document's list with a truth, a date and a number in each row, and what folds make of it.
struct FoldCase {
  std::string in;                   ///< y n u
  std::vector<std::int32_t> codes;  ///< dates
  std::vector<Interval> numbers;
  std::int32_t presence = 0;
};

/// Folds in the order any, count, distinct, distinct_int, sum, min, max, only.
std::string folds(const FoldCase& given) {
  ProgramBuilder builder;
  builder.list(0);
  const std::uint32_t there = builder.presence(kList);
  const std::uint32_t truth = builder.column(kList, Form::Truth, kAbsent, 1);
  const std::uint32_t date = builder.column(kList, Form::Date);
  const std::uint32_t number = builder.column(kList, Form::Int);
  const std::uint32_t presence = builder.field(there);
  const std::uint32_t in = builder.truth(Opcode::TruthOf, kList, {builder.field(truth)});
  const std::uint32_t codes = builder.field(date), numbers = builder.field(number);
  const std::vector<std::uint32_t> results{builder.truth(Opcode::Any, 0, {in, presence}),
                                           builder.number(Opcode::Count, 0, {in, presence}),
                                           builder.number(Opcode::Distinct, 0, {in, codes, presence}),
                                           builder.number(Opcode::DistinctInt, 0, {in, numbers, presence}),
                                           builder.number(Opcode::Sum, 0, {in, numbers, presence}),
                                           builder.number(Opcode::Min, 0, {in, numbers, presence}),
                                           builder.number(Opcode::Max, 0, {in, numbers, presence}),
                                           builder.number(Opcode::Only, 0, {in, numbers, presence})};
  const Program program = open(builder);
  DocumentBuilder document(program);
  document.codes(there, {given.presence});
  document.list(kList, {static_cast<std::uint32_t>(given.in.size())});
  std::vector<std::int32_t> truths;
  for (char letter : given.in) truths.push_back(letter == 'y' ? 1 : letter == 'n' ? 0 : kUnknown);
  document.codes(truth, truths);
  document.codes(date, given.codes);
  document.numbers(number, given.numbers);
  std::string all;
  for (std::uint32_t result : results) {
    const auto one = values(program, document.document, result);
    REQUIRE(one.size() == 1);
    all += (all.empty() ? "" : " ") + one[0];
  }
  return all;
}

}  // namespace

TEST_CASE("folds of a list to the document") {
  const Interval one{1, 1}, two{2, 2};
  CHECK(folds({"", {}, {}}) == "no 0 0 0 0 none none none");
  CHECK(folds({"nn", {1, 2}, {one, two}}) == "no 0 0 0 0 none none none");
  CHECK(folds({"ynyu", {1, 2, 1, 3}, {one, two, one, two}}) == "yes 2..3 1..2 1..2 2..4 1 1..2 ?");
  CHECK(folds({"uu", {1, 2}, {one, two}}) == "? 0..2 0..2 0..2 0..3 ? ? ?");
  // A key or value that is not known, in a row that is surely in, that may be in, that is not in.
  CHECK(folds({"yy", {kUnknown, 1}, {kAny, one}}) == "yes 2 1..2 1..2 ? ? ? ?");
  CHECK(folds({"uy", {kNone, 1}, {kNo, one}}) == "yes 1..2 1..2 1..2 ? ? ? ?");
  CHECK(folds({"ny", {kUnknown, 1}, {kAny, one}}) == "yes 1 1 1 1 1 1 1");
  CHECK(folds({"y", {kUnknown}, {{1, 3}}}) == "yes 1 1 1 1..3 1..3 1..3 1..3");
  CHECK(folds({"yyu", {1, 1, 1}, {{1, 5}, {2, 3}, {-4, 9}}}) == "yes 2..3 1 1..3 -1..17 -4..3 2..9 ?");
  // The list is none, or nobody knows it.
  for (std::int32_t presence : {kNone, kUnknown}) {
    CHECK(folds({"", {}, {}, presence}) == "? 0.. 0.. 0.. ? ? ? ?");
  }
}

TEST_CASE("folds of long lists accumulate over slices") {
  FoldCase given;
  std::int64_t sum = 0;
  for (std::int32_t row = 0; row < 1000; ++row) {
    given.in += row % 3 == 0 ? 'y' : 'n';
    given.codes.push_back(row % 50);
    given.numbers.push_back(Interval::exactly(1000 - row));
    if (row % 3 == 0) sum += 1000 - row;
  }
  CHECK(folds(given) == "yes 334 50 334 " + std::to_string(sum) + " 1 1000 ?");
}

TEST_CASE("a sum that leaves the range is unknown and reported") {
  ProgramBuilder builder;
  builder.list(0);
  const std::uint32_t number = builder.column(kList, Form::Int);
  const std::uint32_t yes = builder.load(builder.constant(RegisterKind::Truth, ValueType::Truth, 1));
  const std::uint32_t numbers = builder.field(number);
  const std::uint32_t all = builder.spread(yes, kList);
  const std::uint32_t sum = builder.number(Opcode::Sum, 0, {all, numbers});
  const Program program = open(builder);
  DocumentBuilder document(program);
  document.list(kList, {3});
  document.numbers(number, {Interval::exactly(interval::kMost), Interval::exactly(1), Interval::exactly(-1)});
  // What is in the range at the end is right, whatever lay between.
  CHECK(values(program, document.document, sum) == words(std::to_string(interval::kMost)));
  document.document.columns[number].low[2] = 5;
  CHECK(values(program, document.document, sum) == words("?"));
  Machine machine(program, document.document);
  Recorder recorder(program, sum);
  machine.run(recorder);
  CHECK(machine.overflows() == std::vector<std::uint32_t>{3});
}

namespace {

/// A list of groups, each with a list of items; a list of others beside it.
struct Nested {
  ProgramBuilder builder;
  std::uint32_t groups = builder.list(0), items = builder.list(groups), others = builder.list(0);
  std::uint32_t group_code = builder.column(groups, Form::Date);
  std::uint32_t item_code = builder.column(items, Form::Date);
  std::uint32_t other_code = builder.column(others, Form::Date);
  std::uint32_t items_there = builder.presence(items);

  Document fill(const Program& program, const std::vector<std::uint32_t>& lengths,
                const std::vector<std::int32_t>& group_codes, const std::vector<std::int32_t>& item_codes,
                const std::vector<std::int32_t>& other_codes, const std::vector<std::int32_t>& presences) {
    DocumentBuilder document(program);
    document.list(groups, {size32(lengths)});
    document.list(items, lengths);
    document.list(others, {size32(other_codes)});
    document.codes(group_code, group_codes);
    document.codes(item_code, item_codes);
    document.codes(other_code, other_codes);
    document.codes(items_there, presences);
    return std::move(document.document);
  }
};

}  // namespace

TEST_CASE("nested lists: spread down, fold up") {
  Nested nested;
  auto& builder = nested.builder;
  const std::uint32_t group = builder.field(nested.group_code), item = builder.field(nested.item_code);
  const std::uint32_t there = builder.field(nested.items_there);
  const std::uint32_t down = builder.spread(group, nested.items);
  const std::uint32_t equal = builder.truth(Opcode::EqualCode, nested.items, {item, down});
  const std::uint32_t equal_down =
      builder.spread(builder.truth(Opcode::Any, nested.groups, {equal, there}), nested.items);
  const std::uint32_t any = builder.sections.registers.size() - 2;
  const std::uint32_t none = builder.truth(Opcode::Any, nested.groups, {equal | kNegated, there});
  const std::uint32_t count = builder.number(Opcode::Count, nested.groups, {equal, there});
  const std::uint32_t distinct =
      builder.number(Opcode::Distinct, nested.groups, {equal | kNegated, item, there});
  const Program program = open(builder);
  const Document document = nested.fill(program, {2, 0, 3, 0, 1}, {1, 2, 3, 4, 5}, {1, 9, 3, kUnknown, 3, 6},
                                        {}, {0, 0, 0, kUnknown, 0});
  CHECK(values(program, document, down) == words("1 1 3 3 3 5"));
  CHECK(values(program, document, any) == words("yes no yes ? no"));
  CHECK(values(program, document, equal_down) == words("yes yes yes yes yes no"));
  CHECK(values(program, document, none) == words("yes no ? ? yes"));
  CHECK(values(program, document, count) == words("1 0 2..3 0.. 0"));
  CHECK(values(program, document, distinct) == words("1 0 0..1 0.. 1"));
}

TEST_CASE("crosses: with a list of the document, with a nested list, with another cross") {
  Nested nested;
  auto& builder = nested.builder;
  // For each group every other; for each of those every item of the group; for each item every item of its
  // group.
  const std::uint32_t pairs = builder.cross(nested.groups, nested.others, 0);
  const std::uint32_t triples = builder.cross(pairs, nested.items, nested.groups);
  const std::uint32_t siblings = builder.cross(nested.items, nested.items, nested.groups);
  const std::uint32_t other = builder.gather(pairs, nested.other_code);
  const std::uint32_t group = builder.field(nested.group_code), item = builder.field(nested.item_code);
  const std::uint32_t group_down = builder.spread(group, pairs);
  const std::uint32_t same = builder.truth(Opcode::EqualCode, pairs, {other, group_down});
  const std::uint32_t any = builder.truth(Opcode::Any, nested.groups, {same});
  const std::uint32_t third = builder.gather(triples, nested.item_code);
  const std::uint32_t group_third = builder.spread(group, triples);
  const std::uint32_t hits =
      builder.truth(Opcode::EqualCode, triples, {third, builder.spread(other, triples)});
  const std::uint32_t hits_of_pair = builder.number(Opcode::Count, pairs, {hits});
  const std::uint32_t sibling = builder.gather(siblings, nested.item_code);
  const std::uint32_t twins =
      builder.number(Opcode::Count, nested.items,
                     {builder.truth(Opcode::EqualCode, siblings, {sibling, builder.spread(item, siblings)})});
  const Program program = open(builder);
  const Document document = nested.fill(program, {2, 0, 3}, {7, 8, 9}, {1, 2, 3, 3, 4}, {3, 8}, {0, 0, 0});
  CHECK(values(program, document, other) == words("3 8 3 8 3 8"));
  CHECK(values(program, document, group_down) == words("7 7 8 8 9 9"));
  CHECK(values(program, document, any) == words("no yes no"));
  CHECK(values(program, document, third) == words("1 2 1 2 3 3 4 3 3 4"));
  CHECK(values(program, document, group_third) == words("7 7 7 7 9 9 9 9 9 9"));
  CHECK(values(program, document, hits_of_pair) == words("0 0 0 0 2 0"));
  CHECK(values(program, document, sibling) == words("1 2 1 2 3 3 4 3 3 4 3 3 4"));
  CHECK(values(program, document, twins) == words("1 1 2 2 1"));

  SUBCASE("rows find their parents, children and elements") {
    Machine machine(program, document, {.slice_rows = MachineOptions::kWhole});
    Recorder recorder(program, any);
    machine.run(recorder);
    const Registers& registers = machine.registers();
    CHECK(registers.rows(triples) == 10);
    CHECK(registers.parent_row(triples, 3) == 1);
    CHECK(registers.parent_row(triples, 4) == 4);
    CHECK(registers.children(triples, 2) == std::pair(4u, 4u));
    CHECK(registers.children(triples, 4) == std::pair(4u, 7u));
    CHECK(registers.children(nested.groups, 0) == std::pair(0u, 3u));
    CHECK(registers.element(triples, 8) == 3);
    CHECK(registers.element(pairs, 5) == 1);
    CHECK(registers.element(nested.items, 3) == 3);
    CHECK(registers.parent_row(nested.items, 2) == 2);
    CHECK(registers.parent_row(nested.groups, 2) == 0);
  }
}

TEST_CASE("a cross via a cross: the list below the element that it stands for") {
  Nested nested;
  auto& builder = nested.builder;
  // For each other every group, for each of those the group's items.
  const std::uint32_t groups = builder.cross(nested.others, nested.groups, 0);
  const std::uint32_t items = builder.cross(groups, nested.items, groups);
  const std::uint32_t item = builder.gather(items, nested.item_code);
  const std::uint32_t many =
      builder.number(Opcode::Count, groups, {builder.truth(Opcode::Given, items, {item})});
  const Program program = open(builder);
  const Document document = nested.fill(program, {2, 0, 1}, {7, 8, 9}, {1, 2, kNone}, {3, 8}, {0, 0, 0});
  CHECK(values(program, document, item) == words("1 2 none 1 2 none"));
  CHECK(values(program, document, many) == words("2 0 0 2 0 0"));
}

TEST_CASE("a cross right below the document is the list") {
  Nested nested;
  auto& builder = nested.builder;
  const std::uint32_t copy = builder.cross(0, nested.groups, 0);
  const std::uint32_t code = builder.gather(copy, nested.group_code);
  const std::uint32_t number = builder.number(Opcode::DayNumber, copy, {code});
  const std::uint32_t count =
      builder.number(Opcode::Sum, 0, {builder.truth(Opcode::Given, copy, {code}), number});
  const Program program = open(builder);
  const Document document = nested.fill(program, {0, 0, 0}, {7, 8, kNone}, {}, {}, {0, 0, 0});
  CHECK(values(program, document, count) == words("15"));
  CHECK(values(program, document, code) == words("7 8 none"));
}

TEST_CASE("a crossing that would explode is cut into smaller slices") {
  ProgramBuilder builder;
  const std::uint32_t left = builder.list(0), right = builder.list(0);
  const std::uint32_t a = builder.column(left, Form::Date), b = builder.column(right, Form::Date);
  const std::uint32_t pairs = builder.cross(left, right, 0);
  const std::uint32_t equal = builder.truth(
      Opcode::EqualCode, pairs, {builder.spread(builder.field(a), pairs), builder.gather(pairs, b)});
  const std::uint32_t count = builder.number(Opcode::Count, left, {equal});
  const Program program = open(builder);
  DocumentBuilder document(program);
  std::vector<std::int32_t> as, bs;
  for (std::int32_t i = 0; i < 300; ++i) as.push_back(i);
  for (std::int32_t i = 0; i < 3000; ++i) bs.push_back(i % 200);
  document.list(left, {300});
  document.list(right, {3000});
  document.codes(a, as);
  document.codes(b, bs);

  struct Watch : Observer {
    std::uint32_t pairs, most = 0, slices = 0;
    void slice(const Registers& registers, std::uint32_t root, std::uint32_t, std::uint32_t) override {
      if (root != 0) most = std::max(most, registers.rows(pairs)), ++slices;
    }
  } watch;
  watch.pairs = pairs;
  Machine machine(program, document.document);
  machine.run(watch);
  CHECK(watch.most <= 65536);
  CHECK(watch.slices > 10);
  const auto counts = values(program, document.document, count);
  REQUIRE(counts.size() == 300);
  CHECK(counts[199] == "15");
  CHECK(counts[200] == "0");
}

TEST_CASE("more rows than the machine can number are refused, not misrun") {
  ProgramBuilder builder;
  const std::uint32_t list = builder.list(0);
  const std::uint32_t a = builder.column(list, Form::Date);
  const std::uint32_t pairs = builder.cross(list, list, 0);
  builder.gather(pairs, a);
  const Program program = open(builder);
  DocumentBuilder document(program);
  document.list(list, {100000});
  document.codes(a, std::vector<std::int32_t>(100000, 1));
  Machine machine(program, document.document, {.slice_rows = MachineOptions::kWhole});
  Recorder recorder(program, 0);
  CHECK_THROWS_AS(machine.run(recorder), std::length_error);
}

TEST_CASE("a value in a list") {
  Nested nested;
  auto& builder = nested.builder;
  const std::uint32_t group = builder.field(nested.group_code);
  const std::uint32_t there = builder.field(nested.items_there);
  // In a list of the document.
  const std::uint32_t in_others =
      builder.truth(Opcode::Member, nested.groups, {group, nested.other_code, 0, kAbsent});
  // In the group's own list.
  const std::uint32_t in_items =
      builder.truth(Opcode::Member, nested.groups, {group, nested.item_code, nested.groups, there});
  const Program program = open(builder);
  const std::vector<std::int32_t> groups{7, 8, kNone, kUnknown, kUnknown, 9, 9, 9};
  const Document document =
      nested.fill(program, {2, 1, 1, 1, 0, 2, 0, 0}, groups, {7, 1, kUnknown, 4, 4, kUnknown, 9}, {8, 100},
                  {0, 0, 0, 0, 0, 0, kNone, kUnknown});
  CHECK(values(program, document, in_others) == words("no yes no ? ? no no no"));
  CHECK(values(program, document, in_items) == words("yes ? no ? no yes ? ?"));
  const Document unsure =
      nested.fill(program, {0, 0, 0, 0, 0, 0, 0, 0}, groups, {}, {8, kUnknown}, {0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(values(program, unsure, in_others) == words("? yes ? ? ? ? ? ?"));
  const Document empty =
      nested.fill(program, {0, 0, 0, 0, 0, 0, 0, 0}, groups, {}, {}, {0, 0, 0, 0, 0, 0, 0, 0});
  CHECK(values(program, empty, in_others) == words("no no no no no no no no"));
}

TEST_CASE("a value in the list of the element that a cross stands for") {
  Nested nested;
  auto& builder = nested.builder;
  const std::uint32_t groups = builder.cross(nested.others, nested.groups, 0);
  const std::uint32_t other = builder.spread(builder.field(nested.other_code), groups);
  const std::uint32_t in = builder.truth(Opcode::Member, groups, {other, nested.item_code, groups, kAbsent});
  const Program program = open(builder);
  const Document document = nested.fill(program, {2, 0, 1}, {7, 8, 9}, {1, 2, 3}, {2, 3}, {0, 0, 0});
  CHECK(values(program, document, in) == words("yes no no no no yes"));
}

TEST_CASE("steps that lead from element to element") {
  ProgramBuilder builder;
  builder.list(0);
  const std::uint32_t id = builder.column(kList, Form::Int), next = builder.column(kList, Form::Int);
  const std::uint32_t counted = builder.column(kList, Form::Truth, kAbsent, 1);
  const std::uint32_t elements = builder.cross(0, kList, 0), pairs = builder.cross(elements, kList, 0);
  const std::uint32_t from = builder.spread(builder.gather(elements, next), pairs);
  const std::uint32_t step = builder.truth(Opcode::EqualInt, pairs, {from, builder.gather(pairs, id)});
  const std::uint32_t in = builder.truth(Opcode::TruthOf, elements, {builder.gather(elements, counted)});
  const std::uint32_t reached = builder.truth(Opcode::Reach, pairs, {step, in});
  const std::uint32_t itself = builder.truth(Opcode::PairOf, kList, {reached, kList, kList});
  const Program program = open(builder);
  auto round_trips = [&](const std::vector<std::int32_t>& counts) {
    DocumentBuilder document(program);
    document.list(kList, {4});
    document.numbers(
        id, {Interval::exactly(1), Interval::exactly(2), Interval::exactly(3), Interval::exactly(4)});
    document.numbers(next,
                     {Interval::exactly(2), Interval::exactly(3), Interval::exactly(2), Interval::unknown()});
    document.codes(counted, counts);
    return values(program, document.document, itself);
  };
  CHECK(round_trips({1, 1, 1, 1}) == words("no yes yes ?"));
  CHECK(round_trips({1, 1, kUnknown, 1}) == words("no ? ? ?"));
  CHECK(round_trips({1, 1, 0, 1}) == words("no no no ?"));
  CHECK(round_trips({1, 1, 1, 0}) == words("no yes yes no"));
}

TEST_CASE("an empty list has no slices") {
  Rows rows;
  rows.truths("");
  const Program program = open(rows.builder);
  DocumentBuilder document(program);
  Recorder recorder(program, 1);
  Machine machine(program, document.document);
  machine.run(recorder);
  CHECK(recorder.slices == 0);
  CHECK(recorder.values.empty());
  CHECK(machine.registers().rows(kList) == 0);
}

TEST_CASE("two passes over a list: a fold, then what rests on it") {
  ProgramBuilder builder;
  builder.list(0);
  const std::uint32_t column = builder.column(kList, Form::Int);
  const std::uint32_t yes = builder.load(builder.constant(RegisterKind::Truth, ValueType::Truth, 1));
  const std::uint32_t value = builder.field(column);
  const std::uint32_t most = builder.number(Opcode::Max, 0, {builder.spread(yes, kList), value});
  builder.split();
  builder.run(1);  // the field again: the second pass has registers of its own
  const std::uint32_t is_most = builder.truth(Opcode::EqualInt, kList, {value, builder.spread(most, kList)});
  const Program program = open(builder);
  REQUIRE(program.segments.size() == 3);
  DocumentBuilder document(program);
  document.list(kList, {200});
  std::vector<Interval> numbers;
  for (std::int64_t row = 0; row < 200; ++row) numbers.push_back(Interval::exactly(row * 37 % 200));
  document.numbers(column, numbers);
  const auto found = values(program, document.document, is_most);
  CHECK(std::count(found.begin(), found.end(), "yes") == 1);
  CHECK(found[std::find_if(numbers.begin(), numbers.end(), [](Interval n) { return n.low == 199; }) -
              numbers.begin()] == "yes");
  Machine machine(program, document.document, {.slice_rows = 64});
  Recorder recorder(program, is_most);
  machine.run(recorder);
  CHECK(recorder.slices == 4);  // of the final segment only
}

TEST_CASE("random lists in slices come out as they do whole") {
  // Lengths around words and slices, every level at once.
  std::mt19937 random(7);
  auto below = [&](std::uint32_t limit) { return random() % limit; };
  Nested nested;
  auto& builder = nested.builder;
  const std::uint32_t pairs = builder.cross(nested.items, nested.others, 0);
  const std::uint32_t group = builder.field(nested.group_code);
  const std::uint32_t item = builder.field(nested.item_code), there = builder.field(nested.items_there);
  const std::uint32_t other = builder.gather(pairs, nested.other_code);
  const std::uint32_t less = builder.truth(Opcode::LessCode, pairs, {builder.spread(item, pairs), other});
  const std::uint32_t some = builder.truth(Opcode::Any, nested.items, {less});
  const std::uint32_t in =
      builder.truth(Opcode::Member, nested.items, {item, nested.item_code, nested.groups, kAbsent});
  const std::uint32_t count = builder.number(
      Opcode::Count, nested.groups, {builder.truth(Opcode::And, nested.items, {some, in | kNegated}), there});
  const std::uint32_t total =
      builder.number(Opcode::Sum, 0, {builder.truth(Opcode::Given, nested.groups, {group}), count});
  const Program program = open(builder);
  for (std::uint32_t length : {1u, 63u, 64u, 65u, 127u, 128u, 129u, 500u}) {
    auto code = [&] { return static_cast<std::int32_t>(below(12)) - 2; };
    std::vector<std::uint32_t> lengths;
    std::vector<std::int32_t> groups, items, others(below(20)), presences;
    for (std::uint32_t row = 0; row < length; ++row) {
      lengths.push_back(below(6));
      groups.push_back(code());
      presences.push_back(lengths.back() == 0 && below(2) ? kUnknown : 0);
      for (std::uint32_t i = 0; i < lengths.back(); ++i) items.push_back(code());
    }
    for (auto& value : others) value = code();
    const Document document = nested.fill(program, lengths, groups, items, others, presences);
    // That slices of every size agree is checked by `values`.
    CHECK(values(program, document, less).size() == items.size() * others.size());
    CHECK(values(program, document, some).size() == items.size());
    CHECK(values(program, document, in).size() == items.size());
    CHECK(values(program, document, count).size() == length);
    CHECK(values(program, document, total).size() == 1);
  }
}
