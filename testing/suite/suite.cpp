#include "testing/suite/suite.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/folder.h"
#include "base/suggest.h"
#include "compiler/parse/parse_tests.h"
#include "compiler/policy_files.h"
#include "testing/suite/expectations.h"
#include "testing/suite/policies.h"

namespace precept::testing {

namespace fs = std::filesystem;

namespace {

using Cases = std::map<std::string_view, const ast::Datum*>;

/// The words of a test, without its title, in whose place a name of its cases may stand.
class WordsOfTest {
 public:
  explicit WordsOfTest(const ast::Test& test) {
    add(test.document);
    for (const ast::DocumentEdit& change : test.changes) add(change.value);
    for (const ast::Attest& attest : test.attests) {
      for (const ast::Datum* datum : {attest.about, attest.value, attest.by, attest.on}) add(datum);
    }
    for (const ast::Expectation& expectation : test.expectations)
      for (const ast::ExpectationWord& word : expectation.words)
        if (word.form == ast::WordForm::Word) words_.insert(word.text);
  }

  bool has(std::string_view word) const { return words_.contains(word); }
  std::vector<std::string_view> without(std::span<const std::string_view> names) const {
    std::vector<std::string_view> result;
    for (std::string_view word : words_)
      if (std::ranges::find(names, word) == names.end()) result.push_back(word);
    return result;
  }

 private:
  void add(const ast::Datum* datum) {
    if (datum == nullptr) return;
    if (datum->form == ast::DatumForm::Name) words_.insert(datum->name.text);
    for (const ast::Datum* item : datum->items) add(item);
    for (const ast::DatumEntry& entry : datum->entries) add(entry.value);
  }

  std::set<std::string_view> words_;
};

/// Adds the tests of one file to the suite.
class TestFileReader {
 public:
  TestFileReader(const ast::TestFile& file, const PolicyRevisions& policies, Suite& suite,
                 Diagnostics& diagnostics)
      : file_(file), policies_(policies), suite_(suite), diagnostics_(diagnostics) {}

  void read() {
    for (const ast::Test& test : file_.tests) {
      check_title(test);
      if (!is_complete(test)) continue;
      if (test.case_names.empty()) {
        add(test, {}, test.head, std::string(test.title->plain));
      } else {
        add_rows(test);
      }
    }
  }

 private:
  Diagnostic& report(DiagnosticKind kind, Span place, std::string message) {
    return diagnostics_.report(kind, place, std::move(message));
  }

  void check_title(const ast::Test& test) {
    for (const ast::Test* other : titled_) {
      if (other->title->plain != test.title->plain) continue;
      report(DiagnosticKind::Redeclared, test.title->span, "there is a test of this title already")
          .label(other->title->span, "the first is here");
      return;
    }
    titled_.push_back(&test);
  }

  bool is_complete(const ast::Test& test) {
    if (!test.has_given) {
      report(DiagnosticKind::IncompleteTest, test.head, "this test has no document")
          .with_help("say what is given: `given` with a record, and `from` a file or its fields in braces");
    } else if (test.expectations.empty()) {
      report(DiagnosticKind::IncompleteTest, test.head, "this test expects nothing")
          .with_help("say what must come of the document: `expect verdict compliant`");
    }
    check_expectations_differ(test);
    return test.has_given && !test.expectations.empty();
  }

  // ---- rows

  void add_rows(const ast::Test& test) {
    std::size_t before = diagnostics_.error_count();
    check_names(test);
    if (test.rows.empty()) report(DiagnosticKind::IncompleteTest, test.head, "this test has no cases");
    for (const ast::CaseRow& row : test.rows) {
      if (row.cells.size() == test.case_names.size()) continue;
      report(DiagnosticKind::TestValue, row.span,
             fmt::format("this row has {} {}, and there are {} names", row.cells.size(),
                         row.cells.size() == 1 ? "value" : "values", test.case_names.size()))
          .label(cover(test.case_names.front().span, test.case_names.back().span), "the names");
      bool is_of_names = std::ranges::all_of(
          test.rows, [&](const ast::CaseRow& each) { return each.cells.size() == row.cells.size(); });
      if (is_of_names) break;  // all rows have as many values: a name is missing, or one too many
    }
    check_rows_differ(test);
    if (diagnostics_.error_count() > before) return;
    for (const ast::CaseRow& row : test.rows) {
      Cases cases;
      for (std::size_t i = 0; i < row.cells.size(); ++i) cases[test.case_names[i].text] = row.cells[i];
      if (add(test, cases, row.span, title(test, cases, &row - test.rows.data() + 1))) continue;
      return;  // the next rows would repeat the mistake
    }
  }

  /// An expectation that is there already tests nothing: it was to be another.
  void check_expectations_differ(const ast::Test& test) {
    std::map<std::string_view, Span> seen;
    for (const ast::Expectation& expectation : test.expectations) {
      auto [first, is_new] = seen.emplace(suite_.sources.text(expectation.span), expectation.span);
      if (is_new) continue;
      report(DiagnosticKind::Redeclared, expectation.span, "this expectation is there already")
          .label(first->second, "the first")
          .with_help("change it, or leave it out");
      return;
    }
  }

