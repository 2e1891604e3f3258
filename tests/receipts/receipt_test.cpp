// Receipts on the command line: made by `check`, verified alone and with the files that they name, signed.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/common/command_folder.h"

namespace {

using nlohmann::json;

constexpr const char* kPolicy = R"(policy hall

reading minors
  under_18 "under eighteen" default
  under_16 "under sixteen"

table Town from "towns.csv" key code
  code  : text
  near  : truth

enum Act
  enter dance

record Guest
  name : text
  age  : int
  town : Town
  acts : set of Act default {}

record Evening
  date   : date
  seats  : int
  guests : list of Guest

judgement sober(g: Guest)
  asks "Is {g.name} sober?"

about Evening e

clause seats
  shall ensure count(e.guests) <= e.seats

about Evening e, each g in e.guests

acts enter, dance
  exercised g.acts

clause door
  shall not enter, dance
    when g.age < (if minors = under_18 then 18 else 16)
    unless g.town.near

clause floor
  may dance
    when sober(g)
)";
constexpr const char* kTowns = "code,near\nLND,yes\nMMX,no\n";
constexpr const char* kEvening = R"({"kind": "Evening", "date": "2024-05-01", "seats": 2, "guests": [
  {"name": "Ada", "age": 30, "town": "LND", "acts": ["dance"]},
  {"name": "Ben", "age": 17, "town": "MMX", "acts": ["enter"]}],
  "attestations": [{"judgement": "sober", "about": "Ada", "value": true, "by": "Cy", "date": "2024-05-01"}]}
)";

