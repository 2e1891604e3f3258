// Sums of dates and months: machine, reference evaluator and small checker against a calendar that is counted
// day by day. `calendar_test --out` writes the sums, for the second checker (tests/second_checker/months.py).
#define DOCTEST_CONFIG_IMPLEMENT
#include "base/calendar.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "checker/rules.h"
#include "tests/reference/calendar.h"

namespace precept::test {
namespace {

struct Counted {
  std::int64_t year = 1, month = 1, day = 1;
  auto operator<=>(const Counted&) const = default;
};

/// All days of the calendar, one after the other.
class CountedCalendar {
 public:
  CountedCalendar() {
    for (Counted at; at.year <= 9999; step(at)) {
      numbers_[at] = static_cast<std::int64_t>(days_.size());
      days_.push_back(at);
    }
  }

  const Counted& date(std::int64_t day) const { return days_[static_cast<std::size_t>(day)]; }
  std::int64_t size() const { return static_cast<std::int64_t>(days_.size()); }

  /// The day, months on, by looking for a day that is there.
  std::int64_t moved(std::int64_t day, std::int64_t months, bool up) const {
    Counted at = date(day);
    for (; months > 0; --months) at.month == 12 ? (++at.year, at.month = 1) : ++at.month;
    for (; months < 0; ++months) at.month == 1 ? (--at.year, at.month = 12) : --at.month;
    if (at.year < 1) return -1;
    if (at.year > 9999) return size();
    std::int64_t missed = 0;
    while (!numbers_.contains(at)) --at.day, ++missed;
    return numbers_.at(at) + (missed > 0 && up ? 1 : 0);
  }

 private:
  static void step(Counted& at) {
    constexpr std::int64_t kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool is_leap = at.year % 400 == 0 || (at.year % 4 == 0 && at.year % 100 != 0);
    const std::int64_t length = kLengths[at.month - 1] + (at.month == 2 && is_leap ? 1 : 0);
    if (++at.day <= length) return;
    at.day = 1;
    if (++at.month <= 12) return;
    at.month = 1;
    ++at.year;
  }

