#include "render/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "render/layout.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

std::string who(const std::string& name, const std::string& pointer) {
  return name.empty() ? pointer : name;
}

std::string outcome_in_words(std::optional<Outcome> outcome, const Finding* finding,
                             const DocumentReport& report) {
  if (!outcome) return "no finding";
  const std::string label = outcome_label(*outcome, finding->level, Catalogue());
  const std::string words = finding_in_words(*finding, report);
  return words.empty() ? label : fmt::format("{}: {}", label, words);
}

Flip flip_of(const FindingChange& change, const DocumentChange& document) {
  const DocumentReport& after = document.after.report;
  Flip flip;
  flip.effect = difference::effect_of(change);
  flip.what = after.name_of(change.finding.clause, change.finding.norm.name);
  if (!change.finding.subject.empty()) flip.what += ", " + who(change.finding.name, change.finding.subject);
  flip.before = outcome_in_words(change.before, change.first ? &*change.first : nullptr, document.before);
  flip.after = outcome_in_words(change.after, &change.finding, after);
  return flip;
}

std::string right_in_words(Right right, const std::vector<std::string>& by) {
  const std::string label = right_label(right, Catalogue());
  return by.empty() ? label : fmt::format("{} by {}", label, fmt::join(by, ", "));
}

Flip flip_of(const RightChange& change) {
  return {difference::effect_of(change),
          fmt::format("the right of {} to {}", who(change.name, change.subject), change.act),
          right_in_words(change.before, change.by_before), right_in_words(change.after, change.by_after)};
}

}  // namespace

std::string subject_of(const PolicyChange& change) {
  if (change.clause.empty()) return fmt::format("the {} `{}`", change.what, change.name);
  return change.norm.empty() ? change.clause : fmt::format("{} ({})", change.clause, change.norm);
}

std::vector<Flip> flips_of(const DocumentChange& change) {
  std::vector<Flip> flips;
  for (const FindingChange& finding : change.after.findings) flips.push_back(flip_of(finding, change));
  for (const RightChange& right : change.after.rights) flips.push_back(flip_of(right));
  return flips;
}

std::vector<std::string> summary_in_words(const DifferenceSummary& summary, bool has_corpus) {
  std::vector<std::string> lines;
  if (has_corpus) {
    std::string words =
        fmt::format("{}, of which {} flip", number_and_noun(summary.documents, "document", "documents"),
                    summary.flips == 0 ? "none" : std::to_string(summary.flips));
    if (summary.flips > 0)
      words += fmt::format(" ({} weaker, {} stronger)", summary.weaker, summary.stronger);
    lines.push_back(words);
    auto count = [&](std::size_t number, const char* what) {
      if (number > 0)
        lines.push_back(fmt::format("{} {}", number_and_noun(number, "document", "documents"), what));
    };
    count(summary.only_old, "could be checked by the old policy only");
    count(summary.only_new, "could be checked by the new policy only");
    count(summary.neither, "could be checked by neither");
  }
  if (!summary.undecided.empty())
    lines.push_back(
        fmt::format("undecided, as no document shows it: {}", fmt::join(summary.undecided, ", ")));
  switch (summary.effect) {
    case Effect::Weaker:
      lines.emplace_back("result: weaker");
      break;
    case Effect::Unclear:
      lines.emplace_back("result: may be weaker");
      break;
    case Effect::Stronger:
    case Effect::None:
      lines.emplace_back("result: nothing is weaker");
      break;
  }
  return lines;
}

}  // namespace precept::rendering
