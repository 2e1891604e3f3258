// Every file of tests/cases/check has the mistakes that its comments announce (tests/mistakes/mistakes.h).
// Then the same files are damaged at random, and random trees are built: for every tree that the parser could
// give, the check ends with a model or with a mistake.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "compiler/analysis/analysis.h"
#include "compiler/check/context.h"
#include "compiler/pipeline.h"
#include "tests/mistakes/mistakes.h"

using namespace precept;

namespace {

namespace fs = std::filesystem;

const fs::path kCases = PRECEPT_ROOT "/tests/cases/check";

std::vector<fs::path> case_files() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kCases)) {
    if (entry.path().extension() == ".precept") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Checks a text as if it lay beside the cases.
Diagnostics check_text(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  FileId file = sources.add((kCases / "made_up.precept").string(), std::move(text));
  auto model = check_policy(file, sources, diagnostics);
  CHECK((model == nullptr) == diagnostics.has_errors());
  return diagnostics;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("every file of cases/check has the mistakes its comments tell, and no other") {
  std::vector<fs::path> paths = case_files();
  REQUIRE(paths.size() > 40);
  for (const fs::path& path : paths) {
    Sources sources;
    Diagnostics diagnostics;
    auto file = sources.read(path);
    REQUIRE(file);
    auto model = check_policy(*file, sources, diagnostics);
    test::check_mistakes(sources, *file, diagnostics);
    CHECK((model == nullptr) == diagnostics.has_errors());
    CHECK(path.filename().string().starts_with("good_") == (model != nullptr));
  }
}

TEST_CASE("every mistake of names, types and tables is made by a file") {
  // The first is about a whole file, and tested below; the second is told while a file is parsed; the others
  // are about the files of a folder (cli/parts_test.cpp).
  const std::set<std::string> elsewhere = {"E1025", "E1051", "E1077", "E1078"};
  std::set<std::string> seen;
  for (const fs::path& path : case_files()) {
    Sources sources;
    auto file = sources.read(path);
    for (const auto& mistake : test::expected_mistakes(sources, *file)) seen.insert(mistake.code);
  }
  for (std::size_t kind = 0; kind < diagnostic_kind_count(); ++kind) {
    std::string code = info(static_cast<DiagnosticKind>(kind)).code;
    bool is_ours = code.starts_with("E1") || code.starts_with("E2");
    if (is_ours && !elsewhere.contains(code)) CHECK_MESSAGE(seen.contains(code), code);
  }
}

// ---- the model ---------------------------------------------------------------------------------

TEST_CASE("what a policy says of itself, and what it is made from") {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(kCases / "good_club.precept", sources, diagnostics, SourceLock::Ignore);
  REQUIRE(model);
  CHECK(model->name == "good.club");
  CHECK(model->title == "A club's rules");
  CHECK(model->source_lock == "club.lock");
  CHECK(format_date(*model->from) == "2020-01-01");
  CHECK(format_date(*model->until) == "2029-12-31");
  std::vector<std::string> names;
  for (const auto& source : model->sources) {
    names.push_back(source.name);
    CHECK(source.digest.size() == 64);
  }
  CHECK(names == std::vector<std::string>{"check/good_club.precept", "check/shared/club.precept",
                                          "check/data/towns.csv", "check/data/seats.csv"});
}

TEST_CASE("cells of a table become values, doubt and nothing included") {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(kCases / "good_club.precept", sources, diagnostics, SourceLock::Ignore);
  REQUIRE(model);
  const model::Table& towns = model->tables[0];
  REQUIRE(towns.rows.size() == 3);
  CHECK(towns.lines == std::vector<std::uint32_t>{2, 3, 4});
  auto cell = [&](std::size_t row, std::string_view column) {
    return towns.rows[row][*checking::find_field(towns.columns, column)];
  };
  CHECK(cell(1, "name").text == "Beeton, Lower");
  CHECK(cell(0, "coastal").number == 1);
  CHECK(cell(1, "coastal").state == model::ValueState::Unknown);
  CHECK(cell(1, "coastal").text == "no");
  CHECK(cell(1, "long_code").state == model::ValueState::None);
  CHECK(cell(1, "borders").state == model::ValueState::Known);
  CHECK(cell(1, "borders").number == 0);
  CHECK(cell(2, "borders").number == 3);
  const model::Table& seats = model->tables[1];
  CHECK(seats.rows[2][0].number == 1);   // BE is the second row of towns
  CHECK(seats.rows[1][3].number == 30);  // `30 days`
}

TEST_CASE("however and despite say who defeats whom") {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(kCases / "good_club.precept", sources, diagnostics, SourceLock::Ignore);
  REQUIRE(model);
  const model::Section& section = model->sections[1];
  // may attend, speak · may vote · should not speak · shall not vote · (however) may vote · (despite) may …
  std::vector<std::vector<std::uint32_t>> defeaters;
  for (const model::Norm& norm : section.norms) defeaters.push_back(norm.defeaters);
  CHECK(defeaters == std::vector<std::vector<std::uint32_t>>{{5}, {4, 5}, {5}, {4, 5}, {5}, {}});
  CHECK(section.norms[4].quote == "for the town");
  CHECK(section.norms[5].quote == "the chair");
  CHECK(section.norms[0].applies != nullptr);
  CHECK(section.norms[5].applies == nullptr);
  CHECK(section.clauses[0].form == model::ClauseForm::Encoded);
  CHECK(section.clauses[0].reason == "who may bring a dog");
  CHECK(section.act_members == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("a judgement's key is the first parameter that is not the document") {
  Sources sources;
  Diagnostics diagnostics;
  auto model = read_policy(kCases / "good_club.precept", sources, diagnostics, SourceLock::Ignore);
  REQUIRE(model);
  auto judgement = [&](std::string_view name) {
    return *std::ranges::find(model->judgements, name, &model::Judgement::name);
  };
  CHECK(judgement("helpful").key_parameter == 0);
  CHECK(judgement("helpful").key_field == 0);
  CHECK_FALSE(judgement("orderly").key_parameter.has_value());
}

// ---- files -------------------------------------------------------------------------------------

TEST_CASE("a module is no policy, nor is a file without clauses") {
  for (const char* name : {"shared/club.precept", "modules/base.precept"}) {
    Sources sources;
    Diagnostics diagnostics;
    CHECK(read_policy(kCases / name, sources, diagnostics) == nullptr);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].kind == DiagnosticKind::NoPolicy);
  }
}

TEST_CASE("policies of a folder are the files that begin with the word") {
  fs::path folder = fs::temp_directory_path() / "precept_find_policies_test";
  fs::remove_all(folder);
  fs::create_directories(folder / "inner" / "tests");
  auto write = [&](const char* name, const char* text) { std::ofstream(folder / name) << text; };
  write("b.precept", "-- a comment\n\n  policy b\n");
  write("inner/a.precept", "\xEF\xBB\xBFpolicy a\n");
  write("module.precept", "module m\n-- policy\n");
  write("policyless.precept", "policyless x\n");
  write("c.txt", "policy c\n");
  write("inner/tests/d.precept", "policy d\n");
  Diagnostics diagnostics;
  CHECK(policy_files_at(folder, diagnostics) ==
        std::vector<fs::path>{folder / "b.precept", folder / "inner" / "a.precept"});
  CHECK(policy_files_at(folder / "b.precept", diagnostics) == std::vector<fs::path>{folder / "b.precept"});
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(policy_files_at(folder / "inner" / "tests" / "none", diagnostics).empty());
  CHECK(diagnostics.all().back().kind == DiagnosticKind::CannotRead);
  fs::remove(folder / "b.precept");
  fs::remove(folder / "inner" / "a.precept");
  CHECK(policy_files_at(folder, diagnostics).empty());
  CHECK(diagnostics.all().back().kind == DiagnosticKind::NoPolicy);
  fs::remove_all(folder);
}

// ---- size and damage -----------------------------------------------------------------------------

TEST_CASE("long chains of definitions and of records are checked without recursion") {
  constexpr std::size_t kLong = 3'000;
  std::string text = "policy p\n";
  for (std::size_t i = 0; i < kLong; ++i) {
    text += fmt::format("define f{}(n: int) = f{}(n) + 1\nrecord R{} r : R{}\n", i, i + 1, i, i + 1);
  }
  text += fmt::format("define f{0}(n: int) = n\nrecord R{0} n : int\n", kLong);
  text += "about R3000 r\nclause a\n  shall ensure f0(1) > 0\n";
  CHECK_FALSE(check_text(text).has_errors());
}

TEST_CASE("an expression that is nested too deeply is one message") {
  auto mistakes = check_text("policy p\nrecord R\n  n : int\nabout R r\nclause a\n  shall ensure r.n" +
                             repeated(" + r.n", 20'000) + " > 0\n");
  REQUIRE(mistakes.all().size() == 1);
  CHECK(mistakes.all()[0].kind == DiagnosticKind::TooDeep);
}

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return random() % limit;
}

/// Words and signs, with the blanks before them.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t begin = at;
    while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at]))) ++at;
    if (at < text.size() && !is_word(text[at])) {
      ++at;
    } else {
      while (at < text.size() && is_word(text[at])) ++at;
    }
    parts.push_back(text.substr(begin, at - begin));
  }
  return parts;
}

