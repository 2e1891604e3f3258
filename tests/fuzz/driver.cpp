#include "tests/fuzz/driver.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>

namespace precept::test {

namespace {

/// The time that this process has worked, so that an hour is an hour of work even on a busy machine.
double seconds_of_work() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Set where somebody ends the run early; what it did until then is told all the same.
volatile std::sig_atomic_t is_ended = 0;

void keep(const std::string& input, const std::string& file) {
  std::ofstream(file, std::ios::binary) << input;
}

}  // namespace

std::string read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

int fuzz(const Target& target, double minutes, std::uint64_t seed, const std::string& found) {
  constexpr double kTooLong = 10;
  Random random(seed);
  std::vector<std::string> seeds = target.seeds;
  if (seeds.empty()) return std::fprintf(stderr, "no seeds\n"), 2;
  const double start = seconds_of_work();
  for (int signal : {SIGINT, SIGTERM}) std::signal(signal, [](int) { is_ended = 1; });
  std::size_t runs = 0, through = 0, slow = 0;
  double longest = 0;
  for (const std::string& input : seeds) {
    // The other half is for changed ones.
    if (is_ended != 0 || seconds_of_work() - start > 30 * minutes) break;
    keep(input, found);
    target.run(input);
  }
  while (is_ended == 0 && seconds_of_work() - start < 60 * minutes) {
    const std::size_t from = random() % seeds.size();
    std::string input = seeds[from];
    target.change_at_random(input, random);
    keep(input, found);
    const double begin = seconds_of_work();
    const bool came_through = target.run(input);
    const double took = seconds_of_work() - begin;
    longest = std::max(longest, took);
    if (took > kTooLong) keep(input, found + ".slow" + std::to_string(slow++));
    ++runs;
    through += came_through;
    // What came through is changed further, in the place of some seed, but not of the first half.
    if (came_through && random() % 16 == 0) {
      if (seeds.size() < 2 * target.seeds.size() + 64) {
        seeds.push_back(std::move(input));
      } else {
        seeds[target.seeds.size() + random() % (seeds.size() - target.seeds.size())] = std::move(input);
      }
    }
  }
  std::fprintf(
      stderr,
      "%.0f minutes of work: %zu runs, %zu came through, %zu took more than %.0f s, the longest %.1f s\n",
      (seconds_of_work() - start) / 60, runs, through, slow, kTooLong, longest);
  return slow == 0 ? 0 : 1;
}

int replay(const Target& target, const std::string& file) {
  std::fprintf(stderr, "%s\n", target.run(read_file(file)) ? "came through" : "refused");
  return 0;
}

int fuzz_main(int count, char** words, std::function<Target(std::vector<std::string>)> target) {
  const std::vector<std::string> said(words + 1, words + count);
  if (said.size() < 3) {
    std::fprintf(stderr, "MINUTES SEED FOUND SEEDS… or: again FILE - SEEDS…\n");
    return 2;
  }
  const Target made = target({said.begin() + 3, said.end()});
  if (said[0] == "again") return replay(made, said[1]);
  return fuzz(made, std::strtod(said[0].c_str(), nullptr), std::strtoull(said[1].c_str(), nullptr, 10),
              said[2]);
}

}  // namespace precept::test
