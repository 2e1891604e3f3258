// Coverage: what of a policy its tests have brought about. docs/testing.md says what is counted.
//
// The measure is taken from the run itself: the policy is compiled with probes (program::Point), and a
// point is hit where some document made it so.
#pragma once

#include <map>
#include <mutex>

#include "runtime/evaluate/outcome.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// Hits among points.
struct Share {
  std::size_t hit = 0, all = 0;

  void add(bool is_hit) {
    ++all;
    hit += is_hit ? 1 : 0;
  }
  /// Tenths of a percent, rounded down: 1000 only where every point is hit.
  std::uint32_t per_mille() const;
  /// "97.2 %"
  std::string words() const;
};

struct CoveragePoint {
  program::PointKind kind{};
  bool wants_yes = false, is_impossible = false, is_hit = false;
  std::string owner;  ///< "resolves 6"; of a definition its name
  bool in_definition = false;
  Span place;           ///< in the suite's sources
  std::string excerpt;  ///< "unless member_from_region(a, m)", on one line
  /// What the point asks for and no test has shown: "`unless …` was never yes".
  std::string missing() const;
  std::string missing_both() const;  ///< where its opposite is missing too
};

/// What is counted together: a clause, by its label, or a definition.
struct CoverageRow {
  std::string name;
  bool is_definition = false;
  Share share;
};

/// Of one policy file, with the modules it uses.
struct PolicyCoverage {
  const PolicySet* policies = nullptr;
  std::filesystem::path file;
  std::vector<CoveragePoint> points;  ///< by file and place
  std::vector<CoverageRow> rows;      ///< clauses as in the policy, then definitions
  std::vector<std::string> unnamed;   ///< clauses of whose norms no test expects anything
  Share share;
};

/// What is missing, in words; where a place was decided neither way, that is one.
struct MissingPlace {
  const CoveragePoint* point;
  std::string words;
};
std::vector<MissingPlace> missing_places(const PolicyCoverage& coverage);

/// Runs tests and keeps what they hit. The suite outlives it.
class Coverage {
 public:
  /// Compiles the suite's policies with probes.
  Coverage(const Suite& suite, Diagnostics& diagnostics);

  /// As testing::run. Safe to call from several threads.
  TestResult run(const Test& test);
  /// Of the policies of those tests that were run, each revision for itself.
  std::vector<PolicyCoverage> measured() const;

 private:
  struct Measured {
    std::vector<Program> programs;        ///< of each model
    std::vector<std::vector<bool>> hits;  ///< of each program, by point
    std::vector<const Test*> tests;       ///< that were run
  };
  PolicyCoverage measured(const PolicySet& policies, const Measured& of, std::size_t revision) const;
  CoveragePoint point(const model::Model& model, const Program& program, const program::Point& from) const;

  const Suite& suite_;
  std::map<const PolicySet*, Measured> measured_;
  std::mutex mutex_;
};

}  // namespace precept::testing