std::string damaged(std::vector<std::string> parts, Random& random) {
  for (std::size_t changes = 1 + below(random, 4); changes > 0; --changes) {
    std::size_t at = below(random, parts.size()), other = below(random, parts.size());
    switch (below(random, 4)) {
      case 0:
        parts[at].clear();
        break;
      case 1:
        parts[at] = parts[other];
        break;
      case 2:
        std::swap(parts[at], parts[other]);
        break;
      default:
        parts[at] += parts[at];
        break;
    }
  }
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

}  // namespace

TEST_CASE("damaged files end in a model or in a mistake, with or without mistakes of syntax") {
  Random random(20220309);
  for (const fs::path& path : case_files()) {
    std::vector<std::string> parts = split(read_text(path));
    for (int round = 0; round < 10; ++round) {
      Sources sources;
      Diagnostics diagnostics;
      FileId file = sources.add(path.string(), damaged(parts, random));
      ParseCache cache;
      auto files = checking::load_files(file, sources, diagnostics, cache);
      auto checked = checking::check_files(files, sources, diagnostics);
      CHECK((checked.model() == nullptr) == diagnostics.has_errors());
      CHECK_FALSE((diagnostics_text(diagnostics, sources, Color::Off).empty() && diagnostics.has_errors()));
    }
  }
}

