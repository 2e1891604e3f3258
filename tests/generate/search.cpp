#include "tests/generate/search.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <unordered_set>

#include "compiler/pipeline.h"
#include "tests/agree/agree.h"
#include "tests/generate/documents.h"
#include "tests/generate/layout.h"
#include "tests/generate/policy.h"
#include "tests/generate/shrink.h"
#include "tests/generate/statistics.h"
#include "tests/generate/watch.h"

namespace precept::generate {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kShrinkAttempts = 3000;
/// From this many pairs on, every construct and every outcome must have occurred.
constexpr std::size_t kEnoughPairs = 5000;
/// One of so many documents is explained in all ways.
constexpr std::size_t kExplainedInAllWays = 10;
/// So many documents that have been there in a row: the policy has no others, or few.
constexpr int kMostKnown = 20;
constexpr std::chrono::minutes kSilence{1};

/// What a policy is held against: a document, and a choice for each reading.
struct Against {
  json document;
  std::vector<std::uint32_t> choices;
};

struct Built {
  std::optional<test::Policy> policy;
  Sources sources;
  std::string problem;  ///< diagnostics, or why the program was refused
  bool too_large = false;
};

/// A policy of which documents are made.
struct Made {
  std::uint64_t seed = 0;
  Random random{seed};
  World world = make_world(random);
  Piece text = make_policy(random, world, size_of(seed));

  /// Every other one is small: in a large policy most verdicts come from some other norm, and all takes
  /// longer.
  static PolicySize size_of(std::uint64_t seed) {
    return seed % 2 == 0 ? PolicySize{} : PolicySize{.sections = 1, .clauses = 2};
  }
};

class Search {
 public:
  Search(const SearchOptions& options, fs::path folder) : options_(options), folder_(std::move(folder)) {}

  int run() {
    for (std::uint64_t seed = options_.seed; pairs_ < options_.pairs && is_on(); ++seed) {
      policy(seed);
      if (options_.document) break;
    }
    tell();
    if (failed_ > 0) return 1;
    if (watch_.asked_to_end() == 0) return pairs_ > 0 ? 0 : 1;
    fmt::print("ended early, by a signal\n");
    return 128 + watch_.asked_to_end();
  }

 private:
  bool is_on() const { return watch_.asked_to_end() == 0 && (failed_ == 0 || options_.keep_going); }

  // ---- policies

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

  void policy(std::uint64_t seed) {
    watch_.begin(command(seed, 0));
    Made made{seed};
    write_tables(made.world, folder_);
    const std::string text = made.text.print();
    Built built;
    build(text, built);
    ++policies_;
    if (built.too_large) {
      ++too_large_;
      return;
    }
    different_.insert(std::hash<std::string>()(text));
    if (!built.policy) return fail(seed, 0, "the policy is not taken\n" + built.problem + "\n" + text);
    statistics_.add(*built.policy->model);
    const std::string other = laid_out(text, seed);
    const std::string difference = other_meaning(other, *built.policy->model);
    if (!difference.empty())
      return fail(seed, 0, "laid out in another way it means something else\n" + other + "\n" + difference);
    documents(made, built);
  }

  /// What belongs to what does not change with how wide its steps are.
  std::string other_meaning(const std::string& laid_out, const model::Model& model) {
    const fs::path file = folder_ / "laid_out.precept";
    std::ofstream(file, std::ios::binary) << laid_out;
    Sources sources;
    Diagnostics diagnostics;
    auto read = read_policy(file, sources, diagnostics, SourceLock::Ignore);
    const std::string expected = structure_of(model), found = read ? structure_of(*read) : "";
    if (expected == found) return {};
    return fmt::format("{}\nwas\n{}is\n{}", diagnostics_text(diagnostics, sources, Color::Off), expected,
                       found);
  }

  // ---- documents

  void documents(Made& made, Built& built) {
    std::vector<std::size_t> kinds;
    for (const model::Section& section : built.policy->model->sections)
      kinds.push_back(record_number(made.world, built.policy->model->records[section.record].name));
    std::set<std::string> known;
    for (std::size_t number = 0; number < options_.documents && pairs_ < options_.pairs; ++number) {
      const auto against = another(made, kinds, known);
      if (!against || watch_.asked_to_end() != 0) return;
      if (options_.document && number != *options_.document) continue;
      watch_.begin(command(made.seed, number));
      ++pairs_;
      say_how_far();
      const Clock::time_point begin = Clock::now();
      const std::vector<std::string> found = problems(built, *against, turn_of(number), true);
      slowest_ = std::max(slowest_, std::pair(Clock::now() - begin, command(made.seed, number)));
      if (!found.empty()) return report(made, number, *against, found.front());
    }
  }

  /// One that was not there yet; nothing where there seem to be no more.
  static std::optional<Against> another(Made& made, const std::vector<std::size_t>& kinds,
                                        std::set<std::string>& known) {
    for (int i = 0; i < kMostKnown; ++i) {
      Against against{make_document(made.random, made.world, made.random.pick(kinds)), {}};
      against.choices = make_choices(made.random, made.world);
      if (known.insert(fmt::format("{}{}", against.document.dump(), against.choices)).second) return against;
    }
    return std::nullopt;
  }

  /// Every tenth document is explained in all ways, the others by turns.
  static std::optional<std::size_t> turn_of(std::size_t number) {
    if (number % kExplainedInAllWays == 0) return std::nullopt;
    return number;
  }

