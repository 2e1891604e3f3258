// Pages in a folder: an index by verdict with search and filter, and a page for each document
// (docs/reporting.md, "A folder of pages"). Style and script lie beside them once, so that ten thousand
// documents stay small; each page works from the disk, and can be read without scripts.
//
//   index.html  page.css  page-en.js  clauses-1.js  documents/meetings/may.json.html
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/html/page.h"
#include "render/html/page_writer.h"
#include "render/summary.h"

namespace precept::rendering {

/// Where the files of a site go. A failure to write is kept by it for its owner.
class SiteFiles {
 public:
  virtual ~SiteFiles() = default;
  /// Writes one file; `path` is from the site's folder, with `/`.
  virtual void write(const std::string& path, std::string_view text) = 0;
  /// The place of a document's page, by the name of its report: "documents/meetings/may.json.html". No two
  /// documents have one place.
  virtual std::string page_of(const std::string& document) = 0;
};

/// Writes the page of each document when it is told, and the index at the end.
class HtmlSite : public PageWriter {
 public:
  /// Both must outlive this. Mistakes are also written to `output` as mistakes.
  HtmlSite(SiteFiles& files, Sink& output, Color error_color)
      : files_(files), output_(output), error_color_(error_color) {}

  /// Of more documents than this, pages are brief: without reasons and fixes they stay small.
  static constexpr std::size_t kMostExplained = 500;
  void expect(std::size_t documents) override { is_brief_ = documents > kMostExplained; }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override;
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override;
  void document(const DocumentReport& report, const Sources& sources) override;
  void run_end(const RunEnd& end, const Sources& sources) override;
  void end() override;

  bool has_documents() const override { return summary_.documents() > 0; }
  std::string summary() const override { return verdicts_in_words(summary_.verdicts(), words_); }

 private:
  struct Entry {
    std::string heading, file, page;
  };

  std::string script_of(const Catalogue& words);
  std::string clauses_of(const DocumentReport& report);
  void controls(std::string& html) const;
  void list(std::string& html, std::optional<Verdict> verdict) const;

  SiteFiles& files_;
  Sink& output_;
  Color error_color_;
  bool is_brief_ = false;
  Catalogue words_;
  std::string before_, passed_over_;
  CheckSummary summary_;
  std::map<std::optional<Verdict>, std::vector<Entry>> entries_;
  std::set<Language> languages_;                ///< whose script was written
  std::map<std::string, std::string> clauses_;  ///< the files of words of clauses, by what they hold
  std::vector<std::string> untranslated_, closing_;
};

}  // namespace precept::rendering
