// What commands write: never over an input, also to pipes and devices, and a file wholly or not at all.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/common/club_folder.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

struct stat status_of(const fs::path& file) {
  struct stat status {};
  REQUIRE(::lstat(file.c_str(), &status) == 0);
  return status;
}

/// An option that writes a file, and the words around it.
struct Writer {
  const char* words;
  const char* wrote;  ///< a part of what it writes
};
const Writer kWriters[] = {
    {"check good.json --policy policy.precept --receipt ", "\"digest\""},
    {"check good.json --policy policy.precept --output sarif=", "\"2.1.0\""},
    {"report good.json --policy policy.precept -o ", "<!doctype html>"},
    {"compile policy.precept -o ", "PRCPT"},
    {"ask open.json --policy policy.precept --write ", "\"Evening\""},
    {"test rules_test.precept --html ", "<!doctype html>"},
    {"source lock text.txt --policy locked.precept -o ", "precept-source-lock"},
};

constexpr const char* kTests = R"(tests club.rules

test "members dance"
  given Evening
    from "good.json"
  expect verdict compliant
)";

struct OfficeFolder : ClubFolder {
  OfficeFolder() {
    write("rules_test.precept", kTests);
    write("locked.precept", kLocked);
    write("text.txt", "The assembly\n\nresolves\n\n1 that there are at least two people;\n");
  }
  void make_device(const std::string& name, unsigned major, unsigned minor) const {
    REQUIRE_MESSAGE(::mknod((path() / name).c_str(), S_IFCHR | 0666, makedev(major, minor)) == 0,
                    "these tests make device files: run them as root");
  }
};

}  // namespace

TEST_CASE("a device, a pipe and a link are written to or through, not replaced") {
  for (const Writer& writer : kWriters) {
    OfficeFolder office;
    const std::string words = writer.words;
    CAPTURE(words);
    office.make_device("null", 1, 3);
    CHECK(office.run(words + "null").code % 3 == 0);  // the document that is asked about stays open
    CHECK(S_ISCHR(status_of(office.path() / "null").st_mode));

    REQUIRE(::mkfifo((office.path() / "fifo").c_str(), 0600) == 0);
    Run piped = office.shell_run("cat fifo > got & '" PRECEPT_BINARY "' " + words +
                                 "fifo; code=$?; wait; exit $code");
    CHECK(piped.code % 3 == 0);
    CHECK(contains(office.read("got"), writer.wrote));
    CHECK(S_ISFIFO(status_of(office.path() / "fifo").st_mode));

    office.write("target", "");
    fs::create_symlink("target", office.path() / "link");
    fs::create_symlink("not there yet", office.path() / "dangling");
    fs::create_symlink("round", office.path() / "round");
    CHECK(office.run(words + "link").code % 3 == 0);
    CHECK(contains(office.read("target"), writer.wrote));
    CHECK(office.run(words + "dangling").code % 3 == 0);
    CHECK(contains(office.read("not there yet"), writer.wrote));
    for (const char* link : {"link", "dangling"}) CHECK(S_ISLNK(status_of(office.path() / link).st_mode));
    Run circle = office.run(words + "round");
    CHECK(circle.code == 2);
    CHECK(contains(circle.err, "error[E5006]"));
  }
}

TEST_CASE("a device that is full is told, and stays") {
  for (const Writer& writer : kWriters) {
    OfficeFolder office;
    office.make_device("full", 1, 7);
    Run run = office.run(std::string(writer.words) + "full");
    CAPTURE(writer.words);
    CHECK(run.code == 2);
    CHECK(contains(run.err + run.out, "`full` cannot be written: the disk is full"));
    CHECK(S_ISCHR(status_of(office.path() / "full").st_mode));
  }
}

TEST_CASE("a socket is written to, and one that nobody listens at is told") {
  OfficeFolder office;
  Run run = office.shell_run(
      "python3 -c 'import socket\n"
      "s=socket.socket(socket.AF_UNIX); s.bind(\"socket\"); s.listen(1); open(\"ready\",\"w\").close()\n"
      "c,_=s.accept(); data=b\"\"\n"
      "while (part:=c.recv(65536)): data+=part\n"
      "open(\"got\",\"wb\").write(data)' & while [ ! -e ready ]; do sleep 0.05; done; '" PRECEPT_BINARY
      "' compile policy.precept -o socket; code=$?; wait; exit $code");
  CHECK(run.code == 0);
  CHECK(contains(office.read("got"), "PRCPT"));
  CHECK(S_ISSOCK(status_of(office.path() / "socket").st_mode));
  Run nobody = office.run("compile policy.precept -o socket");
  CHECK(nobody.code == 2);
  CHECK(contains(nobody.err, "error[E5006]"));
}

