// What a register or column can hold, and the words of the language for results. Shared by program,
// document, machine and report. Source: docs/language.md, "Types and values" and "Rights".
#pragma once

#include <cstdint>
#include <limits>

namespace precept {

/// How a value is held.
///
/// | kind  | held as                                    | unknown         | none            |
/// |-------|--------------------------------------------|-----------------|-----------------|
/// | Truth | two bitmaps, surely yes and surely no      | neither bit     | –               |
/// | Code  | signed integer of 1 or 4 bytes (`width`)   | -2              | -1              |
/// | Int   | 64-bit low and high, both included         | the whole range | low > high      |
/// | Set   | 64-bit mask of up to 62 members            | bit 63          | bit 62          |
/// | Result| one byte, a `Right` or an `Outcome`        | –               | –               |
///
/// A Code is an enum member, a row of a table (a key), a text, a day number, a `truth or none`
/// (1 yes, 0 no), or a presence (0 there). In a document's columns a truth is a Code too.
enum class RegisterKind : std::uint8_t { Truth, Code, Int, Set, Result };

inline constexpr std::int32_t kNone = -1;
inline constexpr std::int32_t kUnknown = -2;
inline constexpr std::uint64_t kUnknownSet = 1ull << 63;
inline constexpr std::uint64_t kNoneSet = 1ull << 62;
inline constexpr unsigned kMaxSetMembers = 62;
/// An enum or table with at most this many members has one-byte codes.
inline constexpr std::uint32_t kMaxNarrowCodes = 120;

/// An int, a number of days, months or seconds, or a moment: the lowest and the highest that it can be, both
/// included.
struct Interval {
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();

  static constexpr Interval unknown() { return {}; }
  static constexpr Interval none() {
    return {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
  }
  static constexpr Interval exactly(std::int64_t value) { return {value, value}; }
  constexpr bool is_none() const { return low > high; }
  constexpr bool is_exact() const { return low == high; }
  constexpr bool is_unknown() const {
    return low == std::numeric_limits<std::int64_t>::min() &&
           high == std::numeric_limits<std::int64_t>::max();
  }
  bool operator==(const Interval&) const = default;
};

/// The three truth values of Kleene's logic (docs/language.md, Truth and intervals).
enum class Truth : std::uint8_t { No, Yes, Unknown };

/// What a value means to people. Enum and Set go with the id of an enum, Key and Row with that of a table.
/// A Number is held as an Int, in millionths; a Moment as base/moment.h says, and Hours in seconds.
enum class ValueType : std::uint8_t {
  Truth,
  Int,
  Date,
  Duration,
  Months,
  Text,
  Enum,
  Key,
  Set,
  Row,
  Presence,
  Number,
  Moment,
  Hours
};

enum class Modality : std::uint8_t { Shall, Should, Encourage, May, ShallNot, ShouldNot };
/// The role of a condition in its norm. A Defeater is the norm of a `however` or `despite`.
enum class PartRole : std::uint8_t { Applies, When, Unless, Ensures, Defeater };
enum class Right : std::uint8_t { Silent, Permitted, Discouraged, Forbidden, Undetermined };
enum class Outcome : std::uint8_t { NotApplicable, Satisfied, Violated, Undetermined };
enum class Level : std::uint8_t { Error, Warning, Note };
enum class Verdict : std::uint8_t { Compliant, NonCompliant, Undetermined };

/// The codes of the JSON report: "not-applicable", "non-compliant".
const char* to_string(Right);
const char* to_string(Outcome);
const char* to_string(Level);
const char* to_string(Verdict);
/// As people and the expectations of tests write it: "not applicable".
const char* outcome_label(Outcome);
/// The modal verb of a level: "shall", "should", "encourage".
const char* modal_verb(Level);
/// As in the language: "shall ensure", "should not".
const char* to_string(Modality);
const char* to_string(PartRole);
Level level_of(Modality);

}  // namespace precept
