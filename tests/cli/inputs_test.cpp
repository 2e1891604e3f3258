// Every file argument of every command: it may be missing, a folder, unreadable, or of another kind; and it
// may be a pipe or standard input.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

/// A command with a hole for one file; the others are in order.
const char* const kCommands[] = {
    "check {} --policy policy.precept",
    "check good.json --policy {}",
    "check open.json --policy policy.precept --answers {}",
    "check good.json --policy policy.precept --receipt r.json --sign {}",
    "explain {} --policy policy.precept",
    "explain good.json --policy {}",
    "explain open.json --policy policy.precept --answers {}",
    "explain {} --policy policy.precept --fix",
    "report {} --policy policy.precept -o page.html",
    "report good.json --policy {} -o page.html",
    "ask {} --policy policy.precept",
    "ask open.json --policy {}",
    "ask open.json --policy policy.precept --answers {}",
    "verify {}",
    "verify receipt.json --key {}",
    "compile {} -o x.pbc",
    "disasm {}",
    "test {}",
    "lint {}",
    "source lock {} --policy locked.precept -o new.lock",
    "source lock text.txt --policy {} -o new.lock",
    "source outline {}",
    "source verify {} --policy locked.precept",
    "source verify text.txt --policy {}",
    "source coverage {}",
};

