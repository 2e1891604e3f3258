#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

void untested_interval(Look& look) {
  const model::Model& model = look.model();
  if ((!model.from && !model.until) || !has_tests(look)) return;
  bool is_tried = false;
  for_each_test(look, [&](const ast::TestFile&, const ast::Test& test) {
    for (const ast::Expectation& each : test.expectations)
      is_tried |= words_of(each).find("not in force") != std::string::npos;
  });
  if (is_tried) return;
  for (const ast::Statement& statement : look.head().statements) {
    if (statement.form != ast::StatementForm::InForce) continue;
    look.found(DiagnosticKind::UntestedInterval, statement.span,
               "no test has a document from outside the interval of force")
        .with_help("give a test a date on its far side, and write `expect not in force`");
  }
}

}  // namespace precept::lint
