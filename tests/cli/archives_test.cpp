// Archives (zip) of documents on the command line.
#include <doctest/doctest.h>

#include <string>

#include "tests/common/club_folder.h"
#include "tests/common/zip_file.h"

using namespace precept::test::club;
using precept::test::zip_of;

namespace {

/// Every record of the archive's directory with a byte in place of another.
std::string changed(std::string archive, std::size_t at, char byte) {
  for (std::size_t found = archive.find("PK\1\2"); found != std::string::npos;
       found = archive.find("PK\1\2", found + 1)) {
    archive[found + at] = byte;
  }
  return archive;
}

class ArchiveFolder : public ClubFolder {
 public:
  /// What a check of an archive with this content comes to.
  Run check_of(const std::string& archive) const {
    write("all.zip", archive);
    return check(std::string("all.zip") + kBy);
  }
  void refuses(const std::string& archive, const std::string& code, const std::string& why) const {
    const Run run = check_of(archive);
    INFO(run.out);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[" + code + "]"));
    CHECK(contains(run.err, why));
    CHECK_FALSE(contains(run.out, "compliant"));
  }
};

}  // namespace

TEST_CASE("an archive is checked as a folder is, in the order of names, and what is passed over is told") {
  ArchiveFolder folder;
  const std::string good = folder.read("good.json"), bad = folder.read("bad.json");
  const std::string archive = zip_of({{"z/bad.json", bad},
                                      {"good.json", good},
                                      {"z/", ""},
                                      {"list.xlsx", "PK"},
                                      {"__MACOSX/._good.json", "x"},
                                      {"policy.precept", folder.read("policy.precept")}});
  folder.write("all.zip", archive);
  const Run run = folder.check(std::string("all.zip -v") + kBy);
  CHECK(run.code == 1);
  CHECK(run.out.find("all.zip:good.json: compliant") < run.out.find("all.zip:z/bad.json: non-compliant"));
  CHECK(contains(run.out, "all.zip:z/bad.json:5:"));
  for (const char* passed : {"all.zip:list.xlsx", "all.zip:__MACOSX/._good.json", "all.zip:policy.precept"})
    CHECK(contains(run.out, passed));
  CHECK(contains(run.out, "2 documents"));
}

TEST_CASE("documents of an archive may be in lines or YAML, and one is named by itself") {
  ArchiveFolder folder;
  std::string line = folder.read("bad.json");
  for (char& c : line) c = c == '\n' ? ' ' : c;
  folder.write("all.zip", zip_of({{"a.ndjson", line + "\n"}, {"b.json", folder.read("good.json")}}));
  CHECK(contains(folder.check(std::string("all.zip") + kBy).out, "all.zip:a.ndjson:1: non-compliant"));
  CHECK(folder.check(std::string("all.zip:a.ndjson:1") + kBy).code == 1);
  CHECK(folder.check(std::string("all.zip:b.json") + kBy).code == 0);
  CHECK(folder.run(std::string("explain all.zip:b.json") + kBy).code == 0);
  CHECK(contains(folder.check(std::string("all.zip:c.json") + kBy).err, "no such file in the archive"));
  const Run one = folder.run(std::string("explain all.zip") + kBy);
  CHECK(one.code == 2);
  CHECK(contains(one.err, "E4015"));
}

TEST_CASE("programs are told the archive, and the place in words") {
  ArchiveFolder folder;
  folder.write("all.zip", zip_of({{"bad.json", folder.read("bad.json")}}));
  const std::string github = folder.run(std::string("check all.zip --format github") + kBy).out;
  CHECK(contains(github, "file=all.zip,"));
  CHECK(contains(github, "all.zip:bad.json:5:"));
  CHECK_FALSE(contains(github, "line="));
  const std::string sarif = folder.run(std::string("check all.zip --format sarif") + kBy).out;
  CHECK(contains(sarif, "\"uri\": \"all.zip\""));
  CHECK(folder.check(std::string("all.zip --receipt receipts/") + kBy).code == 1);
  CHECK(contains(folder.read("receipts/all.zip/bad.receipt.json"), "\"digest\""));
  CHECK(contains(folder.run(std::string("check all.zip --output json=all.zip") + kBy).err, "E5042"));
}

TEST_CASE("an archive that is not plain is refused as a whole") {
  ArchiveFolder folder;
  const std::string good = folder.read("good.json");
  auto with = [&](const std::string& name) { return zip_of({{"good.json", good}, {name, good}}); };
  folder.refuses(with("../out.json"), "E4064", "leads out of the archive");
  folder.refuses(with("a/../../out.json"), "E4064", "leads out of the archive");
  folder.refuses(with("/etc/x.json"), "E4064", "begins at the root");
  folder.refuses(with("C:x.json"), "E4064", "begins at the root");
  folder.refuses(with("a\\x.json"), "E4064", "not everybody reads alike");
  folder.refuses(with("GOOD.json"), "E4064", "there twice");
  folder.refuses(with("a\n.json"), "E4064", "no text");
  folder.refuses(with("a\xFF.json"), "E4064", "no text");
  folder.refuses(with("more.zip"), "E4064", "an archive itself");
  folder.refuses(zip_of({{"good.json", good}}, true), "E4064", "has a password");
  // Made by Unix, a link.
  folder.refuses(changed(changed(with("b.json"), 5, 3), 41, '\xA1'), "E4064", "is a link");
  folder.refuses(good, "E4063", "no archive");
  folder.refuses(with("b.json").substr(0, 200), "E4063", "damaged");
  folder.refuses(zip_of({}), "E5003", "no document in the archive");
  folder.refuses(zip_of({{"notes.txt", "x"}}), "E5003", "`all.zip:notes.txt` is passed over");
  folder.refuses(precept::test::workbook_of({{"Guests", ""}}), "E4015", "no archive of documents");
}

TEST_CASE("an archive that grows beyond measure is refused before it is unpacked") {
  ArchiveFolder folder;
  folder.refuses(zip_of({{"good.json", folder.read("good.json")}, {"big.json", std::string(2'000'000, ' ')}}),
                 "E4011", "more than 200 times");
}

TEST_CASE("a document of an archive that cannot be unpacked is not checked, and the others are") {
  ArchiveFolder folder;
  std::string archive = zip_of({{"a.json", folder.read("good.json")}, {"b.json", folder.read("bad.json")}});
  archive[40] ^= 0x55;  // in what the first was packed to
  const Run run = folder.check_of(archive);
  CHECK(run.code == 2);
  CHECK(contains(run.err, "`all.zip:a.json` cannot be read: the archive is damaged there"));
  CHECK(contains(run.out, "all.zip:b.json: non-compliant"));
}
