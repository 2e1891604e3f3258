// Receipts of every case of the tests: the small checker accepts the proof of each, and no proof with one
// change.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "checker/check.h"
#include "compiler/pipeline.h"
#include "runtime/receipt/receipt.h"
#include "tests/case_runner/case_file.h"
#include "tests/proofs/alter.h"

namespace precept::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLeastAltered = 10'000;
/// Of each kind of change, for each receipt; what does not fit a receipt is tried on others.
constexpr std::size_t kTriesOfEach = 2;
constexpr std::size_t kLeastOfEach = 100;

struct Proven {
  std::string name;
  std::string text;      ///< the receipt
  std::string document;  ///< its text
};

/// Receipts of all cases that come to a verdict.
class Receipts {
 public:
  static const std::vector<Proven>& all() {
    static const std::vector<Proven> receipts = Receipts().make();
    return receipts;
  }

 private:
  std::vector<Proven> make() {
    const fs::path root = PRECEPT_ROOT;
    std::vector<std::string> broken;
    for (const fs::path& folder : {root / "tests/cases/res54", root / "tests/cases/run", root / "examples"}) {
      for (const Case& test : find_cases(folder, root, broken)) add(test);
    }
    return std::move(made_);
  }

  void add(const Case& test) {
    Sources sources;
    std::vector<const Program*> policies;
    for (const Program& program : programs(test.policy)) policies.push_back(&program);
    CheckOptions options;
    options.readings = chosen_in(test.expected);
    Diagnostics mistakes;
    if (!check_readings(policies, options.readings, mistakes)) return;
    const FileId file = sources.add(test.document_name, test.document);
    std::string text = receipt_json(policies, file, sources, options, "test");
    const bool is_checked = check_document(policies, file, sources, options).verdict.has_value();
    CHECK_MESSAGE(is_checked == !text.empty(), test.name);
    if (is_checked) made_.push_back({test.name, std::move(text), test.document});
  }

  const std::vector<Program>& programs(const fs::path& path) {
    auto [place, is_new] = programs_.try_emplace(path);
    if (!is_new) return place->second;
    Sources sources;
    Diagnostics diagnostics;
    for (const fs::path& file : find_policies(path, diagnostics)) {
      auto model = read_policy(file, sources, diagnostics);
      auto bytes = model ? compile(*model, sources, diagnostics) : std::nullopt;
      auto program = bytes ? Program::open(std::move(*bytes))
                           : std::expected<Program, ProgramError>(std::unexpected(ProgramError{}));
      if (program) place->second.push_back(std::move(*program));
    }
    return place->second;
  }

  std::map<fs::path, std::vector<Program>> programs_;
  std::vector<Proven> made_;
};

std::string faults_of(const checker::CheckedReceipt& checked) {
  std::string all;
  for (const checker::Fault& fault : checked.faults)
    all += fmt::format("{}: {}\n", fault.part, fault.message);
  return all;
}

}  // namespace

TEST_CASE("every case that comes to a verdict is proven, and its proof accepted") {
  const auto& receipts = Receipts::all();
  CHECK(receipts.size() > 400);
  for (const Proven& proven : receipts) {
    std::string why;
    const auto receipt = checker::read_receipt(proven.text, why);
    REQUIRE_MESSAGE(receipt, proven.name << ": " << why);
    CHECK(checker::is_as_written(*receipt, proven.text));
    const auto checked = checker::check_receipt(*receipt, &proven.document);
    CHECK_MESSAGE(checked.faults.empty(), proven.name << ": " << faults_of(checked));
    CHECK_MESSAGE(!checked.left_out, proven.name);
    CHECK_MESSAGE(checked.steps > 0, proven.name);
  }
}

TEST_CASE("no proof with one change is accepted, though every digest were made right") {
  generate::Random random(54);
  std::map<std::string, std::size_t> tried;
  std::size_t altered = 0;
  for (const Proven& proven : Receipts::all()) {
    const Json receipt = Json::parse(proven.text);
    for (const std::string& name : alteration_names()) {
      for (std::size_t i = 0; i < kTriesOfEach; ++i) {
        Json changed = receipt;
        if (!alter(changed, name, random)) continue;
        ++altered;
        ++tried[name];
        CHECK_MESSAGE(checker::check_proof(changed, nullptr),
                      proven.name << ": accepted with another " << name);
      }
    }
  }
  for (const std::string& name : alteration_names()) {
    CHECK_MESSAGE(tried[name] >= kLeastOfEach, name << " was changed only " << tried[name] << " times");
  }
  MESSAGE(altered << " altered proofs, none accepted");
  CHECK(altered >= kLeastAltered);
}

