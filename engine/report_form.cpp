#include "engine/report_form.h"

#include <algorithm>

#include "render/pipeline/pipeline.h"

namespace precept {

std::unique_ptr<rendering::ReportWriter> report_writer(ReportForm form, rendering::Sink& to,
                                                       const rendering::TextOptions& text,
                                                       const std::string& root) {
  switch (form) {
    case ReportForm::Text:
      return rendering::text_report(to, text);
    case ReportForm::Json:
      return rendering::json_report(to);
    case ReportForm::Ndjson:
      return rendering::ndjson_report(to);
    case ReportForm::Sarif:
      return rendering::sarif_report(to, root);
    case ReportForm::Junit:
      return rendering::junit_report(to);
    case ReportForm::Tap:
      return rendering::tap_report(to);
    case ReportForm::Github:
      return rendering::github_report(to, root);
    case ReportForm::Gitlab:
      return rendering::gitlab_report(to, root);
    case ReportForm::Markdown:
      return rendering::markdown_report(to);
    case ReportForm::Html:
      break;
  }
  return nullptr;
}

void add_extras(DocumentCheck& document, bool with_receipt, rendering::PageExtras& extras) {
  constexpr std::size_t kLargestProven = 500'000, kMostFaults = 8;
  for (const checker::JoinedList& list : document.lists()) {
    extras.lists.push_back({.path = list.path,
                            .file = list.file,
                            .records = static_cast<std::size_t>(list.records),
                            .left_out_by_only = static_cast<std::size_t>(list.left_out_by_only)});
  }
  extras.is_receipt_too_large = document.text().size() > kLargestProven;
  if (with_receipt && !extras.is_receipt_too_large) extras.receipt = document.receipt();
  const DocumentReport& report = document.report();
  auto faults = std::ranges::count_if(report.findings, [](const Finding& finding) {
    return finding.level == Level::Error && finding.outcome != Outcome::Satisfied &&
           finding.outcome != Outcome::NotApplicable;
  });
  if (report.verdict != Verdict::Compliant && static_cast<std::size_t>(faults) <= kMostFaults)
    extras.repairs = document.repairs({}, Aim::Mend, {.most_checks = 300, .most_bytes = 30'000'000});
}

}  // namespace precept
