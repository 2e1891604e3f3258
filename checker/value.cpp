#include "checker/value.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace precept::checker {

namespace {

namespace chrono = std::chrono;

constexpr chrono::sys_days kFirstDay = chrono::year(1) / 1 / 1;

const std::map<std::string, Kind>& plain_kinds() {
  static const std::map<std::string, Kind> kinds = {
      {"truth", Kind::Truth},       {"truth or none", Kind::Flag}, {"number", Kind::Number},
      {"date", Kind::Date},         {"text", Kind::Text},          {"list", Kind::List},
      {"presence", Kind::Presence}, {"outcome", Kind::Outcome},    {"right", Kind::Right},
      {"decimal", Kind::Decimal},   {"datetime", Kind::Moment},    {"hours", Kind::Hours}};
  return kinds;
}

std::int64_t place_in(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  require(found != names.end(), [&] { return "`" + name + "` is no word of its kind"; });
  return found - names.begin();
}

std::string date_of(std::int64_t day) {
  const chrono::year_month_day date = kFirstDay + chrono::days(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace

const std::vector<std::string>& outcome_names() {
  static const std::vector<std::string> names = {"not-applicable", "satisfied", "violated", "undetermined"};
  return names;
}
const std::vector<std::string>& right_names() {
  static const std::vector<std::string> names = {"silent", "permitted", "discouraged", "forbidden",
                                                 "undetermined"};
  return names;
}

std::int64_t integer(const Json& json) {
  require(json.is_number_integer(), [&] { return "a whole number is wanted, not " + json.dump(); });
  require(!json.is_number_unsigned() || json.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMost),
          [&] { return json.dump() + " is beyond 64 bits"; });
  return json.get<std::int64_t>();
}

std::int64_t millionths(const Json& json) {
  constexpr std::size_t kMostDecimals = 6;
  constexpr std::int64_t kMillion = 1'000'000;
  std::int64_t parts = 0;
  if (!json.is_binary()) {
    require(!__builtin_mul_overflow(integer(json), kMillion, &parts), json.dump() + " is beyond 64 bits");
    return parts;
  }
  std::string digits(json.get_binary().begin(), json.get_binary().end());
  const std::size_t point = std::min(digits.find('.'), digits.size()), behind = digits.size() - point - 1;
  require(point < digits.size() && behind <= kMostDecimals, digits + " has too many digits");
  digits.erase(point, 1);
  digits.append(kMostDecimals - behind, '0');
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parts);
  require(error == std::errc() && end == digits.data() + digits.size(), digits + " is beyond 64 bits");
  return parts;
}

std::int64_t day_number(const std::string& text) {
  bool is_form = text.size() == 10 && text[4] == '-' && text[7] == '-';
  for (std::size_t i = 0; is_form && i < text.size(); ++i) {
    is_form = i == 4 || i == 7 || (text[i] >= '0' && text[i] <= '9');
  }
  require(is_form, [&] { return "`" + text + "` is no date"; });
  const chrono::year_month_day date = chrono::year(std::stoi(text.substr(0, 4))) /
                                      std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8, 2));
  require(date.ok() && static_cast<int>(date.year()) >= 1,
          [&] { return "`" + text + "` is no day of the calendar"; });
  return (chrono::sys_days(date) - kFirstDay).count();
}