  /// The defaults as often as not.
  static std::vector<std::uint32_t> make_choices(Random& random, const World& world) {
    std::vector<std::uint32_t> choices;
    if (random.percent(40)) return choices;
    for (const Reading& reading : world.readings)
      choices.push_back(static_cast<std::uint32_t>(random.below(reading.choices.size())));
    return choices;
  }

  static std::size_t record_number(const World& world, const std::string& name) {
    std::size_t number = 0;
    while (world.records[number].name != name) ++number;
    return number;
  }

  /// What is wrong with the pair; nothing where all agree and the reader takes the document.
  std::vector<std::string> problems(Built& built, const Against& against, std::optional<std::size_t> turn,
                                    bool is_counted) {
    const FileId file = built.sources.add("document.json", against.document.dump(1));
    test::Agreement agreement =
        test::evaluate_all_ways(*built.policy, file, built.sources, against.choices, turn);
    if (is_counted) statistics_.add(agreement.report);
    if (is_counted && (agreement.is_proof_left_out || agreement.is_too_large)) ++not_proven_;
    if (is_counted && agreement.is_reference_left_out) ++without_reference_;
    if (agreement.is_too_large) return agreement.disagreements;
    bool refused = false;
    for (const Diagnostic& diagnostic : agreement.report.diagnostics.all()) {
      refused = refused || (diagnostic.severity() == Severity::Error &&
                            diagnostic.kind != DiagnosticKind::NothingChecked);
    }
    if (refused)
      agreement.disagreements.push_back(
          diagnostics_text(agreement.report.diagnostics, built.sources, Color::Off));
    return agreement.disagreements;
  }

  // ---- failures

  std::string command(std::uint64_t seed, std::size_t number) const {
    return fmt::format("{} --seed {} --document {}", options_.program, seed, number);
  }

  void fail(std::uint64_t seed, std::size_t number, const std::string& what) {
    fmt::print("FAILED {}\n{}\n", command(seed, number), what);
    std::fflush(stdout);
    ++failed_;
  }

  void report(Made& made, std::size_t number, Against against, const std::string& what) {
    // Making it small may take longer than anybody waits: what it is about is said before.
    fail(made.seed, number, what);
    watch_.rest();
    auto still_there = [&](const std::string& text, const json& smaller) {
      Built built;
      build(text, built);
      // A smaller policy may lack a reading; then the choices are another's.
      const bool fits = built.policy && against.choices.size() <= built.policy->model->readings.size();
      return fits && is_no_mistake(problems(built, {smaller, against.choices}, turn_of(number), false));
    };
    shrink(made.text, against.document, still_there, kShrinkAttempts);
    const std::string text = made.text.print();
    fmt::print("made small:\n{}\n", text);
    for (const Table& table : made.world.tables) {
      if (text.find('"' + table.file + '"') == std::string::npos) continue;
      std::ostringstream rows;
      rows << std::ifstream(folder_ / table.file, std::ios::binary).rdbuf();
      fmt::print("-- file: {}\n{}\n", table.file, rows.str());
    }
    fmt::print("{}\n", against.document.dump(1));
    if (!against.choices.empty()) fmt::print("choices: {}\n", fmt::join(against.choices, " "));
    Built built;
    build(text, built);
    if (!built.policy) return;
    for (const std::string& line : problems(built, against, turn_of(number), false))
      fmt::print("    {}\n", line);
    std::fflush(stdout);
  }

  /// A smaller document must not be a mistaken one, unless that is what was found.
  static bool is_no_mistake(const std::vector<std::string>& found) {
    return !found.empty() && found.back().find("error[E4") == std::string::npos;
  }

  // ---- what is told

  void say_how_far() {
    const Clock::time_point now = Clock::now();
    if (now < next_word_) return;
    next_word_ = now + kSilence;
    const auto seconds = std::chrono::duration<double>(now - begin_).count();
    const double left = seconds / static_cast<double>(pairs_) * static_cast<double>(options_.pairs - pairs_);
    fmt::print(stderr, "{} of {} pairs, {} policies, {} failed; {:.0f} minutes so far, {:.0f} to go\n",
               pairs_, options_.pairs, policies_, failed_, seconds / 60, left / 60);
  }

  void tell() {
    fmt::print("{}", statistics_.table());
    fmt::print(
        "{} policies ({} different), {} different pairs of policy and document, {} policies not taken for "
        "size, {} pairs too large to check or to prove, {} too dear for the reference, {} failed\n",
        policies_, different_.size(), pairs_, too_large_, not_proven_, without_reference_, failed_);
    fmt::print("the slowest pair took {:.1f} s: {}\n", std::chrono::duration<double>(slowest_.first).count(),
               slowest_.second);
    if (pairs_ < kEnoughPairs) return;
    if ((not_proven_ + without_reference_) * 1000 > pairs_) {
      fmt::print("FAILED more than one pair in a thousand is too large to check or to prove, or too dear\n");
      ++failed_;
    }
    for (const std::string& missing : statistics_.missing()) {
      fmt::print("FAILED never met: {}\n", missing);
      ++failed_;
    }
  }

  const SearchOptions& options_;
  fs::path folder_;
  Watch watch_;
  Statistics statistics_;
  std::unordered_set<std::size_t> different_;  ///< hashes of the policies
  std::size_t policies_ = 0, pairs_ = 0, failed_ = 0, too_large_ = 0, not_proven_ = 0, without_reference_ = 0;
  std::pair<Clock::duration, std::string> slowest_{};  ///< and the command of that pair
  Clock::time_point begin_ = Clock::now(), next_word_ = begin_ + kSilence;
};

}  // namespace

int search(const SearchOptions& options, const fs::path& folder) {
  return Search(options, folder).run();
}

}  // namespace precept::generate
