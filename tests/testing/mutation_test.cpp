// Mutation testing: which mutants a policy has (in tests/cases/mutants each line is followed by its mutants),
// which survive, and that the tests proposed for survivors kill them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/parse/parse.h"
#include "compiler/pipeline.h"
#include "testing/mutation/changed_program.h"
#include "testing/mutation/mutants.h"
#include "testing/mutation/policy_text.h"
#include "tests/common/command_folder.h"

using namespace precept;
namespace fs = std::filesystem;

namespace {

const fs::path kCases = fs::path(PRECEPT_ROOT) / "tests/cases/mutants";
constexpr std::string_view kMark = "  --> ";

std::string read_file(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string folded(std::string_view text) {
  std::string result;
  for (std::string_view rest = text; !rest.empty();) {
    std::size_t begin = rest.find_first_not_of(" \n");
    if (begin == std::string_view::npos) break;
    std::size_t end = std::min(rest.find_first_of(" \n", begin), rest.size());
    result += (result.empty() ? "" : " ") + std::string(rest.substr(begin, end - begin));
    rest.remove_prefix(end);
  }
  return result;
}

/// What becomes of a mutant before any test has seen it.
std::string fate(const testing::Mutant& mutant, const fs::path& file, const std::string& text,
                 const std::string& meaning) {
  auto program = testing::compile_changed(file, file.string(), testing::changed_text(mutant, text));
  if (!program) return " (does not compile)";
  return testing::meaning_digest(*program) == meaning ? " (changes nothing)" : "";
}

/// The policy with its changes told, each below the line that it is in.
std::string annotated(const fs::path& file, const std::string& text) {
  Sources sources;
  sources.replace(file.string(), text);
  Diagnostics diagnostics;
  auto model = read_policy(file, sources, diagnostics);
  INFO(diagnostics_text(diagnostics, sources, Color::Off));
  REQUIRE(model);
  ast::Arena arena;
  const ast::File* tree = parse(0, sources, arena, diagnostics);
  std::string meaning = testing::meaning_digest(*testing::compile_changed(file, file.string(), text));
  std::map<std::uint32_t, std::vector<std::string>> by_line;
  for (const testing::Mutant& mutant : testing::find_mutants(*tree, sources, testing::scope_of(*model))) {
    std::string told = std::string(kMark) + to_string(mutant.mutation) + ":";
    for (const testing::Edit& edit : mutant.edits)
      told += " `" + folded(sources.text(edit.place)) + "` -> `" + folded(edit.text) + "`";
    by_line[sources.locate(0, mutant.place.begin).line].push_back(told + fate(mutant, file, text, meaning));
  }
  std::string result;
  std::uint32_t number = 0;
  for (const std::string& line : lines_of(text)) {
    result += line + "\n";
    for (const std::string& told : by_line[++number]) result += told + "\n";
  }
  return result;
}

/// A folder with a policy and its tests.
class MutationFolder : public precept::test::CommandFolder {
 public:
  MutationFolder(const std::string& policy, const std::string& tests) {
    write("loans.precept", policy);
    write("loans_test.precept", tests);
  }
  struct Outcome : Result {
    std::string errors;
  };
  Outcome run(const std::string& arguments) const {
    Outcome outcome{shell("precept test --mutate " + arguments + " 2>errors.txt"), {}};
    outcome.errors = read("errors.txt");
    return outcome;
  }
  nlohmann::json json(const std::string& arguments = "") const {
    return nlohmann::json::parse(run("--format json " + arguments).output);
  }
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kPolicy = R"(policy town.loans

in force from 2024-01-01 until 2024-12-31

enum Act
  take reserve

enum Category
  Child Adult Staff

record Reader
  name     : text
  age      : int
  category : Category
  acts     : set of Act default {}

record Loan
  date    : date
  readers : list of Reader
  books   : int
  note    : text or none

judgement careful(r: Reader)
  asks "Is {r.name} careful?"

about Loan l

clause rule 1
  shall ensure l.books <= 5
    unless l.note is given
    otherwise "{l.books} books"

  should ensure count distinct (r in l.readers by r.name) >= 2

  should ensure l.books != 4

about Loan l, each r in l.readers

acts take, reserve
  exercised r.acts

clause rule 2
  may take, reserve when r.category in {Adult, Staff}

  shall not take
    unless r.age >= 16 or careful(r)
)";

constexpr const char* kWeakTests = R"(tests town.loans

test "in order"
  given Loan {date: 2024-05-01, readers: [{name: "Ida", age: 30, category: Adult}], books: 1}
  expect verdict compliant
)";

}  // namespace

