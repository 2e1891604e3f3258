// Compiles a policy, holds a document against it and says what came out, with Precept as it is installed.
#include "runtime/check/check.h"

#include <cstddef>
#include <cstdio>
#include <span>
#include <utility>

#include "base/version.h"
#include "compiler/pipeline.h"
#include "runtime/verify/open.h"

using namespace precept;

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  Sources sources;
  Diagnostics diagnostics;
  const auto model = read_policy(argv[1], sources, diagnostics);
  const auto document = sources.read(argv[2]);
  if (!model || !document) return 2;
  auto bytes = compile(*model, sources, diagnostics);
  if (!bytes) return 2;
  const auto program = open_program(std::move(*bytes));
  if (!program) return 2;

  const Program* const policies[] = {&*program};
  const DocumentReport report = check_document(policies, *document, sources);
  if (!report.verdict) return 2;
  std::printf("%s: %s\n", kEngine, to_string(*report.verdict));
}
