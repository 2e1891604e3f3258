// Adds the cases in the tree: tests/cases and examples.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/case_runner/case_file.h"
#include "tests/corpus/corpus.h"

namespace precept::corpus {

namespace {

/// Which file of the corpus a case of tests/cases/run goes to, by the begin of its name.
struct Topic {
  const char* name;
  std::vector<std::string_view> begins;
};
const std::vector<Topic>& topics() {
  static const std::vector<Topic> all{
      {"numbers", {"arithmetic", "count", "dates", "min-max", "order", "overflow", "sum"}},
      {"lists", {"cross", "every", "let-filter", "levels", "many-rows", "nested", "quantifier", "some"}},
      {"truth", {"equality", "given", "hull", "if-", "in-constants", "truth"}},
      {"sets-and-tables", {"in-list", "set", "table"}},
      {"documents-and-time", {"defaults", "errors", "in-force", "judgement", "messages", "readings"}},
  };
  return all;
}

std::string topic_of(const std::string& stem) {
  for (const Topic& topic : topics()) {
    if (std::ranges::any_of(topic.begins, [&](std::string_view begin) { return stem.starts_with(begin); }))
      return fmt::format("language/{}", topic.name);
  }
  return "language/norms-and-acts";
}

/// The comments of the expectation; else the name in words.
std::string about(const test::Case& found) {
  std::string words;
  for (const test::ExpectedLine& line : found.expected) {
    if (line.text.starts_with("# ")) words += (words.empty() ? "" : "; ") + line.text.substr(2);
  }
  if (!words.empty()) return words;
  std::size_t inside = found.name.find(": ");
  if (inside != std::string::npos) return found.name.substr(inside + 2);
  words = found.name.substr(found.name.rfind('/') + 1);
  std::ranges::replace(words, '-', ' ');
  return words;
}

CorpusCase case_of(const test::Case& found) {
  return {.name = found.name,
          .about = about(found),
          .document = found.document,
          .readings = test::chosen_in(found.expected),
          .as_of = std::nullopt};
}

std::vector<test::Case> cases_in(const fs::path& folder, const fs::path& root) {
  std::vector<std::string> problems;  // the case runner reports them
  return test::find_cases(folder, root, problems);
}

/// Policies of one topic, each added when its first case is.
class TopicPolicies {
 public:
  explicit TopicPolicies(Corpus& corpus) : corpus_(corpus) {}

  CasePolicies& of(const std::string& topic, const std::string& id, const fs::path& path,
                   const fs::path& base) {
    auto [found, is_new] = groups_.try_emplace(topic + ":" + id);
    if (is_new) {
      found->second = corpus_.build(path);
      corpus_.add_policy(topic, id, found->second, base);
    }
    return found->second;
  }

 private:
  Corpus& corpus_;
  std::map<std::string, CasePolicies> groups_;
};

void add_run_cases(Corpus& corpus, const fs::path& root) {
  TopicPolicies groups(corpus);
  const fs::path base = root / "tests/cases/run";
  for (const test::Case& found : cases_in(base, root)) {
    const std::string id = found.policy.stem().string(), topic = topic_of(id);
    corpus.add_case(topic, id, groups.of(topic, id, found.policy, base), case_of(found));
  }
}

void add_examples(Corpus& corpus, const fs::path& root) {
  TopicPolicies groups(corpus);
  const std::string topic = "language/examples";
  for (const char* folder : {"first", "library", "versions"}) {
    const fs::path base = root / "examples" / folder;
    for (const test::Case& found : cases_in(base, root)) {
      CasePolicies& group = groups.of(topic, folder, found.policy, base);
      CorpusCase question = case_of(found);
      corpus.add_case(topic, folder, group, question);
      if (std::string_view(folder) != "versions") continue;
      for (const char* day : {"2011-01-01", "2014-06-01", "2018-06-01", "2030-01-01"}) {
        question.as_of = parse_date(day);
        question.name = fmt::format("{} as of {}", found.name, day);
        question.about = "by the revision of another day";
        corpus.add_case(topic, folder, group, question);
      }
    }
  }
}

/// Files of mistakes, each one case; those of tests/cases/syntax only where the mistake is one of syntax, as
/// for the rest they are no whole policies.
void add_mistakes(Corpus& corpus, const fs::path& root) {
  for (const char* folder : {"syntax", "check"}) {
    const std::string topic = fmt::format("language/mistakes-{}", folder);
    const fs::path base = root / "tests/cases" / folder;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(base)) {
      bool is_policy = entry.path().extension() == ".precept";
      if (is_policy) files.push_back(entry.path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) {
      CasePolicies group = corpus.build(file);
      auto is_syntax = [](const Diagnostic& mistake) {
        return std::string_view(info(mistake.kind).code).starts_with("E0");
      };
      bool is_whole = std::string_view(folder) == "check" ||
                      (!group.mistakes.all().empty() && std::ranges::all_of(group.mistakes.all(), is_syntax));
      const std::string id = file.stem().string();
      if (is_whole && group.sources.size() > 0 &&
          corpus.add_mistakes(topic, id, group, base, fmt::format("{}/{}", folder, id)))
        corpus.add_policy(topic, id, group, base);
    }
  }
}

constexpr const char* kRes54 = "policies/wtsa-res54";

/// Every other reading, one at a time, where it changes what comes out.
void add_other_readings(Corpus& corpus, CasePolicies& group, const CorpusCase& question) {
  CheckOptions options;
  options.readings = question.readings;
  std::vector<std::string> words, problems;
  const FileId document = group.sources.add("document.json", question.document);
  DocumentReport first = evaluate(group, document, options, words, problems);
  if (!first.verdict) return;
  for (ChosenReading& change : alternatives_of(group.policies[0].program, question.readings)) {
    CheckOptions changed = options;
    changed.readings.push_back(change);
    Alternative other;
    other.report = evaluate(group, document, changed, words, problems);
    compare_readings(first, other);
    if (other.changes_nothing(first)) continue;
    CorpusCase asked = question;
    asked.readings = {change};
    asked.name = fmt::format("{} read with {} = {}", question.name, change.reading, change.choice);
    asked.about = "another reading changes what comes out";
    corpus.add_case("res54/other-readings", kRes54, group, asked);
  }
}

}  // namespace

void add_language_cases(Corpus& corpus, const fs::path& root) {
  add_run_cases(corpus, root);
  add_examples(corpus, root);
  add_mistakes(corpus, root);
}

void add_res54_cases(Corpus& corpus, const fs::path& root) {
  CasePolicies group = corpus.build(root / kRes54);
  for (const test::Case& found : cases_in(root / "tests/cases/res54", root)) {
    const std::string folder = fs::path(found.name).parent_path().filename().string();
    CorpusCase question = case_of(found);
    corpus.add_case("res54/" + folder, kRes54, group, question);
    if (folder != "in-force") continue;
    question.as_of = parse_date("2023-05-02");
    question.name += " as of 2023-05-02";
    question.about = "a day on which the resolution was in force";
    corpus.add_case("res54/in-force", kRes54, group, question);
  }
  for (const test::Case& found : cases_in(root / "examples/res54", root)) {
    CorpusCase question = case_of(found);
    corpus.add_case("res54/examples", kRes54, group, question);
    add_other_readings(corpus, group, question);
  }
}

}  // namespace precept::corpus