  std::map<Counted, std::int64_t> numbers_;
  std::vector<Counted> days_;
};

const CountedCalendar& counted() {
  static const CountedCalendar calendar;
  return calendar;
}

/// The last four days and the first of each month of four years, of the Februaries at the turn of centuries,
/// and of both ends of the calendar.
std::vector<std::int64_t> days_near_month_ends() {
  std::vector<std::int64_t> days;
  for (std::int64_t day = 0; day < counted().size(); ++day) {
    const Counted& date = counted().date(day);
    const bool is_meant = (date.year >= 2023 && date.year <= 2026) || date.year == 1 || date.year == 9999 ||
                          ((date.year == 1900 || date.year == 2000 || date.year == 2100) && date.month <= 3);
    if (is_meant && (date.day == 1 || date.day >= 28)) days.push_back(day);
  }
  return days;
}

template <class Visit>
void for_sums(Visit visit) {
  for (const std::int64_t day : days_near_month_ends()) {
    for (std::int64_t months = -62; months <= 62; ++months) {
      for (const bool up : {false, true}) visit(day, months, up);
    }
    for (const std::int64_t months : {-119'988, -1'200, 1'200, 119'988}) visit(day, months, true);
  }
}

std::int64_t checked(const char* operation, std::int64_t day, std::int64_t months) {
  const std::array operands{checker::known(day), checker::known(months), checker::kNone, checker::kNone};
  return (*checker::rule_of(operation))(operands).low;
}

TEST_CASE("months are added alike by machine, reference and checker, and as they are counted") {
  for_sums([](std::int64_t day, std::int64_t months, bool up) {
    const std::int64_t wanted = counted().moved(day, months, up);
    const auto missed = up ? calendar::Missed::Up : calendar::Missed::Down;
    const bool agree = calendar::add_months(day, months, missed) == wanted &&
                       reference::add_months(day, months, up) == wanted &&
                       checked(up ? "months_up" : "months_down", day, months) == wanted;
    CHECK_MESSAGE(agree, format_date(static_cast<Day>(day))
                             << " and " << months << " months, " << (up ? "up" : "down"));
  });
}

TEST_CASE("the parts of every day of the calendar, and the ends of its month and year") {
  REQUIRE(counted().size() == kLastDay + 1);
  std::int64_t wrong = 0, first_of_month = 0, first_of_year = 0;
  const auto part = [](const char* operation, std::int64_t day) { return checked(operation, day, 0); };
  for (std::int64_t day = 0; day < counted().size(); ++day) {
    const Counted& date = counted().date(day);
    if (date.day == 1) first_of_month = day;
    if (date.day == 1 && date.month == 1) first_of_year = day;
    const bool agree = calendar::year_of(day) == date.year && calendar::month_of(day) == date.month &&
                       calendar::day_of_month(day) == date.day &&
                       calendar::first_of_month(day) == first_of_month &&
                       calendar::first_of_year(day) == first_of_year;
    wrong += agree ? 0 : 1;
    if (day % 11 != 0) continue;
    const reference::Calendar is = reference::calendar_of(day);
    const bool others = is.year == date.year && is.month == date.month && is.day == date.day &&
                        reference::number_of_day(is) == day && part("year", day) == date.year &&
                        part("month", day) == date.month && part("day", day) == date.day &&
                        part("first_of_month", day) == first_of_month &&
                        part("first_of_year", day) == first_of_year &&
                        part("last_of_month", day) == calendar::last_of_month(day) &&
                        part("last_of_year", day) == calendar::last_of_year(day);
    wrong += others ? 0 : 1;
    const std::int64_t last_of_month = calendar::last_of_month(day),
                       last_of_year = calendar::last_of_year(day);
    const bool ends = counted().date(last_of_month).month == date.month &&
                      (last_of_month == kLastDay || counted().date(last_of_month + 1).day == 1) &&
                      counted().date(last_of_year) == Counted{date.year, 12, 31};
    wrong += ends ? 0 : 1;
  }
  CHECK(wrong == 0);
}

TEST_CASE("sums grow with the day and with the months, so that bounds stay bounds") {
  for (const auto missed : {calendar::Missed::Down, calendar::Missed::Up}) {
    std::int64_t wrong = 0;
    for (std::int64_t day = 738'000; day < 740'000; ++day) {
      for (std::int64_t months = -30; months <= 30; ++months) {
        const std::int64_t sum = calendar::add_months(day, months, missed);
        wrong += calendar::add_months(day + 1, months, missed) < sum ? 1 : 0;
        wrong += calendar::add_months(day, months + 1, missed) < sum ? 1 : 0;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("any number of months leaves the calendar on its side") {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t day :
       {std::int64_t{-5}, std::int64_t{0}, std::int64_t{kLastDay}, std::int64_t{kLastDay} + 9}) {
    for (const std::int64_t months :
         {kLeast, kLeast + 1, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kMost}) {
      const std::int64_t machine = calendar::add_months(day, months, calendar::Missed::Up);
      CHECK(reference::add_months(day, months, true) == machine);
      CHECK(checked("months_up", day, months) == machine);
      CHECK(machine >= calendar::kBeforeCalendar);
      CHECK(machine <= calendar::kAfterCalendar);
    }
  }
}

}  // namespace

void write_sums() {
  for_sums([](std::int64_t day, std::int64_t months, bool up) {
    fmt::print("{} {} {} {}\n", day, months, up ? 1 : 0,
               calendar::add_months(day, months, up ? calendar::Missed::Up : calendar::Missed::Down));
  });
}

}  // namespace precept::test

int main(int count, char** words) {
  if (count > 1 && std::string_view(words[1]) == "--out") {
    precept::test::write_sums();
    return 0;
  }
  return doctest::Context(count, words).run();
}
