// In which forms a check is told, and where: on standard output and in any number of files at once.
//
//   precept check meetings/ --policy res54.pbc --format text --output sarif=out.sarif --output
//   html=report.html
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/report_form.h"
#include "render/html/html_report.h"
#include "tools/commands/site_folder.h"
#include "tools/common/files.h"

namespace precept::tools {

using CheckFormat = ReportForm;
inline const std::map<std::string, CheckFormat>& kCheckFormats = kReportForms;

/// A value of `--output`.
struct FileOutput {
  CheckFormat format{};
  std::string path;  ///< `-`: standard output
};
/// What is wrong with the value; empty: nothing.
std::string fault_of_output(const std::string& value);
/// Of a value with nothing wrong.
FileOutput output_given(std::string_view value);

/// The pages among the forms of a check.
struct CheckPages {
  std::vector<PageWriter*> writers;
  bool have_receipts = false;
};

/// Takes what a check tells, in every form that is wanted. Files are written at the end, each whole or not at
/// all; until then what they will hold is kept in memory.
class CheckOutputs {
 public:
  /// `output`, which must outlive this, takes the form of standard output and its mistakes.
  CheckOutputs(CheckFormat format, const TextOptions& text, std::vector<FileOutput> files, Output& output);

  /// Tells all forms; once.
  std::unique_ptr<ReportWriter> writer();
  /// What the forms tell of a document.
  ReportDetail detail(const TextOptions& text) const;
  /// The pages, which want extras of each document; after `writer`.
  const CheckPages& pages() const { return pages_; }
  /// Whether a file is to be written to standard output, which is then kept for it.
  bool takes_standard_output() const;

  /// Writes the files, after everything was told. False where one could not be written, which was reported;
  /// the others are.
  bool write(const InputFiles& inputs, Color error_color);

 private:
  struct Nowhere : Sink {
    void write(std::string_view) override {}
    void write_mistakes(std::string_view) override {}
  };
  struct Text : Sink {
    void write(std::string_view part) override { text += part; }
    void write_mistakes(std::string_view part) override { text += part; }
    std::string text;
  };
  bool has(CheckFormat format) const;
  bool is_site(const FileOutput& file) const;

  CheckFormat format_;
  TextOptions text_;
  std::vector<FileOutput> files_;
  std::deque<Text> texts_;  ///< of each file; unused where it is a page
  Output& output_;
  HtmlReport* page_ = nullptr;
  std::map<std::size_t, SiteFolder> sites_;  ///< by the file of the options
  CheckPages pages_;
  Nowhere nowhere_;
};

}  // namespace precept::tools
