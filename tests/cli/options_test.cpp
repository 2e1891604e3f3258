// Options: no command accepts an empty value, or an option that contradicts itself.
#include <doctest/doctest.h>

#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/common/club_folder.h"

using namespace precept::test::club;

namespace {

/// Every option of a command that takes a value, as its help names them: so that one of tomorrow is tried
/// too.
std::set<std::string> options_with_values(const ClubFolder& folder, const std::string& command) {
  std::set<std::string> options;
  std::istringstream help(folder.run(command + " --help").out);
  for (std::string line; std::getline(help, line);) {
    std::istringstream words(line);
    std::string first, second;
    words >> first >> second;
    if (first.starts_with("-") && first.find("--") == std::string::npos) continue;
    const std::size_t name = first.find("--");
    // `--strict  Exit with …` is a flag; a value is written in capitals: `-p,--policy PATH`.
    const bool has_value = !second.empty() && second.find_first_of("abcdefghijklmnopqrstuvwxyz") > 3;
    if (name != std::string::npos && has_value) options.insert(first.substr(name));
  }
  return options;
}

/// A command, and what it needs so that only the option that is tried is wrong.
struct Command {
  const char *name, *file;
  std::vector<std::pair<std::string, std::string>> needs;
};
const std::vector<Command> kCommands = {
    {"check", "good.json", {{"--policy", "policy.precept"}, {"--receipt", "r.json"}}},
    {"explain", "good.json", {{"--policy", "policy.precept"}}},
    {"report", "good.json", {{"--policy", "policy.precept"}, {"--output", "page.html"}}},
    {"verify", "r.json", {}},
    {"keygen", "office", {}},
    {"ask", "open.json", {{"--policy", "policy.precept"}}},
    {"compile", "policy.precept", {{"--output", "p.pbc"}}},
    {"disasm", "policy.precept", {}},
    {"test", ".", {}},
    {"lint", "policy.precept", {}},
    {"fmt", "policy.precept", {}},
    {"doc", "policy.precept", {{"--output", "pages/"}}},
    {"repl", "good.json", {{"--policy", "policy.precept"}}},
    {"new policy", "rules", {}},
    {"new test", "policy.precept", {}},
    {"source lock", "good.json", {{"--policy", "policy.precept"}}},
    {"source outline", "good.json", {}},
    {"source verify", "good.json", {{"--policy", "policy.precept"}}},
    {"source coverage", "policy.precept", {}},
    {"man", "", {}}};

}  // namespace

TEST_CASE("a command that is misspelt is told, with the one that may be meant") {
  ClubFolder folder;
  Run near = folder.run("chek good.json --policy policy.precept");
  CHECK(near.code == 2);
  CHECK(contains(near.err, "there is no command `chek`; did you mean `check`?"));
  CHECK(contains(folder.run("frobnicate").err, "there is no command `frobnicate`\n"));
  CHECK(contains(folder.run("source lokc").err, "there is no command `lokc`; did you mean `lock`?"));
  CHECK(contains(folder.run("test . --mutate --limit -1").err, "`-1` is no number from 0 on"));
}

TEST_CASE("an option with an empty or blank value is an error in every command") {
  ClubFolder folder;
  std::size_t tried = 0;
  for (const Command& command : kCommands) {
    for (const std::string& option : options_with_values(folder, command.name)) {
      std::string words = std::string(command.name) + " " + command.file;
      for (const auto& [name, value] : command.needs) {
        const bool excludes = name == "--receipt" && (option == "--lang" || option == "--answers");
        if (name != option && !excludes) words += " " + name + " " + value;
      }
      for (const char* value : {"''", "' '", "$'\\t'", "$'\\xc2\\xa0'"}) {
        Run run =
            folder.shell_run("bash -c \"'" PRECEPT_BINARY "' " + words + " " + option + " " + value + "\"");
        CAPTURE(words);
        CAPTURE(option);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(contains(run.err, "error[E5040]: "));
        CHECK_MESSAGE(contains(run.err, option), run.err);
        ++tried;
      }
    }
  }
  CHECK(tried > 150);
}

TEST_CASE("an empty value names its option") {
  ClubFolder folder;
  folder.run("keygen office");
  struct Tried {
    std::string words, option;
  };
  const Tried all[] = {
      {"check good.json -p policy.precept --receipt ''", "--receipt"},
      {"check good.json -p policy.precept --receipt r.json --sign ''", "--sign"},
      {"check good.json -p policy.precept --as-of ''", "--as-of"},
      {"check good.json -p policy.precept --answers ''", "--answers"},
      {"check good.json -p policy.precept -p ''", "--policy"},
      {"check '' -p policy.precept", "FILE"},
      {"check good.json '' -p policy.precept", "FILE"},
      {"verify r.json --key ''", "--key"},
      {"verify ''", "RECEIPT"},
      {"keygen ''", "NAME"},
      {"explain good.json -p policy.precept --name ' '", "--name"},
      {"ask open.json -p policy.precept --by ''", "--by"},
      {"ask open.json -p policy.precept --write ''", "--write"},
      {"test . --filter ''", "--filter"},
      {"compile '' -o x.pbc", "POLICY"},
  };
  for (const Tried& tried : all) {
    Run run = folder.run(tried.words);
    CAPTURE(tried.words);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5040]: " + tried.option + ": its value is empty"));
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "r.json"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / ".key"));
}

