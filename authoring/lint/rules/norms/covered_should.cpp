#include <set>

#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

namespace {

bool is_advice(const model::Norm& norm) {
  return norm.modality == model::Modality::Should || norm.modality == model::Modality::Encourage ||
         norm.modality == model::Modality::ShouldNot;
}

bool is_binding_kind(const model::Norm& advice, const model::Norm& demand) {
  return demand.modality ==
         (advice.modality == model::Modality::ShouldNot ? model::Modality::ShallNot : model::Modality::Shall);
}

/// What a norm asks for is made of: fields, judgements and the like.
using Matter = std::set<TermId>;

void collect_matter(const Terms& terms, TermId id, Matter& seen, Matter& matter) {
  if (id == kNoTerm || !seen.insert(id).second) return;
  const Term& term = terms[id];
  const bool is_matter = term.kind == model::ExprKind::Field || term.kind == model::ExprKind::Column ||
                         term.kind == model::ExprKind::Judge || term.kind == model::ExprKind::Reading ||
                         term.kind == model::ExprKind::Lookup;
  if (is_matter) matter.insert(id);
  for (TermId part : {term.left, term.right, term.third, term.filter, term.body})
    collect_matter(terms, part, seen, matter);
  for (TermId item : term.items) collect_matter(terms, item, seen, matter);
}

Matter matter_of(Look& look, const model::Norm& norm) {
  Matter seen, matter;
  if (norm.ensures != nullptr) collect_matter(look.terms(), look.terms().of(*norm.ensures), seen, matter);
  return matter;
}

bool share(const Matter& a, const Matter& b) {
  return std::ranges::any_of(a, [&](TermId term) { return b.contains(term); });
}

/// Whether the demand applies and asks for as much wherever the advice does.
bool demands_as_much(Look& look, const SeenNorm& demand, const SeenNorm& advice) {
  if (!is_binding_kind(*advice.norm, *demand.norm) || !demand.norm->defeaters.empty()) return false;
  if (!is_about_the_same(look, *demand.section, *advice.section)) return false;
  const bool has_acts = advice.norm->ensures == nullptr;
  if (has_acts && (demand.section != advice.section || !has_acts_of(*demand.norm, *advice.norm)))
    return false;
  Facts facts = look.facts();
  if (!facts.assume_all(advice.conditions)) return false;
  if (!has_acts) {
    Facts kept = facts;
    if (!kept.assume(look.terms().of(*demand.norm->ensures), true)) return false;
    if (kept.may_be(look.terms().of(*advice.norm->ensures), false)) return false;
  }
  return !facts.assume_not_all(demand.conditions);
}

}  // namespace

void covered_should(Look& look) {
  std::vector<std::pair<const SeenNorm*, Matter>> demands;
  for (const SeenNorm& seen : look.norms()) {
    const bool is_one =
        seen.norm->modality == model::Modality::Shall || seen.norm->modality == model::Modality::ShallNot;
    if (is_one && !look.is_claimed(seen.norm) && !defeats_any(seen))
      demands.emplace_back(&seen, matter_of(look, *seen.norm));
  }
  for (const SeenNorm& seen : look.norms()) {
    if (!is_advice(*seen.norm) || look.is_claimed(seen.norm) || defeats_any(seen)) continue;
    const Matter matter = matter_of(look, *seen.norm);
    for (const auto& [demand, demanded] : demands) {
      if (seen.norm->ensures != nullptr && !share(matter, demanded)) continue;
      if (!demands_as_much(look, *demand, seen)) continue;
      look.found(DiagnosticKind::CoveredShould, seen.norm->span,
                 "what this recommends is demanded already, wherever it applies")
          .label(demand->norm->span, "demanded here, by " + label_of(*demand))
          .with_help("leave the recommendation out, or say what it asks for beyond the demand");
      break;
    }
  }
}

}  // namespace precept::lint
