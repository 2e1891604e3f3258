#include "testing/mutation/witness.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "runtime/check/check.h"
#include "testing/mutation/document_changes.h"
#include "testing/mutation/relevance.h"
#include "testing/suite/differences.h"
#include "testing/suite/policies.h"
#include "testing/suite/test_text.h"

namespace precept::testing {

namespace fs = std::filesystem;

namespace {

/// How many documents are changed at most, and how many second changes follow each first change.
constexpr std::size_t kMostBases = 12, kSecondChanges = 4;
/// The search has this many parts; each gets the same share of the documents that may be tried.
constexpr std::size_t kParts = 4;

DocumentReport report_of(std::span<const Program* const> programs, const std::string& document,
                         const std::vector<ChosenReading>& readings) {
  Sources sources;
  FileId file = sources.add("the document", document);
  return check_document(programs, file, sources, {.readings = readings});
}

/// One line with `under` for each reading that the test chooses.
std::string readings_text(const Test& test) {
  std::string text;
  for (const ChosenReading& each : test.readings)
    text += fmt::format("  under reading {} = {}\n", each.reading, each.choice);
  return text;
}

/// A sequence of pseudo-random numbers, the same in every run: a linear congruential generator with Knuth's
/// constants for MMIX.
class Sequence {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    constexpr unsigned kHighBits = 33;
    return static_cast<std::size_t>(state_ >> kHighBits) % limit;
  }

 private:
  std::uint64_t state_ = 1;
};

/// A document that the search begins with.
struct StartDocument {
  const Test* test = nullptr;  ///< gives the readings; for a kind without tests, any test
  std::string kind;
  Json document;
  const model::Model* model = nullptr;
  const model::Record* record = nullptr;
};

}  // namespace

struct WitnessSearch::State {
  State(const Suite& suite, const PolicyRevisions& policies)
      : policies(policies), relevance(suite, policies) {}

  const PolicyRevisions& policies;
  Relevance relevance;
  std::vector<StartDocument> start_documents;
  std::vector<const Program*> programs;
  std::vector<std::pair<fs::path, Json>> fixtures;  ///< by path, as messages name it
  std::map<const model::Model*, ValuePool> pools;
  const Sources* sources = nullptr;
  std::mutex mutex;
  std::unordered_map<std::size_t, std::size_t>
      digests;  ///< what the policy decides, by the hash of document and readings

  std::size_t original_digest(std::size_t document, const std::string& text,
                              const std::vector<ChosenReading>& readings) {
    {
      std::scoped_lock lock(mutex);
      auto known = digests.find(document);
      if (known != digests.end()) return known->second;
    }
    std::size_t digest = decision_digest(report_of(programs, text, readings));
    std::scoped_lock lock(mutex);
    digests[document] = digest;
    return digest;
  }
  void add_samples(std::span<const Test* const> tests);
};

/// Adds a sample document for each kind of which no test has a document.
void WitnessSearch::State::add_samples(std::span<const Test* const> tests) {
  for (const auto& model : policies.models) {
    for (const model::Record* record : document_records(*model)) {
      if (std::ranges::find(start_documents, record->name, &StartDocument::kind) != start_documents.end())
        continue;
      Json document = sample_document(*record, *model, pools.at(model.get()));
      start_documents.push_back({tests.front(), record->name, std::move(document), model.get(), record});
    }
  }
}

WitnessSearch::WitnessSearch(const Suite& suite, const PolicyRevisions& policies,
                             std::span<const Test* const> tests)
    : state_(std::make_unique<State>(suite, policies)) {
  state_->programs = policies.all_programs();
  state_->sources = &suite.sources;
  for (const auto& model : policies.models) state_->pools[model.get()] = pool_of(*model);
  std::set<std::string> seen;
  for (const Test* test : tests) {
    if (!seen.insert(readings_text(*test) + test->document).second) continue;
    StartDocument start{
        .test = test, .kind = test->kind, .document = Json::parse(test->document, nullptr, false)};
    if (!start.document.is_object()) continue;
    std::string date =
        start.document.contains("date") && start.document["date"].is_string() ? start.document["date"] : "";
    start.model = &revision_on(policies, parse_date(date));
    for (const model::Record* record : document_records(*start.model)) {
      if (record->name == test->kind) start.record = record;
    }
    if (start.record != nullptr) state_->start_documents.push_back(std::move(start));
  }
  state_->add_samples(tests);
  for (FileId file = 0; file < suite.sources.size(); ++file) {
    fs::path path = suite.sources.file(file).name;
    if (path.extension() != ".json") continue;
    bool is_known = std::ranges::find(state_->fixtures, path, &std::pair<fs::path, Json>::first) !=
                    state_->fixtures.end();
    Json document = Json::parse(suite.sources.file(file).text, nullptr, false);
    if (!is_known && document.is_object()) state_->fixtures.emplace_back(path, std::move(document));
  }
}

