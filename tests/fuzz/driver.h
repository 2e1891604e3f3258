// Drives a fuzzer: changes seeds at random and runs the target on them, for so many minutes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fuzz/mutate.h"

namespace precept::test {

struct Target {
  std::vector<std::string> seeds;
  std::function<void(std::string& input, Random& random)> change_at_random;
  /// Runs one input; whether it came through to the end, not only to a refusal.
  std::function<bool(const std::string& input)> run;
};

/// Runs the target until the time is over. The current input lies in the file `found`, so that a crash leaves
/// it there. Tells how many inputs ran, how many came through, and the longest time. Inputs of more than ten
/// seconds are kept beside `found`.
int fuzz(const Target& target, double minutes, std::uint64_t seed, const std::string& found);
/// Runs an input that was kept.
int replay(const Target& target, const std::string& file);

std::string read_file(const std::string& file);
/// Reads the arguments of a fuzzer and runs it: MINUTES SEED FOUND, or `again` FILE; the words after these
/// make the seeds.
int fuzz_main(int count, char** words, std::function<Target(std::vector<std::string>)> target);

}  // namespace precept::test
