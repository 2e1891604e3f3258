// What came of trying changes of a policy on its tests.
#pragma once

#include <optional>

#include "render/sink.h"
#include "testing/mutation/mutate.h"

namespace precept::rendering {

struct MutationRun {
  const testing::Suite& suite;
  const testing::MutationReport& report;
  std::optional<double> minimum;  ///< the score that is asked for, in percent

  LineColumn start_of(const testing::Mutant& mutant) const {
    return suite.sources.locate(mutant.place.file, mutant.place.begin);
  }
  /// Without the `./` that a policy beside its tests is read with.
  std::string file_of(const testing::Mutant& mutant) const {
    return std::filesystem::path(suite.sources.file(mutant.place.file).name).lexically_normal().string();
  }
  /// Whether the score that was asked for is reached, by mutants that were all tried.
  bool passes() const;
};

/// "97.9", the rest cut off.
std::string score_words(unsigned thousandths);

/// The survivors, each with its change and a test that kills it; those that are excused; the counts.
void write_mutation_text(const MutationRun& run, Sink& output, Color color);
/// One object, every mutant in it. Keys and words are what other programs depend on: add, never rename.
void write_mutation_json(const MutationRun& run, Sink& output);

}  // namespace precept::rendering