WitnessSearch::~WitnessSearch() = default;

/// The search for one mutant.
class WitnessSearch::Search {
 public:
  Search(State& state, const Mutant& mutant, const ChangedPolicy& changed, std::size_t limit,
         const std::function<bool()>& is_over)
      : state_(state), mutant_(mutant), changed_(changed), is_over_(is_over), limit_(limit) {}

  Witness run() {
    search();
    return std::move(witness_);
  }

 private:
  void search() {
    std::vector<const StartDocument*> start_documents = ordered_start_documents();
    for (const StartDocument* start : start_documents) {
      if (try_document(*start, start->document)) return;
    }
    start_documents = spread(start_documents);
    std::size_t all = limit_, part = (all - std::min(all, witness_.documents)) / kParts;
    for (std::size_t i = 0; i < kParts && witness_.test.empty(); ++i) {
      bool is_near = i < kParts / 2, has_pairs = i % 2 == 1;
      words_ =
          is_near ? state_.relevance.near_words(mutant_, *state_.sources) : state_.relevance.words(mutant_);
      limit_ = i + 1 == kParts ? all : witness_.documents + part;
      if (has_pairs) try_pairs(start_documents);
      if (!has_pairs) try_singles(start_documents);
    }
  }

  bool is_done() const {
    return !witness_.test.empty() || witness_.documents >= limit_ || (is_over_ && is_over_());
  }

  /// The documents to begin with; those of tests of the mutant's clause come first.
  std::vector<const StartDocument*> ordered_start_documents() const {
    std::vector<const StartDocument*> start_documents;
    for (const StartDocument& start : state_.start_documents) {
      if (mutant_.kind.empty() || start.kind == mutant_.kind) start_documents.push_back(&start);
    }
    std::ranges::stable_partition(start_documents, [&](const StartDocument* start) {
      return std::ranges::any_of(start->test->expectations, [&](const ResolvedExpectation& expected) {
        return mutant_.is_clause && expected.clause == mutant_.owner;
      });
    });
    return start_documents;
  }

  /// At most kMostBases of them, taken from every kind in turn.
  static std::vector<const StartDocument*> spread(const std::vector<const StartDocument*>& start_documents) {
    std::vector<std::pair<std::size_t, const StartDocument*>> ranked;
    std::map<std::string_view, std::size_t> counts;
    for (const StartDocument* start : start_documents) ranked.emplace_back(counts[start->kind]++, start);
    std::ranges::stable_sort(ranked, {}, [](const auto& each) { return each.first; });
    if (ranked.size() > kMostBases) ranked.resize(kMostBases);
    std::vector<const StartDocument*> result;
    for (const auto& [rank, start] : ranked) result.push_back(start);
    return result;
  }

  std::vector<DocumentChange> changes(const StartDocument& start, const Json& document) const {
    std::function<bool(std::string_view)> is_wanted = [&](std::string_view name) {
      return words_.contains(std::string(name));
    };
    return changes_of(document, *start.record, *start.model, state_.pools.at(start.model), is_wanted);
  }

  std::vector<std::vector<DocumentChange>> changes(
      const std::vector<const StartDocument*>& start_documents) const {
    std::vector<std::vector<DocumentChange>> result;
    for (const StartDocument* start : start_documents) result.push_back(changes(*start, start->document));
    return result;
  }

  /// Tries the first change of each document, then the second of each, and so on.
  void try_singles(const std::vector<const StartDocument*>& start_documents) {
    std::vector<std::vector<DocumentChange>> singles = changes(start_documents);
    bool is_left = true;
    for (std::size_t index = 0; is_left && !is_done(); ++index) {
      is_left = false;
      for (std::size_t i = 0; i < start_documents.size() && !is_done(); ++i) {
        if (index >= singles[i].size()) continue;
        is_left = true;
        try_change(*start_documents[i], start_documents[i]->document, singles[i][index]);
      }
    }
  }

