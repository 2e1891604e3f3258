// Fixes keep their promise: those of all cases, of random policies and documents, and of small policies with
// their fixes beside them (tests/cases/fix).
// `repair_test [--pairs N] [--seed S] [--only cases|pairs|expected] [--update]`
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>

#include "compiler/pipeline.h"
#include "tests/case_runner/case_file.h"
#include "tests/common/options.h"
#include "tests/common/scratch_folder.h"
#include "tests/generate/documents.h"
#include "tests/generate/policy.h"
#include "tests/repair/repair_check.h"

namespace precept::test {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::size_t pairs = 500;
  std::uint64_t seed = 1;
  std::string only;
  bool is_updating = false;
};

/// The policies at a path, each built once; none where they do not compile.
class PolicyCache {
 public:
  explicit PolicyCache(fs::path folder) : folder_(std::move(folder)) {}

  std::vector<const Policy*> at(const fs::path& path) {
    auto [found, is_new] = policies_.try_emplace(path);
    if (is_new) {
      Diagnostics diagnostics;
      for (const fs::path& file : policy_files_at(path, diagnostics)) {
        std::string refused;
        auto policy =
            build_policy(file, folder_ / fmt::format("{}.pbc", built_++), sources_, diagnostics, refused);
        if (policy) found->second.push_back(std::make_unique<Policy>(std::move(*policy)));
      }
    }
    std::vector<const Policy*> policies;
    for (const auto& policy : found->second) policies.push_back(policy.get());
    return policies;
  }

 private:
  fs::path folder_;
  Sources sources_;
  std::map<fs::path, std::vector<std::unique_ptr<Policy>>> policies_;
  std::size_t built_ = 0;
};

class Runner {
 public:
  Runner(const Options& options, const fs::path& scratch)
      : options_(options), scratch_(scratch), policies_(scratch) {}

  bool run() {
    if (options_.only.empty() || options_.only == "cases") cases();
    if (options_.only.empty() || options_.only == "pairs") pairs();
    if (options_.only.empty() || options_.only == "expected") expected();
    return failed_ == 0;
  }

 private:
  void tell(const std::string& name, const std::vector<std::string>& problems) {
    if (problems.empty()) return;
    ++failed_;
    fmt::print("FAILED {}\n", name);
    for (const std::string& problem : problems) fmt::print("    {}\n", problem);
  }

  static void print(const char* what, const RepairCount& count) {
    fmt::print(
        "{}: {} not compliant, {} of them mended; {} changes for better "
        "or worse tried with {} parts; "
        "{} margins; {} searches cut short\n",
        what, count.documents, count.mended, count.fixes, count.parts, count.margins, count.bounded);
  }

  void cases() {
    const fs::path root = PRECEPT_ROOT;
    std::vector<std::string> broken;
    RepairCount count;
    for (const char* folder : {"tests/cases/res54", "tests/cases/run", "examples"}) {
      for (const Case& test : find_cases(root / folder, root, broken)) {
        // A vote is counted by pairs of pairs of options; the reference takes seconds for each change of one.
        if (test.name.starts_with("examples/debian/poll-")) continue;
        CheckOptions options;
        options.readings = chosen_in(test.expected);
        auto policies = policies_.at(test.policy);
        RepairCount before = count;
        tell(test.name, fix_problems(policies, test.document, options, {}, count));
        tell(test.name, margin_problems(policies, test.document, options, {.most_fixes = 2}, count));
        bool is_in_vain = count.documents > before.documents && count.mended == before.mended;
        if (is_in_vain) in_vain_.insert(test.name);
      }
    }
    print("cases", count);
    const std::set<std::string> excused = named_in(root / "tests/repair/no_fix.txt");
    for (const std::string& name : in_vain_)
      if (!excused.contains(name)) tell(name, {"has no fix, and tests/repair/no_fix.txt does not say why"});
    for (const std::string& name : excused)
      if (!in_vain_.contains(name)) tell(name, {"has a fix, or is no such case: take it out of no_fix.txt"});
  }

  /// The lines of a file that are not empty and are not comments.
  static std::set<std::string> named_in(const fs::path& path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error("cannot read " + path.string());
    std::set<std::string> names;
    for (std::string line; std::getline(in, line);)
      if (!line.empty() && line.front() != '#') names.insert(line);
    return names;
  }

  // ---- random pairs

  void pairs() {
    RepairCount count;
    // Smaller searches: there are many.
    RepairOptions repair{.most_fixes = 2, .most_changes = 6, .most_checks = 250};
    repair.attester.by = "J. Moreau";  // what the tool proposes is by nobody, and never counts
    for (std::uint64_t seed = options_.seed; count.documents < options_.pairs && failed_ < 5; ++seed)
      policy(seed, repair, count);
    print("pairs", count);
    if (count.mended * 2 < count.documents) {
      ++failed_;
      fmt::print("FAILED fewer than half of the random documents are mended\n");
    }
  }