struct Room : ClubFolder {
  Room() {
    write("locked.precept", kLocked);
    write("text.txt", "The assembly\n\nresolves\n\n1 that there are at least two people;\n");
    run("source lock text.txt --policy locked.precept");
    run("check good.json --policy policy.precept --receipt receipt.json");
    fs::create_directory(path() / "folder");
    write("empty", "");
    write("binary", std::string("\x7F"
                                "ELF\0\x01\xFF\xFE\x80 \n\r\0",
                                14));
    write("garbage", "%% this is nothing of the kind\n");
    write("closed", "x");
    write("deep", std::string(100'000, '['));
    write("long", std::string(2'000'000, 'a') + "\n");
    fs::create_symlink("round", path() / "round");
    REQUIRE(::mkfifo((path() / "fifo").c_str(), 0600) == 0);
  }
};

std::string filled(const std::string& command, const std::string& file) {
  std::string words = command;
  return words.replace(words.find("{}"), 2, file);
}

}  // namespace

TEST_CASE("every file argument of every command takes whatever it is given for what it is") {
  Room room;
  fs::permissions(room.path(), fs::perms::owner_all | fs::perms::others_all);
  fs::permissions(room.path() / "closed", fs::perms::none);
  const std::string nobody =
      ::geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : std::string();
  for (const std::string command : kCommands) {
    for (const std::string file : {"folder", "empty", "binary", "garbage", "closed", "deep", "long", "round",
                                   "missing", "garbage/below", "/dev/null"}) {
      // Of `ask` the file of answers is written with the first answer.
      if (file == "missing" && command.starts_with("ask") && command.ends_with("--answers {}")) continue;
      const std::string words = filled(command, file);
      const std::string who = file == "closed" ? nobody : std::string();
      Run run = room.shell_run(who + "'" PRECEPT_BINARY "' " + words);
      CAPTURE(words);
      CHECK_MESSAGE(run.code == 2, run.out << run.err);
      CHECK_MESSAGE(contains(run.err, "error["), run.err);
      CHECK_FALSE(contains(run.err, "E5046"));
    }
  }
}

TEST_CASE("a link to a document, a policy or tests that are not there is an error") {
  ClubFolder folder;
  folder.write("all/good.json", kGood);
  fs::create_symlink("nowhere.json", folder.path() / "all/broken.json");
  Run run = folder.run("check all --policy policy.precept");
  CHECK(run.code == 2);
  CHECK(contains(run.err + run.out, "error[E4001]: `all/broken.json` cannot be read: it is a link"));
  folder.write("by/policy.precept", kPolicy);
  CHECK(folder.run("check good.json --policy by").code == 0);
  fs::create_symlink("nowhere.precept", folder.path() / "by/more.precept");
  Run by = folder.run("check good.json --policy by");
  CHECK(by.code == 2);
  CHECK(contains(by.err, "error[E0009]: `by/more.precept` cannot be read: it is a link"));
  fs::create_symlink("nowhere", folder.path() / "by/more_test.precept");
  CHECK(contains(folder.run("test by").err, "`by/more_test.precept` cannot be read: it is a link"));
}

TEST_CASE("a file of another kind is no policy") {
  Room room;
  room.write("table.csv", "code,name\na,A\n");
  room.write("some_test.precept",
             "tests club\n\ntest \"it\"\n  given Play {people: 2}\n  expect rule 1 satisfied\n");
  const std::pair<const char*, const char*> kKinds[] = {{"table.csv", "is a table"},
                                                        {"good.json", "is a document"},
                                                        {"locked.lock", "is the lock of an official text"},
                                                        {"some_test.precept", "is a file of tests"},
                                                        {"card.json", "is a card"},
                                                        {"receipt.json", "is a receipt"},
                                                        {"answers.json", "is a file of answers"}};
  room.run("compile policy.precept --card card.json");
  room.run("check good.json --policy policy.precept --receipt receipt.json");
  room.write("answers.json", R"({"answers_to": "good.json", "kind": "Evening", "attestations": []})");
  CHECK(contains(room.run("check card.json --policy policy.precept").err,
                 "is a card of a policy, not a document"));
  for (const auto& [file, kind] : kKinds) {
    for (const char* command : {"check good.json --policy {}", "compile {} -o x.pbc"}) {
      Run run = room.run(filled(command, file));
      CAPTURE(run.err);
      CHECK(run.code == 2);
      CHECK(contains(run.err, "error[E1025]"));
      CHECK(contains(run.err, kind));
    }
  }
}

TEST_CASE("a lock that does not say of what, or has a label twice") {
  Room room;
  const std::string lock = room.read("locked.lock");
  const std::size_t begin = lock.find("source "), end = lock.find('\n', begin) + 1;
  room.write("locked.lock", lock.substr(0, begin) + lock.substr(end));
  CHECK(contains(room.run("compile locked.precept -o x.pbc").err, "no `source` line says which"));
  // The same label with other words: an official text may have it.
  const std::size_t paragraph = lock.find("paragraph "), next = lock.find('\n', paragraph) + 1;
  std::string other = lock.substr(paragraph, next - paragraph);
  char& digit = other[other.size() - 2];
  digit = digit == '0' ? '1' : '0';
  room.write("locked.lock", lock + other);
  Run twice = room.run("compile locked.precept -o x.pbc");
  CHECK(contains(twice.err, "error[E6002]"));
  CHECK(contains(twice.err, "names 2 paragraphs of"));
  CHECK(contains(twice.err, "the lock has this label on lines"));
}

TEST_CASE("a program names its sources as they are reached from here") {
  Room room;
  room.write("inner/large.precept",
             "policy large\n\nrecord Play\n  people : int\n\nabout Play p\n\nclause one\n"
             "  shall ensure p.people * p.people >= 5\n");
  room.write("inner/large.json", R"({"kind": "Play", "people": 9223372036854775807})");
  REQUIRE(room.run("compile inner/large.precept -o inner/large.pbc").code == 0);
  const std::string check = "'" PRECEPT_BINARY "' check large.json --policy large.pbc";
  Run inside = room.shell_run("cd inner && " + check);
  CHECK(contains(inside.err + inside.out, "computed at large.precept:9:16"));
  Run beside = room.run("check inner/large.json --policy inner/large.pbc");
  CHECK(contains(beside.err + beside.out, "computed at inner/large.precept:9:16"));
}

TEST_CASE("the same is told as JSON where JSON is asked for") {
  Room room;
  std::size_t tried = 0;
  for (const std::string command : kCommands) {
    const std::string name = command.substr(0, command.find(' '));
    const bool has_format = name == "check" || name == "explain" || name == "ask" || name == "verify" ||
                            name == "test" || command.starts_with("source coverage");
    if (!has_format) continue;
    for (const std::string file : {"folder", "empty", "binary", "garbage", "deep", "round", "missing"}) {
      if (file == "missing" && command.starts_with("ask") && command.ends_with("--answers {}")) continue;
      const std::string words = filled(command, file) + " --format json";
      Run run = room.run(words);
      CAPTURE(words);
      CHECK(run.code == 2);
      CHECK(run.err.empty());
      CHECK_MESSAGE(json::accept(run.out), run.out);
      CHECK(contains(run.out, "\"code\""));
      ++tried;
    }
  }
  CHECK(tried > 80);
}

TEST_CASE("what lies beside a policy may be a folder or garbage: it is told") {
  for (const char* neighbour : {"policy.fr.po", "precept.project"}) {
    ClubFolder folder;
    fs::create_directory(folder.path() / neighbour);
    Run run = folder.check(std::string("good.json") + kBy);
    CAPTURE(neighbour);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "it is a folder"));
  }
  Room room;
  fs::remove(room.path() / "locked.lock");
  fs::create_directory(room.path() / "locked.lock");
  Run run = room.run("compile locked.precept -o x.pbc");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "error[E6001]"));
  CHECK(contains(run.err, "it is a folder"));
}

