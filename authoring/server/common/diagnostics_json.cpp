#include "authoring/server/common/diagnostics_json.h"

#include <fmt/format.h>

namespace precept::server {

namespace {

constexpr int kErrorSeverity = 1, kWarningSeverity = 2;

/// The message with what is beside it in the text that people read.
std::string whole_message(const Diagnostic& diagnostic) {
  std::string message = diagnostic.message;
  for (const std::string& note : diagnostic.notes) message += "\nnote: " + note;
  if (!diagnostic.help.empty()) message += "\nhelp: " + diagnostic.help;
  return message;
}

/// A place to show: what is empty has a letter, so that it can be seen.
Span shown_place(const PolicyState& policy, Span span) {
  const auto size = static_cast<std::uint32_t>(policy.text(span.file).size());
  span.end = std::min(span.end, size);
  span.begin = std::min(span.begin, span.end);
  return span;
}

}  // namespace

Json diagnostic_json(const Diagnostic& diagnostic, Json range) {
  return {{"range", std::move(range)},
          {"severity", diagnostic.severity() == Severity::Error ? kErrorSeverity : kWarningSeverity},
          {"code", info(diagnostic.kind).code},
          {"source", "precept"},
          {"message", whole_message(diagnostic)}};
}

Json diagnostic_json(const Context& context, const PolicyState& policy, const Diagnostic& diagnostic) {
  const bool has_place = !diagnostic.labels.empty() && diagnostic.labels[0].span.has_place();
  const Span place = has_place ? shown_place(policy, diagnostic.labels[0].span) : Span{};
  Json range = {{"start", position_json({})}, {"end", position_json({})}};
  if (has_place) range = range_json(policy, place, context.encoding());
  Json json = diagnostic_json(diagnostic, std::move(range));
  const std::string& page = context.workspace.hooks().page_of_codes;
  if (context.client.code_description && !page.empty())
    json["codeDescription"] = {{"href", fmt::format("{}#{}", page, info(diagnostic.kind).code)}};
  if (!context.client.related_information) return json;
  Json related = Json::array();
  for (std::size_t i = 1; i < diagnostic.labels.size(); ++i) {
    const Label& label = diagnostic.labels[i];
    if (!label.span.has_place()) continue;
    related.push_back({{"location", location_json(context, policy, shown_place(policy, label.span))},
                       {"message", label.words.empty() ? "here" : label.words}});
  }
  if (!related.empty()) json["relatedInformation"] = std::move(related);
  return json;
}

std::map<std::filesystem::path, Json> diagnostics_by_file(const Context& context, const PolicyState& policy) {
  std::map<std::filesystem::path, Json> result;
  for (const Diagnostic& each : policy.diagnostics.all()) {
    const bool has_place = !each.labels.empty() && each.labels[0].span.has_place();
    const std::filesystem::path file = has_place ? policy.path_of(each.labels[0].span.file) : policy.root;
    Json& of_file = result.try_emplace(file, Json::array()).first->second;
    of_file.push_back(diagnostic_json(context, policy, each));
  }
  return result;
}

}  // namespace precept::server
