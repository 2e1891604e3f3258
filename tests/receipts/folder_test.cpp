// Receipts in bulk: `precept verify` of a folder.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "tests/common/command_folder.h"

namespace {

using nlohmann::json;

constexpr const char* kPolicy = R"(policy hall

record Evening
  seats  : int
  people : int

about Evening e

clause seats
  shall ensure e.people <= e.seats
)";
constexpr const char* kQuiet = R"({"kind": "Evening", "seats": 5, "people": 1})";
constexpr const char* kFull = R"({"kind": "Evening", "seats": 5, "people": 9})";

constexpr const char* kVerify = "precept verify receipts --with evenings hall.precept";
constexpr const char* kVerifyAll =
    "precept verify receipts --with evenings hall.precept --require document,policy,tables";

/// A folder with two documents that pass, in folders of their own, and their receipts.
struct Receipts : precept::test::CommandFolder {
  Receipts() {
    write("hall.precept", kPolicy);
    write("evenings/may/one.json", kQuiet);
    write("evenings/june/one.json", kQuiet);
    REQUIRE(shell("precept check evenings --policy hall.precept --receipt receipts/").status == 0);
  }
};

TEST_CASE("receipts of a folder are verified with their documents, whichever folder has them") {
  const Receipts folder;
  const auto result = folder.shell(kVerifyAll);
  CHECK(result.status == 0);
  CHECK(result.output == "2 receipts: 2 verified\n");
  // As the documents' folder sees it.
  folder.shell("mv receipts/evenings/* receipts/ && rmdir receipts/evenings");
  CHECK(folder.shell(kVerifyAll).output == "2 receipts: 2 verified\n");
}

TEST_CASE("a document that changed is a difference of its receipt alone") {
  const Receipts folder;
  folder.write("evenings/may/one.json", kFull);
  const auto result = folder.shell(kVerifyAll);
  CHECK(result.status == 1);
  CHECK(result.output.starts_with("receipts/evenings/may/one.receipt.json: not as it was: "));
  CHECK(result.output.ends_with("2 receipts: 1 verified, 1 not as it was\n"));
}

TEST_CASE("a receipt whose document does not pass is marked, and fails where that is demanded") {
  const Receipts folder;
  folder.write("evenings/may/one.json", kFull);
  folder.shell("precept check evenings --policy hall.precept --receipt receipts/");
  const auto marked = folder.shell(kVerifyAll);
  CHECK(marked.status == 0);
  CHECK(marked.output.find("; its document does not pass\n") != std::string::npos);
  const auto demanded = folder.shell(std::string(kVerify) + " --require compliant");
  CHECK(demanded.status == 1);
  CHECK(demanded.output.find("it is demanded to be compliant, and is non-compliant") != std::string::npos);
}

TEST_CASE("a document without a receipt is told, and is a failure where documents are demanded") {
  const Receipts folder;
  folder.write("evenings/new.json", kQuiet);
  CHECK(folder.shell(kVerify).status == 0);
  const auto result = folder.shell(kVerifyAll);
  CHECK(result.status == 1);
  CHECK(result.output ==
        "evenings/new.json: it has no receipt\n2 receipts: 2 verified; 1 document without a receipt\n");
}

TEST_CASE("a receipt without a document is told") {
  const Receipts folder;
  folder.shell("rm evenings/may/one.json");
  const auto open = folder.shell(kVerify);
  CHECK(open.status == 3);
  CHECK(open.output.find("receipts/evenings/may/one.receipt.json: consistent, but not verified") == 0);
  CHECK(open.output.find("there is no document at its place") != std::string::npos);
  CHECK(folder.shell(kVerifyAll).status == 1);
}

TEST_CASE("what is no receipt in its place is an error") {
  const Receipts folder;
  folder.write("receipts/evenings/may/one.receipt.json", "{}");
  const auto result = folder.shell(kVerifyAll);
  CHECK(result.status == 2);
  CHECK(result.output.find("1 not read") != std::string::npos);
}

TEST_CASE("a folder without receipts verifies nothing, and is no pass") {
  const Receipts folder;
  folder.shell("mkdir empty");
  const auto result = folder.shell("precept verify empty --with evenings hall.precept");
  CHECK(result.status == 2);
  CHECK(result.output.find("there is no receipt in the folder `empty`") != std::string::npos);
}

TEST_CASE("a receipt that was set aside is told") {
  const Receipts folder;
  folder.shell(
      "rm evenings/may/one.json && "
      "precept check evenings --policy hall.precept --receipt receipts/");
  const auto result = folder.shell(kVerifyAll);
  CHECK(result.status == 0);
  CHECK(
      result.output ==
      "receipts/evenings/may/one.receipt.json.outdated: set aside by a later check\n1 receipt: 1 verified\n");
}

TEST_CASE("the JSON has every receipt with its document") {
  const Receipts folder;
  folder.write("evenings/new.json", kQuiet);
  const json told = json::parse(folder.shell(std::string(kVerifyAll) + " --format json").output);
  REQUIRE(told["receipts"].size() == 2);
  CHECK(told["receipts"][0]["receipt"] == "receipts/evenings/june/one.receipt.json");
  CHECK(told["receipts"][0]["document"] == "evenings/june/one.json");
  CHECK(told["receipts"][0]["verified"] == true);
  CHECK(told["documents_without_receipt"] == json::array({"evenings/new.json"}));
}

}  // namespace