TEST_CASE("a policy comes from a pipe, a file of the shell, or standard input") {
  Room room;
  room.run("compile policy.precept -o p.pbc");
  for (const char* from : {"policy.precept", "p.pbc"}) {
    const std::string file = from;
    const std::string binary = "'" PRECEPT_BINARY "' ";
    for (const std::string& line :
         {"cat " + file + " | " + binary + "check good.json --policy -",
          "cat " + file + " | " + binary + "check good.json --policy /dev/stdin",
          binary + "check good.json --policy - < " + file,
          binary + "check good.json --policy /dev/stdin < " + file,
          "bash -c \"" + binary + "check good.json --policy <(cat " + file + ")\"",
          "(cat " + file + " > fifo &) ; timeout 60 " + binary + "check good.json --policy fifo",
          "bash -c \"" + binary + "explain good.json --policy <(cat " + file + ")\"",
          "cat " + file + " | " + binary + "ask good.json --policy -",
          "cat " + file + " | " + binary + "disasm -"}) {
      Run run = room.shell_run(line);
      CAPTURE(line);
      CHECK_MESSAGE(run.code == 0, run.err);
    }
  }
  for (const char* words : {"compile - -o q.pbc", "lint -"}) {
    Run run = room.run(words, "< policy.precept > out");
    CAPTURE(words);
    CHECK_MESSAGE(run.code < 2, run.err);
    CHECK(run.err.empty());
  }
  Run program = room.run("compile - -o q.pbc", "< p.pbc > out");
  CHECK(program.code == 2);
  CHECK(contains(program.err, "is a program already"));
  Run tests = room.run("test . --policy -", "< policy.precept > out");
  CHECK(tests.code == 2);
  CHECK(contains(tests.err, "tests look for their policy by its file"));
  Run wrong = room.run("check good.json --policy -", "< garbage > out");
  CHECK(wrong.code == 2);
  CHECK(contains(wrong.err, "standard input:1:"));
}

TEST_CASE("a policy from standard input finds its modules from where the command runs") {
  ClubFolder folder;
  folder.write("hall.precept", "module hall\n\nrecord Play\n  people : int\n");
  folder.write("play.json", R"({"kind": "Play", "people": 3})");
  folder.write("play.precept",
               "policy play\n\nuse hall\n\nabout Play p\n\nclause one\n  shall ensure p.people > 2\n");
  CHECK(folder.run("check play.json --policy -", "< play.precept > out").code == 0);
  CHECK(folder.shell_run("bash -c \"'" PRECEPT_BINARY "' check play.json --policy <(cat play.precept)\"")
            .code == 0);
}

