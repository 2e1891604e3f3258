// Receipts by an attacker who controls document, receipt and program: each is wrong in one way, has correct
// digests, and must not be verified. Where a command has to end, seconds are those of its own work.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "checker/policy.h"
#include "tests/common/command_folder.h"

namespace {

using Json = nlohmann::json;

constexpr const char* kPolicy = R"(policy village.hall

in force from 2024-01-01 until 2024-12-31

reading minors
  under_18 "under eighteen" default
  under_16 "under sixteen"

enum Act
  enter dance

enum Town
  near far

record Guest
  name  : text
  age   : int
  town  : Town
  acts  : set of Act default {enter}
  notes : list of text

record Evening
  date   : date
  seats  : int
  guests : list of Guest

record Rehearsal
  date   : date
  seats  : int
  guests : list of Guest

judgement sober(g: Guest)
  asks "Is {g.name} sober?"

about Rehearsal r

clause room
  shall ensure r.seats >= 1

about Evening e, each g in e.guests

acts enter, dance
  exercised g.acts

clause door
  shall not enter
    when g.age < (if minors = under_18 then 18 else 16)

clause floor
  may dance
    when sober(g)
)";

Json guest(const char* name, int age) {
  return {{"name", name}, {"age", age}, {"town", "near"}, {"acts", {"enter"}}};
}
Json evening() {
  return {{"kind", "Evening"},
          {"date", "2024-05-01"},
          {"seats", 2},
          {"guests", {guest("Ada", 30)}},
          {"attestations",
           {{{"judgement", "sober"},
             {"about", "Ada"},
             {"value", true},
             {"by", "Cy Drum"},
             {"date", "2024-05-01"}}}}};
}

/// Of one guest alone, about whom nobody attests anything.
Json evening_of(const char* name, int age) {
  Json document = evening();
  document["guests"] = {guest(name, age)};
  document.erase("attestations");
  return document;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

class HallFolder : public precept::test::CommandFolder {
 public:
  HallFolder() {
    write("policy/hall.precept", kPolicy);
    const Result made = shell("precept compile policy --card card.json");
    REQUIRE_MESSAGE(made.status == 0, made.output);
  }

  /// The receipt of an honest check.
  Json check(const Json& document, const std::string& words = "") const {
    write("honest.json", document.dump(1));
    const Result result = shell("precept check honest.json --policy policy --receipt honest.r.json " + words);
    REQUIRE_MESSAGE(result.status != 2, result.output);
    return Json::parse(read("honest.r.json"));
  }
  bool is_taken(const Json& document) const {
    write("taken.json", document.dump(1));
    return shell("precept check taken.json --policy policy").status != 2;
  }

  /// The receipt as one of that document, digests made right.
  void forge(Json receipt, const std::string& document) const {
    write("document.json", document);
    receipt["document"]["sha256"] = precept::checker::sha256(document);
    forge(std::move(receipt));
  }
  void forge(Json receipt) const {
    receipt["policy"]["kinds"][receipt["document"]["kind"].get<std::string>()] =
        precept::checker::sha256(precept::checker::canonical(receipt["clauses"]));
    receipt["digest"] = precept::checker::digest_of(receipt);
    write("forged.json", precept::checker::canonical(receipt));
  }

  Result small(const std::string& words = "--document document.json --card card.json") const {
    return shell("precept-verify forged.json " + words);
  }
  Result large(const std::string& with = "document.json policy") const {
    return shell("precept verify forged.json --with " + with);
  }
  /// Neither takes it, with all that there is.
  void is_refused(const std::string& why, const std::string& why_by_policy = "") const {
    for (const bool is_small : {true, false}) {
      const Result result = is_small ? small() : large();
      CHECK_MESSAGE(result.status == 1, result.output);
      CHECK_MESSAGE(has(result.output, is_small || why_by_policy.empty() ? why : why_by_policy),
                    result.output);
      CHECK_MESSAGE(result.output.find("not as it was: ") < result.output.find('\n'), result.output);
    }
  }
  /// A receipt of a sound document does not serve this one, which is not checked at all.
  void is_no_document(const std::string& document, const std::string& why) const {
    write("bad.json", document);
    const Result engine = shell("precept check bad.json --policy policy");
    CHECK_MESSAGE(engine.status == 2, engine.output);
    forge(check(evening()), document);
    is_refused(why);
    CHECK(small("--document document.json").status == 1);
  }
};

/// A clause table and receipt of nothing, to put shapes into that no compiler makes.
struct ReceiptShape {
  Json levels = Json::array({{{"form", "document"}}}), expressions = Json::array(), sections = Json::array(),
       clauses = Json::array(), judgements = Json::object(), enums = Json::object(), facts = Json::object(),
       steps = Json::array(), findings = Json::array();

  static Json fact(const char* field, const char* type, int level = 0) {
    return {{"op", "fact"},
            {"level", level},
            {"type", type},
            {"path", {{{"field", field}, {"absent", "unknown"}, {"null", "unknown"}}}}};
  }
  Json receipt() const {
    const Json table = {{"kind", "K"},
                        {"enums", enums},
                        {"tables", Json::object()},
                        {"levels", levels},
                        {"expressions", expressions},
                        {"clauses", clauses},
                        {"sections", sections},
                        {"judgements", judgements},
                        {"records", {{{"name", "K"}, {"fields", Json::object()}}}}};
    return {{"format", 2},
            {"policy",
             {{"name", "p"},
              {"sources", Json::array()},
              {"tables", Json::array()},
              {"readings", Json::array()},
              {"kinds", Json::object()}}},
            {"document", {{"kind", "K"}, {"sha256", std::string(64, '0')}}},
            {"readings", Json::array()},
            {"verdict", "compliant"},
            {"findings", findings},
            {"rights", Json::array()},
            {"clauses", table},
            {"proof", {{"facts", facts}, {"attested", Json::array()}, {"steps", steps}}}};
  }
};

}  // namespace

