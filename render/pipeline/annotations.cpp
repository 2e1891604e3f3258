#include "render/pipeline/annotations.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/digest.h"
#include "base/name_in_file.h"
#include "render/layout.h"
#include "render/pipeline/place.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// Makes the fingerprints of one document.
class Fingerprints {
 public:
  std::string of(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (std::string_view part : parts) key.append(part) += '\0';
    const std::size_t earlier = seen_[key]++;
    if (earlier > 0) key += fmt::format("{}", earlier + 1);
    return sha256_hex(key);
  }

 private:
  std::map<std::string, std::size_t> seen_;
};

Weight weight_of(const Finding& finding) {
  if (finding.known) return Weight::Known;
  switch (finding.level) {
    case Level::Error:
      return finding.outcome == Outcome::Violated ? Weight::Violation : Weight::Open;
    case Level::Warning:
      return Weight::Warning;
    case Level::Note:
      return Weight::Note;
  }
  return Weight::Note;
}

bool is_in_order(const Finding& finding) {
  return finding.outcome == Outcome::Satisfied || finding.outcome == Outcome::NotApplicable;
}

std::string words_of(const Diagnostic& mistake) {
  std::string text = mistake.message;
  for (const std::string& note : mistake.notes) text += "; " + note;
  if (!mistake.help.empty()) text += "; " + mistake.help;
  return terminal_text(text);
}

/// The message of a finding with the questions that are open in it.
std::string words_of(const Finding& finding, const DocumentReport& report) {
  constexpr std::size_t kMostAsked = 3;
  std::string text = finding_in_words(finding, report);
  for (std::size_t i = 0; i < std::min(finding.missing.size(), kMostAsked); ++i)
    text += " – " + terminal_text(finding.missing[i].asks);
  return text;
}

/// Open questions that no binding finding asks, such as a list that is missing.
std::vector<const OpenPoint*> asked_by_none(const DocumentReport& report) {
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  const auto key = [](const OpenPoint& point) { return Key(point.judgement, point.about, point.subject); };
  std::set<Key> asked;  // lists are long: there may be a question for each entry
  for (const Finding& finding : report.findings) {
    if (finding.level != Level::Error) continue;
    for (const OpenPoint& point : finding.missing) asked.insert(key(point));
  }
  std::vector<const OpenPoint*> points;
  for (const OpenPoint& point : report.open_questions) {
    if (!asked.contains(key(point))) points.push_back(&point);
  }
  return points;
}

/// The weight that a document which is not compliant has itself.
Weight weight_of(const DocumentReport& report) {
  const std::optional<Verdict> verdict = report.verdict_beside_known();
  if (!verdict) return Weight::NotChecked;
  return *verdict == Verdict::Undetermined ? Weight::Open : Weight::Violation;
}

}  // namespace

std::string rule_of(const DocumentReport& report, const std::string& clause, const std::string& norm) {
  const std::string rule = clause.empty() ? report.policy.name : report.policy.name + "/" + clause;
  return norm.empty() ? rule : rule + "/" + norm;
}

std::string message_with_cell(const Annotation& one) {
  if (one.at.file.empty() || (!one.at.is_cell() && !file_in_archive(one.at.file))) return one.message;
  return fmt::format("{} ({})", one.message, terminal_text(place_text(one.at)));
}

std::vector<Annotation> Annotator::of(const Diagnostics& mistakes, const Sources& sources,
                                      const std::string& file) const {
  std::vector<Annotation> all;
  Fingerprints fingerprints;
  for (const Diagnostic& mistake : mistakes.all()) {
    const DiagnosticInfo& known = info(mistake.kind);
    Annotation& one = all.emplace_back();
    one.weight = mistake.severity() == Severity::Error ? Weight::NotChecked : Weight::Warning;
    one.rule = one.title = known.code;
    one.message = words_of(mistake);
    one.at = place_of(mistake, sources, file);
    if (has_line(one.at) && !mistake.labels.empty() && mistake.labels.front().span.has_place())
      one.end = sources.end_place(mistake.labels.front().span);
    one.fingerprint = fingerprints.of({known.code, one.message, path_from(root_, one.at.file)});
  }
  return all;
}

std::vector<Annotation> Annotator::of(const DocumentReport& report, const Sources& sources) const {
  return of(report, sources, path_from(root_, report.file));
}

std::vector<Annotation> Annotator::of(const DocumentReport& report, const Sources& sources,
                                      const std::string& path) const {
  const Catalogue words(report.language);
  std::vector<Annotation> all = of(report.diagnostics, sources, report.file);
  Fingerprints fingerprints;
  for (const Finding& finding : report.findings) {
    if (is_in_order(finding)) continue;
    Annotation& one = all.emplace_back();
    one.weight = weight_of(finding);
    one.rule = rule_of(report, finding.clause, finding.norm.name);
    one.title = terminal_text(report.name_of(finding.clause, finding.norm.name));
    if (finding.outcome == Outcome::Undetermined)
      one.title = words(say::NameAndText, words(say::Undetermined), one.title);
    one.message = words_of(finding, report);
    one.at = finding.at.line == 0 ? place_of(report.file) : finding.at;
    one.fingerprint = fingerprints.of({report.policy.name, finding.clause, finding.norm.name,
                                       finding.name.empty() ? finding.subject : finding.name, path});
    one.finding = &finding;
  }
  const std::string verdict =
      report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll);
  auto add = [&](const std::string& message, const Place& at, std::string_view subject) {
    all.push_back({.weight = weight_of(report),
                   .rule = rule_of(report, {}, {}),
                   .title = verdict,
                   .message = message,
                   .at = at,
                   .fingerprint = fingerprints.of({report.policy.name, {}, {}, subject, path})});
  };
  for (const OpenPoint* point : asked_by_none(report)) {
    add(terminal_text(point->asks), point->at.line == 0 ? place_of(report.file) : point->at, point->subject);
  }
  const bool is_said =
      report.verdict_beside_known() == Verdict::Compliant ||
      std::ranges::any_of(all, [&](const Annotation& one) { return one.weight == weight_of(report); });
  if (!is_said) add(verdict, place_of(report.file), {});
  return all;
}

}  // namespace precept::rendering