TEST_CASE("a proof is of its document and of no other") {
  std::size_t tried = 0;
  for (const Proven& proven : Receipts::all()) {
    Json receipt = Json::parse(proven.text);
    // The document as it would be had somebody written a fact of his own into receipt and proof.
    for (auto& [pointer, fact] : receipt["proof"]["facts"].items()) {
      Json document = Json::parse(proven.document);
      const Json::json_pointer at(pointer);
      if (!document.contains(at) || !document.at(at).is_boolean()) continue;
      document[at] = !document.at(at).get<bool>();
      ++tried;
      CHECK_MESSAGE(checker::check_proof(receipt, &document), proven.name << ": " << pointer);
    }
  }
  CHECK(tried > 100);
}

TEST_CASE("any byte that is changed in a receipt is found") {
  generate::Random random(8032);
  std::size_t tried = 0;
  for (std::size_t i = 0; i < Receipts::all().size(); i += 50) {
    const std::string& text = Receipts::all()[i].text;
    for (std::size_t change = 0; change < 200; ++change) {
      std::string changed = text;
      const std::size_t at = random.below(text.size());
      if (random.percent(70))
        changed[at] = static_cast<char>(changed[at] ^ 1 << random.below(7));
      else if (random.percent(50))
        changed.erase(at, 1);
      else
        changed.insert(at, 1, " 0\n"[random.below(3)]);
      if (changed == text) continue;
      ++tried;
      std::string why;
      const auto receipt = checker::read_receipt(changed, why);
      const bool is_found = !receipt || !checker::is_as_written(*receipt, changed) ||
                            !checker::check_receipt(*receipt).faults.empty();
      CHECK_MESSAGE(is_found, "byte " << at << " of " << Receipts::all()[i].name);
    }
  }
  CHECK(tried > 1500);
}

TEST_CASE("whatever a receipt holds, the checker ends and says what is wrong") {
  generate::Random random(4);
  std::string deep(1000, '[');
  std::string why;
  CHECK(!checker::read_receipt(deep, why));
  CHECK(!checker::read_receipt("", why));
  CHECK(!checker::read_receipt("{\"format\": 1, \"format\": 1}", why));
  CHECK(why.find("twice") != std::string::npos);
  CHECK(!checker::read_receipt("{\"format\": 2}", why));
  const Json junk[] = {Json(),
                       Json::object(),
                       Json::array(),
                       -1,
                       1ull << 63,
                       4'000'000'000ll,
                       9e99,
                       "x",
                       "",
                       true,
                       Json::array({0, 0, 0}),
                       {{"is", "none"}},
                       {{"not", 0}},
                       "text",
                       "list"};
  std::size_t refused = 0, tried = 0;
  for (std::size_t i = 0; i < Receipts::all().size(); i += 3) {
    Json changed = Json::parse(Receipts::all()[i].text);
    std::vector<Json*> places;
    const auto visit = [&](auto& self, Json& json) -> void {
      places.push_back(&json);
      if (!json.is_structured()) return;
      for (Json& entry : json) self(self, entry);
    };
    for (std::size_t change = 0; change < 40; ++change) {
      Json copy = changed;
      places.clear();
      visit(visit, copy[random.percent(50) ? "clauses" : "proof"]);
      Json& place = *places[random.below(places.size())];
      place = junk[random.below(std::size(junk))];
      copy["policy"]["clauses_sha256"] = checker::sha256(checker::canonical(copy["clauses"]));
      ++tried;
      refused += checker::check_proof(copy, nullptr).has_value();
    }
  }
  // A change may make no difference: then it is another policy's proof, and rightly accepted.
  CHECK(refused > tried / 2);
}

TEST_CASE("a list that is said to be endless is refused") {
  std::size_t tried = 0;
  for (const Proven& proven : Receipts::all()) {
    Json receipt = Json::parse(proven.text);
    const Json& levels = receipt["clauses"]["levels"];
    if (levels.size() < 2 || levels[1]["form"] != "list") continue;
    // The first level below the document: its list is a fact of the document.
    for (Json& step : receipt["proof"]["steps"]) {
      if (step[0] == levels[1]["list"]) step[2] = 9'000'000'000'000'000'000ll;
    }
    ++tried;
    const auto fault = checker::check_proof(receipt, nullptr);
    CHECK_MESSAGE(fault, proven.name);
    if (fault) CHECK(fault->message.find("longer than a proof may be") != std::string::npos);
  }
  CHECK(tried > 100);
}

}  // namespace precept::test