namespace {

/// Makes trees up that no text would give: any form, any part missing.
class TreeMaker {
 public:
  TreeMaker(ast::Arena& arena, FileId file, Random& random) : arena_(arena), file_(file), random_(random) {}

  ast::Expr* expr(int depth) {
    if (depth == 0 || below(random_, 8) == 0)
      return below(random_, 2) == 0 ? nullptr : arena_.make<ast::Expr>();
    auto* made = arena_.make<ast::Expr>();
    made->form = static_cast<ast::ExprForm>(below(random_, 17));
    made->op = static_cast<ast::Operator>(below(random_, 23));
    made->quantifier = static_cast<ast::QuantifierForm>(below(random_, 2));
    made->aggregate = static_cast<ast::AggregateForm>(below(random_, 7));
    made->integer = static_cast<std::int64_t>(below(random_, 3)) - 1;
    made->text = word();
    made->name = name();
    made->left = expr(depth - 1);
    made->right = expr(depth - 1);
    made->third = expr(depth - 1);
    if (below(random_, 2) == 0) made->filter = expr(depth - 1);
    std::vector<ast::Expr*> items;
    for (std::size_t count = below(random_, 4); count > 0; --count) items.push_back(expr(depth - 1));
    made->items = arena_.copy(std::span<ast::Expr* const>(items));
    made->span = place();
    return made;
  }

 private:
  std::string_view word() {
    static constexpr std::string_view kWords[] = {"",     "m",    "p",      "name",   "people",  "town",
                                                  "Town", "Seat", "local",  "Guest",  "helpful", "AB",
                                                  "acts", "Role", "Person", "notice", "date",    "nothing"};
    return kWords[below(random_, std::size(kWords))];
  }
  ast::Name name() { return {word(), place()}; }
  Span place() { return below(random_, 4) == 0 ? Span{} : Span{file_, 0, 1}; }

  ast::Arena& arena_;
  FileId file_;
  Random& random_;
};

}  // namespace

TEST_CASE("made-up trees end in a model or in a mistake") {
  Random random(54);
  Sources sources;
  Diagnostics of_parser;
  FileId file = sources.add((kCases / "made_up.precept").string(),
                            "policy p\nuse shared.club\nabout Meeting m, each p in m.people\n"
                            "acts attend exercised p.acts\nclause a\n  let x = yes\n  shall ensure x\n"
                            "clause b\n  may attend when x unless x\n");
  ParseCache cache;
  auto files = checking::load_files(file, sources, of_parser, cache);
  REQUIRE_FALSE(of_parser.has_errors());
  ast::Arena arena;
  TreeMaker maker(arena, file, random);
  std::size_t sound = 0;
  for (int round = 0; round < 2'000; ++round) {
    for (const ast::Statement& statement : files.files[0].tree->statements) {
      if (!statement.clause) continue;
      for (ast::Item& item : statement.clause->items) {
        if (item.form == ast::ItemForm::Let) item.expr = maker.expr(5);
        if (item.norm && item.norm->ensures) item.norm->ensures = maker.expr(5);
        if (item.norm && item.norm->when) item.norm->when = maker.expr(4);
      }
    }
    Diagnostics diagnostics;
    sound += checking::check_files(files, sources, diagnostics).model() != nullptr;
  }
  CHECK(sound < 2'000);
}