/// PRECEPT_UPDATE=1 writes the files anew; then the difference is to be read.
TEST_CASE("each line of the cases is followed by its changes, and there are no others") {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    CAPTURE(entry.path().filename().string());
    std::string written = read_file(entry.path()), bare;
    for (const std::string& line : lines_of(written)) {
      if (!line.starts_with(kMark)) bare += line + "\n";
    }
    std::string now = annotated(entry.path(), bare);
    if (getenv("PRECEPT_UPDATE") != nullptr) std::ofstream(entry.path()) << now;
    CHECK(now == read_file(entry.path()));
    ++count;
  }
  CHECK(count >= 2);
}

TEST_CASE("every sort of change stands in a case") {
  std::string all;
  for (const auto& entry : fs::directory_iterator(kCases)) all += read_file(entry.path());
  for (std::size_t i = 0; i < testing::mutation_count(); ++i) {
    const char* word = to_string(static_cast<testing::Mutation>(i));
    CHECK_MESSAGE(contains(all, std::string(kMark) + word + ":"), word);
  }
}

TEST_CASE("words of a policy are found whatever stands around them") {
  auto tokens = testing::tokens_of("a<=\"b \\\" -- c\"--d\n2022-03-09-1 {é}");
  std::vector<std::string_view> texts;
  for (const testing::Token& token : tokens) texts.push_back(token.text);
  CHECK(texts == std::vector<std::string_view>{"a", "<=", "\"b \\\" -- c\"", "--d", "2022-03-09", "-", "1",
                                               "{", "é", "}"});
  CHECK(testing::tokens_of("\"open").size() == 1);
  CHECK(testing::tokens_of("\"open\\").size() == 1);
}

TEST_CASE("survivors come with tests that kill them, until none is left that a document tells apart") {
  MutationFolder folder(kPolicy, kWeakTests);
  nlohmann::json before = folder.json();
  CHECK(before["counts"]["survived"] > 20);
  CHECK(before["counts"]["not-tried"] == 0);
  std::string tests = kWeakTests;
  for (const auto& mutant : before["mutants"]) {
    if (mutant["state"] != "survived" || mutant["test"].is_null()) continue;
    tests += "\n" + mutant["test"].get<std::string>();
  }
  folder.write("loans_test.precept", tests);
  nlohmann::json after = folder.json();
  std::size_t unexplained = 0;
  for (const auto& mutant : before["mutants"]) {
    if (mutant["state"] == "survived" && mutant["test"].is_null()) ++unexplained;
  }
  CHECK(after["counts"]["survived"] == unexplained);
  CHECK(unexplained == 0);
  CHECK(folder.run("--min-score 100").status == 0);
}

TEST_CASE("the text tells place, change and a test, and how many of each there are") {
  MutationFolder folder(kPolicy, kWeakTests);
  auto result = folder.run("");
  CHECK(result.status == 0);
  CHECK(result.errors == "");
  CHECK(contains(result.output, "survived  loans.precept:29:24  rule 1: move-boundary, `<` and `<=`"));
  CHECK(
      contains(result.output,
               "  - shall ensure l.books <= 5\n  + shall ensure l.books < 5\n"
               "  this test would notice:\n\n    test \"rule 1: move-boundary at loans.precept:29:24, <\""));
  CHECK(contains(result.output, " killed, "));
  CHECK(contains(result.output, "score "));
}

TEST_CASE("the threads do not change what is told") {
  MutationFolder folder(kPolicy, kWeakTests);
  std::string one = folder.run("--jobs 1").output;
  CHECK(folder.run("--jobs 4").output == one);
  CHECK(folder.run("--jobs 4").output == one);
}

TEST_CASE("a score is not rounded up, and a gate holds it") {
  MutationFolder folder(kPolicy, kWeakTests);
  nlohmann::json told = folder.json();
  double killed = told["counts"]["killed"], survived = told["counts"]["survived"];
  double score = std::stod(told["score"].get<std::string>());
  CHECK(score <= 100 * killed / (killed + survived));
  CHECK(score + 0.1 > 100 * killed / (killed + survived));
  CHECK(folder.run("--min-score 1").status == 0);
  auto missed = folder.run("--min-score 99.5");
  CHECK(missed.status == 1);
  CHECK(contains(missed.output, ", 99.5 % are asked for\n"));
  CHECK(folder.json("--min-score 99.5")["passes"] == false);
}

