// Evaluates random policies and documents in every way; a difference is made small and shown.
// `generate_test [--policies N] [--documents M] [--seed S] [--keep-going]`
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <fstream>
#include <optional>

#include "compiler/pipeline.h"
#include "tests/agree/agree.h"
#include "tests/common/options.h"
#include "tests/common/scratch_folder.h"
#include "tests/generate/documents.h"
#include "tests/generate/layout.h"
#include "tests/generate/policy.h"
#include "tests/generate/shrink.h"
#include "tests/generate/statistics.h"

namespace precept::generate {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::uint64_t seed = 1;
  std::size_t policies = 800, documents = 25;
  bool keep_going = false;
};

constexpr std::size_t kShrinkAttempts = 3000;
/// From this many pairs on, every construct and every outcome must have occurred.
constexpr std::size_t kEnoughPairs = 5000;

class Tester {
 public:
  Tester(const Options& options, fs::path folder) : options_(options), folder_(std::move(folder)) {}

  bool run() {
    for (std::size_t i = 0; i < options_.policies; ++i) {
      if (!policy(options_.seed + i) && !options_.keep_going) return false;
    }
    fmt::print("{}", statistics_.table());
    fmt::print(
        "{} policies, {} pairs of policy and document, {} not taken for size, {} too large to prove, "
        "{} failed\n",
        options_.policies, pairs_, too_large_, not_proven_, failed_);
    if (not_proven_ * 1000 > pairs_) {
      fmt::print("FAILED more than one pair in a thousand is too large to prove\n");
      ++failed_;
    }
    if (pairs_ >= kEnoughPairs) {
      for (const std::string& missing : statistics_.missing()) {
        fmt::print("FAILED never met: {}\n", missing);
        ++failed_;
      }
    }
    return failed_ == 0 && pairs_ > 0;
  }

 private:
  using Choices = std::vector<std::uint32_t>;  ///< by reading of the policy

  struct Built {
    std::optional<test::Policy> policy;
    Sources sources;
    std::string problem;  ///< diagnostics, or why the program was refused
    bool too_large = false;
  };

  void build(const std::string& text, Built& built) {
    const fs::path file = folder_ / "policy.precept";
    std::ofstream(file, std::ios::binary) << text;
    Diagnostics diagnostics;
    built.policy =
        test::build_policy(file, folder_ / "policy.pbc", built.sources, diagnostics, built.problem);
    if (built.policy) return;
    for (const Diagnostic& diagnostic : diagnostics.all())
      built.too_large = built.too_large || diagnostic.kind == DiagnosticKind::TooComplex;
    if (diagnostics.has_errors()) built.problem = diagnostics_text(diagnostics, built.sources, Color::Off);
  }

  /// What is wrong with the pair; nothing where all agree and the reader takes the document.
  std::vector<std::string> problems(Built& built, const nlohmann::json& document, const Choices& choices,
                                    bool count) {
    const FileId file = built.sources.add("document.json", document.dump(1));
    test::Agreement agreement = test::evaluate_all_ways(*built.policy, file, built.sources, choices);
    if (count) statistics_.add(agreement.report);
    if (count && agreement.is_proof_left_out) ++not_proven_;
    bool refused = false;
    for (const Diagnostic& diagnostic : agreement.report.diagnostics.all()) {
      refused = refused || (info(diagnostic.kind).severity == Severity::Error &&
                            diagnostic.kind != DiagnosticKind::NothingChecked);
    }
    if (refused)
      agreement.disagreements.push_back(
          diagnostics_text(agreement.report.diagnostics, built.sources, Color::Off));
    return agreement.disagreements;
  }

