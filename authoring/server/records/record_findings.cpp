#include "authoring/server/records/record_findings.h"

#include <fmt/format.h>

#include "authoring/server/records/record_place.h"
#include "authoring/server/records/record_policies.h"

namespace precept::server {

namespace {

constexpr int kAsError = 1, kAsWarning = 2, kAsInformation = 3;

/// A place that counts lines and code points from 1, in the buffer.
std::uint32_t offset_of(const Document& document, const Place& at) {
  if (at.line == 0 || at.line > document.lines.count()) return 0;
  std::uint32_t offset = document.lines.begin_of(at.line - 1);
  const std::uint32_t end = document.lines.end_of(document.text, at.line - 1);
  for (std::uint32_t column = 1; column < at.column && offset < end; ++column) {
    ++offset;
    while (offset < end && (static_cast<unsigned char>(document.text[offset]) & 0xC0) == 0x80) ++offset;
  }
  return offset;
}

Json range_at(const Document& document, const Place& at, Encoding encoding) {
  if (at.file != document.path.string()) return range_json(document, 0, 0, encoding);
  const std::uint32_t begin = offset_of(document, at);
  return range_json(document, begin, end_of_value(document.text, begin), encoding);
}

Json mistake_json(const Document& document, const Mistake& mistake, Encoding encoding) {
  std::string message = mistake.message;
  for (const std::string& note : mistake.notes) message += "\nnote: " + note;
  if (!mistake.help.empty()) message += "\nhelp: " + mistake.help;
  return {{"range", range_at(document, mistake.at, encoding)},
          {"severity", mistake.severity == Severity::Error ? kAsError : kAsWarning},
          {"code", mistake.code},
          {"source", "precept"},
          {"message", message}};
}

int severity_of(const Finding& finding) {
  if (finding.outcome == Outcome::Undetermined) return kAsInformation;
  return finding.level == Level::Error     ? kAsError
         : finding.level == Level::Warning ? kAsWarning
                                           : kAsInformation;
}

Json finding_json(const Document& document, const Finding& finding, Encoding encoding) {
  std::string message = finding.message;
  for (const OpenPoint& open : finding.missing) {
    if (!open.asks.empty()) message += "\nopen: " + open.asks;
  }
  return {{"range", range_at(document, finding.at, encoding)},
          {"severity", severity_of(finding)},
          {"code", finding.clause},
          {"source", "precept check"},
          {"message", message}};
}

}  // namespace

FoundByFile find_in_record(const Context& context, const Document& document) {
  FoundByFile found{.mistakes = {}, .stamps = {}, .epoch = context.workspace.epoch()};
  const auto policies = policies_for(context, document.path, document.text);
  found.stamps = policies->stamps;
  found.stamps[document.path] = context.workspace.stamp_of(document.path);
  Json& mistakes = found.mistakes[document.path] = Json::array();
  std::string kind = kind_in_text(document.text);
  if (kind.empty()) kind = policies->kind_of_project;
  const bool is_ours = policies->kind(kind) != nullptr || !policies->kind_of_project.empty();
  if (!is_ours || policies->engine.has_errors()) return found;
  DocumentCheck check = policies->engine.open_text(document.path.string(), document.text);
  const DocumentReport& report = check.check();
  for (const Mistake& each : check.mistakes(report.diagnostics))
    mistakes.push_back(mistake_json(document, each, context.encoding()));
  for (const Finding& each : report.findings) {
    if (each.outcome == Outcome::Violated || each.outcome == Outcome::Undetermined)
      mistakes.push_back(finding_json(document, each, context.encoding()));
  }
  return found;
}

}  // namespace precept::server
