// `precept source`: an official text and the lock of one are taken for what they are, and an edition that
// differs is told.
#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <utility>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

constexpr const char* kText =
    "The assembly\n\nresolves\n\n1 that there are at least two people;\n\n2 that all sing.\n";
constexpr const char* kVerify = "source verify newer.txt --policy locked.precept";

struct Room : ClubFolder {
  Room() {
    write("locked.precept", kLocked);
    write("text.txt", kText);
    REQUIRE(run("source lock text.txt --policy locked.precept").code == 0);
  }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a newer text is unchanged only if each paragraph is there as often as before") {
  Room room;
  room.write("newer.txt", kText);
  CHECK(room.run(kVerify).code == 0);
  const std::string one = "1 that there are at least two people;\n", two = "2 that all sing.\n";
  const std::pair<std::string, std::string> kEditions[] = {
      // All of it twice.
      {std::string(kText) + "\n" + kText, "  resolves 1: another one\n"},
      {std::string(kText) + "\n" + kText, "2 paragraphs unchanged, 2 changed"},
      // One paragraph twice: with the same words, with others before it, under a label of its own.
      {"resolves\n" + one + one + two, "  resolves 1: another one\n"},
      {"resolves\n1 that nobody sings;\n" + one + two, "  resolves 1: another one\n"},
      {"resolves\n" + one + two + "3 that all sing.\n", "  resolves 3: new\n"},
      {"resolves\n" + one + two + "notes\nthat all sing.\n", "  notes: new\n"},
      // Two that changed places, one that is gone.
      {"resolves\n1 that all sing.\n2 that there are at least two people;\n",
       "  resolves 1: moved here from resolves 2\n"},
      {"resolves\n" + one, "  resolves 2: gone\n"},
  };
  for (const auto& [edition, told] : kEditions) {
    room.write("newer.txt", edition);
    Run run = room.run(kVerify);
    CAPTURE(edition);
    CAPTURE(run.out);
    CHECK(run.code == 1);
    CHECK(contains(run.out, told));
  }
}

TEST_CASE("a heading that says something is held against the lock as well") {
  Room room;
  const std::string text =
      "1. Fees\n\n   Who pays is free.\n\n2. Nobody pays 30 euros.\n\n   (a) that is so.\n";
  room.write("fees.precept",
             "policy fees\nsource \"fees.lock\"\n\nrecord V\n  a : int\n\nabout V v\n\nclause \"1\"\n  shall "
             "ensure v.a > 3\n");
  room.write("fees.txt", text);
  REQUIRE(room.run("source lock fees.txt --policy fees.precept").code == 0);
  const auto verified = [&](const std::string& edition) {
    room.write("newer.txt", edition);
    return room.run("source verify newer.txt --policy fees.precept");
  };
  CHECK(verified(text).code == 0);
  CHECK_FALSE(contains(verified(text).out, "another one"));
  const Run reworded = verified(replaced(text, "30", "50"));
  CHECK(reworded.code == 1);
  CHECK(contains(reworded.out, "  heading 2: reworded\n"));
  CHECK(contains(reworded.out, "0 changed, 1 heading changed, since"));
  const Run more = verified(text + "\n3. Nobody pays on Sundays.\n\n   (a) nor is that.\n");
  CHECK(more.code == 1);
  CHECK(contains(more.out, "  heading 3: new\n"));
  // Only the layout differs: nothing of the text changed, and that the file did is told.
  const Run laid_out = verified(text + "\n\n");
  CHECK(laid_out.code == 0);
  CHECK(contains(laid_out.out, "the file is another one"));
  // A lock of before there were headings in it.
  room.write("fees.lock", std::regex_replace(room.read("fees.lock"), std::regex("heading [^\n]*\n"), ""));
  CHECK(contains(verified(text).out, "headings are not in this lock"));
}

TEST_CASE("no lock is made of a text that has a paragraph twice") {
  Room room;
  room.write("newer.txt", std::string(kText) + "\n2 that all sing.\n");
  Run run = room.run("source lock newer.txt --policy locked.precept -o new.lock");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E6005]: `resolves 2` stands twice in `newer.txt`, with the same words"));
  CHECK_FALSE(exists(room.path() / "new.lock"));
}

TEST_CASE("an official text is UTF-8, or an error says where it is not") {
  Room room;
  const std::string text = kText;
  std::string wide;
  for (char c : text) wide += {c, '\0'};
  const std::pair<std::string, std::string> kTexts[] = {
      {wide, "error[E0006]: byte 1 is 0x00"},
      {"\xFF\xFE" + wide, "error[E0006]: `newer.txt` begins as a text in UTF-16"},
      {replaced(text, "all", "\xE9lan"), "error[E0006]: byte 70 is 0xE9"},
      {replaced(text, "all", "\xE9lan"), " --> newer.txt:7:8\n"},
      {replaced(text, "all", std::string("a\0l", 3)), "error[E0006]: byte 71 is 0x00"},
      {replaced(text, "all", std::string("a\0l", 3)), " --> newer.txt:7:9\n"},
  };
  for (const auto& [bytes, told] : kTexts) {
    room.write("newer.txt", bytes);
    for (const char* command : {kVerify, "source lock newer.txt --policy locked.precept -o new.lock"}) {
      Run run = room.run(command);
      CAPTURE(command);
      CHECK(run.code == 2);
      CHECK_MESSAGE(contains(run.err, told), run.err);
      CHECK(contains(run.err, "save the text as UTF-8"));
      CHECK_FALSE(exists(room.path() / "new.lock"));
    }
  }
  room.write("newer.txt", "\xEF\xBB\xBF" + text);
  CHECK(room.run(kVerify).code == 0);
}

