#include <algorithm>

#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

namespace {

/// What the document has at a field of its own; null where that is not told, or not a field.
const ast::Datum* at_field(const ast::Datum& document, const ast::DocumentEdit& edit) {
  const ast::Datum* at = &document;
  for (const ast::PlaceStep& step : edit.place) {
    if (step.form != ast::PlaceStepForm::Field || at->form != ast::DatumForm::Object) return nullptr;
    const auto entry = std::ranges::find_if(at->entries, [&](const ast::DatumEntry& each) {
      return each.key.text == step.text && each.value != nullptr;
    });
    if (entry == at->entries.end()) return nullptr;
    at = entry->value;
  }
  return at;
}

}  // namespace

void idle_change(Look& look) {
  for_each_test(look, [&](const ast::TestFile&, const ast::Test& test) {
    if (test.document == nullptr || test.document->form != ast::DatumForm::Object) return;
    for (std::size_t i = 0; i < test.changes.size(); ++i) {
      const ast::DocumentEdit& change = test.changes[i];
      // After another change the document is no longer as it is written.
      if (change.value == nullptr || i > 0) continue;
      const ast::Datum* now = at_field(*test.document, change);
      const bool is_name = change.value->form == ast::DatumForm::Name && !test.case_names.empty();
      if (now == nullptr || is_name || look.words(now->span) != look.words(change.value->span)) continue;
      look.found(DiagnosticKind::IdleChange, change.span,
                 "the document has this value already, so nothing is changed")
          .label(now->span, "here")
          .with_help("leave the change out, or write the value that was meant");
    }
  });
}

}  // namespace precept::lint
