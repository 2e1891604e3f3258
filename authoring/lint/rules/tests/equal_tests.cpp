#include <map>

#include "authoring/lint/rules/tests/tests.h"

namespace precept::lint {

void equal_tests(Look& look) {
  std::map<std::string, const ast::Test*> first;
  for_each_test(look, [&](const ast::TestFile& file, const ast::Test& test) {
    // Fixtures are found from the file's folder.
    const std::string& name = look.sources().file(file.source).name;
    const std::string folder = name.substr(0, name.find_last_of('/') + 1);
    auto [found, is_new] =
        first.emplace(folder + "\n" + look.words({test.span.file, test.head.end, test.span.end}), &test);
    if (is_new) return;
    look.found(DiagnosticKind::EqualTests, test.head,
               "this test tries what another tries: they differ by title alone")
        .label(found->second->head, "the first")
        .with_help("leave one out, or change what was meant to differ");
  });
}

}  // namespace precept::lint
