#include "runtime/repair/planner/plan.h"

#include <algorithm>

namespace precept {

int Plan::cost() const {
  int cost = 0;
  for (const Target& target : targets) cost += target.extra_cost * static_cast<int>(target.count);
  return cost;
}

Plans single(Target target) {
  return {Plan{{std::move(target)}}};
}

namespace {

void add_labels(const Target& from, Target& to) {
  for (const std::string& label : from.clauses) {
    if (std::ranges::find(to.clauses, label) == to.clauses.end()) to.clauses.push_back(label);
  }
}

bool add(const Target& target, Plan& plan) {
  for (Target& other : plan.targets) {
    if (!other.is_same_place(target)) continue;
    add_labels(target, other);
    if (target.kind == Target::Kind::Append) {
      // One new element may serve both. What else it needs is planned once it is there.
      other.count = std::max(other.count, target.count);
      return other.domain == target.domain || other.domain.narrow(target.domain);
    }
    return other.domain.narrow(target.domain);
  }
  plan.targets.push_back(target);
  return true;
}

bool is_same(const Plan& left, const Plan& right) {
  if (left.size() != right.size()) return false;
  return std::ranges::all_of(left.targets, [&](const Target& target) {
    return std::ranges::any_of(right.targets, [&](const Target& other) {
      return other.is_same_place(target) && other.count == target.count && other.domain == target.domain;
    });
  });
}

/// Sorts the plans, cheapest first, removes duplicates, and cuts them at the limit.
void order(Plans& plans, PlanLimits& limits) {
  std::ranges::stable_sort(plans, {}, &Plan::cost);
  Plans kept;
  for (Plan& plan : plans) {
    bool is_new = std::ranges::none_of(kept, [&](const Plan& other) { return is_same(plan, other); });
    if (!is_new) continue;
    if (kept.size() == limits.most_plans) {
      limits.cut(plan.cost());
      break;
    }
    kept.push_back(std::move(plan));
  }
  plans = std::move(kept);
}

}  // namespace

Plans any_of(Plans left, Plans right, PlanLimits& limits) {
  left.insert(left.end(), std::make_move_iterator(right.begin()), std::make_move_iterator(right.end()));
  order(left, limits);
  return left;
}

Plans all_of(const Plans& left, const Plans& right, PlanLimits& limits) {
  Plans result;
  for (const Plan& first : left) {
    for (const Plan& second : right) {
      Plan plan = first;
      bool fits = std::ranges::all_of(second.targets, [&](const Target& t) { return add(t, plan); });
      if (fits && plan.size() > limits.most_targets) limits.cut(plan.cost());
      if (fits && plan.size() <= limits.most_targets) result.push_back(std::move(plan));
    }
  }
  order(result, limits);
  return result;
}

void label(Plans& plans, const std::string& clause) {
  for (Plan& plan : plans) {
    for (Target& target : plan.targets) {
      if (std::ranges::find(target.clauses, clause) == target.clauses.end()) target.clauses.push_back(clause);
    }
  }
}

}  // namespace precept
