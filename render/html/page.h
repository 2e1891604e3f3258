// The report that people pass on: one HTML page with everything in it.
//
// It needs no network and no file beside it, is read on screen and on paper, in light and in dark, with the
// keyboard and by screen readers; without scripts everything is there but the reasons of single rights.
#pragma once

#include <optional>
#include <string>

#include "render/html/explained.h"
#include "render/report.h"
#include "runtime/repair/repair.h"

namespace precept::rendering {

/// What a page shows of a document beside its report.
struct PageExtras {
  std::optional<Repairs> repairs;  ///< where it was looked for what would mend the document
  std::string receipt;             ///< as it would be written to a file; empty: none
  bool is_receipt_too_large = false;
};

/// Gathers a page while documents are checked. Its inspector is to be told of each run (CheckOptions).
class Page : public ReportWriter {
 public:
  /// Mistakes go to standard error too.
  Page(Sink& output, Color error_color) : output_(output), error_color_(error_color) {}

  Inspector& inspector() { return explained_; }

  /// For the document that is told next.
  void set_extras(PageExtras extras) { extras_ = std::move(extras); }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override;
  void passed_over(const std::vector<PassedOver>& files, const Words& words) override;
  void document(const DocumentReport& report, const Sources& sources) override;
  /// Readings side by side are no matter of a page: as `document`.
  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override;
  void end() override {}

  /// The page. Nothing may be told afterwards.
  std::string html() const;
  /// False where nothing came to be checked, so that there is nothing to write.
  bool has_documents() const { return !entries_.empty(); }
  /// "3 documents: 1 compliant and 2 non-compliant".
  std::string summary() const;

 private:
  struct Entry {
    std::string file;
    std::optional<Verdict> verdict;  ///< none: not checked
    std::string style, policy;
  };

  std::string verdict(const Entry& entry) const;

  Words words_;  ///< of the documents told
  Sink& output_;
  Color error_color_;
  Explained explained_;
  PageExtras extras_;
  std::string body_;
  std::string passed_over_;
  std::vector<Entry> entries_;
  std::vector<std::string> untranslated_;  ///< of all documents
};

}  // namespace precept::rendering
