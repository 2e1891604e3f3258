#include "compiler/model/definitions_used.h"

#include <unordered_set>
#include <vector>

namespace precept::model {

std::map<std::string, Span> definitions_used(const Norm& norm) {
  std::map<std::string, Span> used;
  std::unordered_set<const Expr*> seen;
  std::vector<const Expr*> open{norm.applies, norm.when, norm.unless, norm.ensures};
  while (!open.empty()) {
    const Expr* expr = open.back();
    open.pop_back();
    if (expr == nullptr || !seen.insert(expr).second) continue;
    if (expr->define != nullptr) {
      used.emplace(expr->define->name, expr->define->body->span);
      open.push_back(expr->define->body);
    }
    if (expr->variable != nullptr && expr->variable->value != nullptr) {
      used.emplace(expr->variable->name, expr->variable->value->span);
      open.push_back(expr->variable->value);
    }
    for (const Expr* part : {expr->left, expr->right, expr->third, expr->filter}) open.push_back(part);
    open.insert(open.end(), expr->items.begin(), expr->items.end());
  }
  return used;
}

}  // namespace precept::model