TEST_CASE("the clause table is that of the document's own kind") {
  HallFolder hall;
  const Json child = evening_of("Ben", 9);
  CHECK(hall.check(child)["verdict"] == "non-compliant");
  Json rehearsal = child;
  rehearsal["kind"] = "Rehearsal";
  Json receipt = hall.check(rehearsal);
  CHECK(receipt["verdict"] == "compliant");
  hall.forge(receipt, child.dump());
  hall.is_refused("its kind is not `Rehearsal`");
  receipt["document"]["kind"] = "Evening";
  hall.forge(receipt, child.dump());
  hall.is_refused("clause table");
  receipt["clauses"]["kind"] = "Evening";
  hall.forge(receipt, child.dump());
  hall.is_refused("`kinds` is not that of the card", "what the policy says of a Evening");
}

TEST_CASE("the policy was in force on the day, which the document says, or which is told") {
  HallFolder hall;
  Json late = evening();
  late["date"] = "2025-03-01";
  CHECK(!hall.is_taken(late));
  const Json receipt = hall.check(late, "--as-of 2024-03-01");
  hall.forge(receipt, hall.read("honest.json"));
  const auto result = hall.small();
  CHECK_MESSAGE(result.status == 0, result.output);
  CHECK(has(result.output.substr(0, result.output.find('\n')),
            "as of 2024-03-01 (the document is of 2025-03-01)"));
  CHECK(has(hall.large().output, "as of 2024-03-01"));
  const std::vector<std::pair<std::string, std::function<void(Json&)>>> changes = {
      {"not in force on 2025-03-01", [](Json& json) { json.erase("as_of"); }},
      {"not in force on 2025-01-01", [](Json& json) { json["as_of"] = "2025-01-01"; }},
      {"no day of the calendar", [](Json& json) { json["as_of"] = "2024-02-30"; }},
      {"`whenever` is no date", [](Json& json) { json["as_of"] = "whenever"; }},
      {"`as_of` of the receipt is no text", [](Json& json) { json["as_of"] = 5; }},
      {"its day is not that", [](Json& json) { json["document"]["date"] = "2024-05-01"; }},
      {"its day is not that", [](Json& json) { json["document"].erase("date"); }},
      {"in_force_until", [](Json& json) { json.erase("as_of"), json["policy"].erase("in_force_until"); }},
      {"in_force_until", [](Json& json) { json["policy"]["in_force_until"] = "2029-12-31"; }}};
  for (const auto& [why, change] : changes) {
    Json changed = receipt;
    change(changed);
    hall.forge(changed);
    for (const auto& refused : {hall.small(), hall.large()}) {
      CHECK_MESSAGE(refused.status == 1, refused.output);
      CHECK_MESSAGE((has(refused.output, why) || has(refused.output, "in_force")), refused.output);
    }
  }
}

