#include "testing/mutation/mutate.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "compiler/parse/parse.h"
#include "testing/mutation/excuses.h"
#include "testing/mutation/witness.h"

namespace precept::testing {

namespace {

/// Runs `work(index)` for every index below `count`, on `jobs` threads.
void for_each_index(std::size_t count, unsigned jobs, const std::function<void(std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  auto run = [&] {
    for (std::size_t index; (index = next++) < count;) work(index);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(run);
  run();
}

/// One file of a policy, which the mutants change one at a time.
struct ChangedFile {
  FileId file = kNoFile;
  std::string name;
  std::vector<bool> uses;  ///< for each revision: whether it uses the file
};

/// The files of all revisions of a policy, each once.
std::vector<ChangedFile> files_of(const PolicyRevisions& policies, const Sources& sources) {
  std::vector<ChangedFile> files;
  for (std::size_t revision = 0; revision < policies.models.size(); ++revision) {
    for (const model::SourceDigest& source : policies.models[revision]->sources) {
      const std::string& name = sources.file(source.file).name;
      if (!name.ends_with(".precept")) continue;
      auto known = std::ranges::find(files, name, &ChangedFile::name);
      if (known == files.end()) {
        files.push_back({source.file, name, std::vector<bool>(policies.models.size())});
        known = files.end() - 1;
      }
      known->uses[revision] = true;
    }
  }
  return files;
}

/// The order in which a policy's tests are tried on a mutant: those that probably fail come first. The order
/// changes the time, never the result.
class TestOrder {
 public:
  explicit TestOrder(std::vector<const Test*> tests) : tests_(std::move(tests)), kills_(tests_.size()) {}

  /// Whether a test fails on the mutant.
  bool kill(const Mutant& mutant, std::span<const Program* const> programs) {
    for (std::size_t index : order(mutant)) {
      if (run(*tests_[index], programs).passed()) continue;
      ++kills_[index];
      last_ = index;
      return true;
    }
    return false;
  }
  const std::vector<const Test*>& tests() const { return tests_; }

 private:
  static bool is_about(const Test& test, const Mutant& mutant) {
    return std::ranges::any_of(test.expectations, [&](const ResolvedExpectation& expected) {
      bool is_by = expected.by && std::ranges::find(*expected.by, mutant.owner) != expected.by->end();
      return expected.clause == mutant.owner || is_by;
    });
  }
  std::vector<std::size_t> order(const Mutant& mutant) const {
    std::vector<std::pair<std::size_t, std::size_t>> ranked;
    for (std::size_t i = 0; i < tests_.size(); ++i) {
      constexpr std::size_t kFirst = 1u << 20, kAbout = 1u << 10;
      std::size_t rank = kills_[i] + (i == last_ ? kFirst : 0);
      if (mutant.is_clause && is_about(*tests_[i], mutant)) rank += kAbout;
      ranked.emplace_back(rank, i);
    }
    std::ranges::stable_sort(ranked, std::greater(), &std::pair<std::size_t, std::size_t>::first);
    std::vector<std::size_t> result;
    for (const auto& [rank, index] : ranked) result.push_back(index);
    return result;
  }

  std::vector<const Test*> tests_;
  std::vector<std::atomic<std::size_t>> kills_;
  std::atomic<std::size_t> last_ = 0;
};

/// All mutants of one policy.
class PolicyMutation {
 public:
  PolicyMutation(const Suite& suite, const PolicyRevisions& policies, std::vector<const Test*> tests,
                 Diagnostics& diagnostics)
      : suite_(suite),
        policies_(policies),
        order_(std::move(tests)),
        diagnostics_(diagnostics),
        files_(files_of(policies, suite.sources)),
        meaning_(meaning_digest(policies)) {
    for (std::size_t i = 0; i < files_.size(); ++i) add_mutants(i);
  }

  std::size_t size() const { return results_.size(); }
  MutantResult& result(std::size_t index) { return results_[index]; }

  /// Compiles and tests one mutant. Several threads may call it.
  void attempt(std::size_t index) {
    MutantResult& result = results_[index];
    auto changed = change(index);
    if (!changed) {
      result.state = MutantState::Invalid;
      return;
    }
    if (changed->meaning == meaning_) {
      result.state = MutantState::Equivalent;
      return;
    }
    meanings_[index] = changed->meaning;
    if (auto known = known_state(changed->meaning)) {
      result.state = *known;
      return;
    }
    bool is_killed = order_.kill(result.mutant, changed->programs);
    result.state = is_killed ? MutantState::Killed : MutantState::Survived;
    std::scoped_lock lock(mutex_);
    known_[changed->meaning] = result.state;
  }

  /// Of several mutants with the same meaning only the first counts.
  void mark_duplicates() {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (!meanings_[i].empty() && !seen.insert(meanings_[i]).second)
        results_[i].state = MutantState::Duplicate;
    }
  }

  void excuse() {
    for (std::size_t i = 0; i < files_.size(); ++i) excuse_in(i);
  }

  void find_witness(std::size_t index, const MutationOptions& options) {
    auto changed = change(index);
    Witness witness = search().find(results_[index].mutant, *changed, options.documents, options.is_over);
    results_[index].witness = std::move(witness.test);
    results_[index].documents = witness.documents;
  }

  std::vector<MutantResult> take() { return std::move(results_); }

 private:
  void add_mutants(std::size_t index) {
    const ChangedFile& file = files_[index];
    MutationScope scope;
    for (std::size_t i = 0; i < file.uses.size(); ++i) {
      if (!file.uses[i]) continue;
      MutationScope of_revision = scope_of(*policies_.models[i]);
      scope.definitions.merge(of_revision.definitions);
      scope.model = of_revision.model;
    }
    ast::Arena arena;
    Diagnostics none;  // it parsed before
    const ast::File* tree = parse(file.file, suite_.sources, arena, none);
    for (Mutant& mutant : find_mutants(*tree, suite_.sources, scope)) {
      results_.push_back({.mutant = std::move(mutant), .policies = &policies_});
      file_of_.push_back(index);
    }
    meanings_.resize(results_.size());
  }

  std::optional<ChangedPolicy> change(std::size_t index) const {
    const ChangedFile& file = files_[file_of_[index]];
    std::string text = changed_text(results_[index].mutant, suite_.sources.file(file.file).text);
    return change_policy(policies_, file.uses, file.name, text);
  }

  std::optional<MutantState> known_state(const std::string& meaning) {
    std::scoped_lock lock(mutex_);
    auto found = known_.find(meaning);
    return found == known_.end() ? std::nullopt : std::optional(found->second);
  }

  void excuse_in(std::size_t file) {
    std::map<std::uint32_t, Excuse> excuses = excuses_in(files_[file].file, suite_.sources, diagnostics_);
    std::set<std::uint32_t> used, open;
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (file_of_[i] != file) continue;
      MutantResult& result = results_[i];
      std::uint32_t line = suite_.sources.locate(files_[file].file, result.mutant.place.begin).line;
      auto excuse = excuses.find(line);
      if (excuse == excuses.end()) continue;
      if (result.state == MutantState::NotTried) open.insert(line);
      if (result.state != MutantState::Survived) continue;
      used.insert(line);
      result.state = MutantState::Excused;
      result.reason = excuse->second.reason;
    }
    for (const auto& [line, excuse] : excuses) {
      if (used.contains(line) || open.contains(line)) continue;
      diagnostics_.report(DiagnosticKind::UselessMutantOk, excuse.place, "on this line no mutant survives")
          .with_help("take the comment out");
    }
  }

  const WitnessSearch& search() {
    std::scoped_lock lock(mutex_);
    if (!search_) search_ = std::make_unique<WitnessSearch>(suite_, policies_, order_.tests());
    return *search_;
  }

  const Suite& suite_;
  const PolicyRevisions& policies_;
  TestOrder order_;
  Diagnostics& diagnostics_;
  std::vector<ChangedFile> files_;
  std::string meaning_;
  std::vector<MutantResult> results_;
  std::vector<std::size_t> file_of_;   ///< of each result
  std::vector<std::string> meanings_;  ///< one for each result; empty where it is not compared
  std::mutex mutex_;
  std::map<std::string, MutantState> known_;
  std::unique_ptr<WitnessSearch> search_;
};

class MutantTrials {
 public:
  MutantTrials(const Suite& suite, std::span<const Test* const> tests, const MutationOptions& options,
               Diagnostics& diagnostics)
      : options_(options) {
    for (const PolicyRevisions& policies : suite.policies) {
      std::vector<const Test*> about;
      for (const Test* test : tests) {
        if (test->policies == &policies) about.push_back(test);
      }
      if (about.empty()) continue;
      policies_.push_back(std::make_unique<PolicyMutation>(suite, policies, std::move(about), diagnostics));
    }
  }

