// Coverage: which points of a policy the tests have hit. docs/testing.md ("What the tests have shown")
// defines the points.
//
// The policy is compiled with probes (program::Point), and the run itself tells which of them were hit.
//
//   shall ensure l.reader.age >= 16 or l.signed
//     when l.adult
//
// has six points: the demand is yes, and no; the condition is yes, and no; each operand of `or` decides
// alone. Without a test in which a parent signs for a child, the share is 5 of 6, and missing() of the one
// that was not hit says "`l.signed` never decided its `or` alone".
#pragma once

#include <map>
#include <mutex>

#include "runtime/evaluate/evaluate.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// How many of some points were hit.
struct Share {
  std::size_t hit = 0, all = 0;

  void add(bool is_hit) {
    ++all;
    hit += is_hit ? 1 : 0;
  }
  /// The share in tenths of a percent, rounded down: 1000 only where every point is hit.
  std::uint32_t per_mille() const;
  /// The share in words: "97.2 %".
  std::string words() const;
};

struct CoveragePoint {
  program::PointKind kind{};
  bool wants_yes = false, is_impossible = false, is_hit = false;
  std::string owner;  ///< the clause, "resolves 6", or the definition's name
  bool in_definition = false;
  Span place;           ///< in the suite's sources
  std::string excerpt;  ///< the policy's text on one line: "unless member_from_region(a, m)"
  /// What no test has shown here: "`unless …` was never yes".
  std::string missing() const;
  std::string missing_both() const;  ///< the same, where the opposite point is not hit either
};

/// The points of one clause or of one definition, counted together.
struct CoverageRow {
  std::string name;
  bool is_definition = false;
  Share share;
};

/// The coverage of one policy file and the modules that it uses.
struct PolicyCoverage {
  const PolicyRevisions* policies = nullptr;
  std::filesystem::path file;
  std::vector<CoveragePoint> points;  ///< in the order of file and place
  std::vector<CoverageRow> rows;      ///< clauses as in the policy, then definitions
  std::vector<std::string> unnamed;   ///< clauses that no test expects anything of
  Share share;
};

/// One place with points that were not hit, in words. A place that was decided neither way is one.
struct MissingPlace {
  const CoveragePoint* point;
  std::string words;
};
std::vector<MissingPlace> missing_places(const PolicyCoverage& coverage);

/// Runs tests and records the points that they hit. The suite must outlive it.
class Coverage {
 public:
  /// Compiles the suite's policies with probes; a policy that does not compile is reported.
  Coverage(const Suite& suite, Diagnostics& diagnostics);

  /// Does what testing::run does. Several threads may call it.
  TestResult run(const Test& test);
  /// The coverage of every policy of which a test was run; each revision has its own.
  std::vector<PolicyCoverage> measured() const;

 private:
  struct Measured {
    std::vector<Program> programs;        ///< one for each model
    std::vector<std::vector<bool>> hits;  ///< for each program, whether each point was hit
    std::vector<const Test*> tests;       ///< the tests that were run
  };
  PolicyCoverage measured(const PolicyRevisions& policies, const Measured& of, std::size_t revision) const;
  CoveragePoint point(const model::Model& model, const Program& program, const program::Point& from) const;

  const Suite& suite_;
  std::map<const PolicyRevisions*, Measured> measured_;
  std::mutex mutex_;
};

}  // namespace precept::testing
