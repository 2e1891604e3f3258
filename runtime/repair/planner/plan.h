// What is to be done at which places of a document, before it is said in JSON: the planner's own terms.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "runtime/repair/planner/domain.h"

namespace precept {

/// One place, and what is to become of it.
struct Target {
  enum class Kind : std::uint8_t {
    Value,    ///< a column's value at a row becomes one of the domain
    Judge,    ///< a judgement about a row of its level is answered (domain: code 1 or 0)
    Append,   ///< a list gets `count` more elements
    Drop,     ///< an element of a list goes
    Withdraw  ///< an attestation goes: `id` is its number
  };
  Kind kind{};
  std::uint32_t id = 0;  ///< column, judgement, or level of the list
  std::uint32_t row =
      0;  ///< whole-list row of the column's or judgement's level; Append: of the parent level
  std::uint32_t count = 1;  ///< Append
  Domain domain;            ///< Value, Judge; Append to a list of single values: what the element is
  int rank = 0;             ///< how much is asked of people: see `Cost`
  std::vector<std::string> clauses = {};

  bool is_same_place(const Target& other) const {
    return kind == other.kind && id == other.id && row == other.row;
  }
};

/// What a change costs. Few before many, and of as many the more plausible. One to what is marked as fixed is
/// looked at when three more of others have been.
struct Cost {
  static constexpr int kFixed = 3'000, kChange = 1'000;
  /// What costs so much more than the first that was found is no longer looked for.
  static constexpr int kSpread = 3'500;
  static constexpr int kWithin = 1;  ///< within something that is added anyway
};

/// Targets that together bring about one thing.
struct Plan {
  std::vector<Target> targets;

  int cost() const;
  std::size_t size() const { return targets.size(); }
};
using Plans = std::vector<Plan>;  ///< ways to the same thing, cheapest first

/// No more ways than this are kept.
struct PlanLimits {
  std::size_t most_plans = 12, most_targets = 10;
  int cut_from = std::numeric_limits<int>::max();  ///< the least that a way would cost that was not kept

  void cut(int cost) { cut_from = std::min(cut_from, cost); }
};

/// There is nothing to do.
inline Plans nothing_to_do() {
  return {Plan{}};
}
Plans one(Target target);
/// Any of the ways of the one or of the other.
Plans either(Plans left, Plans right, PlanLimits& limits);
/// Both, in every way that does not contradict itself.
Plans both(const Plans& left, const Plans& right, PlanLimits& limits);
void label(Plans& plans, const std::string& clause);

}  // namespace precept
