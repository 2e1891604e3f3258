#include "tests/reasons_agree.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/reasons/norms.h"

namespace precept::test {
namespace {

constexpr std::uint32_t kMostRows = 3;

bool is_ground(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::Fact:
    case Reason::Kind::Row:
    case Reason::Kind::Attestation:
    case Reason::Kind::Missing:
    case Reason::Kind::Note:
      return true;
    case Reason::Kind::Verdict:
    case Reason::Kind::Norm:
    case Reason::Kind::Right:
    case Reason::Kind::Condition:
    case Reason::Kind::Definition:
    case Reason::Kind::Statement:
    case Reason::Kind::Element:
      break;
  }
  return false;
}

struct Leaves {
  std::size_t ground = 0, missing = 0, notes = 0;
};

class Walk {
 public:
  explicit Walk(std::vector<std::string>& mistakes) : mistakes_(mistakes) {}

  Leaves run(const Reason& reason) {
    leaves_ = {};
    visit(reason);
    return leaves_;
  }

 private:
  void visit(const Reason& reason) {
    if (reason.text.empty()) mistakes_.push_back(fmt::format("a {} without words", to_string(reason.kind)));
    if (is_ground(reason.kind)) {
      ++leaves_.ground;
      leaves_.missing += reason.kind == Reason::Kind::Missing;
      leaves_.notes += reason.kind == Reason::Kind::Note;
      bool has_place = reason.kind == Reason::Kind::Note || reason.at.line != 0;
      bool is_attestable = reason.kind == Reason::Kind::Missing;
      if (!has_place && !is_attestable) {
        mistakes_.push_back(fmt::format("no place of the {} “{}”", to_string(reason.kind), reason.text));
      }
    }
    for (const Reason& next : reason.because) visit(next);
  }

  std::vector<std::string>& mistakes_;
  Leaves leaves_;
};

}  // namespace

void ReasonCheck::inspect(const RunView& view, const Results& results, Places& places,
                          DocumentReport& report) {
  Walk walk(mistakes_);
  auto hold = [&](const Reason& reason, bool is_open) {
    Leaves leaves = walk.run(reason);
    if (is_open && leaves.missing + leaves.notes == 0) {
      mistakes_.push_back(fmt::format("nothing is missing for “{}”", reason.text));
    }
  };
  for (bool is_full : {false, true}) {
    NormReasons reasons(view, results, places, is_full);
    for (std::uint32_t s = 0; s < view.sections.size(); ++s) {
      const program::Section& section = view.sections[s];
      auto norms = Program::in(view.program.norms, section.norms);
      const std::uint32_t rows = std::min(kMostRows, results.section(s).rows);
      for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint32_t i = 0; i < norms.size(); ++i) {
          if (norms[i].part_of != i) continue;
          bool is_ensured = !is_act_norm(norms[i].modality);
          hold(reasons.norm(s, i, row),
               is_ensured && results.section(s).outcome(i, row) == Outcome::Undetermined);
        }
        for (std::uint32_t act = 0; act < section.acts.count; ++act) {
          hold(reasons.right(s, act, row), results.section(s).right(act, row) == Right::Undetermined);
        }
      }
    }
    for (const Finding& finding : report.findings) {
      if (finding.origin.row < kMostRows) {
        hold(reasons.finding(finding), finding.outcome == Outcome::Undetermined);
      }
    }
  }
}

}  // namespace precept::test