  void policy(std::uint64_t seed, const RepairOptions& repair, RepairCount& count) {
    generate::Random random(seed);
    generate::World world = generate::make_world(random);
    generate::write_tables(world, scratch_);
    const fs::path file = scratch_ / "policy.precept";
    std::ofstream(file, std::ios::binary) << generate::make_policy(random, world).print();
    Sources sources;
    Diagnostics diagnostics;
    std::string refused;
    auto policy = build_policy(file, scratch_ / "policy.pbc", sources, diagnostics, refused);
    if (!policy) return;
    std::vector<const Policy*> policies = {&*policy};
    std::vector<std::size_t> kinds;
    for (const model::Section& section : policy->model->sections) {
      const std::string& name = policy->model->records[section.record].name;
      std::size_t number = 0;
      while (world.records[number].name != name) ++number;
      kinds.push_back(number);
    }
    constexpr int kDocuments = 12;
    for (int i = 0; i < kDocuments && count.documents < options_.pairs; ++i) {
      const std::string document = generate::make_document(random, world, random.pick(kinds)).dump(1);
      std::string name = fmt::format("seed {}, document {}\n{}", seed, i, document);
      tell(name, fix_problems(policies, document, {}, repair, count));
      if (i % 4 == 0) tell(name, margin_problems(policies, document, {}, repair, count));
    }
  }

  // ---- small policies with what is expected beside

  /// What is asked, from lines that begin with `?`: `? name Ada`, `? act
  /// dance`, `? clause two words`, `? margin`.
  static Question question_of(const Case& test, Aim& aim) {
    Question question;
    for (const ExpectedLine& line : test.expected) {
      if (!line.text.starts_with("? ")) continue;
      std::string asked = line.text.substr(2);
      std::string word = asked.substr(0, asked.find(' ')),
                  rest = asked.substr(std::min(asked.size(), word.size() + 1));
      if (word == "name") question.name = rest;
      if (word == "subject") question.subject = rest;
      if (word == "act") question.act = rest;
      if (word == "clause") question.clause = rest;
      if (word == "margin") aim = Aim::Break;
    }
    return question;
  }

  static std::vector<std::string> told(const Case& test, const Repairs& found) {
    std::vector<std::string> lines;
    for (const ExpectedLine& line : test.expected) {
      if (line.text.starts_with("?") || line.text.starts_with("#")) lines.push_back(line.text);
    }
    if (!found.report.verdict) return lines.push_back("nothing can be said"), lines;
    if (found.is_met) lines.push_back("met");
    for (const Margin& margin : found.margins)
      lines.push_back(fmt::format("spare {} {}: {}", margin.spare, margin.clause, margin.text));
    std::size_t number = 0;
    for (const Fix& fix : found.fixes) {
      ++number;
      const char* effect = fix.aim == Aim::Mend ? "" : fix.aim == Aim::Break ? " breaks" : " leaves open";
      for (const Change& change : fix.changes)
        lines.push_back(
            fmt::format("{}{}{} {}", number, effect, change.is_fixed ? " fixed" : "", change.text));
    }
    if (!found.is_met && found.fixes.empty()) lines.push_back("no fix");
    if (found.is_bounded) lines.push_back("cut short");
    return lines;
  }

  void expected() {
    const fs::path root = PRECEPT_ROOT;
    std::vector<std::string> broken;
    std::size_t run = 0;
    for (const Case& test : find_cases(root / "tests/cases/fix", root, broken)) {
      ++run;
      auto policies = policies_.at(test.policy);
      std::vector<const Program*> programs;
      for (const Policy* policy : policies) programs.push_back(&policy->program);
      Sources sources;
      FileId file = sources.add(test.document_name, test.document);
      Aim aim = Aim::Mend;
      Question question = question_of(test, aim);
      std::vector<std::string> now = told(test, find_repairs(programs, file, sources, question, aim, {})),
                               before;
      for (const ExpectedLine& line : test.expected) before.push_back(line.text);
      if (now == before) continue;
      if (options_.is_updating) {
        write_expectation(test, now);
        continue;
      }
      std::string differs = "told is:";
      for (const std::string& line : now) differs += "\n        " + line;
      tell(test.name, {differs});
    }
    for (const std::string& problem : broken) tell(problem, {"a broken case"});
    fmt::print("{} small cases\n", run);
    if (run == 0) ++failed_;
  }

  const Options& options_;
  fs::path scratch_;
  PolicyCache policies_;
  std::set<std::string> in_vain_;  // cases without a fix
  std::size_t failed_ = 0;
};

}  // namespace
}  // namespace precept::test

int main(int argc, char** argv) {
  using namespace precept::test;
  Options options;
  if (!read_options(argc, argv,
                    {{"--pairs", &options.pairs},
                     {"--seed", &options.seed},
                     {"--only", &options.only},
                     {"--update", &options.is_updating}})) {
    fmt::print(stderr,
               "repair_test [--pairs N] [--seed S] [--only "
               "cases|pairs|expected] [--update]\n");
    return 2;
  }
  ScratchFolder scratch;
  return Runner(options, scratch.path()).run() ? 0 : 1;
}
