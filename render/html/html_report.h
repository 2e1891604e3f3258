// The report to pass on: one HTML page with everything in it (docs/reporting.md).
//
// It needs no network and no other file. It is read on screen and on paper, in light and in dark, with the
// keyboard and by screen readers. Without scripts only the reasons of single rights are missing. Nothing here
// fails: a document with mistakes is an entry with its mistakes.
//
//   shall not enter, dance
//     when g.age < 18
//
// gives a table of rights with a row for each guest and a column for each act; the cell of Ben, who is 17,
// says "forbidden" and opens to "the `age` of Ben is 17, …".
#pragma once

#include <optional>
#include <string>

#include "render/html/reason_collector.h"
#include "render/report.h"
#include "runtime/repair/repair.h"

namespace precept::rendering {

/// What a page shows of one document beside its report.
struct PageExtras {
  std::optional<Repairs> repairs;  ///< where a search for fixes was made
  std::string receipt;             ///< the receipt's bytes; empty: none
  bool is_receipt_too_large = false;
};

/// Collects a page while documents are checked. Its inspector must be told of each run
/// (CheckOptions::inspector).
class HtmlReport : public ReportWriter {
 public:
  /// Mistakes are also written to `output` as mistakes.
  HtmlReport(Sink& output, Color error_color) : output_(output), error_color_(error_color) {}

  RunInspector& inspector() { return reasons_; }

  /// Sets the extras of the document that is told next.
  void set_extras(PageExtras extras) { extras_ = std::move(extras); }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override;
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override;
  void document(const DocumentReport& report, const Sources& sources) override;
  /// A page does not compare readings; this does what `document` does.
  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override;
  void run_end(const RunEnd& end, const Sources& sources) override;
  void end() override {}

  /// The page, after the last document.
  std::string html() const;
  /// False where no document was told, so that there is nothing to write.
  bool has_documents() const { return !entries_.empty(); }
  /// The verdicts in one sentence: "3 documents: 1 compliant and 2 non-compliant".
  std::string summary() const;

 private:
  struct Entry {
    std::string file;
    std::optional<Verdict> verdict;  ///< none: not checked
    std::string style, policy;
  };

  std::string verdict(const Entry& entry) const;

  Catalogue words_;  ///< the words of the documents' language
  Sink& output_;
  Color error_color_;
  ReasonCollector reasons_;
  PageExtras extras_;
  std::string body_;
  std::string passed_over_;
  std::vector<std::string> closing_;
  std::vector<Entry> entries_;
  std::vector<std::string> untranslated_;  ///< in all documents
};

}  // namespace precept::rendering