  void try_pairs(const std::vector<const StartDocument*>& start_documents) {
    if (start_documents.empty()) return;
    Sequence sequence;
    std::vector<std::vector<DocumentChange>> firsts = changes(start_documents);
    // Many pairs have been tried before and count for nothing, so the rounds are limited too.
    for (std::size_t round = 0; round < limit_ && !is_done(); ++round) {
      std::size_t which = round % start_documents.size();
      if (firsts[which].empty()) continue;
      Json document = start_documents[which]->document;
      make(firsts[which][sequence.below(firsts[which].size())], document);
      std::vector<DocumentChange> seconds = changes(*start_documents[which], document);
      for (std::size_t i = 0; i < kSecondChanges && !seconds.empty() && !is_done(); ++i)
        try_change(*start_documents[which], document, seconds[sequence.below(seconds.size())]);
    }
  }

  void try_change(const StartDocument& start, const Json& document, const DocumentChange& change) {
    Json changed_document = document;
    make(change, changed_document);
    try_document(start, changed_document);
  }

  /// Whether the document tells policy and mutant apart; if so, the witness has the test.
  bool try_document(const StartDocument& start, const Json& document) {
    if (is_done()) return false;
    std::string text = document.dump();
    const std::vector<ChosenReading>& readings = start.test->readings;
    std::string under = readings_text(*start.test);
    std::size_t hash = std::hash<std::string>()(under + text);
    if (!seen_.insert(hash).second) return false;
    ++witness_.documents;
    DocumentReport other = report_of(changed_.programs, text, readings);
    if (decision_digest(other) == state_.original_digest(hash, text, readings)) return false;
    DocumentReport original = report_of(state_.programs, text, readings);
    std::string given = given_text(document, *start.record, *start.model, fixtures(start));
    if (given.empty()) return false;
    for (const std::string& expected : decision_differences(original, other, document)) {
      std::string test =
          fmt::format("test {}\n{}{}  expect {}\n", in_quotes(title()), given, under, expected);
      if (!is_telling(start, test)) continue;
      witness_.test = std::move(test);
      return true;
    }
    return false;
  }

  /// The title has the place and the new text, so no two mutants get the same.
  std::string title() const {
    LineColumn at = state_.sources->locate(mutant_.place.file, mutant_.place.begin);
    std::string file = fs::path(state_.sources->file(mutant_.place.file).name).filename().string();
    auto change = std::ranges::find(mutant_.edits, mutant_.place.begin,
                                    [](const Edit& edit) { return edit.place.begin; });
    std::string_view text = std::string_view(change->text).substr(change->text.starts_with(", ") ? 2 : 0);
    constexpr std::size_t kLongest = 40;
    bool is_telling = !text.empty() && text.size() <= kLongest && text.find('\n') == std::string_view::npos;
    return fmt::format("{}{}{} at {}:{}:{}{}{}", mutant_.owner, mutant_.owner.empty() ? "" : ": ",
                       to_string(mutant_.mutation), file, at.line, at.column, is_telling ? ", " : "",
                       is_telling ? text : "");
  }

  fs::path test_file(const StartDocument& start) const {
    return state_.sources->file(start.test->place.file).name;
  }

  std::vector<Fixture> fixtures(const StartDocument& start) const {
    std::vector<Fixture> result;
    fs::path folder = test_file(start).parent_path();
    for (const auto& [path, document] : state_.fixtures) {
      fs::path relative = folder.empty() ? path : path.lexically_relative(folder);
      if (!relative.empty()) result.push_back({relative.generic_string(), document});
    }
    return result;
  }

  /// Whether the test, read like any test file, passes on the policy and fails on the mutant.
  bool is_telling(const StartDocument& start, const std::string& text) const {
    Suite suite;
    Diagnostics diagnostics;
    read_tests(test_file(start).string(), "tests " + state_.policies.name + "\n\n" + text, state_.policies,
               suite, diagnostics);
    if (diagnostics.has_errors() || suite.tests.size() != 1) return false;
    return testing::run(suite.tests[0], state_.programs).passed() &&
           !testing::run(suite.tests[0], changed_.programs).passed();
  }

  State& state_;
  const Mutant& mutant_;
  const ChangedPolicy& changed_;
  const std::function<bool()>& is_over_;
  std::size_t limit_;
  Witness witness_;
  std::set<std::string> words_;           ///< names of the fields that may be changed
  std::unordered_set<std::size_t> seen_;  ///< hashes of documents and readings that were tried
};

Witness WitnessSearch::find(const Mutant& mutant, const ChangedPolicy& changed, std::size_t documents,
                            const std::function<bool()>& is_over) const {
  return Search(*state_, mutant, changed, documents, is_over).run();
}

}  // namespace precept::testing