namespace {

/// The number of two digits at a place; refuses what is none.
std::int64_t two_digits(const std::string& text, std::size_t at) {
  const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  require(is_digit(at) && is_digit(at + 1), [&] { return "`" + text + "` is no date and time"; });
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

}  // namespace

std::int64_t moment_number(const std::string& text) {
  const auto refuse_unless = [&](bool is_so) {
    require(is_so, [&] { return "`" + text + "` is no date and time"; });
  };
  refuse_unless(text.size() >= 17 && (text[10] == 'T' || text[10] == 't' || text[10] == ' ') &&
                text[13] == ':');
  const std::int64_t day = day_number(text.substr(0, 10));
  const std::int64_t hour = two_digits(text, 11), minute = two_digits(text, 14);
  std::int64_t second = 0;
  std::size_t at = 16;
  if (text[at] == ':') {
    second = two_digits(text, at + 1);
    at += 3;
    if (at < text.size() && text[at] == '.') {
      const std::size_t end = std::min(text.find_first_not_of('0', at + 1), text.size());
      refuse_unless(end > at + 1);
      at = end;
    }
  }
  const bool is_midnight = hour == 24 && minute == 0 && second == 0;
  refuse_unless((hour < 24 || is_midnight) && minute < 60 && second < 60);
  std::int64_t ahead = 0;
  if (at + 1 == text.size() && (text[at] == 'Z' || text[at] == 'z')) {
    ++at;
  } else {
    refuse_unless(at + 6 == text.size() && (text[at] == '+' || text[at] == '-') && text[at + 3] == ':');
    const std::int64_t minutes = two_digits(text, at + 4);
    ahead = two_digits(text, at + 1) * 60 + minutes;
    refuse_unless(minutes < 60 && !(text[at] == '-' && ahead == 0));
    if (text[at] == '-') ahead = -ahead;
    refuse_unless(ahead >= -720 && ahead <= 840);
  }
  refuse_unless(day < kLastDay || !is_midnight);
  return (day * 86'400 + hour * 3'600 + (minute - ahead) * 60 + second) * 2'048 + ahead + 1'024;
}

std::int64_t seconds_of(const std::string& text) {
  const bool is_less = text.starts_with('-');
  std::size_t at = is_less ? 1 : 0;
  const auto refuse_unless = [&](bool is_so) {
    require(is_so, [&] { return "`" + text + "` is no length of time"; });
  };
  refuse_unless(text.compare(at, 2, "PT") == 0 && text.size() > at + 2);
  at += 2;
  __int128 seconds = 0;
  std::string units = "HMS";
  while (at < text.size()) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
    const auto digits = static_cast<std::size_t>(end - (text.data() + at));
    refuse_unless(error == std::errc() && text[at] != '-' && digits <= 18 && at + digits < text.size());
    at += digits;
    const std::size_t unit = units.find(text[at]);
    refuse_unless(unit != std::string::npos);
    seconds += static_cast<__int128>(number) * (text[at] == 'H' ? 3'600 : text[at] == 'M' ? 60 : 1);
    refuse_unless(seconds <= static_cast<__int128>(kMost) + (is_less ? 1 : 0));
    units.erase(0, unit + 1);
    ++at;
  }
  return static_cast<std::int64_t>(is_less ? -seconds : seconds);
}

Type ValueNames::type(const Json& json) const {
  const std::string word = json.get<std::string>();
  if (auto plain = plain_kinds().find(word); plain != plain_kinds().end()) return {plain->second, ""};
  const std::size_t blank = word.find(' ');
  require(blank != std::string::npos, "`" + word + "` is no type");
  const std::string kind = word.substr(0, blank), of = word.substr(blank + 1);
  if (kind == "row" && rows.contains(of)) return {Kind::Row, of};
  require((kind == "enum" || kind == "set") && enums_.contains(of), "`" + word + "` is no type");
  require(kind == "enum" || enums_.at(of).names.size() <= kMostSetMembers,
          "`" + word + "` has too many members");
  return {kind == "enum" ? Kind::Enum : Kind::Set, of};
}

void ValueNames::add_enum(const std::string& name, std::vector<std::string> members) {
  Enum made;
  for (const std::string& member : members) {
    const bool is_new =
        made.numbers.try_emplace(member, static_cast<std::int64_t>(made.numbers.size())).second;
    require(is_new, "`" + name + "` has the member `" + member + "` twice");
  }
  made.names = std::move(members);
  enums_[name] = std::move(made);
}

std::int64_t ValueNames::member(const std::string& of, const std::string& name) const {
  const auto& numbers = enums_.at(of).numbers;
  const auto found = numbers.find(name);
  require(found != numbers.end(), [&] { return "`" + name + "` is no member of `" + of + "`"; });
  return found->second;
}

Value ValueNames::set(const Json& json, const std::string& of) const {
  require(json.is_array(), [&] { return "a set is wanted, not " + json.dump(); });
  std::uint64_t mask = 0;
  std::int64_t last = -1;
  for (const Json& entry : json) {
    const std::int64_t number = member(of, entry.get<std::string>());
    require(number > last, "a set's members are not in their order");
    last = number;
    mask |= std::uint64_t{1} << number;
  }
  return known(static_cast<std::int64_t>(mask));
}

Value ValueNames::value(const Json& json, const Type& type) {
  if (json.is_object()) {
    require(json.size() == 1 && json.contains("is"), [&] { return json.dump() + " is no value"; });
    const std::string state = json.at("is").get<std::string>();
    const bool may_be_none =
        type.kind != Kind::Truth && type.kind != Kind::Outcome && type.kind != Kind::Right;
    require(state == "unknown" || (state == "none" && may_be_none),
            [&] { return json.dump() + " is no value"; });
    return state == "none" ? kNone : kUnknown;
  }
  switch (type.kind) {
    case Kind::Truth:
    case Kind::Flag:
      require(json.is_boolean(), [&] { return "yes or no is wanted, not " + json.dump(); });
      return truth(json.get<bool>());
    case Kind::Decimal:
    case Kind::Moment:
    case Kind::Hours:
    case Kind::Number: {
      if (!json.is_array()) return known(integer(json));
      require(json.size() == 2, [&] { return json.dump() + " has not two ends"; });
      const std::int64_t low = integer(json[0]), high = integer(json[1]);
      require(low < high && (low != kLeast || high != kMost),
              [&] { return json.dump() + " is not how a number is written"; });
      return known(low, high);
    }
    case Kind::Date:
      return known(day_number(json.get<std::string>()));
    case Kind::Text:
      return known(text(json.get<std::string>()));
    case Kind::Enum:
      return known(member(type.of, json.get<std::string>()));
    case Kind::Set:
      return set(json, type.of);
    case Kind::Row: {
      const std::int64_t row = integer(json);
      require(row >= 0 && row < rows.at(type.of),
              [&] { return "the table `" + type.of + "` has no row " + json.dump(); });
      return known(row);
    }
    case Kind::List:
      require(integer(json) >= 0, [&] { return "a list has no " + json.dump() + " elements"; });
      return known(integer(json));
    case Kind::Presence:
      require(json == "there", [&] { return json.dump() + " is no presence"; });
      return known(0);
    case Kind::Outcome:
      return known(place_in(outcome_names(), json.get<std::string>()));
    case Kind::Right:
      return known(place_in(right_names(), json.get<std::string>()));
  }
  throw Refused("no value");
}

std::int64_t ValueNames::text(const std::string& text) {
  const auto [place, is_new] = texts_.try_emplace(text, static_cast<std::int64_t>(texts_.size()));
  if (is_new) shown_.push_back(text);
  return place->second;
}

namespace {

std::string two(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// `2024-05-01T14:30:00+02:00`, as documents have a moment.
std::string moment_of(std::int64_t number) {
  const std::int64_t seconds = number / 2'048, ahead = number % 2'048 - 1'024;
  const std::int64_t told = seconds + ahead * 60, offset = ahead < 0 ? -ahead : ahead;
  if (number < 0 || told < 0 || told / 86'400 > kLastDay) return "no moment";
  return date_of(told / 86'400) + "T" + two(told % 86'400 / 3'600) + ":" + two(told % 3'600 / 60) + ":" +
         two(told % 60) + (ahead < 0 ? "-" : "+") + two(offset / 60) + ":" + two(offset % 60);
}

}  // namespace

std::string ValueNames::show(const Value& value, const Type& type) const {
  if (value.state != State::Known) return value.state == State::None ? "none" : "unknown";
  const auto low = static_cast<std::size_t>(value.low);
  switch (type.kind) {
    case Kind::Truth:
    case Kind::Flag:
      return value.low == 1 ? "yes" : "no";
    case Kind::Moment:
      return moment_of(value.low);
    case Kind::Hours:
      return std::to_string(value.low) + " seconds";
    case Kind::Decimal:
      return std::to_string(value.low) + " millionths";
    case Kind::Number:
    case Kind::Row:
    case Kind::List:
      return value.low == value.high ? std::to_string(value.low)
                                     : std::to_string(value.low) + " to " + std::to_string(value.high);
    case Kind::Date:
      return value.low >= 0 && value.low <= kLastDay ? date_of(value.low) : "no day";
    case Kind::Text:
      return "`" + shown_.at(low) + "`";
    case Kind::Enum:
      return enums_.at(type.of).names.at(low);
    case Kind::Set: {
      std::string members;
      const auto& names = enums_.at(type.of).names;
      for (std::size_t i = 0; i < names.size(); ++i) {
        if ((low >> i & 1) != 0) members += (members.empty() ? "" : ", ") + names[i];
      }
      return "{" + members + "}";
    }
    case Kind::Presence:
      return "there";
    case Kind::Outcome:
      return outcome_names().at(low);
    case Kind::Right:
      return right_names().at(low);
  }
  return "";
}

}  // namespace precept::checker
