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

#include <string>
#include <vector>

#include "render/html/page_writer.h"
#include "render/summary.h"

namespace precept::rendering {

/// Collects a page while documents are checked.
class HtmlReport : public PageWriter {
 public:
  /// Mistakes are also written to `output` as mistakes.
  HtmlReport(Sink& output, Color error_color) : output_(output), error_color_(error_color) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override;
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override;
  void document(const DocumentReport& report, const Sources& sources) override;
  void run_end(const RunEnd& end, const Sources& sources) override;
  void end() override {}

  /// The page, after the last document.
  std::string html() const;
  bool has_documents() const override { return !entries_.empty(); }
  std::string summary() const override { return verdicts_in_words(summary_.verdicts(), words_); }

 private:
  struct Entry {
    std::string file, heading, verdict, style;
  };
  void header(std::string& html) const;

  Catalogue words_;  ///< the words of the documents' language
  Sink& output_;
  Color error_color_;
  std::string head_if_alone_, head_if_not_;  ///< of the first article: it is known at the end which
  std::string body_;                         ///< all that follows it
  std::string before_, passed_over_;
  CheckSummary summary_;
  std::vector<std::string> closing_;
  std::vector<Entry> entries_;
  std::vector<std::string> untranslated_;  ///< in all documents
};

}  // namespace precept::rendering
