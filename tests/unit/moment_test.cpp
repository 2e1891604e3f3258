// Moments and lengths of time as documents write them: what is read, what is refused and why, by the reader
// and by the small checker. `moment_test --out` writes what was read, for the second checker
// (tests/second_checker/moments.py).
#define DOCTEST_CONFIG_IMPLEMENT
#include "base/moment.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/canonical.h"
#include "checker/value.h"

namespace precept::test {
namespace {

struct Told {
  std::string text;
  std::string as;  ///< in UTC, as documents have it; or why it is no moment
};

/// What RFC 3339 leaves open or allows, and the edges of the calendar.
std::vector<Told> moments() {
  return {{"2024-05-01T14:30:00+02:00", "2024-05-01T12:30:00Z"},
          {"2024-05-01T14:30+02:00", "2024-05-01T12:30:00Z"},
          {"2024-05-01t14:30:00z", "2024-05-01T14:30:00Z"},
          {"2024-05-01 14:30:00Z", "2024-05-01T14:30:00Z"},
          {"2024-05-01T14:30:00.000Z", "2024-05-01T14:30:00Z"},
          {"2024-05-01T24:00Z", "2024-05-02T00:00:00Z"},
          {"2024-05-01T24:00:00.0Z", "2024-05-02T00:00:00Z"},
          {"2024-05-01T00:30+02:00", "2024-04-30T22:30:00Z"},
          {"2024-05-01T00:00+00:00", "2024-05-01T00:00:00Z"},
          {"2024-05-01T12:00-12:00", "2024-05-02T00:00:00Z"},
          {"2024-05-01T12:00+14:00", "2024-04-30T22:00:00Z"},
          {"2024-05-01T12:00+05:45", "2024-05-01T06:15:00Z"},
          {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
          {"0001-01-01T14:00+14:00", "0001-01-01T00:00:00Z"},
          {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
          {"9999-12-31T11:59:59-12:00", "9999-12-31T23:59:59Z"},
          {"2016-12-31T23:59:60Z", "is of a leap second"},
          {"2024-05-01T14:30:00.5Z", "is of a part of a second"},
          {"2024-05-01T14:30:00.000001+02:00", "is of a part of a second"},
          {"2024-05-01T14:30:00", "says no offset from UTC, so it may be any of a day's hours"},
          {"2024-05-01T14:30", "says no offset from UTC, so it may be any of a day's hours"},
          {"2024-05-01T14:30:00-00:00", "says that its offset from UTC is not known"},
          {"2024-05-01T14:30:00+14:01", "has an offset from UTC that no clock has"},
          {"2024-05-01T14:30:00-12:01", "has an offset from UTC that no clock has"},
          {"2024-05-01T14:30:00+02:60", "has an offset from UTC that no clock has"},
          {"2024-05-01T24:00:01Z", "is of no time of day"},
          {"2024-05-01T24:30Z", "is of no time of day"},
          {"2024-05-01T24:00:00.1Z", "is of no time of day"},
          {"2024-05-01T25:00Z", "is of no time of day"},
          {"2024-05-01T12:60Z", "is of no time of day"},
          {"2024-05-01T12:30:61Z", "is of no time of day"},
          {"2023-02-29T12:00Z", "is of no day of the calendar"},
          {"0000-01-01T12:00Z", "is of no day of the calendar"},
          {"2024-13-01T12:00Z", "is of no day of the calendar"},
          {"9999-12-31T24:00Z", "lies outside the years 1 to 9999"},
          {"10000-01-01T00:00Z", "is no date and time"},
          {"2024-05-01", "is no date and time"},
          {"2024-05-01T", "is no date and time"},
          {"2024-05-01T14Z", "is no date and time"},
          {"2024-05-01T1430Z", "is no date and time"},
          {"2024-05-01T14:30:00.Z", "is no date and time"},
          {"2024-05-01T14:30:00+02", "is no date and time"},
          {"2024-05-01T14:30:00+0200", "is no date and time"},
          {"2024-05-01T14:30:00 Z", "is no date and time"},
          {"2024-05-01T14:30:00ZZ", "is no date and time"},
          {"2024-05-01T14:30:00UTC", "is no date and time"},
          {"20240501T143000Z", "is no date and time"},
          {" 2024-05-01T14:30Z", "is no date and time"},
          {"", "is no date and time"}};
}

struct Length {
  std::string text;
  std::optional<std::int64_t> seconds;
};
std::vector<Length> lengths() {
  return {{"PT24H", 86'400},
          {"PT1H30M", 5'400},
          {"PT90S", 90},
          {"PT0S", 0},
          {"-PT1H1S", -3'601},
          {"PT0H", 0},
          {"PT007M", 420},
          {"PT100H100M100S", 366'100},
          {"PT2562047788015215H", 9'223'372'036'854'774'000},
          {"PT2562047788015215H30M7S", 9'223'372'036'854'775'807},
          {"PT2562047788015215H30M8S", {}},
          {"-PT2562047788015215H30M8S", std::numeric_limits<std::int64_t>::min()},
          {"-PT2562047788015215H30M9S", {}},
          {"PT2562047788015216H", {}},
          {"PT1000000000000000000S", {}},
          {"P1D", {}},
          {"P1DT1H", {}},
          {"P1M", {}},
          {"PT", {}},
          {"P", {}},
          {"", {}},
          {"-", {}},
          {"PT1", {}},
          {"PTH", {}},
          {"PT1.5H", {}},
          {"PT1M1H", {}},
          {"PT1H1H", {}},
          {"PT-1H", {}},
          {"PT+1H", {}},
          {"+PT1H", {}},
          {"pt1h", {}},
          {"PT 1H", {}},
          {"24 hours", {}},
          {"24", {}}};
}

/// What the small checker reads; nothing where it refuses.
template <class Read>
std::optional<std::int64_t> checked(Read read, const std::string& text) {
  try {
    return read(text);
  } catch (const checker::Refused&) {
    return std::nullopt;
  }
}

TEST_CASE("moments are read, or refused with the reason and the way out") {
  for (const auto& [text, as] : moments()) {
    CAPTURE(text);
    const auto moment = parse_moment(text);
    if (moment) {
      CHECK(format_moment(moment::at(moment::instant_of(*moment), 0)) == as);
      CHECK(parse_moment(format_moment(*moment)) == moment);
    } else {
      CHECK(in_words(moment.error()) == as);
      CHECK(!help_for(moment.error()).empty());
    }
    CHECK(checked(checker::moment_number, text) ==
          (moment ? std::optional<std::int64_t>(*moment) : std::nullopt));
  }
}

TEST_CASE("a moment keeps the day and the offset that it was told with") {
  const auto words = [](std::string_view text) { return moment_in_words(*parse_moment(text)); };
  CHECK(words("2024-05-01T00:30:00+02:00") == "2024-05-01 00:30 +02:00");
  CHECK(words("2024-05-01T00:30:15Z") == "2024-05-01 00:30:15 UTC");
  CHECK(words("2024-05-01T24:00-03:30") == "2024-05-02 00:00 -03:30");
  CHECK(format_moment(*parse_moment("0001-01-01T00:00+14:00")) == "0001-01-01T00:00:00+14:00");
  CHECK(format_moment(*parse_moment("9999-12-31T23:59:59-12:00")) == "9999-12-31T23:59:59-12:00");
  CHECK(*parse_moment("2024-05-01T14:30+02:00") != *parse_moment("2024-05-01T12:30Z"));
  CHECK(moment::instant_of(*parse_moment("2024-05-01T14:30+02:00")) ==
        moment::instant_of(*parse_moment("2024-05-01T12:30Z")));
  CHECK(format_moment(0).empty());  // an offset that no clock has
  CHECK(moment_in_words(moment::at(-1, 0)).empty());
}

TEST_CASE("lengths of time have hours, minutes and seconds") {
  for (const auto& [text, seconds] : lengths()) {
    CAPTURE(text);
    CHECK(parse_hours(text) == seconds);
    CHECK(checked(checker::seconds_of, text) == seconds);
    if (seconds) CHECK(parse_hours(format_hours(*seconds)) == seconds);
  }
  CHECK(format_hours(5'415) == "PT1H30M15S");
  CHECK(format_hours(-60) == "-PT1M");
}

TEST_CASE("the small checker tells what it read of a document as documents have it") {
  const checker::ValueNames names;
  const auto shown = [&](std::int64_t number, checker::Kind kind) {
    return names.show(checker::known(number), {kind, ""});
  };
  for (const auto& [text, as] : moments()) {
    const auto moment = parse_moment(text);
    if (!moment) continue;
    const std::string told = shown(checker::moment_number(text), checker::Kind::Moment);
    CHECK(told.size() == std::string_view("2024-05-01T14:30:00+02:00").size());
    CHECK(parse_moment(told) == moment);
  }
  CHECK(shown(-1, checker::Kind::Moment) == "no moment");
  CHECK(shown(5'400, checker::Kind::Hours) == "5400 seconds");
  CHECK(shown(2'500'000, checker::Kind::Decimal) == "2500000 millionths");
}

}  // namespace

void write_readings() {
  for (const auto& [text, as] : moments()) {
    const auto moment = parse_moment(text);
    fmt::print("datetime\t{}\t{}\n", text, moment ? std::to_string(*moment) : "");
  }
  for (const auto& [text, seconds] : lengths())
    fmt::print("hours\t{}\t{}\n", text, seconds ? std::to_string(*seconds) : "");
}

}  // namespace precept::test

int main(int count, char** words) {
  if (count > 1 && std::string_view(words[1]) == "--out") {
    precept::test::write_readings();
    return 0;
  }
  return doctest::Context(count, words).run();
}
