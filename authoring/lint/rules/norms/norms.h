// What several rules about norms ask. Internal to norms/.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "authoring/lint/look/look.h"
#include "authoring/lint/look/rule.h"

namespace precept::lint {

inline bool is_demand(const model::Norm& norm) {
  return norm.ensures != nullptr;
}
/// Whether it compares a thing with itself, which is told as that.
inline bool compares_with_itself(Look& look, const model::Expr& expr) {
  const bool is_plain = expr.kind == model::ExprKind::Binary && !is_operator(expr, model::Operator::And) &&
                        !is_operator(expr, model::Operator::Or);
  return is_plain && look.terms().of(*expr.left) == look.terms().of(*expr.right);
}
/// "`resolves 2`", or "`resolves 2 (terms)`".
inline std::string label_of(const SeenNorm& seen) {
  return "`" + seen.clause->label + (seen.norm->name.empty() ? "" : " (" + seen.norm->name + ")") + "`";
}
/// About the same documents, and of them about the same subjects.
bool is_about_the_same(Look& look, const model::Section& a, const model::Section& b);
/// Whether one norm names each act of the other.
inline bool has_acts_of(const model::Norm& norm, const model::Norm& of) {
  return std::ranges::all_of(of.acts,
                             [&](std::uint32_t act) { return std::ranges::count(norm.acts, act) > 0; });
}
inline bool shares_acts(const model::Norm& a, const model::Norm& b) {
  return std::ranges::any_of(a.acts, [&](std::uint32_t act) { return std::ranges::count(b.acts, act) > 0; });
}
inline bool is_exception_to(const SeenNorm& exception, const SeenNorm& to) {
  return exception.section == to.section && std::ranges::count(to.norm->defeaters, exception.index) > 0;
}
/// The norms of the section that the norm is an exception to.
inline bool defeats_any(const SeenNorm& seen) {
  return std::ranges::any_of(seen.section->norms, [&](const model::Norm& norm) {
    return std::ranges::count(norm.defeaters, seen.index) > 0;
  });
}

}  // namespace precept::lint
