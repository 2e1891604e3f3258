#include "runtime/difference/document_change.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::difference {

namespace {

/// How much lets the document pass: a breach least.
int leniency(std::optional<Outcome> outcome) {
  if (outcome == Outcome::Violated) return 0;
  return outcome == Outcome::Undetermined ? 1 : 2;
}
/// What is permitted, and what nobody speaks of, breaks nothing.
int leniency(Right right) {
  switch (right) {
    case Right::Forbidden:
      return 0;
    case Right::Undetermined:
      return 1;
    case Right::Discouraged:
      return 2;
    case Right::Silent:
    case Right::Permitted:
      return 3;
  }
  return 3;
}
int leniency(Verdict verdict) {
  switch (verdict) {
    case Verdict::NonCompliant:
      return 0;
    case Verdict::Undetermined:
      return 1;
    case Verdict::Compliant:
      return 2;
  }
  return 2;
}

Effect effect_between(int before, int after) {
  if (before == after) return Effect::None;
  return after > before ? Effect::Weaker : Effect::Stronger;
}

bool is_point(std::optional<Outcome> outcome) {
  return leniency(outcome) < leniency(std::optional<Outcome>());
}

/// A norm that speaks less strongly now has its findings at another level. They are one finding that changed.
void join_levels(std::vector<FindingChange>& changes) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].after) continue;
    auto same = std::ranges::find_if(changes, [&](const FindingChange& other) {
      return !other.before && other.finding.clause == changes[i].finding.clause &&
             other.finding.subject == changes[i].finding.subject &&
             other.finding.norm.name == changes[i].finding.norm.name;
    });
    if (same == changes.end()) continue;
    changes[i].finding = std::move(same->finding);
    changes[i].after = same->after;
    const bool is_before = same < changes.begin() + static_cast<std::ptrdiff_t>(i);
    changes.erase(same);
    if (is_before) --i;
  }
}

std::string why_not(const DocumentReport& report) {
  if (report.verdict) return {};
  for (const Diagnostic& mistake : report.diagnostics.all()) {
    if (mistake.severity() == Severity::Error)
      return fmt::format("{}: {}", info(mistake.kind).code, mistake.message);
  }
  return {};
}

}  // namespace

Effect effect_of(const FindingChange& change) {
  const Effect effect = effect_between(leniency(change.before), leniency(change.after));
  const bool is_breach = change.before == Outcome::Violated && change.after == Outcome::Violated;
  const bool is_open = change.before == Outcome::Undetermined && change.after == Outcome::Undetermined;
  if ((is_breach || is_open) && change.first)
    return effect_between(static_cast<int>(change.first->level), static_cast<int>(change.finding.level));
  return effect;
}

Effect effect_of(const RightChange& change) {
  return effect_between(leniency(change.before), leniency(change.after));
}

Effect effect_of(std::optional<Verdict> before, std::optional<Verdict> after) {
  if (before && after) return effect_between(leniency(*before), leniency(*after));
  if (before) return Effect::Weaker;
  return after ? Effect::Stronger : Effect::None;
}

DocumentChange compare_documents(DocumentReport before, DocumentReport after) {
  DocumentChange change;
  change.before = std::move(before);
  change.after.report = std::move(after);
  change.effect = effect_of(change.before.verdict, change.after.report.verdict);
  change.why_not_before = why_not(change.before);
  change.why_not_after = why_not(change.after.report);
  if (!change.is_compared()) return change;
  compare_readings(change.before, change.after);
  std::vector<FindingChange>& findings = change.after.findings;
  join_levels(findings);
  std::erase_if(findings, [](const FindingChange& finding) {
    return !is_point(finding.before) && !is_point(finding.after);
  });
  for (const FindingChange& finding : findings) change.effect = std::max(change.effect, effect_of(finding));
  for (const RightChange& right : change.after.rights)
    change.effect = std::max(change.effect, effect_of(right));
  return change;
}

void add_clauses_at_work(const DocumentReport& report, std::set<std::pair<std::string, std::string>>& to) {
  for (const Finding& finding : report.findings) {
    if (finding.outcome != Outcome::NotApplicable) to.emplace(report.kind, finding.clause);
  }
  for (const SubjectRights& subject : report.rights) {
    for (const ActRight& act : subject.acts) {
      for (const std::string& clause : act.by) to.emplace(report.kind, clause);
    }
  }
}

}  // namespace precept::difference
