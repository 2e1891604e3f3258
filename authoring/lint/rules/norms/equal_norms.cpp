#include <map>

#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

namespace {

/// All that a norm says, its message and words aside.
std::vector<std::int64_t> content_of_norm(Look& look, const SeenNorm& seen) {
  std::vector<std::int64_t> result = {static_cast<std::int64_t>(seen.norm->modality),
                                      std::int64_t{seen.section_index}};
  auto add = [&](std::vector<std::int64_t> part) {
    std::ranges::sort(part);
    result.push_back(static_cast<std::int64_t>(part.size()));
    result.insert(result.end(), part.begin(), part.end());
  };
  std::vector<std::int64_t> conditions, defeated;
  for (const Condition& each : seen.conditions)
    conditions.push_back(std::int64_t{each.term} * 2 + (each.is_yes ? 1 : 0));
  for (std::uint32_t i = 0; i < seen.section->norms.size(); ++i)
    if (std::ranges::count(seen.section->norms[i].defeaters, seen.index) > 0) defeated.push_back(i);
  add(std::move(conditions));
  add(std::move(defeated));
  add({seen.norm->acts.begin(), seen.norm->acts.end()});
  add({seen.norm->defeaters.begin(), seen.norm->defeaters.end()});
  result.push_back(seen.norm->ensures != nullptr ? std::int64_t{look.terms().of(*seen.norm->ensures)} : -1);
  return result;
}

}  // namespace

void equal_norms(Look& look) {
  std::map<std::vector<std::int64_t>, const SeenNorm*> first;
  for (const SeenNorm& seen : look.norms()) {
    auto content_of = content_of_norm(look, seen);
    // Sections that are about the same count as one.
    const bool is_alone = seen.norm->acts.empty() && seen.norm->defeaters.empty() && !defeats_any(seen);
    for (const SeenNorm& other : look.norms()) {
      if (!is_alone || other.section == seen.section) break;
      if (other.index != 0 || !is_about_the_same(look, *other.section, *seen.section)) continue;
      content_of[1] = other.section_index;
      break;
    }
    auto [found, is_new] = first.emplace(std::move(content_of), &seen);
    if (is_new) continue;
    look.found(DiagnosticKind::EqualNorms, seen.norm->span,
               "this norm says what another says: the same, under the same conditions")
        .label(found->second->norm->span, "the first, of " + label_of(*found->second))
        .with_help("leave one out, or change what was meant to differ");
  }
}

}  // namespace precept::lint
