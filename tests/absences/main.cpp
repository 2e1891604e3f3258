// Missing evidence never passes. Random policies and documents; from each document evidence is taken, or made
// ambiguous, or somebody attests who is not trusted. `absence_test [--documents N] [--seed S]`
//
// Evidence is the value of a field that is neither `or none` nor has a default, and an attestation. (The
// absence of other fields, and the number of a list's elements, are facts.) It is taken in one of these ways:
// the field is left out, is null, or is a blank text; an empty record stands for one in which everything is
// evidence; the attestation is gone. Then:
//   1. compliant comes only from compliant, and non-compliant only from non-compliant;
//   2. all ways of evaluating agree about the document after;
//   3. an attestation by somebody who is not trusted changes nothing;
//   4. a text that reads the same changes nothing;
//   5. an invisible character, a blank name and an ambiguous attestation are refused.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "runtime/read/json/json.h"
#include "tests/agree/agree.h"
#include "tests/common/options.h"
#include "tests/common/scratch_folder.h"
#include "tests/generate/documents.h"
#include "tests/generate/policy.h"

namespace precept::generate {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// One piece of evidence in a document, by its pointer.
struct Evidence {
  std::string pointer;
  Type type;
  std::string field;
};

bool is_evidence(const Field& field) {
  return !field.type.or_none && field.default_value.empty();
}

class Finder {
 public:
  explicit Finder(const World& world) : world_(world) {}

  void record(std::size_t id, const json& value, const std::string& pointer) {
    for (const Field& field : world_.records[id].fields) {
      auto found = value.find(field.name);
      if (found == value.end() || found->is_null()) continue;
      const std::string at = pointer + "/" + field.name;
      if (is_evidence(field)) evidence.push_back({at, field.type, field.name});
      if (field.type.is(Kind::Text)) texts.push_back({at, field.type, field.name});
      if (field.type.is(Kind::Record)) {
        records.push_back({at, field.type, field.name});
        record(field.type.id, *found, at);
      }
      if (!field.type.is(Kind::List) || field.type.element != Kind::Record) continue;
      for (std::size_t i = 0; i < found->size(); ++i)
        record(field.type.id, (*found)[i], at + "/" + std::to_string(i));
    }
  }

  std::vector<Evidence> evidence, texts, records;

 private:
  const World& world_;
};

/// Every field of the record is evidence: then nothing in it is a fact by its absence.
bool is_all_evidence(const World& world, std::size_t id) {
  return std::ranges::all_of(world.records[id].fields, [&](const Field& field) {
    return is_evidence(field) && (!field.type.is(Kind::Record) || is_all_evidence(world, field.type.id));
  });
}

class Tester {
 public:
  Tester(std::size_t documents, std::uint64_t seed, fs::path folder)
      : wanted_(documents), seed_(seed), folder_(std::move(folder)) {}

  bool run() {
    for (; documents_ < wanted_ && failed_ < kMostFailures; ++seed_) policy();
    for (const auto& [what, count] : counts_) fmt::print("{:>8}  {}\n", count, what);
    fmt::print("{} documents, {} failed\n", documents_, failed_);
    for (const char* what :
         {"field left out", "field null", "text blank", "record empty", "attestation gone", "not trusted",
          "reads the same", "refused: hidden", "refused: blank name", "refused: ambiguous"}) {
      if (wanted_ < kEnough || counts_[what] > 0) continue;
      fmt::print("FAILED never tried: {}\n", what);
      ++failed_;
    }
    return failed_ == 0 && documents_ > 0;
  }

 private:
  static constexpr std::size_t kMostFailures = 5, kEnough = 2000;
  static constexpr std::size_t kDocuments = 20;  ///< for one policy
  static constexpr std::size_t kEveryWay = 25;

  void policy() {
    Random random(seed_);
    world_ = make_world(random);
    write_tables(world_, folder_);
    text_ = make_policy(random, world_).print();
    const fs::path file = folder_ / "policy.precept";
    std::ofstream(file, std::ios::binary) << text_;
    Diagnostics diagnostics;
    std::string refused;
    Sources sources;
    policy_ = test::build_policy(file, folder_ / "policy.pbc", sources, diagnostics, refused);
    if (!policy_) return;  // too large; that others are taken generate_test sees to
    std::vector<std::size_t> kinds;
    for (const model::Section& section : policy_->model->sections) {
      std::size_t number = 0;
      while (world_.records[number].name != policy_->model->records[section.record].name) ++number;
      kinds.push_back(number);
    }
    for (std::size_t i = 0; i < kDocuments && documents_ < wanted_; ++i) {
      kind_ = random.pick(kinds);
      document(make_document(random, world_, kind_), random);
    }
  }