class HallFolder : public precept::test::CommandFolder {
 public:
  HallFolder() {
    write("policy/hall.precept", kPolicy);
    write("policy/towns.csv", kTowns);
    write("evening.json", kEvening);
  }
  Result check(const std::string& words) const { return shell("precept check --policy policy " + words); }
  void make() const {
    const Result result = check("evening.json --receipt r.json");
    REQUIRE_MESSAGE(result.status == 1, result.output);
  }
  json receipt(const std::string& name = "r.json") const { return json::parse(read(name)); }
  Result verify(const std::string& words) const { return shell("precept verify " + words); }
  json verified(const std::string& words) const {
    const Result result = verify(words + " --format json");
    REQUIRE_MESSAGE(json::accept(result.output), result.output);
    return json::parse(result.output);
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a receipt says what was checked by what, and what came out") {
  HallFolder hall;
  hall.make();
  const json receipt = hall.receipt();
  CHECK(receipt.at("verdict") == "non-compliant");
  CHECK(receipt.at("document").size() == 3);  // kind, date and digest: where a file lies is nobody's question
  CHECK(receipt.at("document").at("date") == "2024-05-01");
  CHECK(receipt.at("policy").at("sources").size() == 2);
  CHECK(receipt.at("policy").at("sources")[0].at("name") == "hall.precept");
  CHECK(receipt.at("policy").at("tables")[0].at("path") == "towns.csv");
  CHECK(receipt.at("readings")[0] == json({{"name", "minors"}, {"choice", "under_18"}}));
  const json& facts = receipt.at("proof").at("facts");
  CHECK(facts.at("/guests") == 2);
  CHECK(facts.at("/guests/1/age") == 17);
  CHECK(facts.at("/guests/1/town") == "MMX");
  CHECK(receipt.at("proof").at("attested")[0] == json::array({"sober", "/guests/0", true}));
  CHECK(receipt.at("proof").at("attested")[1] == json::array({"sober", "/guests/1", {{"is", "unknown"}}}));
  CHECK(!receipt.contains("signature"));
}

TEST_CASE("the same document and policy give the same receipt, whatever else is asked for") {
  HallFolder hall;
  hall.make();
  hall.check("evening.json --receipt again.json --format json --rights --all > out");
  CHECK(hall.read("r.json") == hall.read("again.json"));
  hall.shell("precept compile policy -o hall.pbc && mkdir -p elsewhere && cp evening.json elsewhere/");
  hall.shell("precept check elsewhere/evening.json --policy hall.pbc --receipt again.json");
  CHECK(hall.read("r.json") == hall.read("again.json"));
}

TEST_CASE("several documents have a receipt each, and none is lost") {
  HallFolder hall;
  hall.write("other/evening.json", kEvening);
  hall.write("other/broken.json", "{\"kind\": \"Evening\", \"seats\": \"two\"}");
  auto result = hall.check("evening.json other --receipt r.json");
  CHECK(result.status == 2);
  CHECK(has(result.output, "error[E5006]"));
  CHECK(hall.read("r.json").empty());
  result = hall.check("evening.json other --receipt receipts/");
  CHECK(result.status == 2);
  CHECK(!hall.read("receipts/evening.receipt.json").empty());
  CHECK(!hall.read("receipts/other/evening.receipt.json").empty());
  CHECK(hall.read("receipts/other/broken.receipt.json").empty());
  CHECK(hall.check("evening.json --receipt no/such/folder/r.json").status == 2);
}

TEST_CASE("alone, a receipt shows that it is whole and proven, and is not verified") {
  HallFolder hall;
  hall.make();
  const auto result = hall.verify("r.json");
  CHECK_MESSAGE(result.status == 3, result.output);
  CHECK(has(result.output, "consistent, but not verified: no policy, no document given"));
  CHECK(!has(result.output, "proven"));
  const json said = hall.verified("r.json");
  CHECK(said.at("verified") == false);
  CHECK(said.at("answer") == "consistent, but not verified");
  CHECK(said.at("not_given").size() == 5);  // document, policy, source, table as both
  for (const char* with : {"evening.json", "policy"}) {
    CHECK(hall.verify(std::string("r.json --with ") + with).status == 3);
  }
  CHECK(hall.verify("r.json --with evening.json --require policy").status == 1);
  CHECK(hall.verify("r.json --with policy evening.json --require document,policy,tables").status == 0);
  CHECK(hall.verify("r.json --with policy evening.json --require all").status == 1);
  CHECK(hall.verify("r.json --with policy evening.json --require everything").status == 2);
  hall.shell("precept compile policy -o hall.pbc");
  CHECK(hall.verify("r.json --with hall.pbc evening.json").status == 0);
}

TEST_CASE("with what it names, everything is done again") {
  HallFolder hall;
  hall.make();
  for (const char* with : {"evening.json policy", ".", "policy/hall.precept evening.json policy/towns.csv"}) {
    const json said = hall.verified(std::string("r.json --with ") + with);
    CHECK_MESSAGE(said.at("verified") == true, said.dump(1));
    CHECK(said.at("not_given") == json::array());
    CHECK(said.at("held").front().at("part") == "again");
  }
  // The policy may lie elsewhere, under another name.
  hall.shell("mkdir -p far/away && cp -r policy far/away/rules");
  const json far = hall.verified("r.json --with far evening.json");
  CHECK_MESSAGE(far.at("verified") == true, far.dump(1));
  CHECK(far.at("held").front().at("part") == "again");
  hall.shell("precept compile policy -o hall.pbc");
  const json said = hall.verified("r.json --with hall.pbc evening.json");
  CHECK_MESSAGE(said.at("verified") == true, said.dump(1));
  CHECK(said.at("held").front().at("part") == "again");
}

TEST_CASE("whatever differs is named") {
  HallFolder hall;
  hall.make();
  auto verify_after = [&](const std::string& change, const std::string& with) {
    HallFolder changed;
    changed.write("r.json", hall.read("r.json"));
    const auto made = changed.shell(change);
    REQUIRE_MESSAGE(made.status == 0, made.output);
    const auto result = changed.verify("r.json --with " + with);
    CHECK_MESSAGE(result.status == 1, change << result.output);
    return result.output;
  };
  std::string said = verify_after("sed -i 's/17/18/' evening.json", "evening.json policy");
  CHECK_MESSAGE(has(said, "its bytes are not those of the receipt"), said);
  CHECK_MESSAGE(has(said, "the finding of door about /guests/1"), said);
  CHECK_MESSAGE(has(said, "the fact /guests/1/age: the receipt has 17, and now it is 18"), said);
  said = verify_after("printf ' ' >> evening.json", "evening.json policy");
  CHECK_MESSAGE(has(said, "its bytes are not those"), said);
  said = verify_after("sed -i 's/MMX,no/MMX,yes/' policy/towns.csv", "evening.json policy");
  CHECK_MESSAGE(has(said, "the table towns.csv: the receipt has the digest"), said);
  CHECK_MESSAGE(has(said, "the finding of door about /guests/1"), said);
  said = verify_after("sed -i 's/under_18 then 18/under_18 then 17/' policy/hall.precept",
                      "evening.json policy");
  CHECK_MESSAGE(has(said, "the source hall.precept: the receipt has the digest"), said);
  CHECK_MESSAGE(has(said, "what the policy says of a Evening is not what it said"), said);
  said = verify_after("cp evening.json third.json && sed -i 's/Ada/Eve/g' third.json", "third.json");
  CHECK_MESSAGE(has(said, "not named   third.json"), said);
  // What is none of the receipt's says nothing about it.
  hall.write("notes.txt", "x");
  const auto result = hall.verify("r.json --with notes.txt");
  CHECK(result.status == 3);
  CHECK_MESSAGE(has(result.output, "not named   notes.txt"), result.output);
}

TEST_CASE("what is changed in the receipt is named") {
  HallFolder hall;
  hall.make();
  auto verify_changed = [&](const std::string& script) {
    hall.shell("sed '" + script + "' r.json > changed.json");
    REQUIRE(hall.read("changed.json") != hall.read("r.json"));
    const auto result = hall.verify("changed.json");
    CHECK_MESSAGE(result.status == 1, result.output);
    return result.output;
  };
  CHECK(has(verify_changed("s/\"verdict\":\"non-compliant\"/\"verdict\":\"compliant\"/"),
            "it is non-compliant by the proof"));
  CHECK(has(verify_changed("s/\"violated\"/\"satisfied\"/"), "the finding of door about /guests/1"));
  CHECK(has(verify_changed("s/1.age\":17/1\\/age\":19/"), "step"));
  CHECK(has(verify_changed("s/2024-05-01/2024-05-02/"), "its digest is another"));
  CHECK(has(verify_changed("s/shall not/shall  not/"), "clause table"));
  CHECK(has(verify_changed("$s/$/ /"), "not written as a receipt is"));
  CHECK(has(verify_changed("s/\"kind\":\"Evening\",/\"kind\":5,/"),
            "form: `kind` of its `document` is no text"));
  CHECK(has(verify_changed("s/\"verdict\":\"non-compliant\"/\"verdict\":null/"),
            "`verdict` of the receipt is no text"));
}

TEST_CASE("a signature is of its signer, and of this receipt") {
  HallFolder hall;
  CHECK(hall.shell("precept keygen office").status == 0);
  CHECK(hall.shell("precept keygen other").status == 0);
  struct stat secret {};
  REQUIRE(stat((hall.path() / "office.key").c_str(), &secret) == 0);
  CHECK((secret.st_mode & 0777) == 0600);
  const std::string before = hall.read("office.key");
  CHECK(hall.shell("precept keygen office").status == 2);
  CHECK(hall.read("office.key") == before);

  REQUIRE(hall.check("evening.json --receipt r.json --sign office.key").status == 1);
  CHECK(hall.verify("r.json --with policy evening.json --key office.pub").status == 0);
  CHECK(has(hall.verify("r.json").output, "whoever that is"));
  auto result = hall.verify("r.json --key other.pub");
  CHECK(result.status == 1);
  CHECK(has(result.output, "not by the one demanded"));

  // Somebody changes the receipt and makes the digest right.
  hall.shell("sed s/2024-05-01/2024-05-02/ r.json > changed.json");
  CHECK(has(hall.verify("changed.json").output, "it is not one of this by the key"));
  json changed = hall.receipt();
  changed["signature"]["value"] = "AAAA";
  hall.write("changed.json", changed.dump());
  CHECK(hall.verify("changed.json").status == 1);

  hall.check("evening.json --receipt unsigned.json");
  result = hall.verify("unsigned.json --key office.pub");
  CHECK(result.status == 1);
  CHECK(has(result.output, "there is none"));
}

TEST_CASE("what cannot be read is told once, and nothing is half done") {
  HallFolder hall;
  hall.make();
  for (const char* words : {"no-such.json", "policy", "evening.json", "policy/towns.csv"}) {
    const auto result = hall.verify(words);
    CHECK_MESSAGE(result.status == 2, result.output);
    CHECK_MESSAGE(has(result.output, "error[E0009]"), result.output);
  }
  hall.write("empty.json", "");
  CHECK(hall.verify("empty.json").status == 2);
  CHECK(has(hall.verify("r.json --with no-such.json").output, "error[E0009]"));
  CHECK(has(hall.verify("r.json --key no-such.pub").output, "error[E0009]"));
  hall.shell("rm r.json");
  for (const char* key : {"no-such.key", "evening.json", "policy"}) {
    const auto result = hall.check(std::string("evening.json --receipt r.json --sign ") + key);
    CHECK_MESSAGE(result.status == 2, result.output);
    CHECK_MESSAGE(has(result.output, "error[E0009]"), result.output);
  }
  hall.write("bad.key", "precept secret key, Ed25519\nnot base64\n");
  CHECK(has(hall.check("evening.json --receipt r.json --sign bad.key").output, "error[E0009]"));
  CHECK(hall.read("r.json").empty());
  CHECK(hall.check("evening.json --sign bad.key").status == 2);
  CHECK(hall.check("evening.json --readings --receipt r.json").status == 2);
}

TEST_CASE("the small checker stands alone") {
  HallFolder hall;
  hall.make();
  REQUIRE(hall.shell("precept compile policy --card card.json").status == 0);
  auto result = hall.shell("precept-verify r.json --document evening.json --card card.json");
  CHECK_MESSAGE(result.status == 0, result.output);
  CHECK(has(result.output, "verified: non-compliant by hall (card "));
  CHECK(hall.shell("precept-verify r.json evening.json").status == 3);
  CHECK(hall.shell("precept-verify r.json --card card.json").status == 3);
  hall.shell("sed -i s/17/16/ evening.json");
  CHECK(hall.shell("precept-verify r.json evening.json").status == 1);
  CHECK(hall.shell("precept-verify r.json evening.json --document evening.json").status == 2);
  CHECK(hall.shell("precept-verify evening.json").status == 2);
  CHECK(hall.shell("precept-verify").status == 2);
}
