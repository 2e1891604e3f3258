#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void missing_title(Look& look) {
  const ast::File& head = look.head();
  if (head.form != ast::FileForm::Policy || look.model().title_span.has_place()) return;
  look.found(DiagnosticKind::MissingTitle, head.name.span, "the policy has no title, which heads each report")
      .with_help("write `title \"…\"` below, with the name of the text");
}

}  // namespace precept::lint
