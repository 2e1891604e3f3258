#include "render/summary.h"

#include <algorithm>

#include "render/layout.h"

namespace precept::rendering {

void CheckSummary::add(const DocumentReport& report) {
  ++verdicts_[report.verdict];
  subjects_ += report.counts.subjects;
  for (const ClauseWords& clause : report.clauses) {
    const auto known = known_.try_emplace({report.policy.digest, clause.label}).first;
    if (known->second.empty()) known->second = report.name_of(clause.label);
    if (clause.is_active) active_.insert(known->first);
  }
}

std::size_t CheckSummary::documents() const {
  std::size_t number = 0;
  for (const auto& [verdict, count] : verdicts_) number += count;
  return number;
}

std::size_t CheckSummary::of(std::optional<Verdict> verdict) const {
  const auto found = verdicts_.find(verdict);
  return found == verdicts_.end() ? 0 : found->second;
}

std::vector<std::string> CheckSummary::idle_clauses() const {
  std::vector<std::string> idle;
  for (const auto& [key, name] : known_) {
    if (!active_.contains(key)) idle.push_back(name);
  }
  return idle;
}

std::string verdict_in_words(const DocumentReport& report) {
  const Catalogue words(report.language);
  return report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll);
}

std::string looked_at_in_words(const CheckSummary& summary, const Catalogue& words) {
  constexpr std::size_t kMostNamed = 6;
  std::vector<std::string> parts;
  if (summary.clauses() > 0)
    parts.push_back(words.counted(summary.clauses(), say::OneClause, say::ManyClauses));
  if (summary.subjects() > 0)
    parts.push_back(words.counted(summary.subjects(), say::OneEntryInAll, say::EntriesInAll));
  std::vector<std::string> idle = summary.idle_clauses();
  const std::size_t left = idle.size() > kMostNamed ? idle.size() - kMostNamed : 0;
  idle.resize(idle.size() - left);
  for (std::string& name : idle) name = terminal_text(name);
  if (left > 0) {
    parts.push_back(
        words(say::NothingFor, words(say::ListAndMore, words.list(idle, say::ListAndOthers), left)));
  } else if (!idle.empty()) {
    parts.push_back(words(say::NothingFor, words.list(idle, say::ListAnd)));
  }
  std::string text;
  for (const std::string& part : parts) text = text.empty() ? part : words(say::Then, text, part);
  return text;
}

}  // namespace precept::rendering
