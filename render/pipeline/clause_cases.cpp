#include "render/pipeline/clause_cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "render/layout.h"
#include "render/pipeline/place.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

class Cases {
 public:
  explicit Cases(const DocumentReport& report) : report_(report) {
    for (std::size_t i = 0; i < report.clauses.size(); ++i) order_.emplace(report.clauses[i].label, i);
  }

  void add(const Finding& finding) {
    if (finding.outcome == Outcome::NotApplicable) return;
    ClauseCase& found = of(finding.clause);
    if (finding.outcome == Outcome::Satisfied) return;
    auto& list = finding.known ? found.known : finding.level == Level::Error ? found.failed : found.noted;
    list.push_back(&finding);
  }
  void add(const ActRight& right) {
    for (const std::string& clause : right.by) of(clause);
  }

  std::vector<ClauseCase> all() {
    std::vector<ClauseCase> cases;
    for (auto& [place, one] : cases_) cases.push_back(std::move(one));
    return cases;
  }

 private:
  /// What has no clause of its own, such as `otherwise`, comes last.
  ClauseCase& of(const std::string& clause) {
    const std::size_t place = order_.try_emplace(clause, order_.size()).first->second;
    ClauseCase& found = cases_[place];
    if (found.label.empty()) found.label = report_.name_of(clause);
    return found;
  }

  const DocumentReport& report_;
  std::map<std::string, std::size_t> order_;
  std::map<std::size_t, ClauseCase> cases_;
};

std::vector<std::string> in_words(const std::vector<const Finding*>& findings, const DocumentReport& report) {
  std::vector<std::string> lines;
  for (const Finding* finding : findings) {
    std::string line = finding_in_words(*finding, report);
    if (finding->at.line != 0) line += fmt::format(" ({})", terminal_text(place_text(finding->at)));
    lines.push_back(std::move(line));
    for (const OpenPoint& point : finding->missing) lines.push_back("? " + terminal_text(point.asks));
  }
  return lines;
}

}  // namespace

bool ClauseCase::is_open() const {
  return !passed() && std::ranges::all_of(failed, [](const Finding* finding) {
    return finding->outcome == Outcome::Undetermined;
  });
}

std::vector<ClauseCase> clause_cases(const DocumentReport& report) {
  Cases cases(report);
  for (const Finding& finding : report.findings) cases.add(finding);
  for (const SubjectRights& subject : report.rights) {
    for (const ActRight& right : subject.acts) cases.add(right);
  }
  std::vector<ClauseCase> all = cases.all();
  const bool has_failed = !std::ranges::all_of(all, &ClauseCase::passed);
  if (report.verdict_beside_known() == Verdict::Undetermined && !has_failed) {
    ClauseCase& open = all.emplace_back();
    open.is_rest = true;
    open.label = Catalogue(report.language)(say::HeadingUndecided);
    for (const OpenPoint& point : report.open_questions) open.asked.push_back(&point);
  }
  if (all.empty()) {
    const Catalogue words(report.language);
    all.push_back(
        {.label = report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll)});
  }
  return all;
}

std::vector<std::string> failures_in_words(const ClauseCase& of, const DocumentReport& report) {
  std::vector<std::string> lines = in_words(of.failed, report);
  for (const OpenPoint* point : of.asked) lines.push_back("? " + terminal_text(point->asks));
  return lines;
}

std::vector<std::string> known_in_words(const ClauseCase& of, const DocumentReport& report) {
  return in_words(of.known, report);
}

std::vector<std::string> notes_in_words(const ClauseCase& of, const DocumentReport& report) {
  return in_words(of.noted, report);
}

}  // namespace precept::rendering
