#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

namespace {

/// Whether a text has these words one after the other, and not as parts of others.
bool has_words(const std::string& text, const std::string& words) {
  return (" " + text + " ").find(" " + words + " ") != std::string::npos;
}

}  // namespace

void untested_clause(Look& look) {
  if (!has_tests(look)) return;
  std::vector<std::string> expected;
  for_each_test(look, [&](const ast::TestFile&, const ast::Test& test) {
    for (const ast::Expectation& each : test.expectations) expected.push_back(words_of(each));
    // What stands in cases is put in for a name of the expectation.
    for (const ast::CaseRow& row : test.rows)
      for (const ast::Datum* cell : row.cells)
        if (cell != nullptr) expected.emplace_back(look.words(cell->span));
  });
  auto is_expected = [&](const std::string& label) {
    for (const std::string& words : expected)
      if (has_words(words, label) || words.find(label + ",") != std::string::npos ||
          words.find("\"" + label + "\"") != std::string::npos)
        return true;
    return false;
  };
  for (const model::Section& section : look.model().sections) {
    for (const model::Clause& clause : section.clauses) {
      if (clause.norms.empty() || is_expected(clause.label)) continue;
      look.found(DiagnosticKind::UntestedClause, clause.label_span,
                 "no test says what it expects of the clause `" + clause.label + "`")
          .with_help("write `expect " + clause.label + " satisfied` or `violated` in a test of it");
    }
  }
}

}  // namespace precept::lint