  bool policy(std::uint64_t seed) {
    Random random(seed);
    World world = make_world(random);
    write_tables(world, folder_);
    Piece policy = make_policy(random, world);
    Built built;
    build(policy.print(), built);
    if (built.too_large) {
      ++too_large_;
      return true;
    }
    if (!built.policy) {
      fmt::print("FAILED seed {}: the policy is not taken\n{}\n{}\n", seed, built.problem, policy.print());
      ++failed_;
      return false;
    }
    statistics_.add(*built.policy->model);
    if (!means_the_same(seed, policy.print(), *built.policy->model)) return false;
    std::vector<std::size_t> kinds;
    for (const model::Section& section : built.policy->model->sections)
      kinds.push_back(record_number(world, built.policy->model->records[section.record].name));
    for (std::size_t i = 0; i < options_.documents; ++i) {
      nlohmann::json document = make_document(random, world, random.pick(kinds));
      const Choices choices = make_choices(random, world);
      ++pairs_;
      const std::vector<std::string> found = problems(built, document, choices, true);
      if (found.empty()) continue;
      // Making it small may take longer than anybody waits: what it is about is said before.
      fmt::print("seed {}, document {}: {}\n", seed, i, found.front());
      std::fflush(stdout);
      ++failed_;
      report(seed, policy, document, choices);
      return false;
    }
    return true;
  }

  /// What belongs to what does not change with how wide its steps are.
  bool means_the_same(std::uint64_t seed, const std::string& text, const model::Model& model) {
    const std::string other = laid_out(text, seed);
    const fs::path file = folder_ / "laid_out.precept";
    std::ofstream(file, std::ios::binary) << other;
    Sources sources;
    Diagnostics diagnostics;
    auto read = read_policy(file, sources, diagnostics, SourceLock::Ignore);
    const std::string expected = structure_of(model), found = read ? structure_of(*read) : "";
    if (expected == found) return true;
    fmt::print("FAILED seed {}: laid out in another way it means something else\n{}\n{}\nwas\n{}is\n{}\n",
               seed, other, diagnostics_text(diagnostics, sources, Color::Off), expected, found);
    ++failed_;
    return false;
  }

  /// The defaults as often as not.
  static Choices make_choices(Random& random, const World& world) {
    Choices choices;
    if (random.percent(40)) return choices;
    for (const Reading& reading : world.readings)
      choices.push_back(static_cast<std::uint32_t>(random.below(reading.choices.size())));
    return choices;
  }

  /// A smaller policy may lack a reading; then the choices are another's.
  static bool fits(const Built& built, const Choices& choices) {
    return choices.size() <= built.policy->model->readings.size();
  }

  static std::size_t record_number(const World& world, const std::string& name) {
    std::size_t number = 0;
    while (world.records[number].name != name) ++number;
    return number;
  }

  void report(std::uint64_t seed, Piece policy, nlohmann::json document, const Choices& choices) {
    auto still_there = [&](const std::string& text, const nlohmann::json& smaller) {
      Built built;
      build(text, built);
      return built.policy && fits(built, choices) && refused_not_by_reader(built, smaller, choices);
    };
    shrink(policy, document, still_there, kShrinkAttempts);
    Built built;
    build(policy.print(), built);
    fmt::print("FAILED seed {}\n{}\n{}\n", seed, policy.print(), document.dump(1));
    if (!choices.empty()) fmt::print("choices: {}\n", fmt::join(choices, " "));
    if (!built.policy) return;
    for (const std::string& line : problems(built, document, choices, false)) fmt::print("    {}\n", line);
  }

  /// A smaller document must not be a mistaken one, unless that is what was found.
  bool refused_not_by_reader(Built& built, const nlohmann::json& document, const Choices& choices) {
    const std::vector<std::string> found = problems(built, document, choices, false);
    return !found.empty() && found.back().find("error[E4") == std::string::npos;
  }

  const Options& options_;
  fs::path folder_;
  Statistics statistics_;
  std::size_t pairs_ = 0, failed_ = 0, too_large_ = 0, not_proven_ = 0;
};

int run(int argc, char** argv) {
  Options options;
  if (!test::read_options(argc, argv,
                          {{"--policies", &options.policies},
                           {"--documents", &options.documents},
                           {"--seed", &options.seed},
                           {"--keep-going", &options.keep_going}})) {
    fmt::print(stderr, "generate_test [--policies N] [--documents M] [--seed S] [--keep-going]\n");
    return 2;
  }
  const test::ScratchFolder scratch;
  return Tester(options, scratch.path()).run() ? 0 : 1;
}

}  // namespace
}  // namespace precept::generate

int main(int argc, char** argv) {
  return precept::generate::run(argc, argv);
}
