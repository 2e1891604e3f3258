// `x reaches y by step in xs`, by plain search.
#include "tests/reference/evaluate.h"

namespace precept::reference {

using model::Expr;

/// Whether a step leads from one element to the other; of elements that are not in the list none does.
Truth Evaluator::step(const Expr& expr, const Element& one, const Element& other, const Scope& scope) const {
  spend();
  const Truth both = truth_and(one.in, other.in);
  if (both == Truth::No) return both;
  Scope first{&scope, expr.variable, one.node->value, nullptr, nullptr};
  Scope second{&first, expr.second, other.node->value, nullptr, nullptr};
  return truth_and(both, truth(*expr.items[0], second));
}

std::set<std::size_t> Evaluator::Ways::walk(std::size_t start, bool is_forward,
                                            const std::set<Truth>& which) const {
  std::set<std::size_t> found, open{start};
  while (!open.empty()) {
    const std::size_t at = *open.begin();
    open.erase(open.begin());
    for (std::size_t next = 0; next < elements.size(); ++next) {
      const Truth leads = is_forward ? steps[at][next] : steps[next][at];
      if (which.contains(leads) && found.insert(next).second) open.insert(next);
    }
  }
  return found;
}

Evaluator::Ways Evaluator::reach(const Expr& expr, const Scope& scope) const {
  Ways ways;
  const Value list = value(*expr.third, scope);
  const Node *from = &node(*expr.left, scope), *to = &node(*expr.right, scope);
  for (const Element& element : list.elements()) ways.elements.push_back(element);
  ways.from = ways.to = ways.elements.size();
  for (std::size_t i = 0; i < ways.elements.size(); ++i) {
    if (ways.elements[i].node == from) ways.from = i;
    if (ways.elements[i].node == to) ways.to = i;
  }
  if (!ways.has_both()) return ways;
  for (const Element& one : ways.elements) {
    auto& row = ways.steps.emplace_back();
    for (const Element& other : ways.elements) row.push_back(step(expr, one, other, scope));
  }
  if (ways.walk(ways.from, true, {Truth::Yes}).contains(ways.to)) {
    ways.result = Truth::Yes;
  } else if (ways.walk(ways.from, true, {Truth::Yes, Truth::Unknown}).contains(ways.to)) {
    ways.result = Truth::Unknown;
  }
  return ways;
}

/// The open steps that could matter: from what may be reached to what may lead on, without a sure way around
/// them.
void Evaluator::follow_reach(const Expr& expr, const Scope& scope, Leaves& found) const {
  const Ways ways = reach(expr, scope);
  if (!ways.has_both()) return;
  const std::set<Truth> possible{Truth::Yes, Truth::Unknown}, sure{Truth::Yes};
  const auto after = ways.walk(ways.from, true, possible), before = ways.walk(ways.to, false, possible);
  const auto surely_after = ways.walk(ways.from, true, sure), surely_before = ways.walk(ways.to, false, sure);
  for (std::size_t i = 0; i < ways.elements.size(); ++i) {
    for (std::size_t k = 0; k < ways.elements.size(); ++k) {
      const bool matters = (i == ways.from || after.contains(i)) && (k == ways.to || before.contains(k)) &&
                           !surely_before.contains(i) && !surely_after.contains(k);
      if (!matters || ways.steps[i][k] != Truth::Unknown) continue;
      const Element &one = ways.elements[i], &other = ways.elements[k];
      for (const Element* element : {&one, &other})
        if (element->in == Truth::Unknown) follow_membership(*expr.third, *element->node, scope, found);
      Scope first{&scope, expr.variable, one.node->value, nullptr, nullptr};
      Scope second{&first, expr.second, other.node->value, nullptr, nullptr};
      leaves(expr.items[0], second, found);
    }
  }
}

}  // namespace precept::reference