TEST_CASE("a document and answers come from standard input") {
  ClubFolder folder;
  CHECK(folder.run(std::string("check -") + kBy, "< bad.json > out").code == 1);
  CHECK(folder.run(std::string("check /dev/stdin") + kBy, "< bad.json > out").code == 1);
  CHECK(folder.shell_run("cat bad.json | '" PRECEPT_BINARY "' check /dev/stdin" + std::string(kBy)).code ==
        1);
  folder.write("a.json", R"({"answers_to": "open.json", "kind": "Evening", "attestations": [
    {"judgement": "invited", "about": "Ben", "value": true, "by": "Mia", "date": "2022-05-01"}]})");
  CHECK(folder.run(std::string("check open.json --answers -") + kBy, "< a.json > out").code == 0);
  Run closed = folder.run(std::string("check -") + kBy, "<&- > out");
  CHECK(closed.code == 2);
  CHECK(contains(closed.err, "error[E4001]"));
}

TEST_CASE("a place is named as it is reached from where the command runs") {
  ClubFolder folder;
  folder.write(
      "deep/er/da.precept",
      "policy p\n\nrecord Doc\n  n : int\n\nabout Doc d\n\nclause one\n  shall ensure d.n * d.n >= 5\n");
  folder.write("deep/er/a.json", R"({"kind":"Doc","n":9223372036854775807})");
  const std::string binary = "'" PRECEPT_BINARY "' ";
  struct Try {
    std::string folder, policy, place;
  };
  const std::string absolute = (folder.path() / "deep/er/da.precept").string();
  for (const Try& tried :
       {Try{"deep/er", "da.precept", "da.precept:9:"}, Try{"deep", "er", "er/da.precept:9:"},
        Try{".", "deep/er/da.precept", "deep/er/da.precept:9:"},
        Try{"deep/er", "../er/da.precept", "da.precept:9:"}, Try{"deep/er", absolute, absolute + ":9:"}}) {
    const std::string document = (folder.path() / "deep/er/a.json").string();
    Run check = folder.shell_run("cd " + tried.folder + " && " + binary + "check " + document + " --policy " +
                                 tried.policy);
    CAPTURE(tried.place);
    CHECK(contains(check.err, "computed at " + tried.place));
    Run full = folder.shell_run("cd " + tried.folder + " && " + binary + "explain " + document +
                                " --full --policy " + tried.policy);
    CHECK(contains(full.out, "<" + tried.place.substr(0, tried.place.size() - 1) + ">"));
  }
}

TEST_CASE("a line that only some readers see is refused in every text that is read by lines") {
  Room room;
  const std::string text = "The assembly\n\nresolves\n\n1 that there are at least two people;\n";
  room.write("returns.txt", text + "2 that they meet;\r3 that they part;\n");
  Run official = room.run("source lock returns.txt --policy locked.precept -o new.lock");
  CHECK(official.code == 2);
  CHECK(contains(official.err, "error[E0012]: a carriage return alone does not end a line"));
  CHECK(contains(official.err, "returns.txt:6:18"));
  room.write("windows.txt", "The assembly\r\n\r\nresolves\r\n\r\n1 that there are at least two people;\r\n");
  CHECK(room.run("source lock windows.txt --policy locked.precept -o new.lock").code == 0);

  const std::string lock = room.read("locked.lock");
  for (const char* sign : {"\r", "\f", "\u2028"}) {
    for (const char* margin : {"", "  "}) {
      room.write("locked.lock", lock + margin + "# a note" + sign + "paragraph \"resolves\" \"2\" 00\n");
      Run run = room.run("source coverage locked.precept");
      CHECK(run.code == 2);
      CHECK_MESSAGE(contains(run.err, "does not end a line"), run.err);
    }
  }

  // A policy is found in its folder, whatever ends its first comment, and is refused there.
  for (const char* sign : {"\r", "\f", "\u2028"}) {
    fs::create_directories(room.path() / "found");
    room.write("found/one.precept", std::string("-- a note") + sign + kPolicy);
    Run run = room.run("check good.json --policy found");
    CHECK(run.code == 2);
    CHECK_MESSAGE(contains(run.err, "error[E0012]: "), run.err);
  }
  room.write("policy.tests.precept", "tests club.rules\n-- a note\ftest \"x\"\n");
  CHECK(contains(room.run("test policy.tests.precept --policy policy.precept").err, "error[E0012]: "));
}
