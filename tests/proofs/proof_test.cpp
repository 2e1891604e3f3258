// The small checker accepts the proof of every case's receipt, and no proof with one change.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <map>

#include "checker/verify_receipt.h"
#include "tests/proofs/change_receipt.h"
#include "tests/proofs/members.h"
#include "tests/proofs/receipts.h"

namespace precept::test {
namespace {

using checker::Answer;
using checker::Status;

constexpr std::size_t kLeastAltered = 10'000;
/// Of so many receipts one has all its members altered.
constexpr std::size_t kEachOfReceipts = 60;
/// Of each kind of change, for each receipt; what does not fit a receipt is tried on others.
constexpr std::size_t kTriesOfEach = 2;
constexpr std::size_t kLeastOfEach = 100;

/// Of so many receipts one is altered; all of them by `PRECEPT_EVERY_RECEIPT=1` (`./dev proofs`), which takes
/// long.
std::size_t every() {
  const char* said = std::getenv("PRECEPT_EVERY_RECEIPT");
  const long number = said ? std::atol(said) : 25;
  return number > 0 ? static_cast<std::size_t>(number) : 25;
}

std::vector<ProvenReceipt> sample() {
  std::vector<ProvenReceipt> some;
  const auto& all = Receipts::all().proven();
  for (std::size_t i = 0; i < all.size(); i += every()) some.push_back(all[i]);
  return some;
}

std::string faults_of(const Answer& answer) {
  std::string all = answer.summary() + "\n";
  for (const checker::Fault& fault : answer.faults) all += fmt::format("{}: {}\n", fault.part, fault.message);
  return all;
}

/// Whether somebody who has neither card nor document sees that something is wrong.
bool is_refused(const std::string& text) {
  const Status status = checker::verify_receipt(text, {}).status();
  return status == Status::NotAsItWas || status == Status::Error;
}

}  // namespace

TEST_CASE("every case that comes to a verdict is proven, and its receipt verified") {
  const auto& receipts = Receipts::all().proven();
  CHECK(receipts.size() > 400);
  for (const std::string& name : Receipts::all().problems())
    FAIL_CHECK(name << " has a verdict or a receipt");
  for (const ProvenReceipt& proven : receipts) {
    const Answer answer =
        checker::verify_receipt(proven.text, {.document = proven.document, .card = proven.card, .key = {}});
    CHECK_MESSAGE(answer.status() == Status::Verified, proven.name << ": " << faults_of(answer));
    CHECK_MESSAGE(answer.steps > 0, proven.name);
    CHECK(answer.summary().starts_with("verified: "));
    const Answer alone = checker::verify_receipt(proven.text, {});
    CHECK(alone.status() == Status::NotVerified);
    CHECK(alone.summary().starts_with("consistent, but not verified: no card, no document given"));
  }
}

TEST_CASE("no proof with one change is accepted, though every digest were made right") {
  generate::Random random(54);
  std::map<std::string, std::size_t> tried;
  std::size_t altered = 0;
  for (const ProvenReceipt& proven : sample()) {
    const Json receipt = Json::parse(proven.text);
    for (const std::string& name : alteration_names()) {
      for (std::size_t i = 0; i < kTriesOfEach; ++i) {
        Json changed = receipt;
        if (!change_receipt(changed, name, random)) continue;
        ++altered;
        ++tried[name];
        // Of a clause table that is another one, only the card tells: the digests here are all made right.
        if (name == "the clause table") continue;
        CHECK_MESSAGE(is_refused(with_correct_digests(changed)),
                      proven.name << ": accepted with another " << name);
      }
    }
  }
  for (const std::string& name : alteration_names()) {
    CHECK_MESSAGE(tried[name] >= kLeastOfEach / every(),
                  name << " was changed only " << tried[name] << " times");
  }
  MESSAGE(altered << " altered proofs, none accepted");
  CHECK(altered >= kLeastAltered / every());
}

TEST_CASE("no member of a receipt can be another, though every digest were made right") {
  generate::Random random(1959);
  std::size_t tried = 0;
  const auto& receipts = Receipts::all().proven();
  for (std::size_t i = 0; i < receipts.size(); i += kEachOfReceipts * (every() == 1 ? 1 : 3)) {
    const ProvenReceipt& proven = receipts[i];
    const Json receipt = Json::parse(proven.text);
    for (const Json::json_pointer& place : places_in(receipt, random)) {
      const std::vector<Json> others = altered_at(receipt, place);
      CHECK(others.size() >= 5);
      for (const Json& other : others) {
        const std::string text = with_correct_digests(other);
        if (text == proven.text) continue;  // a digest, made right again
        ++tried;
        const Answer answer =
            checker::verify_receipt(text, {.document = proven.document, .card = proven.card, .key = {}});
        CHECK_MESSAGE(answer.status() != Status::Verified, proven.name << ": " << place.to_string());
      }
    }
    for (const std::string& text : other_spellings(proven.text, random)) {
      ++tried;
      CHECK(is_refused(text));
    }
  }
  MESSAGE(tried << " altered members, none verified");
  CHECK(tried > 1000 / every());
}

TEST_CASE("a proof is of its document and of no other") {
  std::size_t tried = 0;
  for (const ProvenReceipt& proven : sample()) {
    const Json receipt = Json::parse(proven.text);
    // The document as it would be had somebody written a fact of his own into receipt and proof.
    for (auto& [pointer, fact] : receipt["proof"]["facts"].items()) {
      Json document = Json::parse(proven.document);
      const Json::json_pointer at(pointer);
      if (!document.contains(at) || !document.at(at).is_boolean()) continue;
      document[at] = !document.at(at).get<bool>();
      ++tried;
      const std::string text = document.dump();
      const Answer answer = checker::verify_receipt(with_correct_digests(with_document(receipt, text)),
                                                    {.document = text, .card = proven.card, .key = {}});
      CHECK_MESSAGE(answer.status() == Status::NotAsItWas, proven.name << ": " << pointer);
    }
  }
  CHECK(tried > 100 / every());
}

TEST_CASE("any byte that is changed in a receipt is found") {
  generate::Random random(8032);
  std::size_t tried = 0;
  for (std::size_t i = 0; i < Receipts::all().proven().size(); i += 50) {
    const std::string& text = Receipts::all().proven()[i].text;
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
      CHECK_MESSAGE(is_refused(changed), "byte " << at << " of " << Receipts::all().proven()[i].name);
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
  CHECK(!checker::read_receipt("{\"format\": 2, \"format\": 2}", why));
  CHECK(why.find("twice") != std::string::npos);
  CHECK(!checker::read_receipt("{\"format\": 1}", why));
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
  for (std::size_t i = 0; i < Receipts::all().proven().size(); i += 3) {
    Json changed = Json::parse(Receipts::all().proven()[i].text);
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
      ++tried;
      refused += is_refused(with_correct_digests(copy));
    }
  }
  // A change may make no difference: then it is another policy's proof, and rightly accepted.
  CHECK(refused > tried / 2);
}

TEST_CASE("a list that is said to be endless is refused") {
  std::size_t tried = 0;
  for (const ProvenReceipt& proven : sample()) {
    Json receipt = Json::parse(proven.text);
    const Json& levels = receipt["clauses"]["levels"];
    if (levels.size() < 2 || levels[1]["form"] != "list") continue;
    // The first level below the document: its list is a fact of the document.
    for (Json& step : receipt["proof"]["steps"]) {
      if (step[0] == levels[1]["list"]) step[2] = 9'000'000'000'000'000'000ll;
    }
    ++tried;
    const Answer answer = checker::verify_receipt(with_correct_digests(receipt), {});
    CHECK_MESSAGE(answer.status() == Status::Error, proven.name);
    CHECK(answer.error.find("longer than those of any proof") != std::string::npos);
  }
  CHECK(tried > 100 / every());
}

}  // namespace precept::test