  MutationReport run() {
    std::vector<Step> steps;
    for (auto& policy : policies_) {
      for (std::size_t i = 0; i < policy->size(); ++i) steps.push_back({policy.get(), i});
    }
    go(steps, [](const Step& step) { step.policy->attempt(step.index); });
    for (auto& policy : policies_) {
      policy->mark_duplicates();
      policy->excuse();
    }
    std::erase_if(steps, [](const Step& step) {
      return step.policy->result(step.index).state != MutantState::Survived;
    });
    go(steps, [&](const Step& step) { step.policy->find_witness(step.index, options_); });
    MutationReport report;
    for (auto& policy : policies_) {
      for (MutantResult& result : policy->take()) report.mutants.push_back(std::move(result));
    }
    return report;
  }

 private:
  struct Step {
    PolicyMutation* policy;
    std::size_t index;
  };

  void go(const std::vector<Step>& steps, const std::function<void(const Step&)>& work) {
    std::size_t done = 0;
    for_each_index(steps.size(), options_.jobs, [&](std::size_t index) {
      if (options_.is_over && options_.is_over()) return;
      work(steps[index]);
      std::scoped_lock lock(progress_);
      ++done;
      if (options_.on_progress) options_.on_progress(done, steps.size());
    });
  }

  const MutationOptions& options_;
  std::vector<std::unique_ptr<PolicyMutation>> policies_;
  std::mutex progress_;
};

}  // namespace

const char* to_string(MutantState state) {
  switch (state) {
    case MutantState::NotTried:
      return "not-tried";
    case MutantState::Invalid:
      return "invalid";
    case MutantState::Equivalent:
      return "equivalent";
    case MutantState::Duplicate:
      return "duplicate";
    case MutantState::Killed:
      return "killed";
    case MutantState::Survived:
      return "survived";
    case MutantState::Excused:
      return "excused";
  }
  return "";
}

std::size_t MutationReport::count(MutantState state) const {
  return static_cast<std::size_t>(std::ranges::count(mutants, state, &MutantResult::state));
}

unsigned MutationReport::score() const {
  constexpr std::size_t kWhole = 1000;
  return static_cast<unsigned>(scored() == 0 ? kWhole : count(MutantState::Killed) * kWhole / scored());
}

bool MutationReport::reaches(double percent) const {
  return static_cast<double>(count(MutantState::Killed)) * 100 >= percent * static_cast<double>(scored());
}

MutationReport test_mutants(const Suite& suite, std::span<const Test* const> tests,
                            const MutationOptions& options, Diagnostics& diagnostics) {
  return MutantTrials(suite, tests, options, diagnostics).run();
}

}  // namespace precept::testing
