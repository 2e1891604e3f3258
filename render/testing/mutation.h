// Writes the results of mutation testing, for people and for programs. Nothing here fails.
//
//   shall ensure s.length <= 4
//
// where no test has a stall of four metres is told as "survived  sale.precept:12:25  rule 1: move-boundary,
// …", with the line before and after and a test that kills the mutant; docs/testing.md ("Do the tests
// notice?").
#pragma once

#include <optional>

#include "render/sink.h"
#include "testing/mutation/mutate.h"

namespace precept::rendering {

struct MutationResult {
  const testing::Suite& suite;
  const testing::MutationReport& report;
  std::optional<double> minimum;  ///< the score that must be reached, in percent

  LineColumn start_of(const testing::Mutant& mutant) const {
    return suite.sources.locate(mutant.place.file, mutant.place.begin);
  }
  /// The file's name without a leading `./`, which a policy beside its tests has.
  std::string file_of(const testing::Mutant& mutant) const {
    return std::filesystem::path(suite.sources.file(mutant.place.file).name).lexically_normal().string();
  }
  /// Whether all mutants were tried and the minimum is reached.
  bool passes() const;
};

/// Thousandths as percent, cut off: "97.9".
std::string score_words(unsigned thousandths);

/// Writes the survivors, each with its change and a test that kills it; then the excused ones and the counts.
void write_mutation_text(const MutationResult& mutation, Sink& output, Color color);
/// Writes one object with every mutant. Other programs depend on its keys and words: add to them, never
/// rename them.
void write_mutation_json(const MutationResult& mutation, Sink& output);

}  // namespace precept::rendering