  /// A row that is there already tests nothing: one of its values was to be another.
  void check_rows_differ(const ast::Test& test) {
    std::map<std::string, Span> seen;
    for (const ast::CaseRow& row : test.rows) {
      std::string written;
      for (const ast::Datum* cell : row.cells)
        written.append(suite_.sources.text(cell->span)).append(1, '\n');
      auto [first, is_new] = seen.emplace(std::move(written), row.span);
      if (is_new) continue;
      report(DiagnosticKind::Redeclared, row.span, "this row is there already")
          .label(first->second, "the first is here")
          .with_help("change a value, or leave the row out");
    }
  }

  /// Reports a name of the cases that nothing uses: it is misspelt here or there.
  void check_names_used(const ast::Test& test, const WordsOfTest& words) {
    auto is_in_title = [&](const ast::Name& name) {
      return std::ranges::any_of(test.title->parts, [&](const ast::TextPart& part) {
        return part.hole != nullptr && part.hole->name.text == name.text;
      });
    };
    for (const ast::Name& name : test.case_names) {
      if (words.has(name.text) || is_in_title(name)) continue;
      std::vector<std::string_view> known;
      for (const ast::Name& other : test.case_names) known.push_back(other.text);
      report(DiagnosticKind::IncompleteTest, name.span,
             fmt::format("nothing in the test uses `{}` of its cases", name.text))
          .with_help(did_you_mean(name.text, words.without(known)));
    }
  }

  void check_names(const ast::Test& test) {
    std::set<std::string_view> names;
    for (const ast::Name& name : test.case_names) {
      if (!names.insert(name.text).second)
        report(DiagnosticKind::Redeclared, name.span,
               fmt::format("`{}` is a name of these cases already", name.text));
    }
    const WordsOfTest words(test);
    std::size_t before = diagnostics_.error_count();
    // A name in the title that the rest of the test uses too is probably misspelt in the cases, so
    // check_names_used comes before its report.
    check_title_names(test, names, [&](std::string_view word) { return !words.has(word); });
    if (diagnostics_.error_count() == before) check_names_used(test, words);
    if (diagnostics_.error_count() == before)
      check_title_names(test, names, [](std::string_view) { return true; });
  }

  template <class IsTold>
  void check_title_names(const ast::Test& test, const std::set<std::string_view>& names, IsTold is_told) {
    for (const ast::TextPart& part : test.title->parts) {
      if (part.hole == nullptr || part.hole->form == ast::ExprForm::Error) continue;
      bool is_known = part.hole->form == ast::ExprForm::NameUse && names.contains(part.hole->name.text);
      std::string_view text = suite_.sources.text(part.hole->span);
      if (is_known || !is_told(text)) continue;
      report(DiagnosticKind::UnknownInTest, part.hole->span,
             fmt::format("`{}` is no name of the cases", text))
          .with_help(did_you_mean_or_list(text, {names.begin(), names.end()}, "its names"));
    }
  }

  /// The title with the values of the row; with the row's number where the title has none of them.
  std::string title(const ast::Test& test, const Cases& cases, std::ptrdiff_t row) const {
    bool has_holes = std::ranges::any_of(test.title->parts, [](auto& part) { return part.hole != nullptr; });
    if (!has_holes) return fmt::format("{} (row {})", test.title->plain, row);
    std::string result;
    for (const ast::TextPart& part : test.title->parts) {
      if (part.hole == nullptr) {
        result += part.text;
        continue;
      }
      const ast::Datum& value = *cases.at(part.hole->name.text);
      bool is_text = value.form == ast::DatumForm::Text;
      result += is_text ? value.text : suite_.sources.text(value.span);
    }
    return result;
  }

  // ---- one test

  /// False where a mistake was reported.
  bool add(const ast::Test& test, const Cases& cases, Span place, std::string name) {
    std::size_t before = diagnostics_.error_count();
    if (!is_of_any_revision(test.record.text)) {
      record_of(test, revision_on(policies_, std::nullopt));
      return false;
    }
    const std::optional<Json>* fixture = nullptr;
    if (!test.fixture.empty() || test.fixture_span.has_place()) {
      fixture = &fixture_of(test);
      if (!*fixture) return false;
    }
    const std::optional<Json> none;
    const std::optional<Json>& from = fixture == nullptr ? none : *fixture;
    const model::Model& model = revision_on(policies_, day_of(test, from, cases));
    const model::Record* record = record_of(test, model);
    if (record == nullptr) return false;
    TestContext context{.model = model,
                        .record = *record,
                        .cases = cases,
                        .is_loose = std::ranges::any_of(test.expectations, expects_a_mistake),
                        .sources = suite_.sources,
                        .diagnostics = diagnostics_};
    Json document = build_document(test, from, context);
    if (diagnostics_.error_count() > before) return false;
    Test result{.name = std::move(name),
                .policies = &policies_,
                .revision = &model,
                .kind = record->name,
                .place = place};
    for (const ast::Expectation& expectation : test.expectations) {
      if (auto expected = resolve_expectation(expectation, document, context))
        result.expectations.push_back(std::move(*expected));
    }
    result.readings = readings_of(test);
    if (diagnostics_.error_count() > before) return false;
    constexpr int kIndent = 2;
    result.document = document.dump(kIndent, ' ', false, Json::error_handler_t::replace);
    suite_.tests.push_back(std::move(result));
    return true;
  }

