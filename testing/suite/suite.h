// Tests in the language: what `*_test.precept` files say, held against the policy they are about, and run.
//
// Reading (`read_suite`) checks every name in every test against the policy before anything runs, and makes
// of each test a document and what is expected of it. Running (`run`) needs nothing but those and a program,
// so that the same tests can be run against a policy that was changed.
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
#include "runtime/evaluate/outcome.h"
#include "runtime/program/program.h"
#include "runtime/report/report.h"

namespace precept::testing {

/// All revisions of one policy that lie together, compiled.
struct PolicySet {
  std::string name;  ///< "wtsa.res54"
  std::vector<std::filesystem::path> files;
  std::vector<std::unique_ptr<model::Model>> models;  ///< of each file
  std::vector<Program> programs;                      ///< of each file

  std::vector<const Program*> all_programs() const;
};

enum class Aspect { Verdict, Clause, Right, Open, NothingOpen, Mistake, NotChecked };

/// One `expect`, understood.
struct Expected {
  Aspect aspect{};
  Span place;
  std::string words;                           ///< as written, the values of a case put in
  Verdict verdict{};                           ///< Verdict
  std::string clause;                          ///< Clause: its label
  std::string norm;                            ///< Clause: the name of the norm that is meant; empty: any
  std::optional<Level> level;                  ///< Clause: of the norms that are meant; none: the strictest
  bool is_negated = false;                     ///< Clause: `not violated`
  Outcome outcome{};                           ///< Clause
  std::optional<std::string> subject;          ///< Clause, Right, Open: JSON pointer; none: whichever
  std::string message;                         ///< Clause, Mistake: a part of it
  std::string act;                             ///< Right
  Right right{};                               ///< Right
  std::optional<std::vector<std::string>> by;  ///< Right: labels; none: not said
  std::string judgement, about;                ///< Open: a judgement; empty: the evidence at `subject`
  std::string code;                            ///< Mistake: "E4006"
};

/// A test, or one row of a table-driven one.
struct Test {
  std::string name;  ///< its title, the values of a case put in
  const PolicySet* policies = nullptr;
  std::string kind;      ///< of the document
  std::string document;  ///< JSON
  std::vector<ChosenReading> readings;
  std::vector<Expected> expectations;
  Span place;  ///< `test` and its title; for a row, the row
};

/// Owns all that its tests point to; may be moved.
struct Suite {
  Sources sources;  ///< the test files and the policies
  std::deque<PolicySet> policies;
  std::vector<Test> tests;  ///< file by file, as written
  std::size_t file_count = 0;
};

/// The test files that paths stand for: a file itself; of a folder every `*_test.precept` in it and below, in
/// the order of their names. Reports a path that is not there.
std::vector<std::filesystem::path> find_test_files(std::span<const std::filesystem::path> paths,
                                                   Diagnostics& diagnostics);

/// Reads the test files that `paths` stand for. A test file's policy is looked for at `policies` where there
/// are any, else in the file's folder and those above it. Every mistake is reported; then the suite is not to
/// be run.
Suite read_suite(std::span<const std::filesystem::path> paths,
                 std::span<const std::filesystem::path> policies, Diagnostics& diagnostics);

/// The tests of a text as if it stood in the file `name`, about a policy that was read. They join `suite`,
/// which may be another than the policy's.
void read_tests(const std::string& name, std::string text, const PolicySet& policies, Suite& suite,
                Diagnostics& diagnostics);

struct Failure {
  Span place;                   ///< of the expectation; of the test, where its document was not checked
  std::string expected, found;  ///< "resolves 1 violated", "resolves 1 is satisfied"
  std::vector<std::string>
      because;  ///< what it rests on: findings with their messages, open questions, mistakes
};
struct TestResult {
  std::vector<Failure> failures;
  bool passed() const { return failures.empty(); }
};

/// Checks the test's document by that of the programs which is in force on its date and compares. Safe to
/// call from several threads. `hits`, where given, tells which points of its program the document hit.
TestResult run(const Test& test, std::span<const Program* const> programs, Hits* hits = nullptr);

}  // namespace precept::testing