TEST_CASE("- is standard output, for the file alone") {
  for (const Writer& writer : kWriters) {
    OfficeFolder office;
    Run run = office.run(std::string(writer.words) + "-");
    CAPTURE(writer.words);
    CHECK(run.code % 3 == 0);
    CHECK(contains(run.out.substr(0, 200 + run.out.size() * (std::string(writer.wrote) == "\"digest\"")),
                   writer.wrote));
    CHECK_FALSE(run.err.empty());  // what is told goes there
    CHECK_FALSE(fs::exists(office.path() / "-"));
  }
  OfficeFolder office;
  const json receipt = json::parse(office.run(std::string(kWriters[0].words) + "-").out);
  CHECK(receipt["verdict"] == "compliant");
  CHECK(office.run("check good.json --policy policy.precept --receipt /dev/stdout").code == 0);
}

TEST_CASE("nothing is written over what is read, by whatever name it is reached") {
  for (const Writer& writer : kWriters) {
    for (const char* input : {"good.json", "open.json", "policy.precept", "locked.precept", "text.txt"}) {
      OfficeFolder office;
      const std::string words = writer.words;
      const bool is_policy = fs::path(input).extension() == ".precept";
      if (words.find(input) == std::string::npos && !is_policy) continue;
      const std::string before = office.read(input);
      fs::create_symlink(input, office.path() / "link");
      fs::create_hard_link(office.path() / input, office.path() / "hard");
      for (const char* name : {input, "link", "hard", "./link"}) {
        Run run = office.run(words + name);
        CAPTURE(words);
        CAPTURE(name);
        CHECK(run.code == 2);
        CHECK(contains(run.err + run.out, "E5042"));
        CHECK(office.read(input) == before);
      }
    }
  }
}

TEST_CASE("nor over a key, a program, a project file, or a policy that plays no part") {
  OfficeFolder office;
  office.run("keygen office");
  office.run("compile policy.precept -o other.pbc");
  office.write("precept.project", "language = fr\n");
  office.write("else.precept", "policy elsewhere\n");
  office.write("elsewhere.txt", "-- kept as text\npolicy elsewhere\n");
  for (const char* name :
       {"office.key", "office.pub", "other.pbc", "precept.project", "else.precept", "elsewhere.txt"}) {
    const std::string before = office.read(name);
    Run run = office.run(std::string(kWriters[0].words) + name);
    CAPTURE(name);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5042]"));
    CHECK(office.read(name) == before);
  }
  CHECK(office.run("compile policy.precept -o other.pbc").code == 0);
  CHECK(office.run("check good.json --policy policy.precept --answers open.json --receipt x").code == 2);
}

TEST_CASE("a policy's modules, tables and translations are read too") {
  OfficeFolder office;
  office.write("rooms.csv", "code,seats\nblue,20\n");
  office.write("hall.precept",
               "module hall\n\ntable Room from \"rooms.csv\" key code\n  code : text\n  seats : int\n");
  office.write("play.precept",
               "policy play\n\nuse hall\n\nrecord Play\n  room : Room\n\nabout Play p\n\nclause one\n"
               "  shall ensure p.room.seats > 2\n");
  office.write("play.fr.po", "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n");
  for (const char* name : {"rooms.csv", "hall.precept", "play.fr.po", "play.precept"}) {
    Run run = office.run("compile play.precept -o " + std::string(name));
    CAPTURE(name);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5042]"));
  }
  CHECK(office.run("compile play.precept -o play.pbc").code == 0);
}

TEST_CASE("the mode of a file stays; a new one gets the usual") {
  for (const Writer& writer : kWriters) {
    OfficeFolder office;
    office.write("old", "");
    fs::permissions(office.path() / "old", fs::perms(0640));
    const std::string line = "umask 027; '" PRECEPT_BINARY "' " + std::string(writer.words);
    CAPTURE(writer.words);
    CHECK(office.shell_run(line + "old").code % 3 == 0);
    CHECK((status_of(office.path() / "old").st_mode & 07777) == 0640);
    CHECK(office.read("old").size() > 10);
    CHECK(office.shell_run(line + "new").code % 3 == 0);
    CHECK((status_of(office.path() / "new").st_mode & 07777) == (0666 & ~027));
    for (const auto& entry : fs::directory_iterator(office.path())) {
      CHECK_FALSE(contains(entry.path().filename().string(), "precept-"));  // no file is left beside it
    }
  }
}

TEST_CASE("a file that cannot become whole stays as it was") {
  for (const Writer& writer : kWriters) {
    OfficeFolder office;
    office.write("old", "as it was");
    // Blocks of 512 bytes: no file may grow beyond it.
    Run run = office.shell_run("(ulimit -f 0; '" PRECEPT_BINARY "' " + std::string(writer.words) +
                               "old 2>&1) | cat");
    CAPTURE(writer.words);
    CHECK(contains(run.out,
                   "error[E5006]: `old` cannot be written: it would become larger than files may be here"));
    CHECK(office.read("old") == "as it was");
    for (const auto& entry : fs::directory_iterator(office.path()))
      CHECK_FALSE(contains(entry.path().filename().string(), "precept-"));
  }
}

