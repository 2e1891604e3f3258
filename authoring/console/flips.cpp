#include "authoring/console/flips.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "render/layout.h"
#include "runtime/phrasing/labels.h"

namespace precept::console {

namespace {

/// What makes a finding the same one in two reports.
using Key = std::tuple<std::string, std::string, std::string, Level, std::vector<std::string>>;

/// Those with one key keep their order; several norms without a name have one.
std::map<Key, std::vector<const Finding*>> by_key(const DocumentReport& report) {
  std::map<Key, std::vector<const Finding*>> found;
  for (const Finding& finding : report.findings)
    found[{finding.clause, finding.norm.name, finding.subject, finding.level, finding.acts}].push_back(
        &finding);
  return found;
}

std::string outcome_of(const Finding* finding) {
  return finding == nullptr ? "not there" : outcome_label(finding->outcome, finding->level, Catalogue());
}

void tell_change(const Finding* before, const Finding* after, std::string& told) {
  const std::string one = outcome_of(before), other = outcome_of(after);
  if (one == other) return;
  const Finding& finding = after != nullptr ? *after : *before;
  const std::string why = after == nullptr || after->message.empty() ? "" : ": " + after->message;
  told += rendering::terminal_text(fmt::format("{}: {} -> {}{}", name_of(finding), one, other, why)) + "\n";
}

}  // namespace

std::string name_of(const Finding& finding) {
  std::string name = finding.clause;
  if (!finding.norm.name.empty()) name += fmt::format(" ({})", finding.norm.name);
  if (finding.subject.empty()) return name;
  return fmt::format("{} of {}", name, finding.name.empty() ? finding.subject : finding.name);
}

std::string verdict_of(const DocumentReport& report) {
  if (report.verdict) return verdict_label(*report.verdict, Catalogue());
  return "not checked";
}

std::string flips(const DocumentReport& before, const DocumentReport& after) {
  std::string told;
  if (before.verdict != after.verdict)
    told += fmt::format("verdict: {} -> {}\n", verdict_of(before), verdict_of(after));
  auto was = by_key(before), is = by_key(after);
  for (auto& [key, findings] : is) {
    std::vector<const Finding*>& former = was[key];
    for (std::size_t i = 0; i < std::max(findings.size(), former.size()); ++i)
      tell_change(i < former.size() ? former[i] : nullptr, i < findings.size() ? findings[i] : nullptr, told);
    was.erase(key);
  }
  for (const auto& [key, findings] : was) {
    for (const Finding* finding : findings) tell_change(finding, nullptr, told);
  }
  return told.empty() ? fmt::format("nothing flips: {}\n", verdict_of(after)) : told;
}

}  // namespace precept::console
