// A table of the readings of a policy: what comes of one document by each.
#include <fmt/format.h>

#include <algorithm>

#include "tools/report/layout.h"
#include "tools/report/report.h"

namespace precept::tools {

namespace {

std::string outcome_words(Outcome outcome) {
  return outcome == Outcome::NotApplicable ? "not applicable" : to_string(outcome);
}

/// "resolves 1 violated for Kenya, was satisfied: Kenya has 1; two are needed".
std::string words_of(const FindingChange& change) {
  const Finding& finding = change.finding;
  std::string who = finding.subject.empty() ? "" : finding.name.empty() ? finding.subject : finding.name;
  std::string text =
      fmt::format("{} {}{}{}", finding.clause, change.after ? outcome_words(*change.after) : "no longer told",
                  who.empty() ? "" : " for ", who);
  if (change.before) text += ", was " + outcome_words(*change.before);
  bool is_telling = change.after == Outcome::Violated && !finding.message.empty();
  return is_telling ? text + ": " + finding.message : text;
}

std::vector<std::string> differences(const Alternative& other, bool same_verdict) {
  std::vector<std::string> lines;
  for (const FindingChange& change : other.findings) lines.push_back(words_of(change));
  for (const RightChange& change : other.rights) {
    lines.push_back(fmt::format("{} of {} {}, was {}", change.act,
                                change.name.empty() ? change.subject : change.name, to_string(change.after),
                                to_string(change.before)));
  }
  for (const OpenPoint& point : other.opened) lines.push_back("asks: " + point.asks);
  for (const OpenPoint& point : other.closed) lines.push_back("no longer asks: " + point.asks);
  for (const Diagnostic& mistake : other.report.diagnostics.all()) {
    lines.push_back(fmt::format("{}: {}", info(mistake.kind).code, mistake.message));
  }
  if (lines.empty()) lines.emplace_back(same_verdict ? "nothing changes" : "");
  return lines;
}

struct Row {
  std::string reading, verdict;
  std::vector<std::string> lines;
};

std::string verdict_words(const DocumentReport& report) {
  return report.verdict ? to_string(*report.verdict) : "not checked";
}

}  // namespace

void write_readings(const DocumentReport& report, const std::vector<Alternative>& others, Output& output,
                    std::size_t width) {
  if (others.empty()) {
    output.write("\n  This policy reads its text in one way; it has no readings.\n");
    return;
  }
  bool is_default = std::ranges::all_of(report.policy.readings, &ReadingUsed::is_default);
  std::vector<Row> rows{{"Reading", "Verdict", {"What differs"}},
                        {is_default ? "default" : "as chosen", verdict_words(report), {"-"}}};
  for (const Alternative& other : others) {
    rows.push_back({fmt::format("{} = {}", other.reading, other.choice), verdict_words(other.report),
                    differences(other, other.report.verdict == report.verdict)});
  }
  std::size_t first = 0, second = 0;
  for (const Row& row : rows) {
    first = std::max(first, columns_of(row.reading));
    second = std::max(second, columns_of(row.verdict));
  }
  constexpr std::size_t kIndent = 2, kGap = 2, kNarrowest = 30;
  std::size_t column = kIndent + first + kGap + second + kGap;
  output.write("\n");
  for (const Row& row : rows) {
    std::string head = std::string(kIndent, ' ') + padded(row.reading, first + kGap);
    head += padded(row.verdict, second + kGap);
    for (const std::string& line : row.lines) {
      std::string text = wrapped(harmless(line), column, column + 2, std::max(width, column + kNarrowest));
      if (&line == &row.lines[0]) text.replace(0, column, head);
      output.write(text);
    }
  }
}

}  // namespace precept::tools
