// Plans: what is to be done at which columns and rows of a document. ChangeMaker turns them into JSON.
//
//   s.length <= f.limit      Target{.kind = Value, .id = the column of `length`, .row = 1,
//                                   .domain = between(least, 4)}
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "runtime/repair/planner/domain.h"

namespace precept {

/// One place of the document, and what is to be done there.
struct Target {
  enum class Kind : std::uint8_t {
    Value,          ///< a column's value at a row becomes one of the domain
    Judge,          ///< a judgement about a row of its level is answered (domain: code 1 or 0)
    Append,         ///< a list gets `count` more elements
    RemoveElement,  ///< an element of a list is removed
    Withdraw        ///< an attestation is removed; `id` is its number
  };
  Kind kind{};
  std::uint32_t id = 0;  ///< column, judgement, or level of the list
  std::uint32_t row =
      0;  ///< whole-list row of the column's or judgement's level; Append: of the parent level
  std::uint32_t count = 1;  ///< Append
  Domain domain;            ///< Value, Judge; Append to a list of single values: the element's value
  int extra_cost = 0;       ///< how much it asks of people, as in `ChangeCost`
  std::vector<std::string> clauses = {};

  bool is_same_place(const Target& other) const {
    return kind == other.kind && id == other.id && row == other.row;
  }
};

/// The cost of a change. Fewer changes go before more, and of as many the more plausible ones. A change of a
/// `fixed` field costs as much as three others on top of its own.
struct ChangeCost {
  static constexpr int kFixed = 3'000, kChange = 1'000;
  /// Fixes that cost so much more than the first are no longer looked for.
  static constexpr int kSpread = 3'500;
  static constexpr int kWithin = 1;  ///< of a change within a value that is added anyway
};

/// Targets that bring about one result together.
struct Plan {
  std::vector<Target> targets;

  int cost() const;
  std::size_t size() const { return targets.size(); }
};
using Plans = std::vector<Plan>;  ///< alternatives for the same result, cheapest first

/// How many plans are kept, with how many targets.
struct PlanLimits {
  std::size_t most_plans = 12, most_targets = 10;
  int cut_from = std::numeric_limits<int>::max();  ///< the least cost of a plan that was not kept

  void cut(int cost) { cut_from = std::min(cut_from, cost); }
};

/// The one plan without targets: the result is already there. No plan at all means that there is no way.
inline Plans nothing_to_do() {
  return {Plan{}};
}
Plans single(Target target);
/// All plans of the left and of the right.
Plans any_of(Plans left, Plans right, PlanLimits& limits);
/// Every combination of a left and a right plan that does not contradict itself.
Plans all_of(const Plans& left, const Plans& right, PlanLimits& limits);
void label(Plans& plans, const std::string& clause);

}  // namespace precept
