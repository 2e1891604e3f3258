// What is known of the value of a term: whether it may be none, between which bounds it lies, which members
// or texts it may be, whether it may be yes or no, how it compares.
//
//     b.people >= 10 and b.people < 20       of `b.people`: 10 to 19
//     s.category in {Member, Associate}      of `s.category`: one of the two
//
// Bounds hold every int of 64 bits exactly. What nobody knows yet counts as any value it may turn out to
// have.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace precept::lint {

using Bound = long double;
inline constexpr Bound kNoBound = std::numeric_limits<Bound>::infinity();

/// Numbers between two bounds, which are part of it unless it is open there.
struct Range {
  Bound low = -kNoBound, high = kNoBound;
  bool is_low_open = false, is_high_open = false;

  bool is_empty() const { return low > high || (low == high && (is_low_open || is_high_open)); }
  bool is_point() const { return low == high; }
  void meet(const Range& other);
  void join(const Range& other);
};

/// The members that are listed, or all but these.
struct Members {
  bool is_all_but = true;
  std::vector<std::int64_t> listed;  ///< sorted

  static Members only(std::vector<std::int64_t> members);
  static Members all_but(std::vector<std::int64_t> members);
  void meet(const Members& other);
  void join(const Members& other);
  /// `universe`: so many there are at all; 0: without end.
  bool is_empty(std::size_t universe) const;
};

/// How two values may compare, as a sum of these.
enum Compared : std::uint8_t { kLess = 1, kEqual = 2, kGreater = 4, kAnyCompared = 7 };

struct Value {
  bool may_be_none = true, may_be_given = true;
  bool may_be_yes = true, may_be_no = true;
  std::uint8_t compared = kAnyCompared;
  Range range;
  Members members;
  std::size_t universe = 0;

  void meet(const Value& other);
  void join(const Value& other);
  /// Nothing is left that it could be.
  bool is_empty() const;
};

}  // namespace precept::lint
