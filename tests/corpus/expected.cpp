// What a case expects: the parts of a report that every implementation must give.
#include <fmt/format.h>

#include "base/utf8.h"
#include "tests/corpus/corpus.h"
#include "tests/reference/reference.h"

namespace precept::corpus {

namespace {

Json finding_of(const Finding& finding, const std::string& words) {
  Json result{{"clause", finding.clause},
              {"level", to_string(finding.level)},
              {"outcome", to_string(finding.outcome)},
              {"subject", finding.subject}};
  if (!finding.acts.empty()) result["acts"] = finding.acts;
  if (!words.empty()) result["message"] = words;
  return result;
}

Json rights_of(const SubjectRights& subject) {
  Json acts = Json::object();
  for (const ActRight& act : subject.acts) acts[act.act] = {{"right", to_string(act.right)}, {"by", act.by}};
  return {{"subject", subject.subject}, {"acts", acts}};
}

Json open_of(const OpenPoint& point) {
  auto text_or_null = [](const std::string& text) { return text.empty() ? Json() : Json(text); };
  return {{"judgement", text_or_null(point.judgement)},
          {"about", text_or_null(point.about)},
          {"subject", point.subject}};
}

Json list_of(const auto& items, auto to_json) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

}  // namespace

Json expected_of(const DocumentReport& report, const std::vector<std::string>& words,
                 const Sources& sources) {
  if (!report.verdict) return {{"errors", errors_of(report.diagnostics, sources, {})}};
  Json findings = Json::array();
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    findings.push_back(finding_of(report.findings[i], words[i]));
  return {{"policy", report.policy.name},
          {"verdict", to_string(*report.verdict)},
          {"findings", findings},
          {"rights", list_of(report.rights, rights_of)},
          {"open_questions", list_of(report.open_questions, open_of)}};
}

DocumentReport evaluate(CasePolicies& group, FileId document, const CheckOptions& options,
                        std::vector<std::string>& words, std::vector<std::string>& problems) {
  std::vector<const Program*> programs;
  for (const test::Policy& policy : group.policies) programs.push_back(&policy.program);
  DocumentReport report = check_document(programs, document, group.sources, options);
  words.assign(report.findings.size(), "");
  for (const test::Policy& policy : group.policies) {
    if (!report.verdict || policy.program.digest() != report.policy.digest) continue;
    std::vector<std::uint32_t> choices = choices_of(policy.program, options.readings);
    test::Agreement agreement = test::evaluate_all_ways(policy, document, group.sources, choices);
    problems.insert(problems.end(), agreement.disagreements.begin(), agreement.disagreements.end());
    auto json = nlohmann::json::parse(group.sources.file(document).text);
    reference::Result reference = reference::check(*policy.model, json, choices);
    for (std::size_t i = 0; i < std::min(words.size(), reference.report.findings.size()); ++i)
      words[i] = reference.report.findings[i].message;
  }
  return report;
}

Json errors_of(const Diagnostics& diagnostics, const Sources& sources, const fs::path& base) {
  Json errors = Json::array();
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != Severity::Error) continue;
    Json error{{"code", info(diagnostic.kind).code}};
    if (!diagnostic.labels.empty() && diagnostic.labels[0].span.has_place()) {
      const Span span = diagnostic.labels[0].span;
      const LineColumn at = sources.locate(span.file, span.begin);
      if (!base.empty())
        error["file"] = fs::path(sources.file(span.file).name).lexically_relative(base).generic_string();
      error["line"] = at.line;
      error["column"] = at.column;
    }
    errors.push_back(error);
  }
  return errors;
}

Json text_of(std::string_view bytes) {
  if (!find_invalid_utf8(bytes)) return std::string(bytes);
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    for (std::size_t j = 0; j < 4; ++j)
      text += i + j > bytes.size() ? '=' : kDigits[group >> (18 - 6 * j) & 63];
  }
  return {{"base64", text}};
}

}  // namespace precept::corpus
