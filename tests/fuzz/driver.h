// Where inputs come from and where they go: seeds changed at random for so many minutes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fuzz/mutate.h"

namespace precept::test {

struct Target {
  std::vector<std::string> seeds;
  std::function<void(std::string& input, Random& random)> mutate;
  /// Whether the input came through to the end, not only to a refusal.
  std::function<bool(const std::string& input)> run;
};

/// Runs the target until the time is up; the input at hand lies in `found`, so that whatever ends the process
/// leaves it. Says how many inputs ran, how many came through, and the longest that one took. Inputs that
/// took more than ten seconds are kept beside it.
int fuzz(const Target& target, double minutes, std::uint64_t seed, const std::string& found);
/// Runs one input that was kept.
int again(const Target& target, const std::string& file);

std::string read_file(const std::string& file);
/// The arguments of a fuzzer: MINUTES SEED FOUND, or `again` FILE; then what makes its seeds.
int fuzz_main(int count, char** words, std::function<Target(std::vector<std::string>)> target);

}  // namespace precept::test
