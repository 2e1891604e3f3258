// Adds cases by the generator of tests/generate: small policies that together have every construct of the
// language and every outcome.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <set>

#include "tests/corpus/corpus.h"
#include "tests/generate/documents.h"
#include "tests/generate/policy.h"
#include "tests/generate/statistics.h"

namespace precept::corpus {

namespace {

using generate::Random;
using generate::Statistics;
using generate::World;

/// A case is to be read by people, so policies and documents are no longer than this.
constexpr std::size_t kLongestPolicy = 3600, kLongestDocument = 1200, kMostFindings = 25;
constexpr std::size_t kPolicies = 60, kDocuments = 4, kAttempts = 16, kSeeds = 4000;
constexpr std::size_t kPoliciesAFile = 12;

/// What tells the outcomes of one policy's documents apart.
std::string signature(const DocumentReport& report) {
  std::set<std::string> parts;
  for (const Finding& finding : report.findings)
    parts.insert(fmt::format("{} {}", finding.clause, to_string(finding.outcome)));
  for (const SubjectRights& subject : report.rights)
    for (const ActRight& act : subject.acts)
      parts.insert(fmt::format("{} {}", act.act, to_string(act.right)));
  parts.insert(report.verdict ? to_string(*report.verdict) : "not checked");
  return fmt::format("{}", fmt::join(parts, ";"));
}

/// The operators of the policy, for people.
std::string contents(const model::Model& policy) {
  std::set<std::string> words;
  for (const model::Expr& expr : policy.expressions) {
    using model::ExprKind;
    const bool has_operator =
        expr.kind == ExprKind::Unary || expr.kind == ExprKind::Binary || expr.kind == ExprKind::InConstants;
    if (has_operator) words.emplace(ast::spelling(expr.op));
    if (expr.kind == ExprKind::If) words.insert("if");
    if (expr.kind == ExprKind::Judge) words.insert("a judgement");
    if (expr.kind == ExprKind::Lookup) words.insert("a look-up");
    if (expr.kind == ExprKind::Reading) words.insert("a reading");
    if (expr.kind == ExprKind::Quantifier) words.insert("a quantifier");
    if (expr.kind == ExprKind::Aggregate) words.insert("an aggregate");
    if (expr.kind == ExprKind::Reach) words.insert("reaches");
  }
  return fmt::format("made at random; holds {}", fmt::join(words, ", "));
}

class GeneratedCases {
 public:
  GeneratedCases(Corpus& corpus, fs::path folder) : corpus_(corpus), folder_(std::move(folder)) {}

  /// The first small ones; after that only what adds something that was missing.
  void run() {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      if (taken_ >= kPolicies && statistics_.missing().empty()) return;
      policy(seed);
    }
  }
  std::vector<std::string> missing() const { return statistics_.missing(); }

 private:
  struct Candidate {
    CorpusCase question;
    DocumentReport report;
  };

  void policy(std::uint64_t seed) {
    Random random(seed);
    World world = generate::make_world(random);
    const std::string text = generate::make_policy(random, world).print();
    if (text.size() > kLongestPolicy) return;
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    generate::write_tables(world, folder_);
    std::ofstream(folder_ / "policy.precept", std::ios::binary) << text;
    CasePolicies group = corpus_.build(folder_ / "policy.precept");
    if (group.policies.size() != 1) return;
    std::vector<Candidate> candidates = documents(seed, random, world, group);
    if (candidates.size() < 2) return;
    const model::Model& model = *group.policies[0].model;
    Statistics with = statistics_;
    with.add(model);
    for (const Candidate& candidate : candidates) with.add(candidate.report);
    if (taken_ >= kPolicies && with.missing().size() == statistics_.missing().size()) return;
    statistics_ = with;
    add(seed, group, candidates);
  }

  std::vector<Candidate> documents(std::uint64_t seed, Random& random, const World& world,
                                   CasePolicies& group) {
    const model::Model& model = *group.policies[0].model;
    std::vector<Candidate> result;
    std::set<std::string> signatures;
    for (std::size_t i = 0; i < kAttempts && result.size() < kDocuments; ++i) {
      const model::Section& section = model.sections[random.below(model.sections.size())];
      std::size_t record = 0;
      while (world.records[record].name != model.records[section.record].name) ++record;
      Candidate candidate;
      candidate.question.document = generate::make_document(random, world, record).dump();
      candidate.question.readings = choose(random, world);
      if (candidate.question.document.size() > kLongestDocument) continue;
      CheckOptions options;
      options.readings = candidate.question.readings;
      std::vector<std::string> words, problems;
      const FileId file = group.sources.add("document.json", candidate.question.document);
      candidate.report = evaluate(group, file, options, words, problems);
      if (candidate.report.findings.size() > kMostFindings) continue;
      if (!signatures.insert(signature(candidate.report)).second) continue;
      candidate.question.name = fmt::format("generated/{}: document {}", seed, result.size() + 1);
      candidate.question.about = contents(model);
      result.push_back(std::move(candidate));
    }
    return result;
  }

  static std::vector<ChosenReading> choose(Random& random, const World& world) {
    std::vector<ChosenReading> chosen;
    if (random.percent(40)) return chosen;
    for (const generate::Reading& reading : world.readings) {
      chosen.push_back({.reading = reading.name,
                        .choice = random.pick(reading.choices),
                        .chosen_in = "the case",
                        .reading_place = {},
                        .choice_place = {}});
    }
    return chosen;
  }

  void add(std::uint64_t seed, CasePolicies& group, const std::vector<Candidate>& candidates) {
    const std::string topic = fmt::format("language/generated-{}", 1 + taken_ / kPoliciesAFile);
    const std::string id = fmt::format("generated-{}", seed);
    ++taken_;
    // Without the documents, which are sources too.
    CasePolicies files = corpus_.build(folder_ / "policy.precept");
    corpus_.add_policy(topic, id, files, folder_);
    for (const Candidate& candidate : candidates) corpus_.add_case(topic, id, group, candidate.question);
  }

  Corpus& corpus_;
  fs::path folder_;
  Statistics statistics_;
  std::size_t taken_ = 0;
};

}  // namespace

std::vector<std::string> add_generated_cases(Corpus& corpus, const fs::path& scratch) {
  GeneratedCases maker(corpus, scratch / "generated");
  maker.run();
  return maker.missing();
}

}  // namespace precept::corpus