TEST_CASE("a value is text as a reader sees it; a path is what the system takes") {
  ClubFolder folder;
  const std::string attest = "attest open.json -p policy.precept --judgement invited ";
  struct Tried {
    std::string words, option;
  };
  const Tried all[] = {
      {attest + "--value yes --by", "--by"},
      {attest + "--value yes --by desk --reason", "--reason"},
      {attest + "--value yes --by desk --about", "--about"},
      {attest + "--value yes --by desk --date", "--date"},
      {"ask open.json -p policy.precept --by", "--by"},
      {"check good.json -p policy.precept --reading", "--reading"},
      {"check good.json -p policy.precept --as-of", "--as-of"},
      {"explain good.json -p policy.precept --name", "--name"},
      {"explain good.json -p policy.precept --clause", "--clause"},
      {"test . --filter", "--filter"},
  };
  for (const Tried& tried : all) {
    const std::pair<const char*, const char*> values[] = {{"a\\xff", "UTF-8"},
                                                          {"a\\xe2\\x80\\x8bb", "nobody sees"},
                                                          {"a\\x1bb", "nobody sees"},
                                                          {"\\xe2\\x80\\xaea", "nobody sees"},
                                                          {"a\\x7f", "nobody sees"}};
    for (const auto& [value, reason] : values) {
      Run run = folder.shell_run("bash -c \"'" PRECEPT_BINARY "' " + tried.words + " $'" + value + "'\"");
      CAPTURE(tried.words);
      CAPTURE(value);
      CHECK(run.code == 2);
      CHECK(run.out.empty());
      CHECK_MESSAGE(contains(run.err, "error[E5040]: " + tried.option + ": "), run.err);
      CHECK_MESSAGE(contains(run.err, reason), run.err);
    }
  }
  folder.shell_run("bash -c \"cp good.json $'g\\xe9.json'; cp policy.precept $'p\\xe9\\x1b.precept'\"");
  Run run =
      folder.shell_run("bash -c \"'" PRECEPT_BINARY "' check $'g\\xe9.json' -p $'p\\xe9\\x1b.precept'\"");
  CHECK_MESSAGE(run.code == 0, run.err);
}

TEST_CASE("an option that contradicts itself is an error; what may be given again may be") {
  ClubFolder folder;
  const std::string check = "check good.json -p policy.precept ";
  for (const char* words :
       {"--lang fr --lang en", "--as-of 2022-01-01 --as-of 2021-01-01", "--format json --format text",
        "--color never --color always", "--receipt a.json --receipt b.json", "--strict --strict=false"}) {
    Run run = folder.run(check + words);
    CAPTURE(words);
    CHECK(run.code == 2);
    CHECK_FALSE(contains(run.out, "compliant"));
  }
  CHECK(contains(folder.run(check + "--lang fr --lang en").err, "--lang: it is given 2 times"));
  for (const char* words : {"check --strict=", "check --strict=no", "check --readings=", "explain --fix=",
                            "explain --margin=1", "lint --absence=", "test --mutate="}) {
    Run run = folder.run(words + std::string(" policy.precept"));
    const std::string flag = std::string(words).substr(std::string(words).find("--"));
    CAPTURE(words);
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5040]: " + flag.substr(0, flag.find('=')) + ": it takes no value"));
  }
  CHECK(folder.run(check + "--strict --strict").code == 0);
  CHECK(folder.run("check good.json -p policy.precept -p policy.precept").code == 0);
}

TEST_CASE("a reading is chosen once, or twice alike") {
  ClubFolder folder;
  for (const char* half : {"minors", "minors=", "=", "=eighteen"}) {
    Run run = folder.run("check good.json -p policy.precept --reading " + std::string(half));
    CHECK(run.code == 2);
    CHECK(contains(run.err, "error[E5008]: --reading: `" + std::string(half) + "` does not say which "));
  }
  std::string policy = kPolicy;
  policy.insert(policy.find("enum Act"),
                "reading guests\n  welcome \"they are\" default\n  unwelcome \"they are not\"\n\n");
  policy += "\n  however \"read so\"\n    may dance\n      when guests = unwelcome\n";
  folder.write("read.precept", policy);
  const std::string check = "check good.json --policy read.precept ";
  CHECK(folder.run(check + "--reading guests=welcome").code == 0);
  CHECK(folder.run(check + "--reading guests=welcome --reading guests=welcome").code == 0);
  Run twice = folder.run(check + "--reading guests=welcome --reading guests=unwelcome");
  CHECK(twice.code == 2);
  CHECK(contains(twice.err, "error[E5040]: --reading: `guests` is chosen twice"));
}

TEST_CASE("standard input is read once") {
  ClubFolder folder;
  Run run = folder.run("check - --policy -", "< good.json > out");
  CHECK(run.code == 2);
  CHECK(contains(run.err, "standard input is read by"));
}

TEST_CASE("a command line that is wrong is told as JSON where JSON is asked for") {
  ClubFolder folder;
  for (const char* words :
       {"check --format json --nonsense", "explain -f json good.json", "verify --format=json",
        "check good.json -p policy.precept --format json --lang ''"}) {
    Run run = folder.run(words);
    CAPTURE(words);
    CHECK(run.code == 2);
    CHECK(run.err.empty());
    REQUIRE(json::accept(run.out));
    CHECK(json::parse(run.out)["errors"][0]["code"] == "E5040");
  }
}