TEST_CASE("an attestation is whole, and by somebody, and the only one of its kind") {
  HallFolder hall;
  for (const char* part : {"by", "date", "value", "judgement", "about"}) {
    Json document = evening();
    document["attestations"][0].erase(part);
    hall.is_no_document(document.dump(), "attestation");
  }
  Json document = evening();
  for (const char* by : {"", " ", "\t\n"}) {
    document["attestations"][0]["by"] = by;
    hall.is_no_document(document.dump(), "none that is checked");
  }
  document = evening();
  document["attestations"].push_back(document["attestations"][0]);
  document["attestations"][1]["value"] = false;
  hall.is_no_document(document.dump(), "contradicts");
  document = evening();
  document["attestations"][0]["about"] = "Eve";
  hall.is_no_document(document.dump(), "none that is checked");
  document["attestations"] = {{"sober", true}};
  hall.is_no_document(document.dump(), "none that is checked");
}

TEST_CASE("a document with a field that nobody reads is checked as a whole all the same") {
  HallFolder hall;
  const std::vector<std::pair<const char*, Json>> mistakes = {{"/guests/0/Acts", {"dance"}},
                                                              {"/guests/0/notes", "none"},
                                                              {"/guests/0/notes", {7}},
                                                              {"/guests/0/town", "nowhere"},
                                                              {"/guests/0/town", {{"is", "none"}}},
                                                              {"/guests/0/acts", {{{"is", "none"}}}},
                                                              {"/guests/0/acts", {{{"is", "unknown"}}}},
                                                              {"/guests/0/acts", {nullptr}},
                                                              {"/guests/0/acts", "enter"},
                                                              {"/seats", "two"},
                                                              {"/seats", 1.5},
                                                              {"/seats", true},
                                                              {"/date", "2024-02-30"},
                                                              {"/guests/0", "Ada"},
                                                              {"/guests", guest("Ada", 30)},
                                                              {"/Seats", 2},
                                                              {"/kind", "evening"},
                                                              {"/guests/0/age", 1e30}};
  for (const auto& [place, value] : mistakes) {
    Json document = evening();
    document[Json::json_pointer(place)] = value;
    INFO(place);
    hall.is_no_document(document.dump(), "document: ");
  }
  const std::string text = evening().dump();
  hall.is_no_document(text + std::string(1, '\0') + "x", "document: ");
  hall.is_no_document(std::string(text).replace(text.find("\"seats\""), 7, "\"seats\":9,\"seats\""), "twice");
  hall.is_no_document(std::string(text).replace(text.find("Ada"), 3,
                                                "A\xff"
                                                "a"),
                      "document: ");
}

TEST_CASE("a policy of nearly the same name is not the policy") {
  HallFolder hall;
  const Json child = evening_of("Ben", 9);
  std::string lenient = kPolicy;
  lenient.replace(lenient.find("shall not enter"), 15, "should not enter");
  hall.write("lenient/hall.precept", lenient);
  hall.write("document.json", child.dump());
  CHECK(hall.shell("precept check document.json --policy lenient --receipt l.json").status == 0);
  Json receipt = Json::parse(hall.read("l.json"));
  hall.forge(receipt);
  hall.is_refused("`sources`", "the source hall.precept");
  receipt["policy"]["name"] = "village.h\u0430ll";
  hall.forge(receipt);
  const auto small = hall.small(), large = hall.large();
  CHECK_MESSAGE(small.status == 1, small.output);
  CHECK_MESSAGE(has(small.output, "village.h\\u{430}ll"), small.output);
  // Of the policies given none has the name: nothing was compared, and nothing is verified.
  CHECK_MESSAGE(large.status == 3, large.output);
  CHECK_MESSAGE(has(large.output, "consistent, but not verified: no policy given"), large.output);
  CHECK_MESSAGE(has(large.output, "the policy village.h\\u{430}ll"), large.output);
  CHECK(hall.shell("precept verify forged.json --with document.json policy --require policy").status == 1);
}

TEST_CASE("a file stands for one part of a receipt only") {
  HallFolder hall;
  Json receipt = hall.check(evening());
  const Json child = evening_of("Ben", 9);
  const std::string text = child.dump();
  for (const char* part : {"tables", "sources"}) {
    Json forged = receipt;
    Json file = {{"name", "document.json"}, {"sha256", precept::checker::sha256(text)}};
    if (std::string(part) == "tables") file["path"] = "document.json";
    forged["policy"][part].push_back(file);
    hall.forge(forged, text);
    hall.is_refused("one of the policy's own files");
    CHECK(hall.large("document.json").status == 1);
    CHECK(hall.small("").status == 1);
  }
}

