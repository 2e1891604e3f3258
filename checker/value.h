// Values of expressions of a clause table, as numbers (docs/receipts.md).
//
// | kind           | known: low (and high)                  | in a receipt                       |
// |----------------|----------------------------------------|------------------------------------|
// | Truth, Flag    | 1 yes, 0 no                            | true, false                        |
// | Number         | the least and the greatest it can be   | 12, or [2,5]                       |
// | Date           | the day's number, 0001-01-01 is 0      | "2023-05-02"                       |
// | Text           | the number of a text met before        | "A. Diallo"                        |
// | Enum           | the member's number                    | "Associate"                        |
// | Set            | a bit for each member of the enum      | ["attend","decide"]                |
// | Row            | the row of a table, from 0             | 17                                 |
// | List           | how many elements it has               | 3                                  |
// | Presence       | 0                                      | "there"                            |
// | Outcome, Right | the word's number                      | "violated", "permitted"            |
// | Decimal        | millionths; of a field alone           | 2500000                            |
// | Moment         | seconds and offset; of a field alone   | as a number                        |
// | Hours          | seconds; of a field alone              | 86400                              |
//
// In a receipt, none is {"is":"none"} and unknown {"is":"unknown"}. A Flag is a truth that may be none.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "checker/canonical.h"

namespace precept::checker {

enum class Kind : std::uint8_t {
  Truth,
  Flag,
  Number,
  Date,
  Text,
  Enum,
  Set,
  Row,
  List,
  Presence,
  Outcome,
  Right,
  Decimal,
  Moment,
  Hours
};

/// A type; `of` is the name of the enum or table: "enum Category", "set Act", "row Country".
struct Type {
  Kind kind{};
  std::string of;
  bool operator==(const Type&) const = default;
};

enum class State : std::uint8_t { Known, None, Unknown };

inline constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
inline constexpr std::size_t kMostSetMembers = 62;
inline constexpr std::int64_t kLastDay = 3652058;  ///< 9999-12-31

struct Value {
  State state = State::Unknown;
  std::int64_t low = kLeast, high = kMost;  ///< the whole range where unknown; 0 where none

  auto operator<=>(const Value&) const = default;
  bool is_known() const { return state == State::Known; }
  bool is_yes() const { return is_known() && low == 1; }
  bool is_no() const { return is_known() && low == 0; }
  bool is_exact() const { return is_known() && low == high; }
};
inline constexpr Value kUnknown{};
inline constexpr Value kNone{State::None, 0, 0};
constexpr Value known(std::int64_t low, std::int64_t high) {
  return low == kLeast && high == kMost ? kUnknown : Value{State::Known, low, high};
}
constexpr Value known(std::int64_t value) {
  return {State::Known, value, value};
}
constexpr Value truth(bool holds) {
  return known(holds ? 1 : 0);
}

/// The names that values are written with: members of enums, numbers of rows, and the texts met so far.
class ValueNames {
 public:
  std::map<std::string, std::int64_t> rows;  ///< number of rows, by table

  /// Adds an enum. Refuses a name or a member that occurs twice.
  void add_enum(const std::string& name, std::vector<std::string> members);
  bool is_member(const std::string& of, const std::string& name) const {
    return enums_.at(of).numbers.contains(name);
  }
  /// The number of a member; refuses an unknown one.
  std::int64_t member(const std::string& of, const std::string& name) const;

  Type type(const Json& json) const;
  /// Reads a value. Refuses any other spelling than the canonical one.
  Value value(const Json& json, const Type& type);
  std::int64_t text(const std::string& text);
  const std::string& shown(std::int64_t text) const { return shown_.at(static_cast<std::size_t>(text)); }
  /// The value for a message.
  std::string show(const Value& value, const Type& type) const;

 private:
  struct Enum {
    std::vector<std::string> names;
    std::map<std::string, std::int64_t> numbers;
  };
  Value set(const Json& json, const std::string& of) const;
  std::map<std::string, Enum> enums_;
  std::map<std::string, std::int64_t> texts_;
  std::vector<std::string> shown_;
};

/// The words for outcomes and rights, in the order of their numbers.
const std::vector<std::string>& outcome_names();
const std::vector<std::string>& right_names();

/// The day number of "2023-05-02"; refuses a text that is no day of the calendar.
std::int64_t day_number(const std::string& text);
/// The number of `2024-05-01T14:30:00+02:00`, as docs/receipts.md says. Refuses what is no date and time.
std::int64_t moment_number(const std::string& text);
/// The seconds of `PT1H30M`. Refuses what is no length of time.
std::int64_t seconds_of(const std::string& text);

/// A number with at most six digits behind the point, in millionths; refuses any other.
std::int64_t millionths(const Json& json);

/// The number; refuses JSON that is no integer of 64 bits.
std::int64_t integer(const Json& json);

}  // namespace precept::checker
