// Holds a document against a policy and says what came out, with Precept as it is installed.
#include <cstdio>

#include "base/version.h"
#include "engine/engine.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  precept::Engine engine;
  if (!engine.load(argv[1])) return std::fputs(engine.mistakes_text(precept::Color::Off).c_str(), stderr), 2;
  precept::DocumentCheck document = engine.open(argv[2]);
  const precept::DocumentReport& report = document.check();
  if (!report.verdict) {
    std::fputs(document.in_words(report.diagnostics, precept::Color::Off).c_str(), stderr);
    return 2;
  }
  std::printf("%s: %s\n", precept::kEngine, to_string(*report.verdict));
}