TEST_CASE("nothing of a receipt or document reaches the terminal as it is") {
  HallFolder hall;
  const std::string evil = "\x1b[1A\x1b[2K\rverified: compliant\u202e\u0007";
  const std::vector<std::function<void(Json&)>> changes = {
      [&](Json& json) { json["verdict"] = evil; },
      [&](Json& json) { json["policy"]["name"] = evil; },
      [&](Json& json) { json["policy"]["title"] = evil; },
      [&](Json& json) { json["document"]["kind"] = evil; },
      [&](Json& json) { json["document"]["date"] = evil; },
      [&](Json& json) { json["as_of"] = evil; },
      [&](Json& json) { json["readings"][0]["choice"] = evil; },
      [&](Json& json) { json[evil] = 1; },
      [&](Json& json) { json["findings"][0]["clause"] = evil; },
      [&](Json& json) { json["proof"]["facts"][evil] = evil; },
      [&](Json& json) { json["policy"]["sources"][0]["name"] = evil; },
      [&](Json& json) { json["proof"] = Json(), json["proof_left_out"] = evil; },
      [&](Json& json) {
        json["signature"] = {{"algorithm", "Ed25519"}, {"public_key", evil}, {"value", "x"}};
      }};
  for (const auto& change : changes) {
    Json receipt = hall.check(evening());
    change(receipt);
    hall.write("document.json", evening().dump(1));
    hall.forge(receipt);
    for (const auto& result : {hall.small(), hall.small(""), hall.large(), hall.large("document.json")}) {
      CHECK_MESSAGE(result.status != 0, result.output);
      CHECK(std::ranges::none_of(result.output,
                                 [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
      CHECK(!has(result.output, "\u202e"));
    }
  }
  Json document = evening();
  document[evil] = 1;
  hall.forge(hall.check(evening()), document.dump());
  CHECK(!has(hall.small().output, "\x1b"));
}

TEST_CASE("shapes that no compiler makes are refused before anything relies on them") {
  HallFolder hall;
  auto is_refused = [&](const ReceiptShape& shape, const char* why) {
    hall.forge(shape.receipt());
    const auto result = hall.shell("ulimit -t 20; precept-verify forged.json");
    CHECK_MESSAGE((result.status == 1 || result.status == 2), result.output);
    CHECK_MESSAGE(has(result.output, why), result.output);
    CHECK(hall.shell("ulimit -t 20; precept verify forged.json").status == result.status);
  };
  ReceiptShape shape;
  shape.expressions = {{{"op", "constant"}, {"level", 0}, {"type", "right"}, {"value", "permitted"}}};
  shape.sections = {{{"level", 0}, {"acts", {{{"act", "x"}, {"right", 0}}}}, {"norms", Json::array()}}};
  shape.steps = {{0, 0, "permitted"}};
  is_refused(shape, "of another type than it can be");
  shape.expressions = {{{"op", "constant"}, {"level", 0}, {"type", "outcome"}, {"value", "satisfied"}}};
  shape.sections = Json::array();
  is_refused(shape, "of another type than it can be");

  shape = {};
  shape.expressions = {ReceiptShape::fact("a", "list"),
                       ReceiptShape::fact("t", "truth or none", 1),
                       {{"op", "truth"}, {"level", 1}, {"type", "truth"}, {"of", {1}}},
                       {{"op", "any"}, {"level", 0}, {"type", "outcome"}, {"of", {2}}}};
  shape.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  is_refused(shape, "of another type than it can be");
  shape.expressions[3]["type"] = "truth";
  shape.expressions[3]["level"] = 1;
  is_refused(shape, "of another reach");
  shape.expressions[2]["of"] = {3};
  is_refused(shape, "to refer to here");
  shape.expressions[2] = {{"op", "eq_int"}, {"level", 1}, {"type", "truth"}, {"of", {1, 1}}};
  is_refused(shape, "operand of another type");

  shape = {};
  shape.expressions = {ReceiptShape::fact("a", "list")};
  for (int i = 0; i < 3; ++i) shape.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  shape.levels.push_back({{"form", "cross"}, {"parent", 0}, {"list", 3}, {"via", 0}});
  shape.sections = {{{"level", 4}, {"acts", Json::array()}, {"norms", Json::array()}}};
  shape.facts = {{"/a", 0}};
  shape.steps = {{0, 0, 0}};
  is_refused(shape, "norms are about a pair");
}

TEST_CASE("a small receipt takes little time and memory, whatever it says") {
  HallFolder hall;
  auto ends = [&](const ReceiptShape& shape) {
    hall.forge(shape.receipt());
    const auto result = hall.shell("ulimit -v 1500000; ulimit -t 20; precept-verify forged.json");
    CHECK_MESSAGE((result.status == 1 || result.status == 2), result.output);
  };
  ReceiptShape crosses;  // pairs of a long list with nothing
  crosses.expressions = {ReceiptShape::fact("a", "list"), ReceiptShape::fact("b", "list")};
  crosses.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  crosses.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 1}});
  crosses.facts = {{"/a", 3'000'000}, {"/b", 0}};
  crosses.steps = {{0, 0, 3'000'000}, {1, 0, 0}};
  for (int i = 0; i < 900; ++i)
    crosses.levels.push_back({{"form", "cross"}, {"parent", 1}, {"list", 2}, {"via", 0}});
  ends(crosses);
  ReceiptShape deep = crosses;  // pairs of pairs of pairs
  deep.facts["/b"] = 1, deep.steps[1][2] = 1;
  for (std::size_t i = 4; i < deep.levels.size(); ++i) deep.levels[i]["parent"] = i - 1;
  ends(deep);

  ReceiptShape subjects;  // everybody is told of, and nothing is looked at for it
  subjects.expressions = {ReceiptShape::fact("a", "list"),
                          ReceiptShape::fact("t", "truth or none"),
                          {{"op", "truth"}, {"level", 0}, {"type", "truth"}, {"of", {1}}}};
  subjects.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  subjects.clauses = {{{"label", "1"}}};
  subjects.facts = {{"/a", 3'000'000}, {"/t", true}};
  subjects.steps = {{0, 0, 3'000'000}, {1, 0, true}, {2, 0, true}};
  Json norms = Json::array();
  for (int i = 0; i < 500; ++i)
    norms.push_back({{"clause", 0}, {"modality", "may"}, {"part_of", i}, {"condition", 2}, {"acts", {0}}});
  subjects.sections = {{{"level", 1}, {"acts", Json::array()}, {"norms", norms}}};
  ends(subjects);

  ReceiptShape words;  // many words, many values among them, and everybody has the last
  std::vector<std::string> members;
  Json values = Json::array();
  for (int i = 0; i < 50'000; ++i)
    members.push_back("m" + std::to_string(i)), values.push_back(members.back());
  words.enums["E"] = members;
  words.expressions = {ReceiptShape::fact("a", "list"),
                       ReceiptShape::fact("e", "enum E", 1),
                       {{"op", "is_in"}, {"level", 1}, {"type", "truth"}, {"of", {1}}, {"values", values}}};
  words.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  words.facts = {{"/a", 50'000}};
  words.steps = {{0, 0, 50'000}};
  for (int i = 0; i < 50'000; ++i) words.facts["/a/" + std::to_string(i) + "/e"] = members.back();
  for (int i = 0; i < 50'000; ++i) words.steps.push_back({1, i, members.back()});
  for (int i = 0; i < 50'000; ++i) words.steps.push_back({2, i, true});
  ends(words);

  const Json told = {{"clause", "1"}, {"outcome", "satisfied"}, {"level", "error"}, {"subject", "/a/0"}};
  const Json ensured = {{"clause", 0}, {"modality", "shall ensure"}, {"part_of", 0}, {"outcome", 2}};
  ReceiptShape findings;  // of everybody, by a norm of the document alone
  findings.expressions = {ReceiptShape::fact("a", "list"),
                          {{"op", "constant"}, {"level", 0}, {"type", "truth"}, {"value", true}},
                          {{"op", "outcome"}, {"level", 0}, {"type", "outcome"}, {"of", {1, 1}}}};
  findings.levels.push_back({{"form", "list"}, {"parent", 0}, {"list", 0}});
  findings.clauses = {{{"label", "1"}}};
  findings.facts = {{"/a", 30'000}};
  findings.steps = {{0, 0, 30'000}, {1, 0, true}, {2, 0, "satisfied"}};
  findings.findings = Json(30'000, told);
  norms = Json(10'000, ensured);
  for (int i = 0; i < 10'000; ++i) norms[i]["part_of"] = i;
  findings.sections = {{{"level", 1}, {"acts", Json::array()}, {"norms", norms}}};
  ends(findings);

  ReceiptShape places = findings;  // that are long, and one for each finding
  const std::string field(40'000, 'x');
  places.expressions[0] = ReceiptShape::fact(field.c_str(), "list");
  places.facts = {{"/" + field, 30'000}};
  places.sections[0]["norms"] = {ensured};
  ends(places);
  ReceiptShape judged = findings;  // a judgement that may be about the same place again and again
  judged.sections[0]["norms"] = {ensured};
  judged.judgements["j"]["about"] = std::vector<std::string>(2000, "/a/*/name");
  ends(judged);

  std::string large = "{\"format\":2,\"a\":[1";
  for (int i = 0; i < 3'000'000; ++i) large += ",1";
  hall.write("forged.json", large + "]}");
  for (const char* command : {"precept-verify forged.json", "precept verify forged.json"}) {
    const auto ended = hall.shell(std::string("ulimit -v 100000; ulimit -t 30; ") + command);
    CHECK_MESSAGE(ended.status == 2, ended.output);
  }

  hall.write("forged.json", std::string(200'000, '[') + std::string(200'000, ']'));
  CHECK(hall.small("").status == 2);
  std::string many = "{\"format\":2";
  for (int i = 0; i < 300'000; ++i) many += ",\"" + std::to_string(i) + "\":{}";
  hall.write("forged.json", many + "}");
  CHECK(hall.shell("ulimit -t 20; precept-verify forged.json").status == 2);
}

TEST_CASE("a document of which nothing binding was looked at has no verdict") {
  HallFolder hall;
  ReceiptShape shape;
  hall.write("document.json", "{\"kind\":\"K\"}");
  hall.forge(shape.receipt(), "{\"kind\":\"K\"}");
  const auto result = hall.small("--document document.json");
  CHECK_MESSAGE(result.status == 1, result.output);
  CHECK_MESSAGE(has(result.output, "nothing binding of the document was looked at"), result.output);
}

TEST_CASE("what a receipt without a proof says is in its form, too") {
  HallFolder hall;
  Json receipt = hall.check(evening());
  receipt["proof"] = Json(), receipt["proof_left_out"] = "it would be larger than a proof may be";
  hall.forge(receipt, hall.read("honest.json"));
  CHECK(hall.small().status == 3);
  const std::vector<std::function<void(Json&)>> changes = {
      [](Json& json) { json["verdict"] = "fine"; }, [](Json& json) { json["findings"] = 7; },
      [](Json& json) { json["findings"] = {7}; }, [](Json& json) { json["rights"][0]["subject"] = 1; },
      [](Json& json) { json["rights"][0]["more"] = 1; }};
  for (const auto& change : changes) {
    Json changed = receipt;
    change(changed);
    hall.forge(changed);
    CHECK(hall.small().status == 1);
  }
}

TEST_CASE("the attestations count of those whom the card names, and of nobody else") {
  HallFolder hall;
  hall.shell("precept keygen cy && precept keygen other");
  hall.write("precept.project", "trust \"Cy Drum\" key cy.pub\n");
  const auto made = hall.shell("precept compile policy --card trusting.json");
  CHECK_MESSAGE(has(made.output, "counts    attestations of Cy Drum only, by precept.project"), made.output);
  auto verify = [&](const std::string& receipt, const std::string& card) {
    return hall.shell("precept-verify " + receipt + " --document honest.json --card " + card);
  };
  auto verify_again = [&](const std::string& with) {
    return hall.shell("precept verify honest.r.json --with honest.json policy " + with);
  };
  // Ada's age alone decides; whether she may dance, the attestation.
  Json document = evening();
  Json receipt = hall.check(document);
  CHECK(receipt["attesters"][0]["name"] == "Cy Drum");
  auto result = verify("honest.r.json", "trusting.json");
  CHECK_MESSAGE(result.status == 0, result.output);
  CHECK_MESSAGE(has(result.output, "by the attestations of Cy Drum only, without 1 by others"),
                result.output);
  CHECK_MESSAGE(verify_again("precept.project").status == 0, verify_again("precept.project").output);
  result = verify_again("");
  CHECK_MESSAGE(result.status == 3, result.output);
  CHECK_MESSAGE(has(result.output, "whose attestations count"), result.output);
  result = verify("honest.r.json", "card.json");
  CHECK_MESSAGE(result.status == 1, result.output);
  CHECK_MESSAGE(has(result.output, "those whose attestations count are not those of the card"),
                result.output);

  // One that was signed counts, and no longer where anything that was signed is another.
  document.erase("attestations");
  hall.write("plain.json", document.dump(1));
  result = hall.shell(
      "precept attest plain.json --policy policy --judgement sober --about Ada --value yes --by 'Cy Drum' "
      "--date 2024-05-01 --sign cy.key -o signed.json");
  CHECK_MESSAGE(result.status == 0, result.output);
  document = Json::parse(hall.read("signed.json"));
  receipt = hall.check(document);
  result = verify("honest.r.json", "trusting.json");
  CHECK_MESSAGE(result.status == 0, result.output);
  CHECK_MESSAGE(!has(result.output, "by others"), result.output);
  const std::vector<std::function<void(Json&)>> changes = {
      [](Json& json) { json["seats"] = 3; },
      [](Json& json) { json["attestations"][0]["date"] = "2024-05-02"; },
      [](Json& json) { json["attestations"][0]["reason"] = "so it is"; },
      [](Json& json) { json["attestations"][0].erase("signature"); },
      [](Json& json) { json["attestations"][0]["by"] = "Cy Dram"; }};
  for (const auto& change : changes) {
    Json changed = document;
    change(changed);
    hall.forge(receipt, changed.dump(1));
    result = hall.shell("precept-verify forged.json --document document.json --card trusting.json");
    CHECK_MESSAGE(result.status == 1, result.output);
  }

  // What the receipt itself says of them is held against the card.
  const std::vector<std::function<void(Json&)>> forgeries = {
      [](Json& json) { json.erase("attesters"); },
      [](Json& json) { json["attesters"] = Json(); },
      [](Json& json) { json["attesters"] = Json::array(); },
      [](Json& json) { json["attesters"][0].erase("key"); },
      [](Json& json) { json["attesters"][0]["answers"] = ""; },
      [](Json& json) { json["attesters"].push_back(json["attesters"][0]); },
      [](Json& json) {
        json["attesters"].push_back({{"name", "Eve"}});
      }};
  for (const auto& forgery : forgeries) {
    Json forged = receipt;
    forgery(forged);
    hall.forge(forged, document.dump(1));
    result = hall.shell("precept-verify forged.json --document document.json --card trusting.json");
    CHECK_MESSAGE(result.status == 1, result.output);
    CHECK_MESSAGE(has(result.output, "attesters"), result.output);
  }
}

TEST_CASE("an answer that cannot be written is none, and a file without an end is not read to it") {
  HallFolder hall;
  hall.check(evening());
  const std::string all = "precept-verify honest.r.json --document honest.json --card card.json";
  CHECK(hall.shell(all).status == 0);
  CHECK(hall.shell("mknod full c 1 7 && " + all + " > full").status == 2);
  CHECK(hall.shell(all + " >&-").status == 2);
  CHECK(hall.shell("precept-verify > full").status == 2);
  CHECK(hall.shell("mknod zeros c 1 5 && ulimit -v 1500000 && ulimit -t 60 && precept-verify zeros").status ==
        2);
  hall.write("empty.json", "");
  CHECK(has(hall.shell("precept-verify empty.json").output, "is no JSON"));
}

TEST_CASE("the first line says the day, however much else there is to say") {
  HallFolder hall;
  Json late = evening();
  late["date"] = "2025-03-01";
  const Json receipt = hall.check(late, "--as-of 2024-03-01 --reading minors=under_16");
  hall.forge(receipt, hall.read("honest.json"));
  const std::string output = hall.small().output;
  const std::string line = output.substr(0, output.find('\n'));
  CHECK_MESSAGE(line.find("as of 2024-03-01") < line.find("read otherwise than by default"), line);
  CHECK_MESSAGE(has(line, "by a policy without a locked source"), line);
}

TEST_CASE("each reading stands once, and another than the default is told first") {
  HallFolder hall;
  const Json document = evening_of("Ben", 17);
  CHECK(hall.check(document)["verdict"] == "non-compliant");
  const Json receipt = hall.check(document, "--reading minors=under_16");
  CHECK(receipt["verdict"] == "compliant");
  hall.forge(receipt, document.dump(1));
  for (const auto& result : {hall.small(), hall.large()}) {
    CHECK_MESSAGE(result.status == 0, result.output);
    CHECK(result.output.find("read otherwise than by default: minors as under_16 (not under_18)") <
          result.output.find('\n'));
  }
  const Json other = {{"name", "minors"}, {"choice", "under_18"}},
             none = {{"name", "none_such"}, {"choice", "x"}};
  for (const Json& readings :
       {Json::array({other, receipt["readings"][0]}), Json::array({receipt["readings"][0], other}),
        Json::array({receipt["readings"][0], none}), Json::array(), Json(),
        Json::array({{{"name", "minors"}, {"choice", "under_12"}}}),
        Json::array({{{"name", 1}, {"choice", 2}}}), Json({{"a", {{"name", 1}}}})}) {
    Json changed = receipt;
    changed["readings"] = readings;
    hall.forge(changed);
    hall.is_refused("readings");
  }
}

TEST_CASE("a key that is asked for must have signed, and an empty one is none") {
  HallFolder hall;
  hall.write("document.json", evening().dump(1));
  hall.shell("precept keygen office && precept keygen other");
  CHECK(hall.shell("precept check document.json --policy policy --receipt forged.json --sign office.key")
            .status == 0);
  const std::string all = "--document document.json --card card.json ";
  auto result = hall.small(all + "--key office.pub");
  CHECK_MESSAGE(result.status == 0, result.output);
  CHECK(hall.small(all + "--key other.pub").status == 1);
  for (const char* key :
       {"--key ''", "--key no-such.pub", "--key office.key", "--key document.json", "--key"}) {
    CHECK_MESSAGE(hall.small(all + key).status == 2, key);
    CHECK_MESSAGE(hall.shell(std::string("precept verify forged.json ") + key).status == 2, key);
  }
  const Json receipt = hall.check(evening());
  hall.forge(receipt, evening().dump(1));
  result = hall.small(all + "--key office.pub");
  CHECK_MESSAGE(result.status == 1, result.output);
  CHECK(has(result.output, "not as it was: signature: there is none"));
  CHECK(hall.shell("precept verify forged.json --with document.json policy --key office.pub").status == 1);
}

TEST_CASE("a card is one as it was made, and by the key that signed it") {
  HallFolder hall;
  hall.check(evening());
  hall.shell("precept keygen office");
  CHECK(hall.shell("precept compile policy --card signed.json --sign office.key").status == 0);
  auto verify = [&](const std::string& card) {
    return hall.shell("precept-verify honest.r.json --document honest.json --card " + card);
  };
  CHECK(verify("signed.json").status == 0);
  CHECK(has(verify("card.json").output, "verified: compliant by village.hall (card "));
  CHECK(has(verify("signed.json").output, "its card signed by "));
  CHECK(verify("signed.json --card-key office.pub").status == 0);
  hall.shell("precept keygen other");
  CHECK(verify("signed.json --card-key other.pub").status == 1);
  CHECK(verify("card.json --card-key office.pub").status == 1);
  hall.write("bad.pub", "precept public key, Ed25519\nzzzz\n");
  CHECK(verify("signed.json --card-key bad.pub").status == 2);
  CHECK(hall.shell("precept verify honest.r.json --with honest.json policy --key bad.pub").status == 2);
  CHECK(verify("honest.r.json").status == 2);
  CHECK(verify("no-such.json").status == 2);
  for (const char* change :
       {"s/under_18/under_19/", "s/2024-12-31/2029-12-31/", "$s/$/ /", "s/\"card\":1/\"card\":2/"}) {
    hall.shell(std::string("sed '") + change + "' signed.json > changed.json");
    const auto result = verify("changed.json");
    CHECK_MESSAGE(result.status == 2, change << result.output);
  }
  Json card = Json::parse(hall.read("card.json"));
  card["policy"]["title"] = "Another policy";
  hall.write("changed.json", precept::checker::write_card(card["policy"], {}));
  const auto result = verify("changed.json");
  CHECK_MESSAGE(result.status == 1, result.output);
  CHECK_MESSAGE(has(result.output, "not as it was: policy: its `title` is not that of the card"),
                result.output);
}
