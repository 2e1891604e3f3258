#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

void untested_policy(Look& look) {
  const ast::File& head = look.head();
  if (head.form != ast::FileForm::Policy || has_tests(look)) return;
  look.found(DiagnosticKind::UntestedPolicy, head.name.span,
             "no test beside this policy shows that it does what its text says")
      .with_help("begin a file `…_test.precept` beside it with `tests " + std::string(head.name.text) + "`");
}

}  // namespace precept::lint