  struct Seen {
    std::optional<Verdict> verdict;  ///< none: nothing was checked, or refused
    DocumentReport report;
    std::vector<std::string> disagreements;
    std::string refused;  ///< codes of mistakes, each with a blank behind it
  };

  enum class Ways { Machine, All };
  Seen see(const json& document, Ways ways = Ways::Machine, const ReadLimits& limits = {}) {
    Sources sources;
    const FileId file = sources.add("document.json", document.dump(1));
    Seen seen;
    if (ways == Ways::All) {
      test::Agreement agreement = test::evaluate_all_ways(*policy_, file, sources);
      seen.report = std::move(agreement.report);
      seen.disagreements = std::move(agreement.disagreements);
    } else {
      seen.report = test::evaluate_by_machine(*policy_, file, sources, limits);
    }
    for (const Diagnostic& each : seen.report.diagnostics.all()) {
      const bool is_mistake =
          each.severity() == Severity::Error && each.kind != DiagnosticKind::NothingChecked;
      if (is_mistake) seen.refused += std::string(info(each.kind).code) + " ";
    }
    if (seen.refused.empty()) seen.verdict = seen.report.verdict;
    return seen;
  }

  void fail(const char* what, const std::string& why, const json& before, const json& after) {
    fmt::print("FAILED seed {}: {}: {}\n{}\nbefore {}\nafter {}\n", seed_, what, why, text_, before.dump(1),
               after.dump(1));
    ++failed_;
  }

  void document(const json& before, Random& random) {
    ++documents_;
    const Seen was = see(before);
    if (!was.refused.empty()) return fail("as it is", was.refused, before, before);
    Finder found(world_);
    found.record(kind_, before, "");
    take_a_field(before, was, found, random);
    take_an_attestation(before, was, random);
    distrust(before, was, random);
    disguise(before, was, found, random);
    mistake(before, found, random);
  }

  // ---- evidence taken away

  void after(const char* what, const json& before, const Seen& was, const json& document) {
    // To evaluate it in every way, with its proof, takes most of the time: some of them are enough.
    const Seen is = see(document, ++tried_ % kEveryWay == 0 ? Ways::All : Ways::Machine);
    // Whom an attestation names may have lost the name: that is told, and nothing is checked.
    std::string others = is.refused;
    for (std::size_t at; (at = others.find("E4017 ")) != std::string::npos;) others.erase(at, 6);
    if (!is.refused.empty() && others.empty()) return;
    ++counts_[what];
    if (!is.refused.empty()) return fail(what, is.refused, before, document);
    if (!is.disagreements.empty()) return fail(what, is.disagreements.front(), before, document);
    if (!is.verdict || !was.verdict || is.verdict == was.verdict) return;
    if (is.verdict != Verdict::Undetermined)
      fail(what, fmt::format("{} becomes {}", to_string(*was.verdict), to_string(*is.verdict)), before,
           document);
  }

  void take_a_field(const json& before, const Seen& was, const Finder& found, Random& random) {
    if (found.evidence.empty()) return;
    const Evidence& one = random.pick(found.evidence);
    json document = before;
    const json::json_pointer pointer(one.pointer);
    if (random.percent(40)) {
      document[pointer] = nullptr;
      after("field null", before, was, document);
    } else if (one.type.is(Kind::Text) && one.field != "name" && random.percent(50)) {
      document[pointer] = random.percent(50) ? "" : "\u00A0 \t";
      after("text blank", before, was, document);
    } else {
      document[pointer.parent_pointer()].erase(one.field);
      after("field left out", before, was, document);
    }
    for (const Evidence& record : found.records) {
      if (!is_all_evidence(world_, record.type.id)) continue;
      document = before;
      document[json::json_pointer(record.pointer)] = json::object();
      return after("record empty", before, was, document);
    }
  }

  void take_an_attestation(const json& before, const Seen& was, Random& random) {
    if (!before.contains("attestations")) return;
    json document = before;
    json& all = document["attestations"];
    all.erase(random.below(all.size()));
    after("attestation gone", before, was, document);
  }

