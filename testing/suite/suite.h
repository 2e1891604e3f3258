// Tests in the language: reads `*_test.precept` files, checks them against their policy, and runs them.
//
// `read_suite` looks up every name in every test before anything runs. It turns each test, or each row of its
// `cases`, into one Test: a JSON document and what is expected of its report. `run` needs only a Test and
// programs, so the same tests also run against a changed policy (testing/mutation).
//
//   test "a sixth is too many"
//     given Loan {date: 2025-03-01, reader: {name: "Ida", age: 30}, books: 6}
//     expect rule 1 violated message "6 books"
//
// gives the document `{"kind": "Loan", "date": "2025-03-01", …}` and one Expected: Aspect::Clause, "rule 1",
// Outcome::Violated, with "6 books" in its message. A mistake in a test is a diagnostic (E7001 to E7020); a
// test that fails is a Failure in its TestResult. What tests may say: docs/testing.md.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/check/readings.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/program/program.h"
#include "runtime/report/report.h"
#include "testing/suite/test_files.h"

namespace precept::testing {

/// The revisions of one policy that are found together, compiled. The vectors have one entry for each file.
struct PolicyRevisions {
  std::string name;  ///< "wtsa.res54"
  std::vector<std::filesystem::path> files;
  std::vector<std::unique_ptr<model::Model>> models;  ///< of each file
  std::vector<Program> programs;                      ///< of each file

  std::vector<const Program*> all_programs() const;
};

enum class ExpectationKind { Verdict, Clause, Right, Open, NothingOpen, Mistake, NotChecked };

/// One `expect`, resolved against the policy. The comment of a member names the aspects that it belongs to.
struct ResolvedExpectation {
  ExpectationKind kind{};
  Span place;
  std::string words;                           ///< as written, with the values of the row
  Verdict verdict{};                           ///< Verdict
  std::string clause;                          ///< Clause: its label
  std::string norm;                            ///< Clause: the name of its norm; empty: any
  std::optional<Level> level;                  ///< Clause: the level of its norms; none: the strictest
  bool is_negated = false;                     ///< Clause: `not violated`
  Outcome outcome{};                           ///< Clause
  std::optional<std::string> subject;          ///< Clause, Right, Open: JSON pointer; none: any
  std::string message;                         ///< Clause, Mistake: words that are part of it
  std::string act;                             ///< Right
  Right right{};                               ///< Right
  std::optional<std::vector<std::string>> by;  ///< Right: clause labels; none: not asked for
  std::string judgement, about;                ///< Open: the judgement; empty: the field at `subject`
  std::string code;                            ///< Mistake: "E4006"
};

/// One test; a test with `cases` gives one for each row.
struct Test {
  std::string name;  ///< its title, with the values of its row
  const PolicyRevisions* policies = nullptr;
  const model::Model* revision = nullptr;  ///< in which its names were looked up
  std::string kind;                        ///< of the document
  std::string document;                    ///< JSON
  std::vector<ChosenReading> readings;
  std::vector<ResolvedExpectation> expectations;
  Span place;  ///< `test` and its title, or the row
};

/// Tests with their sources and policies. It owns everything that its tests point to, and may be moved.
struct Suite {
  Sources sources;  ///< the test files and the policies
  std::deque<PolicyRevisions> policies;
  std::vector<Test> tests;  ///< file by file, in the order in which they are written
  std::size_t file_count = 0;
};

/// Reads the test files that `paths` stand for. The policy of a test file is looked for at `policies`, or,
/// where that is empty, in the file's folder and the folders above it. Every mistake is reported; after an
/// error the suite must not be run.
Suite read_suite(std::span<const std::filesystem::path> paths,
                 std::span<const std::filesystem::path> policies, Diagnostics& diagnostics);

/// Reads tests from a text, as if it were the file `name`, about a policy that is already read. Adds them to
/// `suite`, which need not be the suite that owns the policy.
void read_tests(const std::string& name, std::string text, const PolicyRevisions& policies, Suite& suite,
                Diagnostics& diagnostics);

struct Failure {
  Span place;                   ///< the expectation, or the test where its document was not checked
  std::string expected, found;  ///< "resolves 1 violated", "resolves 1 is satisfied"
  std::vector<std::string>
      because;  ///< what the report says: findings with their messages, open questions, mistakes
  const ResolvedExpectation* expectation = nullptr;  ///< of the test; null where it was not checked
  std::vector<FindingOrigin> norms = {};             ///< those that came out otherwise, each once
};
struct TestResult {
  std::vector<Failure> failures;
  bool passed() const { return failures.empty(); }
};

/// Checks the test's document by the program that is in force on the document's date, and compares the report
/// with the expectations. Several threads may call it. Where `hits` is given, it is told which points of the
/// program the document hit.
TestResult run(const Test& test, std::span<const Program* const> programs, PointHits* hits = nullptr);

}  // namespace precept::testing
