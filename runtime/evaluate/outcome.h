// From registers to a report: findings, rights, verdict, open questions (docs/language.md, Norms).
#pragma once

#include <optional>

#include "runtime/machine/machine.h"
#include "runtime/program/translations.h"
#include "runtime/report/report.h"

namespace precept {

/// What of a report is wanted: long lists cost more to tell than to check.
/// An element of a list: a row of its level.
struct Subject {
  std::uint32_t level = 0, row = 0;
};

struct ReportDetail {
  bool settled_findings = true;  ///< those that are satisfied or not applicable
  bool rights = true;
  /// Only what is said of this one: there is no verdict then, and nothing about anybody else.
  std::optional<Subject> only = {};
  Translations* translations = nullptr;  ///< of the program, into the language that is told in; null: English
};

/// Which points of a program (program::Point) came about; of a program without points, none.
struct Hits {
  const Program* program = nullptr;  ///< null: nothing was run
  std::vector<bool> points;
};

class Places;
class Results;
class RunView;

/// Told of a run when its report is made and the registers are still there: all of them, so what is too
/// large to keep is not inspected, and the report says so.
class Inspector {
 public:
  virtual ~Inspector() = default;
  /// The one element that it is all about, where it is about one: what is evaluated is then no more than that
  /// takes, and the report is of that element alone. `Places` are of the document that was read.
  virtual std::optional<Subject> subject(const Program&, const Document&, const Places&) {
    return std::nullopt;
  }
  virtual void inspect(const RunView& view, const Results& results, Places& places,
                       DocumentReport& report) = 0;
};

/// Runs the program over the document and says what came out. Fills verdict, findings, rights, open
/// questions, counts and warnings of `report`; reports E5001 there where nothing was checked.
void evaluate(const Program& program, const Document& document, const Sources& sources,
              DocumentReport& report, MachineOptions options = {.slice_rows = MachineOptions::kWhole},
              ReportDetail detail = {}, Hits* hits = nullptr, Inspector* inspector = nullptr);

}  // namespace precept