TEST_CASE("a full disk is called that") {
  OfficeFolder office;
  fs::create_directory(office.path() / "small");
  Run mounted = office.shell_run(
      "unshare -m sh -c \"mount -t tmpfs -o size=4k tmpfs small && head -c 4096 /dev/zero > small/fill; "
      "echo mounted; '" PRECEPT_BINARY
      "' compile policy.precept -o small/p.pbc; echo code \\$?; ls -A small; '" PRECEPT_BINARY
      "' keygen small/office; echo code \\$?; ls -A small\"");
  if (!contains(mounted.out, "mounted")) {
    MESSAGE("no file system can be mounted here, so a full one was not tried; a full device was");
    return;
  }
  CHECK(contains(mounted.err, "`small/p.pbc` cannot be written: the disk is full"));
  CHECK(contains(mounted.err, "`small/office.pub` cannot be written: the disk is full"));
  CHECK(mounted.out == "mounted\ncode 2\nfill\ncode 2\nfill\n");
}

TEST_CASE("what cannot be a file is told") {
  OfficeFolder office;
  fs::create_directory(office.path() / "folder");
  for (const Writer& writer : kWriters) {
    const bool is_receipt = std::string(writer.words).ends_with("--receipt ");
    for (const char* name : {"folder", "not/there", "good.json/x"}) {
      const bool is_page = std::string(writer.words).starts_with("report ");
      if ((is_receipt || is_page) && std::string(name) == "folder") continue;  // they go into it
      Run run = office.run(std::string(writer.words) + name);
      CAPTURE(writer.words);
      CAPTURE(name);
      CHECK(run.code == 2);
      CHECK(contains(run.err + run.out, "E5006"));
    }
  }
  Run keys = office.run("keygen folder/not/office");
  CHECK(keys.code == 2);
  CHECK(contains(keys.err, "its folder is not there"));
  CHECK(office.run("keygen -").code == 2);
}

// ---- standard output -------------------------------------------------------------------------------

TEST_CASE("what standard output does not take is never a success") {
  OfficeFolder office;
  office.make_device("full", 1, 7);
  office.run("compile policy.precept -o p.pbc");
  for (const char* words :
       {"check good.json --policy policy.precept", "check good.json --policy policy.precept --format json",
        "check good.json --policy policy.precept --format sarif",
        "check good.json --policy policy.precept --output tap=-", "explain good.json --policy policy.precept",
        "explain good.json --policy policy.precept --fix", "ask good.json --policy policy.precept",
        "compile policy.precept -o q.pbc", "disasm p.pbc", "test rules_test.precept", "lint policy.precept",
        "fmt policy.precept --check", "keygen k", "--version", "--help", "check --help",
        "report good.json --policy policy.precept -o page.html", "compile policy.precept -o -",
        "source lock text.txt --policy locked.precept"}) {
    fs::remove(office.path() / "k.key");
    fs::remove(office.path() / "k.pub");
    CAPTURE(words);
    Run full = office.shell_run("'" PRECEPT_BINARY "' " + std::string(words) + " > full");
    CHECK(full.code == 2);
    CHECK(contains(full.err, "error[E5006]: standard output cannot be written: the disk is full"));
    fs::remove(office.path() / "k.key");
    fs::remove(office.path() / "k.pub");
    Run closed = office.shell_run("'" PRECEPT_BINARY "' " + std::string(words) + " >&-");
    CHECK(closed.code == 2);
    CHECK(contains(closed.err, "error[E5006]: standard output cannot be written"));
  }
}

TEST_CASE("where standard streams are closed, no file takes their place") {
  OfficeFolder office;
  Run run = office.shell_run("'" PRECEPT_BINARY
                             "' check good.json --policy policy.precept --receipt r.json >&- 2>&- <&-");
  CHECK(run.code == 2);
  CHECK(json::parse(office.read("r.json"))["verdict"] == "compliant");
}

TEST_CASE("a reader that goes away is not told, and is no success") {
  OfficeFolder office;
  for (int i = 0; i < 400; ++i) office.write("many/" + std::to_string(i) + "bad.json", kBad);
  Run run = office.shell_run("bash -c \"'" PRECEPT_BINARY
                             "' check many"
                             " --policy policy.precept --all | head -1; exit \\${PIPESTATUS[0]}\"");
  CHECK(run.code == 2);
  CHECK(run.err.empty());
  CHECK(contains(run.out, "bad.json: non-compliant"));
}
