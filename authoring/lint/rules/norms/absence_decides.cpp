#include <set>

#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

namespace {

using model::ExprKind;
using model::Operator;

/// The fields that may be none in what a norm says, and those of them about which it asks whether they are
/// there.
struct Fields {
  std::set<TermId> open, asked;
};

void collect_fields(const Terms& terms, TermId id, std::set<TermId>& seen, Fields& fields) {
  if (id == kNoTerm || !seen.insert(id).second) return;
  const Term& term = terms[id];
  const bool asks =
      (term.kind == ExprKind::Unary && (term.op == Operator::Given || term.op == Operator::NotGiven)) ||
      (term.kind == ExprKind::Binary && term.op == Operator::Else);
  if (asks) fields.asked.insert(term.left);
  if (term.kind == ExprKind::Field && term.type.or_none && !term.has_element) fields.open.insert(id);
  for (TermId part : {term.left, term.right, term.third, term.filter, term.body})
    collect_fields(terms, part, seen, fields);
  for (TermId item : term.items) collect_fields(terms, item, seen, fields);
}

}  // namespace

void absence_decides(Look& look) {
  for (const SeenNorm& seen : look.norms()) {
    if (seen.norm->modality != model::Modality::Shall || look.is_claimed(seen.norm)) continue;
    const TermId demand = look.terms().of(*seen.norm->ensures);
    Fields fields;
    std::set<TermId> done;
    collect_fields(look.terms(), demand, done, fields);
    for (const Condition& condition : seen.conditions)
      collect_fields(look.terms(), condition.term, done, fields);
    // Whoever says in the message what is so without it has thought of it.
    Fields shown;
    std::set<TermId> said;
    if (seen.norm->otherwise) {
      for (const model::TextPart& part : *seen.norm->otherwise)
        if (part.hole != nullptr) collect_fields(look.terms(), look.terms().of(*part.hole), said, shown);
    }
    fields.asked.insert(shown.asked.begin(), shown.asked.end());
    for (TermId field : fields.open) {
      if (fields.asked.contains(field)) continue;
      Facts facts = look.facts();
      if (!facts.assume_none(field) || !facts.assume_all(seen.conditions) || facts.may_be(demand, true))
        continue;
      const Term& term = look.terms()[field];
      const Term& whole = look.terms()[term.left];
      if (!whole.type.is(model::TypeKind::Record)) continue;
      const model::Field& declared =
          look.model().records[whole.type.id].fields[static_cast<std::size_t>(term.number)];
      look.found(DiagnosticKind::AbsenceDecides, seen.norm->span,
                 "this demand is broken by a document that does not tell `" + declared.name +
                     "`: what is not there is taken for a fact, and nobody is asked")
          .label(declared.span, "`or none`")
          .label(seen.norm->ensures->span, "never so without it")
          .with_help(
              "leave `or none` out, so that it is missing evidence; or ask with `is given`, if it is meant");
    }
  }
}

}  // namespace precept::lint
