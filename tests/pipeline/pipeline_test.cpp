// A project of Resolution 54 with flaws, checked as pipelines do it: by the hook, by the action's script and
// by the words of GitLab's job. Nothing passes, and each flaw is told at its line or cell.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/common/club_folder.h"
#include "tests/common/zip_file.h"

using namespace precept::test::club;
namespace fs = std::filesystem;

namespace {

const std::string kRoot = PRECEPT_SOURCE_DIR;
const std::string kAction = kRoot + "/packaging/github/check";

const std::vector<std::string> kFormats = {"text", "json",   "ndjson", "sarif",    "junit",
                                           "tap",  "github", "gitlab", "markdown", "html"};

constexpr const char* kMeeting = R"(kind: Meeting
group:
  name: SG13RG-AFR
  parent: SG13
  region: AFR
date: 2023-09-19
joint_with: [ITU workshop]
)";

/// Somebody from outside the region contributes, and an Associate decides.
constexpr const char* kPeople = R"(name,entity,category,country,study_groups,acts
A. Diallo,Senegal,MemberState,SN,SG13,attend
B. Okafor,Lagos Labs,Associate,NG,SG13,attend;decide
C. Martin,France,MemberState,FR,SG13,contribute
)";
constexpr const char* kMistaken = R"(name,entity,category,country,study_groups,acts
A. Diallo,Senegal,MemberState,SN,SG13,attend
B. Okafor,Lagos Labs,Asociate,NG,SG13,attend
)";
constexpr const char* kPeopleYaml =
    R"(- {name: A. Diallo, entity: Senegal, category: MemberState, country: SN, acts: [attend]}
- {name: C. Martin, entity: France, category: MemberState, country: FR, acts: [contribute]}
)";

/// The rows of a CSV file as a workbook.
std::string workbook(const std::string& csv) {
  std::string rows, row, cell;
  auto end_cell = [&] {
    row += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
    cell.clear();
  };
  for (const char c : csv) {
    if (c == ',') {
      end_cell();
    } else if (c == '\n') {
      end_cell();
      rows += "<row>" + row + "</row>";
      row.clear();
    } else {
      cell += c;
    }
  }
  return precept::test::workbook_of({{"Participants", "<sheetData>" + rows + "</sheetData>"}});
}

/// A flaw, as its annotation has it.
struct Flaw {
  std::string begin;  ///< of the line
  std::string told;   ///< in it
};

struct Pipeline : ClubFolder {
  Pipeline() {
    REQUIRE(run("new project repo --policy '" + kRoot + "/policies/wtsa-res54'").code == 0);
    shell("rm repo/documents/*");
    put("documents/one-supporter.json", text_of("/examples/res54/one-supporter.json"));
    put("documents/unattested.json", text_of("/examples/res54/unattested-commitment.json"));
    put("documents/misspelt.yaml",
        "kind: Proposal\nname: SG12RG-AFR\nparent: SG12\nregoin: AFR\ndate: 2023-05-10\n");
    put("meetings/may.yaml", kMeeting);
    put("lists/may.csv", kPeople);
    put("lists/mistaken.csv", kMistaken);
    put("lists/may.xlsx", workbook(kPeople));
    put("lists/mistaken.xlsx", workbook(kMistaken));
    put("lists/may.yaml", kPeopleYaml);
  }

