// The forms in which checks are told, by their names (docs/outputs.md), and what makes them.
//
//   auto writer = report_writer(ReportForm::Junit, sink, {}, "/srv/documents");
//   engine.tell_mistakes(*writer);
//   document.tell(*writer);
//   writer->end();                     <testsuites …>
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/document_check.h"
#include "render/html/html_report.h"
#include "render/report.h"

namespace precept {

enum class ReportForm { Text, Json, Ndjson, Sarif, Junit, Tap, Github, Gitlab, Markdown, Html };
inline const std::map<std::string, ReportForm> kReportForms{
    {"text", ReportForm::Text},     {"json", ReportForm::Json},     {"ndjson", ReportForm::Ndjson},
    {"sarif", ReportForm::Sarif},   {"junit", ReportForm::Junit},   {"tap", ReportForm::Tap},
    {"github", ReportForm::Github}, {"gitlab", ReportForm::Gitlab}, {"markdown", ReportForm::Markdown},
    {"html", ReportForm::Html}};

/// A writer of the form; null for a page, which is an HtmlReport and looks at each run. `text` is for text,
/// `root`, an absolute path, for forms that tell paths from a folder.
std::unique_ptr<rendering::ReportWriter> report_writer(ReportForm form, rendering::Sink& to,
                                                       const rendering::TextOptions& text,
                                                       const std::string& root);

/// Adds what a page shows of a checked document beside its report: what would mend it, where that is not too
/// much, and its receipt.
void add_extras(DocumentCheck& document, bool with_receipt, rendering::PageExtras& extras);

}  // namespace precept