TEST_CASE("each line of a lock is in its form") {
  Room room;
  const std::string lock = room.read("locked.lock");
  const std::size_t begin = lock.find("paragraph "), end = lock.find("  quote");
  const std::string paragraph = lock.substr(begin, end - begin), quote = "  quote \"at least two people\"\n";
  const std::pair<std::string, std::string> kLocks[] = {
      {replaced(lock, "\"resolves\"", "resolves\""), "line 5: a string begins within a word"},
      {replaced(lock, "\"resolves\"", "\"resolves"), "line 5: a string ends within a word"},
      {replaced(lock, "\"resolves\"", "resolves"), "line 5: this is neither"},
      {replaced(lock, "paragraph", "\"paragraph\""), "line 5: this is neither"},
      {replaced(lock, "\"text.txt\"", "text.txt"), "line 3: this is neither"},
      {replaced(lock, quote, "  quote people\n"), "line 6: this is neither"},
      {lock + paragraph, "line 8: this paragraph is there already, with the same words"},
      {replaced(lock, quote, quote + quote), "line 7: this quote is there already"},
      {replaced(lock, paragraph, ""), "line 5: a quote stands below its paragraph"},
      {replaced(lock, "two", "t\xFFo"), "line 6: this is no text in UTF-8"},
  };
  for (const auto& [text, told] : kLocks) {
    room.write("locked.lock", text);
    Run run = room.run("compile locked.precept -o x.pbc");
    CAPTURE(told);
    CHECK(run.code == 2);
    CHECK_MESSAGE(contains(run.err, "error[E6001]: `locked.lock`: " + told), run.err);
  }
  room.write("locked.lock", "\xEF\xBB\xBF" + replaced(lock, quote, quote + "\n# a remark with a \" sign\n"));
  CHECK(room.run("compile locked.precept -o x.pbc").code == 0);
}

TEST_CASE(
    "of a paragraph that changed the tests of this policy are told, and of no other that has its label") {
  Room room;
  const std::string test = "\n\ntest \"two sing\"\n  given Choir {}\n  expect resolves 1 satisfied\n";
  room.write("own_test.precept", "tests locked -- ours" + test);
  room.write("other/other_test.precept", "tests other.choir" + test);
  room.write("newer.txt", replaced(kText, "two people", "three people"));
  const Run run = room.run(kVerify);
  CHECK(run.code == 1);
  CHECK_MESSAGE(contains(run.out, "    and at         own_test.precept:3  test two sing\n"), run.out);
  CHECK_FALSE(contains(run.out, "other_test.precept"));
}

TEST_CASE("a policy without a source lock has nothing to hold a text against") {
  Room room;
  for (const char* command :
       {"source verify text.txt --policy policy.precept", "source coverage policy.precept",
        "source lock text.txt --policy policy.precept"}) {
    Run run = room.run(command);
    CAPTURE(command);
    CHECK(run.code == 2);
    CHECK_MESSAGE(contains(run.err, "error[E6001]: the policy names no source lock"), run.err);
  }
}

TEST_CASE("what is not encoded is counted apart, and covers nothing") {
  ClubFolder room;
  room.write("text.txt", kText);
  const std::string why = "clause resolves 2\n  not encoded \"recordings are not in the vocabulary\"\n";
  room.write("locked.precept", std::string(kLocked) + "\n" + why);
  REQUIRE(room.run("source lock text.txt --policy locked.precept").code == 0);
  Run half = room.run("source coverage locked.precept --min 51");
  CAPTURE(half.out);
  CHECK(half.code == 1);
  CHECK(contains(half.out,
                 "2 paragraphs: 1 encoded, 0 informative, 0 not checkable, 1 not encoded, 0 unaccounted for "
                 "(50 % accounted for)\nbelow the demanded 51 %\nnot encoded:\n"
                 "  resolves 2: recordings are not in the vocabulary\n"));
  CHECK(room.run("source coverage locked.precept --min 50").code == 0);
  Run json = room.run("source coverage locked.precept --format json");
  CHECK_MESSAGE(contains(json.out, "\"accounted\": \"not encoded\""), json.out);
  CHECK_MESSAGE(contains(json.out, "\"not_encoded\": 1"), json.out);
  // A norm beside it, or a clause of its own, does not make it whole.
  for (const std::string norm :
       {"  shall ensure p.people < 100\n", "about Play q\n\nclause resolves 2\n  informative \"songs\"\n"}) {
    room.write("locked.precept", std::string(kLocked) + "\n" + why + norm);
    Run run = room.run("source coverage locked.precept --min 51");
    CAPTURE(run.out);
    CAPTURE(run.err);
    CHECK(run.code == 1);
    CHECK(contains(run.out, "1 not encoded, 0 unaccounted for"));
  }
  room.write("play.json", R"({"kind": "Play", "people": 2})");
  Run told = room.run("explain play.json --policy locked.precept --clause \"resolves 2\"");
  CHECK_MESSAGE(contains(told.out, "resolves 2 is not encoded in this policy: recordings are not in"),
                told.out);
}