  void put(const std::string& file, const std::string& text) const { write("repo/" + file, text); }
  static std::string text_of(const std::string& file) {
    std::ifstream in(kRoot + file, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// The action's script, as GitHub runs it; arguments one a line.
  Run action(const std::string& arguments = "") const {
    write("arguments", arguments);
    for (const char* file : {"summary.md", "output"}) fs::remove(path() / file);
    const auto ended = shell(
        "cd repo && INPUT_ARGUMENTS=\"$(cat ../arguments)\" INPUT_SARIF=precept.sarif "
        "INPUT_JUNIT=precept-junit.xml GITHUB_STEP_SUMMARY=../summary.md GITHUB_OUTPUT=../output "
        "GITHUB_WORKSPACE=\"$PWD\" '" +
        kAction + "' 2>../err >../out");
    return {ended.status, read("out"), read("err")};
  }
  Run of_list(const std::string& list) const {
    return action("meetings/may.yaml\n--table\nattendance=lists/" + list + "\n");
  }

  std::string against_schema(const std::string& file) const {
    const Run checked =
        shell_run("node '" + kRoot + "/tests/outputs/validate.js' '" PRECEPT_MODULES "' " + file);
    return checked.code == 0 ? "" : checked.out + checked.err + " (./dev test installs the validator)";
  }
  bool is_xml(const std::string& file) const {
    return shell_run("python3 -c 'import xml.dom.minidom as m; m.parse(\"" + file + "\")'").code == 0;
  }

  /// Every form of a run that ended: annotations with these flaws, SARIF, JUnit, summary, outputs.
  void check_told(const Run& run, int code, const std::vector<Flaw>& flaws) const {
    INFO((run.out + run.err));
    CHECK(run.code == code);
    for (const Flaw& flaw : flaws) {
      CAPTURE(flaw.begin);
      const std::size_t at = ("\n" + run.out).find("\n" + flaw.begin);
      REQUIRE(at != std::string::npos);
      CHECK(contains(run.out.substr(at, run.out.find('\n', at) - at), flaw.told));
    }
    CHECK(against_schema("repo/precept.sarif") == "");
    CHECK(is_xml("repo/precept-junit.xml"));
    CHECK(read("summary.md").starts_with("### Precept: "));
    CHECK(read("output") ==
          "exit-code=" + std::to_string(code) + "\nsarif=precept.sarif\njunit=precept-junit.xml\n");
  }
};

const std::vector<Flaw> kOfDocuments = {
    {"::error file=documents/one-supporter.json,line=8,", "supporting members"},
    {"::error file=documents/misspelt.yaml,line=4,col=1,endColumn=7,title=E4003::", "did you mean `region`?"},
    {"::error file=documents/unattested.json,line=", "Etihad Salam"}};

}  // namespace

TEST_CASE("the action tells each flaw at its line or cell, in every form, and keeps the exit code") {
  Pipeline pipeline;
  pipeline.check_told(pipeline.action(), 2, kOfDocuments);
  fs::remove(pipeline.path() / "repo/documents/misspelt.yaml");
  pipeline.check_told(pipeline.action(), 1, {kOfDocuments[0], kOfDocuments[2]});
  fs::remove(pipeline.path() / "repo/documents/one-supporter.json");
  pipeline.check_told(pipeline.action(), 3, {kOfDocuments[2]});
  pipeline.check_told(pipeline.action("--strict\n"), 1, {kOfDocuments[2]});
  pipeline.put("documents/unattested.json", Pipeline::text_of("/examples/res54/compliant-proposal.json"));
  pipeline.check_told(pipeline.action(), 0, {});
}

TEST_CASE("lists are told by their lines and cells") {
  Pipeline pipeline;
  pipeline.check_told(pipeline.of_list("may.csv"), 1,
                      {{"::warning file=lists/may.csv,line=3,", "B. Okafor"},
                       {"::error file=lists/may.csv,line=4,", "C. Martin"}});
  pipeline.check_told(pipeline.of_list("may.yaml"), 1,
                      {{"::error file=lists/may.yaml,line=2,", "C. Martin"}});
  pipeline.check_told(pipeline.of_list("may.xlsx"), 1, {{"::error file=lists/may.xlsx,", "4)"}});
  pipeline.check_told(pipeline.of_list("mistaken.csv"), 2,
                      {{"::error file=lists/mistaken.csv,line=3,col=22,endColumn=30,title=E4006::",
                        "did you mean `Associate`?"}});
  pipeline.check_told(pipeline.of_list("mistaken.xlsx"), 2, {{"::error file=lists/mistaken.xlsx,", "C3"}});
  // In SARIF the cell is told, too.
  CHECK(contains(pipeline.read("repo/precept.sarif"), "C3"));
}

TEST_CASE("every format ends with the same exit code, and none is 0") {
  Pipeline pipeline;
  for (const auto& [words, code] :
       std::map<std::string, int>{{"check", 2},
                                  {"check meetings/may.yaml --table attendance=lists/may.csv", 1},
                                  {"check meetings/may.yaml --table attendance=lists/mistaken.xlsx", 2},
                                  {"check documents/unattested.json", 3}}) {
    CAPTURE(words);
    for (const std::string& format : kFormats) {
      CAPTURE(format);
      CHECK(pipeline.shell("cd repo && precept " + words + " --format " + format + " >../told").status ==
            code);
    }
    // As GitLab's job has it, with its variables.
    CHECK(pipeline
              .shell("cd repo && export PRECEPT_PACKAGE=x PRECEPT_ARGUMENTS= && precept " + words +
                     " --output gitlab=gl-code-quality-report.json --output junit=precept-junit.xml")
              .status == code);
    CHECK(json::parse(pipeline.read("repo/gl-code-quality-report.json")).is_array());
    CHECK(pipeline.is_xml("repo/precept-junit.xml"));
  }
}

TEST_CASE("whatever stands in a name, JUnit is well-formed, SARIF valid, and nothing is a command") {
  Pipeline pipeline;
  const std::string name = R"(<&\"]]> ::error:: \u2028 %0A <!--)";
  std::string document = Pipeline::text_of("/examples/res54/one-supporter.json");
  document.replace(document.find("SG11RG-ARB"), std::string("SG11RG-ARB").size(), name);
  pipeline.put("documents/<&\"]]>\x01\n::error::.json", document);
  document.replace(document.find("SG11"), 4, "SG\\u0001\\u001b11");
  pipeline.put("documents/controls.json", document);
  const Run run = pipeline.action();
  pipeline.check_told(run, 2, kOfDocuments);
  std::istringstream lines(run.out);
  for (std::string line; std::getline(lines, line);) {
    const bool is_ours = line.starts_with("::error file=") || line.starts_with("::warning file=") ||
                         line.starts_with("::notice file=") || line.starts_with("precept: ");
    CHECK_MESSAGE(is_ours, line);
  }
}

TEST_CASE("the action needs precept, takes no argument for a command, and writes over nothing that is read") {
  Pipeline pipeline;
  const auto without = pipeline.shell("cd repo && PATH=/usr/bin:/bin '" + kAction + "'");
  CHECK(without.status == 2);
  CHECK(contains(without.output, "::error::there is no precept"));
  const Run odd = pipeline.action("$(touch ../pwned)\n`touch ../pwned`\n; touch ../pwned\n");
  CHECK(odd.code == 2);
  CHECK_FALSE(fs::exists(pipeline.path() / "pwned"));
  const auto over = pipeline.shell("cd repo && INPUT_SARIF=documents/one-supporter.json '" + kAction + "'");
  CHECK(over.status == 2);
  CHECK(pipeline.read("repo/documents/one-supporter.json") ==
        Pipeline::text_of("/examples/res54/one-supporter.json"));
}

TEST_CASE("the hook of a project is that of the repository") {
  Pipeline pipeline;
  const std::string hooks = Pipeline::text_of("/.pre-commit-hooks.yaml"),
                    project = pipeline.read("repo/.pre-commit-config.yaml");
  const std::size_t at = hooks.find("entry: ");
  REQUIRE(at != std::string::npos);
  for (const std::string& line :
       {hooks.substr(at, hooks.find('\n', at) - at), std::string("language: system"),
        std::string("always_run: true"), std::string("require_serial: true")}) {
    CHECK(contains(hooks, line));
    CHECK(contains(project, line));
  }
}

namespace {

struct Repository : Pipeline {
  Repository() {
    REQUIRE(shell("pre-commit --version").status == 0);  // ./dev test installs it
    git("init -q -b main");
    git("config user.name A && git config user.email a@example.org");
    REQUIRE(shell("cd repo && pre-commit install").status == 0);
  }
  Result git(const std::string& words) const {
    return shell("cd repo && export PRE_COMMIT_HOME=\"$PWD/../cache\" && git " + words);
  }
  Result commit() const { return git("add -A && git commit -q -m x"); }
  void check_refused_commit(const std::vector<std::string>& told) const {
    const Result result = commit();
    INFO(result.output);
    CHECK(result.status == 1);
    for (const std::string& part : told) CHECK_MESSAGE(contains(result.output, part), part);
  }
  void check_commit() const {
    const Result result = commit();
    CHECK_MESSAGE(result.status == 0, result.output);
  }
};

}  // namespace

TEST_CASE("the hook lets no flaw into a commit, and checks all where anything but documents changed") {
  Repository repository;
  repository.check_refused_commit({"documents/misspelt.yaml:4:1", "did you mean `region`?",
                                   "documents/one-supporter.json", "documents/unattested.json"});
  repository.shell("rm repo/documents/*");
  const std::string sound = Pipeline::text_of("/examples/res54/compliant-proposal.json");
  repository.put("documents/a.json", sound);
  repository.put("documents/b.json", sound);
  repository.check_commit();

  // A flaw that came in past the hook: other documents may be committed, and nothing else.
  repository.put("documents/b.json", Pipeline::text_of("/examples/res54/one-supporter.json"));
  REQUIRE(repository.git("add -A && git commit -q --no-verify -m x").status == 0);
  repository.put("documents/a.json", sound + "\n");
  repository.check_commit();
  repository.put("README.md", "x\n");
  repository.check_refused_commit({"documents/b.json"});
  REQUIRE(repository.git("reset -q --hard").status == 0);
  repository.put("policies/itu/data/README.md", "x\n");
  repository.check_refused_commit({"documents/b.json"});
  REQUIRE(repository.git("reset -q --hard && git clean -fdq").status == 0);
  // Git's deleted files are no files that pre-commit names.
  fs::remove(repository.path() / "repo/lists/may.csv");
  repository.put("documents/a.json", sound);
  repository.check_refused_commit({"documents/b.json"});
  REQUIRE(repository.git("reset -q --hard").status == 0);
  fs::remove(repository.path() / "repo/policies/itu/data/countries.csv");
  repository.check_refused_commit({"countries.csv"});
}

TEST_CASE("the hook and the action check the lists of documents, each in its own format") {
  Repository repository;
  repository.shell("rm repo/documents/* repo/lists/*");
  repository.put("precept.toml", R"(policies = ["policies/wtsa-res54"]

[[documents]]
files = ["meetings/rows.yaml"]
tables = {attendance = "lists/{stem}.csv"}

[[documents]]
files = ["meetings/cells.yaml"]
tables = {attendance = "lists/{stem}.xlsx"}

[[documents]]
files = ["meetings/records.yaml"]
tables = {attendance = "lists/{stem}.yaml"}
)");
  repository.shell("rm repo/meetings/*");
  for (const char* meeting : {"rows", "cells", "records"})
    repository.put("meetings/" + std::string(meeting) + ".yaml", kMeeting);
  repository.put("lists/rows.csv", kPeople);
  repository.put("lists/cells.xlsx", workbook(kPeople));
  repository.put("lists/records.yaml", kPeopleYaml);
  repository.check_refused_commit(
      {"lists/rows.csv:4:", "lists/cells.xlsx, sheet Participants, ", "lists/records.yaml:2:"});
  repository.check_told(repository.action(), 1,
                        {{"::error file=lists/rows.csv,line=4,", "C. Martin"},
                         {"::error file=lists/cells.xlsx,", "4)"},
                         {"::error file=lists/records.yaml,line=2,", "C. Martin"}});

  repository.put("lists/rows.csv", kMistaken);
  repository.put("lists/cells.xlsx", workbook(kMistaken));
  repository.check_refused_commit({"lists/rows.csv:3:22", "lists/cells.xlsx, sheet Participants, C3"});
  repository.check_told(
      repository.action(), 2,
      {{"::error file=lists/rows.csv,line=3,col=22,endColumn=30,title=E4006::", "did you mean `Associate`?"},
       {"::error file=lists/cells.xlsx,", "C3"}});

  const std::string sound =
      "name,entity,category,country,study_groups,acts\nA. Diallo,Senegal,MemberState,SN,SG13,attend\n";
  repository.put("lists/rows.csv", sound);
  repository.put("lists/cells.xlsx", workbook(sound));
  repository.put(
      "lists/records.yaml",
      "- {name: A. Diallo, entity: Senegal, category: MemberState, country: SN, acts: [attend]}\n");
  repository.check_commit();
  // Nothing but a list changes: its document is checked.
  repository.put("lists/rows.csv", kPeople);
  repository.check_refused_commit({"lists/rows.csv:4:"});
}

TEST_CASE("the hook of the repository works from there, with words of its own") {
  Repository repository;
  repository.write("hooks/.pre-commit-hooks.yaml", Pipeline::text_of("/.pre-commit-hooks.yaml"));
  REQUIRE(repository
              .shell("cd hooks && git init -q -b main && git config user.name A && git config user.email "
                     "a@example.org && "
                     "git add -A && git commit -q -m x && git tag v1")
              .status == 0);
  repository.shell("rm repo/documents/misspelt.yaml repo/documents/one-supporter.json");
  auto configure = [&](const std::string& arguments) {
    repository.put(
        ".pre-commit-config.yaml",
        "repos:\n  - repo: ../hooks\n    rev: v1\n    hooks:\n      - id: precept-check\n        args: [" +
            arguments + "]\n");
    return repository.git("add -A && pre-commit run --all-files --verbose");
  };
  const auto open = configure("");
  CHECK(open.status == 1);
  CHECK_MESSAGE(contains(open.output, "exit code: 3"), open.output);
  const auto strict = configure("--strict");
  CHECK_MESSAGE(contains(strict.output, "exit code: 1"), strict.output);
}