  // ---- what changes nothing

  void same(const char* what, const json& before, const Seen& was, const json& document,
            const ReadLimits& limits) {
    ++counts_[what];
    const Seen is = see(document, Ways::Machine, limits);
    if (!is.refused.empty()) return fail(what, is.refused, before, document);
    const std::vector<std::string> differences = test::disagreements(was.report, is.report);
    if (!differences.empty()) fail(what, differences.front(), before, document);
  }

  /// Somebody says the contrary, or says it of everybody's behalf.
  void distrust(const json& before, const Seen& was, Random& random) {
    if (!before.contains("attestations")) return;
    json document = before;
    json& all = document["attestations"];
    json other = all[random.below(all.size())];
    other["by"] = random.percent(50) ? "Zed" : "Kim Zed";
    if (random.percent(70)) other["value"] = !other["value"].get<bool>();
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(random.below(all.size() + 1)), other);
    ReadLimits limits;
    limits.trust.attesters = {{.name = "Kim", .role = {}, .key = {}, .declared_in = "a project"}};
    same("not trusted", before, was, document, limits);
    // And of one who must sign, and did not, nothing counts.
    limits.trust.attesters[0].key = "AAAA";
    json silent = before;
    silent.erase("attestations");
    same("not signed", silent, see(silent), before, limits);
  }

  void disguise(const json& before, const Seen& was, const Finder& found, Random& random) {
    if (found.texts.empty()) return;
    json document = before;
    for (const Evidence& text : found.texts) {
      json& value = document[json::json_pointer(text.pointer)];
      if (random.percent(50)) value = "\u2003" + value.get<std::string>() + "\uFE0F \r\n";
    }
    same("reads the same", before, was, document, {});
  }

  // ---- what is refused

  void refuse(const char* what, const char* code, const json& before, const json& document) {
    ++counts_[what];
    const Seen is = see(document);
    if (is.refused.find(code) == std::string::npos)
      fail(what, "not refused, or otherwise: " + is.refused, before, document);
  }

  void mistake(const json& before, const Finder& found, Random& random) {
    if (!found.texts.empty()) {
      const Evidence& text = random.pick(found.texts);
      json document = before;
      json& value = document[json::json_pointer(text.pointer)];
      const std::string written = value.get<std::string>();
      value = written +
              random.pick(std::vector<std::string>{"\u200B", "\u202E", "\x07", "\u2060", "\u00AD", "\u3164"});
      refuse("refused: hidden", "E4030", before, document);
      if (text.field == "name") {
        document[json::json_pointer(text.pointer)] = " \u00A0";
        refuse("refused: blank name", "E4031", before, document);
      }
    }
    ambiguous(before, random);
  }

  /// The element of a list that is attested about by name, twice.
  void ambiguous(const json& before, Random& random) {
    if (!before.contains("attestations")) return;
    json document = before;
    const json& one = before["attestations"][random.below(before["attestations"].size())];
    if (!one.contains("about") || one["about"].get<std::string>().starts_with("/")) return;
    for (auto& [field, list] : document.items()) {
      if (!list.is_array() || field == "attestations") continue;
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_object() || !list[i].contains("name") || list[i]["name"] != one["about"]) continue;
        list.push_back(list[i]);
        // The list may be one that this judgement is never about; then it is about another of that name.
        const Seen is = see(document);
        if (is.refused.empty()) return;
        return refuse("refused: ambiguous", "E4032", before, document);
      }
    }
  }

  std::size_t wanted_, documents_ = 0, failed_ = 0, tried_ = 0;
  std::uint64_t seed_;
  fs::path folder_;
  World world_;
  std::string text_;
  std::optional<test::Policy> policy_;
  std::size_t kind_ = 0;
  std::map<std::string, std::size_t> counts_;
};

int run(int argc, char** argv) {
  std::size_t documents = 2000, seed = 1;
  if (!test::read_options(argc, argv, {{"--documents", &documents}, {"--seed", &seed}})) {
    fmt::print(stderr, "absence_test [--documents N] [--seed S]\n");
    return 2;
  }
  const test::ScratchFolder scratch;
  return Tester(documents, seed, scratch.path()).run() ? 0 : 1;
}

}  // namespace
}  // namespace precept::generate

int main(int argc, char** argv) {
  return precept::generate::run(argc, argv);
}
