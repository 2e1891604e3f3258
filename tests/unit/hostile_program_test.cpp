// Compiled examples, changed at random and with a correct digest: every program that passes the verifier must
// run the examples' documents, in slices and whole, without a fault. Sanitizers find more.
#include <doctest/doctest.h>

#include <cstring>
#include <filesystem>
#include <random>

#include "compiler/pipeline.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/read/json/json.h"
#include "runtime/verify/open.h"
#include "tests/fuzz/stages.h"
#include "tests/unit/program_builder.h"

using namespace precept;
using namespace precept::test;

namespace {

namespace fs = std::filesystem;

ProgramBytes compiled(const fs::path& policy, bool coverage) {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(fs::path(PRECEPT_SOURCE_DIR) / policy, sources, diagnostics);
  REQUIRE(model);
  auto bytes = compile(*model, sources, diagnostics, {.coverage = coverage});
  REQUIRE(bytes);
  return *bytes;
}

class Mutator {
 public:
  Mutator(const ProgramBytes& bytes, std::uint32_t seed) : bytes_(bytes), random_(seed) {}

  ProgramBytes next() {
    ProgramBytes changed = bytes_;
    for (std::uint32_t changes = 1 + below(3); changes > 0; --changes) change(changed);
    seal(changed);
    return changed;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::size_t word() { return kDigestEnd + below((bytes_.size() - kDigestEnd) / 4) * 4; }

  /// A bit, a small number, a step to a neighbour, or a word from elsewhere.
  void change(ProgramBytes& changed) {
    const std::size_t at = word();
    std::uint32_t value;
    std::memcpy(&value, &changed[at], sizeof value);
    switch (below(4)) {
      case 0:
        value ^= 1u << below(32);
        break;
      case 1:
        value = static_cast<std::uint32_t>(below(200));
        break;
      case 2:
        value += static_cast<std::uint32_t>(below(9)) - 4;
        break;
      default:
        std::memcpy(&value, &bytes_[word()], sizeof value);
    }
    std::memcpy(&changed[at], &value, sizeof value);
  }

  const ProgramBytes& bytes_;
  std::mt19937 random_;
};

/// How many documents came to a verdict: each goes through everything that is done with a document, and a run
/// in slices besides.
int read_and_evaluate(const Program& program, const std::vector<fs::path>& documents) {
  int read = 0;
  for (const fs::path& path : documents) {
    Sources sources;
    const auto file = sources.read(fs::path(PRECEPT_SOURCE_DIR) / path);
    REQUIRE(file);
    read += run_all_stages(program, sources.file(*file).text);
    for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
      Diagnostics diagnostics;
      const auto document = read_json(*file, sources, program, unit, diagnostics);
      if (!document) continue;
      DocumentReport report;
      PointHits hits;
      evaluate(program, *document, sources, report, {.slice_rows = 64}, {}, &hits);
      REQUIRE((report.verdict || report.diagnostics.has_errors()));
    }
  }
  return read;
}

void attack(const fs::path& policy, const std::vector<fs::path>& documents, int rounds,
            bool coverage = false) {
  const ProgramBytes bytes = compiled(policy, coverage);
  Mutator mutator(bytes, 3);
  int accepted = 0, refused = 0, read = 0;
  for (int round = 0; round < rounds; ++round) {
    auto program = open_program(mutator.next());
    if (!program) {
      ++refused;
      continue;
    }
    ++accepted;
    read += read_and_evaluate(*program, documents);
  }
  CHECK(refused > rounds / 10);
  CHECK(accepted > rounds / 20);
  CHECK(read > rounds / 20);
}

}  // namespace

TEST_CASE("the library's rules, changed at random") {
  attack("examples/library/lending.precept",
         {"examples/library/ordinary.json", "examples/library/damage.json"}, 300);
}

TEST_CASE("the library's rules, compiled to measure their tests, changed at random") {
  attack("examples/library/lending.precept",
         {"examples/library/ordinary.json", "examples/library/damage.json"}, 300, true);
}

TEST_CASE("Resolution 54, changed at random") {
  attack("policies/wtsa-res54/res54.precept",
         {"examples/res54/compliant-proposal.json", "examples/res54/study-group-3.json"}, 60);
}
