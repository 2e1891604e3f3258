// A table of the readings of a policy: what comes of one document by each.
#include <fmt/format.h>

#include <algorithm>

#include "tools/report/layout.h"
#include "tools/report/report.h"

namespace precept::tools {

namespace {

std::string who(const std::string& name, const std::string& pointer) {
  return name.empty() ? pointer : name;
}

/// "resolves 1 (warning) violated for Kenya, was satisfied: Kenya has 1; two are needed"; an error needs no
/// word.
std::string words_of(const FindingChange& change) {
  const Finding& finding = change.finding;
  std::string level = finding.level == Level::Error ? "" : fmt::format(" ({})", to_string(finding.level));
  std::string text = fmt::format("{}{} {}", finding.clause, level,
                                 change.after ? outcome_words(*change.after) : "no longer told");
  if (!finding.subject.empty()) text += " for " + who(finding.name, finding.subject);
  if (change.before) text += fmt::format(", was {}", outcome_words(*change.before));
  bool is_telling = change.after == Outcome::Violated && !finding.message.empty();
  return is_telling ? text + ": " + finding.message : text;
}

/// Acts of one subject that change in the same way are told together.
std::vector<std::string> words_of(const std::vector<RightChange>& changes) {
  struct Line {
    const RightChange* first;
    std::string acts;
  };
  std::vector<Line> lines;
  for (const RightChange& change : changes) {
    auto same = [&](const Line& line) {
      return line.first->subject == change.subject && line.first->before == change.before &&
             line.first->after == change.after;
    };
    auto found = std::ranges::find_if(lines, same);
    if (found == lines.end()) {
      lines.push_back({&change, change.act});
    } else {
      found->acts += ", " + change.act;
    }
  }
  std::vector<std::string> result;
  for (const Line& line : lines) {
    result.push_back(fmt::format("{}: {} {}, was {}", who(line.first->name, line.first->subject), line.acts,
                                 to_string(line.first->after), to_string(line.first->before)));
  }
  return result;
}

std::vector<std::string> differences(const Alternative& other, bool same_verdict) {
  std::vector<std::string> lines;
  for (const FindingChange& change : other.findings) lines.push_back(words_of(change));
  for (std::string& line : words_of(other.rights)) lines.push_back(std::move(line));
  for (const OpenPoint& point : other.opened) lines.push_back("asks: " + point.asks);
  for (const OpenPoint& point : other.closed) lines.push_back("no longer asks: " + point.asks);
  for (const Diagnostic& mistake : other.report.diagnostics.all()) {
    lines.push_back(fmt::format("{}: {}", info(mistake.kind).code, mistake.message));
  }
  if (lines.empty()) lines.emplace_back(same_verdict ? "nothing changes" : "");
  return lines;
}

/// Of one reading's differences; the rest are counted.
constexpr std::size_t kMostShown = 20;

void cut(std::vector<std::string>& lines) {
  if (lines.size() <= kMostShown) return;
  std::size_t left = lines.size() - kMostShown;
  lines.resize(kMostShown);
  lines.push_back(fmt::format("… and {} more; --all shows them", left));
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
                    const TextOptions& options) {
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
  if (!options.with_all) {
    for (Row& row : rows) cut(row.lines);
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
      std::string text =
          wrapped(harmless(line), column, column + 2, std::max(options.width, column + kNarrowest));
      if (&line == &row.lines[0]) text.replace(0, column, head);
      output.write(text);
    }
  }
}

std::vector<std::string> readings_in_words(const PolicyIdentity& policy) {
  std::vector<std::string> words;
  for (const ReadingUsed& reading : policy.readings) {
    if (reading.is_default) continue;
    words.push_back(fmt::format("read with {} = {}: {} ({})", reading.name, reading.choice,
                                harmless(reading.words), harmless(reading.chosen_in)));
  }
  return words;
}

}  // namespace precept::tools