TEST_CASE("what does not go together is refused") {
  MutationFolder folder(kPolicy, kWeakTests);
  auto junit = folder.run("--format junit");
  CHECK(junit.status == 2);
  CHECK(junit.errors == "error: --mutate writes text or json\n");
  CHECK(folder.run("--coverage").status == 2);
  CHECK(folder.run("--jobs 0").status == 2);
  CHECK(folder.run("--min-score 101").status == 2);
}

TEST_CASE("where the tests fail, no mutant is tried") {
  std::string failing(kWeakTests);
  failing +=
      "\ntest \"wrong\"\n  given Loan {date: 2024-05-01, readers: [], books: 6}\n  expect verdict "
      "compliant\n";
  MutationFolder folder(kPolicy, failing);
  auto result = folder.run("");
  CHECK(result.status == 1);
  CHECK(contains(result.output, "failed  wrong\n"));
  CHECK(contains(result.errors, "no mutant was tried"));
  // Other tests may do for their part.
  CHECK(folder.run("--filter order").status == 0);
}

TEST_CASE("what time did not allow is told, and no gate passes then") {
  MutationFolder folder(kPolicy, kWeakTests);
  auto result = folder.run("--limit 0");
  CHECK(result.status == 0);
  CHECK(contains(result.output, "were not tried for want of time\n"));
  CHECK(folder.run("--limit 0 --min-score 0").status == 1);
  CHECK(folder.run("--limit 600 --min-score 0").status == 0);
}

TEST_CASE("a survivor may be excused, with a reason, where there is one") {
  std::string policy(kPolicy);
  auto comment = [&](const std::string& line, const std::string& words) {
    policy.replace(policy.find(line), line.size(), line + words);
  };
  comment("l.books != 4", "   -- mutant ok: four is tested elsewhere");
  comment("may take, reserve when r.category in {Adult, Staff}", "   -- mutant ok:");
  comment("  books   : int", "   -- mutant ok: there is nothing here");
  MutationFolder folder(policy, kWeakTests);
  auto result = folder.run("");
  CHECK(contains(result.output, "excused  loans.precept:35:"));
  CHECK(contains(result.output, "  mutant ok: four is tested elsewhere\n"));
  CHECK(contains(result.output, " excused\n"));
  CHECK(contains(result.errors, "warning[W7001]: this `mutant ok` gives no reason"));
  CHECK(contains(result.errors, "warning[W7001]: on this line no mutant survives"));
  CHECK(!contains(result.errors, "loans.precept:35:"));
  nlohmann::json told = folder.json();
  CHECK(told["counts"]["excused"] > 3);
  bool has_reason = std::ranges::any_of(told["mutants"], [](const auto& mutant) {
    return mutant["state"] == "excused" && mutant["reason"] == "four is tested elsewhere" &&
           mutant["line"] == 35;
  });
  CHECK(has_reason);
}

TEST_CASE("an excuse may stand alone above its line") {
  std::string policy(kPolicy);
  std::string line = "  should ensure l.books != 4";
  policy.replace(policy.find(line), line.size(), "  -- mutant ok: as above\n" + line);
  auto result = MutationFolder(policy, kWeakTests).run("");
  CHECK(contains(result.output, "excused  loans.precept:36:"));
  CHECK(result.errors == "");
}

TEST_CASE("a change of a module is tried on all that use it, one that nothing decides by is not made") {
  std::string policy(kPolicy);
  std::string use = "policy town.loans\n";
  policy.replace(0, use.size(), use + "\nuse shared\n");
  std::string condition = "l.books <= 5";
  policy.replace(policy.find(condition), condition.size(), "few(l.books)");
  MutationFolder folder(policy, kWeakTests);
  folder.write("shared.precept", R"(module shared

define few(n: int): truth
  as "{n} is few" | "{n} is many"
  = n <= 5

define nobody_asks(n: int): truth
  as "-" | "-"
  = n = 7
)");
  nlohmann::json told = folder.json();
  std::size_t of_module = 0;
  for (const auto& mutant : told["mutants"]) {
    CHECK(mutant.value("definition", "") != "nobody_asks");
    if (mutant["file"] == "shared.precept") ++of_module;
    if (mutant["file"] == "shared.precept") CHECK(mutant["definition"] == "few");
  }
  CHECK(of_module >= 5);
}