  /// The choices of the test, one for each reading.
  std::vector<ChosenReading> readings_of(const ast::Test& test) {
    std::vector<ChosenReading> result;
    for (const ast::Under& under : test.readings) {
      auto same = [&](const ChosenReading& other) { return other.reading == under.reading.text; };
      auto first = std::ranges::find_if(result, same);
      if (first != result.end()) {
        report(DiagnosticKind::Redeclared, under.reading.span,
               fmt::format("`{}` is chosen twice", under.reading.text))
            .label(first->reading_place, "first chosen here");
        continue;
      }
      result.push_back({.reading = std::string(under.reading.text),
                        .choice = std::string(under.choice.text),
                        .chosen_in = "the test",
                        .reading_place = under.reading.span,
                        .choice_place = under.choice.span});
    }
    check_readings(policies_.all_programs(), result, diagnostics_);
    return result;
  }

  /// Reads a fixture once for all rows of a test.
  const std::optional<Json>& fixture_of(const ast::Test& test) {
    if (fixture_test_ != &test) fixture_ = read_fixture(test, suite_.sources, diagnostics_);
    fixture_test_ = &test;
    return fixture_;
  }

  /// Whether a revision knows the kind. If none does, the kind is misspelt in the test, whatever the fixture
  /// says.
  bool is_of_any_revision(std::string_view kind) const {
    return std::ranges::any_of(policies_.models, [&](const auto& model) {
      std::vector<const model::Record*> records = document_records(*model);
      return std::ranges::find(records, kind, &model::Record::name) != records.end();
    });
  }

  const model::Record* record_of(const ast::Test& test, const model::Model& model) {
    std::vector<const model::Record*> records = document_records(model);
    std::vector<std::string_view> names;
    for (const model::Record* record : records) {
      if (record->name == test.record.text) return record;
      names.push_back(record->name);
    }
    Diagnostic& error =
        report(DiagnosticKind::UnknownInTest, test.record.span,
               fmt::format("`{}` is about no document of kind `{}`", policies_.name, test.record.text));
    std::string known;
    for (std::string_view name : names) known += fmt::format("{}`{}`", known.empty() ? "" : ", ", name);
    error.note(fmt::format("it is about {}", known)).with_help(did_you_mean(test.record.text, names));
    return nullptr;
  }

  const ast::TestFile& file_;
  const PolicyRevisions& policies_;
  Suite& suite_;
  Diagnostics& diagnostics_;
  std::vector<const ast::Test*> titled_;
  const ast::Test* fixture_test_ = nullptr;
  std::optional<Json> fixture_;
};

}  // namespace

void read_tests(const std::string& name, std::string text, const PolicyRevisions& policies, Suite& suite,
                Diagnostics& diagnostics) {
  FileId file = suite.sources.add(name, std::move(text));
  ast::Arena arena;
  std::size_t before = diagnostics.error_count();
  const ast::TestFile* tree = parse_tests(file, suite.sources, arena, diagnostics);
  if (diagnostics.error_count() == before) TestFileReader(*tree, policies, suite, diagnostics).read();
}

Suite read_suite(std::span<const fs::path> paths, std::span<const fs::path> policies,
                 Diagnostics& diagnostics) {
  Suite suite;
  Policies known(suite, policies, diagnostics);
  for (const fs::path& path : find_test_files(paths, diagnostics)) {
    ++suite.file_count;
    auto file = suite.sources.read(path);
    if (!file) {
      diagnostics.report(DiagnosticKind::CannotRead, {},
                         fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
      continue;
    }
    ast::Arena arena;
    std::size_t before = diagnostics.error_count();
    const ast::TestFile* tree = parse_tests(*file, suite.sources, arena, diagnostics);
    if (diagnostics.error_count() > before) continue;
    const PolicyRevisions* policy = known.policy_for_tests(tree->policy, path);
    if (policy != nullptr) TestFileReader(*tree, *policy, suite, diagnostics).read();
  }
  if (!suite.tests.empty() || diagnostics.has_errors()) return suite;
  std::string where;
  for (const fs::path& path : paths) where += fmt::format("{}`{}`", where.empty() ? "" : ", ", path.string());
  diagnostics
      .report(DiagnosticKind::NoTests, {},
              suite.file_count == 0 ? fmt::format("no test was found at {}", where)
                                    : fmt::format("the files of tests at {} have no test in them", where))
      .with_help(suite.file_count == 0 ? "tests stand in files whose names end in `_test.precept`"
                                       : "a test begins with `test` and its title");
  return suite;
}

}  // namespace precept::testing
