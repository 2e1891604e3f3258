// Runs the cases: evaluates every document in every way; all must agree, and give what the case expects.
// `case_test [--update] [--filter WORDS] [FOLDER…]`
#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <optional>

#include "compiler/pipeline.h"
#include "runtime/check/check.h"
#include "tests/agree/agree.h"
#include "tests/case_runner/case_file.h"
#include "tests/common/scratch_folder.h"

namespace precept::test {
namespace {

namespace fs = std::filesystem;

/// As one word for a shell.
std::string in_quotes(const std::string& text) {
  std::string quoted = "'";
  for (const char letter : text) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return quoted + "'";
}

/// The policies a case is checked by, each built once.
struct CasePolicies {
  std::vector<Policy> policies;
  std::string problem;  ///< why there are none
};

class Runner {
 public:
  Runner(bool update, fs::path scratch) : update_(update), scratch_(std::move(scratch)) {}

  void run(const Case& test) {
    ++run_;
    std::vector<std::string> problems = problems_of(test);
    if (problems.empty()) return;
    ++failed_;
    fmt::print("FAILED {}\n", test.name);
    for (const std::string& problem : problems) fmt::print("    {}\n", problem);
    fmt::print("    this one alone: ./dev case {}\n", in_quotes(test.name));
  }

  /// Whether all is well, after saying how many there were.
  bool summary(std::size_t broken_files) const {
    fmt::print("{} cases, {} failed{}\n", run_, failed_,
               updated_ ? fmt::format(", {} rewritten", updated_) : "");
    return run_ > 0 && failed_ == 0 && broken_files == 0;
  }

 private:
  std::vector<std::string> problems_of(const Case& test) {
    const CasePolicies& group = group_of(test.policy);
    if (!group.problem.empty()) return {group.problem};
    const FileId document = sources_.add(test.document_name, test.document);
    std::vector<const Program*> programs, mapped;
    for (const Policy& policy : group.policies) {
      programs.push_back(&policy.program);
      mapped.push_back(&policy.mapped);
    }
    CheckOptions options;
    options.readings = chosen_in(test.expected);
    Diagnostics mistakes;
    if (!check_readings(programs, options.readings, mistakes))
      return {diagnostics_text(mistakes, sources_, Color::Off)};
    const DocumentReport report = check_document(programs, document, sources_, options);
    std::vector<std::string> problems =
        disagreements(report, check_document(mapped, document, sources_, options));
    for (const Policy& policy : group.policies) {
      if (policy.program.digest() != report.policy.digest) continue;
      Agreement agreement =
          evaluate_all_ways(policy, document, sources_, choices_of(policy.program, options.readings));
      for (std::string& line : agreement.disagreements) problems.push_back(std::move(line));
      if (agreement.is_proof_left_out)
        problems.emplace_back("it is too large to prove; a case is to be small");
    }
    std::vector<std::string> wrong = unmet(test.expected, report, sources_);
    if (!wrong.empty() && update_) {
      write_expectation(test, rewritten(test.expected, report, sources_));
      ++updated_;
      wrong.clear();
    }
    problems.insert(problems.end(), wrong.begin(), wrong.end());
    return problems;
  }

  const CasePolicies& group_of(const fs::path& path) {
    auto [found, is_new] = groups_.try_emplace(path);
    if (is_new) build(path, found->second);
    return found->second;
  }

  void build(const fs::path& path, CasePolicies& group) {
    Diagnostics diagnostics;
    for (const fs::path& file : policy_files_at(path, diagnostics)) {
      std::string refused;
      const fs::path saved = scratch_ / fmt::format("{}.pbc", built_++);
      auto policy = build_policy(file, saved, sources_, diagnostics, refused);
      if (policy) group.policies.push_back(std::move(*policy));
      if (!refused.empty()) group.problem = "the program was refused: " + refused;
    }
    if (diagnostics.has_errors()) group.problem = diagnostics_text(diagnostics, sources_, Color::Off);
    if (group.policies.empty() && group.problem.empty()) group.problem = "there is no policy";
  }

  bool update_;
  fs::path scratch_;
  Sources sources_;
  std::map<fs::path, CasePolicies> groups_;
  std::size_t built_ = 0, run_ = 0, failed_ = 0, updated_ = 0;
};

int run_all(const std::vector<std::string>& arguments) {
  bool update = false;
  std::string filter;
  std::vector<fs::path> folders;
  const fs::path root = PRECEPT_ROOT, cases = root / "tests/cases";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--update") {
      update = true;
    } else if (arguments[i] == "--filter" && i + 1 < arguments.size()) {
      filter = arguments[++i];
    } else if (arguments[i].starts_with("-")) {
      fmt::print(stderr, "case_test [--update] [--filter WORDS] [FOLDER…]\n");
      return 2;
    } else {
      folders.push_back(fs::absolute(arguments[i]));
    }
  }
  // What is in `limits` is so in this engine alone, and no case of the conformance corpus.
  if (folders.empty()) folders = {cases / "res54", cases / "run", cases / "limits", root / "examples"};
  ScratchFolder scratch;
  Runner runner(update, scratch.path());
  std::vector<std::string> broken;
  for (const fs::path& folder : folders) {
    for (const Case& test : find_cases(folder, root, broken))
      if (test.name.find(filter) != std::string::npos) runner.run(test);
  }
  for (const std::string& problem : broken) fmt::print("FAILED {}\n", problem);
  return runner.summary(broken.size()) ? 0 : 1;
}

}  // namespace
}  // namespace precept::test

int main(int argc, char** argv) {
  return precept::test::run_all({argv + 1, argv + argc});
}
