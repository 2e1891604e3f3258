// From registers to a report: findings, rights, verdict, open questions (docs/language.md, Norms to Verdict).
//
//   about Fair f, each s in f.stalls
//   clause length
//     shall ensure s.length <= f.limit
//       otherwise "{s.name} is {s.length} metres long"
//
//   limit 4; lengths 3, 6 and one left out: the findings are satisfied, violated ("Ben is 6 metres long") and
//   undetermined (missing: `/stalls/2/length`); the verdict is non-compliant
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "runtime/machine/machine.h"
#include "runtime/program/translations.h"
#include "runtime/report/report.h"

namespace precept {

/// An element of a list: a row of its level.
struct Subject {
  std::uint32_t level = 0, row = 0;
};

/// What the report is to hold: of a long list, findings cost more to tell than to check.
struct ReportDetail {
  bool settled_findings = true;  ///< findings that are satisfied or not applicable
  bool rights = true;
  /// Tells of this subject alone; the report then has no verdict.
  std::optional<Subject> only = {};
  Translations* translations = nullptr;  ///< of the program, into the report's language; null: English
};

/// Which points of a program (program::Point) the run has hit, by point; empty for a program without points.
struct PointHits {
  const Program* program = nullptr;  ///< null: nothing ran
  std::vector<bool> points;
};

class DocumentPlaces;
class Results;
class RunView;

/// Looks at a finished run when its report is made and all its registers are still there. A document that is
/// too large for that is not inspected, and the report says so.
class RunInspector {
 public:
  virtual ~RunInspector() = default;
  /// The one element that the inspector asks about, if it asks about one. The run then evaluates no more than
  /// that takes, and the report tells of that element alone. `DocumentPlaces` are of the whole document.
  virtual std::optional<Subject> subject(const Program&, const Document&, const DocumentPlaces&) {
    return std::nullopt;
  }
  virtual void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
                       DocumentReport& report) = 0;
};

/// Several that look at one run; at most one of them asks about one element alone.
class RunInspectors : public RunInspector {
 public:
  /// They must outlive this.
  explicit RunInspectors(std::vector<RunInspector*> all) : all_(std::move(all)) {}
  bool is_empty() const { return all_.empty(); }

  std::optional<Subject> subject(const Program& program, const Document& document,
                                 const DocumentPlaces& places) override {
    for (RunInspector* one : all_) {
      if (auto subject = one->subject(program, document, places)) return subject;
    }
    return std::nullopt;
  }
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override {
    for (RunInspector* one : all_) one->inspect(view, results, places, report);
  }

 private:
  std::vector<RunInspector*> all_;
};

/// Runs the verified program over the document and tells the results: fills verdict, findings, rights, open
/// questions, counts and warnings of `report`. An error is a diagnostic of the report, which then has no
/// verdict: E5001 where nothing was checked, and crossed lists that are too large. Keeps no reference.
void evaluate(const Program& program, const Document& document, const Sources& sources,
              DocumentReport& report, const MachineOptions& options = {.slice_rows = MachineOptions::kWhole},
              ReportDetail detail = {}, PointHits* hits = nullptr, RunInspector* inspector = nullptr);

}  // namespace precept
