// The table of readings: what one document comes to by each reading of a policy.
#include <fmt/format.h>

#include <algorithm>

#include "render/layout.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

std::string who(const std::string& name, const std::string& pointer) {
  return name.empty() ? pointer : name;
}

/// The change in words: "resolves 1 (warning) violated for Kenya, was satisfied: Kenya has 1; two are
/// needed". The level error is not named.
std::string change_in_words(const FindingChange& change, const DocumentReport& names,
                            const Catalogue& words) {
  const Finding& finding = change.finding;
  std::string text = names.name_of(finding.clause, finding.norm.name);
  if (finding.level != Level::Error)
    text = words(say::ClauseAndLevel, text, level_label(finding.level, words));
  std::string after =
      change.after ? outcome_label(*change.after, finding.level, words) : words(say::NoLongerTold);
  text = words(say::ClauseCameTo, text, after);
  if (!finding.subject.empty()) text = words(say::ForWhom, text, who(finding.name, finding.subject));
  if (change.before) text = words(say::WasBefore, text, outcome_label(*change.before, finding.level, words));
  bool is_telling = change.after == Outcome::Violated && !finding.message.empty();
  return is_telling ? words(say::NameAndText, text, finding.message) : text;
}

/// One line for each subject and change; acts of a subject that change alike share it.
std::vector<std::string> change_in_words(const std::vector<RightChange>& changes, const DocumentReport& names,
                                         const Catalogue& words) {
  struct Line {
    const RightChange* first;
    std::string acts;
  };
  std::vector<Line> lines;
  for (const RightChange& change : changes) {
    // Changes come subject by subject, so only the lines at the end can be of this one.
    auto of_subject = std::ranges::find_if(lines.rbegin(), lines.rend(), [&](const Line& line) {
                        return line.first->subject != change.subject;
                      }).base();
    auto found = std::find_if(of_subject, lines.end(), [&](const Line& line) {
      return line.first->before == change.before && line.first->after == change.after;
    });
    if (found == lines.end()) {
      lines.push_back({&change, names.name_of(change.act)});
    } else {
      found->acts = words(say::ListMore, found->acts, names.name_of(change.act));
    }
  }
  std::vector<std::string> result;
  for (const Line& line : lines) {
    result.push_back(words(say::ActsAre, who(line.first->name, line.first->subject), line.acts,
                           right_label(line.first->after, words), right_label(line.first->before, words)));
  }
  return result;
}

std::vector<std::string> differences(const Alternative& other, const DocumentReport& first,
                                     const Catalogue& words) {
  std::vector<std::string> lines;
  for (const FindingChange& change : other.findings) lines.push_back(change_in_words(change, first, words));
  for (std::string& line : change_in_words(other.rights, first, words)) lines.push_back(std::move(line));
  for (const OpenPoint& point : other.opened) lines.push_back(words(say::AsksFor, point.asks));
  for (const OpenPoint& point : other.closed) lines.push_back(words(say::NoLongerAsks, point.asks));
  for (const Diagnostic& mistake : other.report.diagnostics.all()) {
    lines.push_back(fmt::format("{}: {}", info(mistake.kind).code, mistake.message));
  }
  bool is_same = other.report.verdict == first.verdict;
  if (lines.empty()) lines.push_back(is_same ? words(say::NothingChanges) : std::string());
  return lines;
}

/// How many differences of one reading are told; the others are counted.
constexpr std::size_t kMostShown = 20;

void cut(std::vector<std::string>& lines, const Catalogue& words) {
  if (lines.size() <= kMostShown) return;
  std::size_t left = lines.size() - kMostShown;
  lines.resize(kMostShown);
  lines.push_back(words(say::MoreWithAll, left));
}

struct ReadingRow {
  std::string reading, verdict;
  std::vector<std::string> lines;
};

std::string verdict_of(const DocumentReport& report, const Catalogue& words) {
  return report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll);
}

}  // namespace

void write_readings(const DocumentReport& report, const std::vector<Alternative>& others, Sink& output,
                    const TextOptions& options) {
  const Catalogue words(report.language);
  if (others.empty()) {
    output.write("\n  " + words(say::NoReadings) + "\n");
    return;
  }
  bool is_default = std::ranges::all_of(report.policy.readings, &ReadingUsed::is_default);
  std::vector<ReadingRow> rows{
      {words(say::ColumnReading), words(say::ColumnVerdict), {words(say::ColumnDiffers)}},
      {words(is_default ? say::DefaultReading : say::ChosenReadings), verdict_of(report, words), {"-"}}};
  for (const Alternative& other : others) {
    rows.push_back({fmt::format("{} = {}", other.reading, other.choice), verdict_of(other.report, words),
                    differences(other, report, words)});
  }
  if (!options.with_all) {
    for (ReadingRow& row : rows) cut(row.lines, words);
  }
  std::size_t first = 0, second = 0;
  for (const ReadingRow& row : rows) {
    first = std::max(first, columns_of(row.reading));
    second = std::max(second, columns_of(row.verdict));
  }
  constexpr std::size_t kIndent = 2, kGap = 2, kNarrowest = 30;
  std::size_t column = kIndent + first + kGap + second + kGap;
  output.write("\n");
  for (const ReadingRow& row : rows) {
    std::string head = std::string(kIndent, ' ') + padded(row.reading, first + kGap);
    head += padded(row.verdict, second + kGap);
    for (const std::string& line : row.lines) {
      std::string text =
          wrapped(terminal_text(line), column, column + 2, std::max(options.width, column + kNarrowest));
      if (&line == &row.lines[0]) text.replace(0, column, head);
      output.write(text);
    }
  }
}

std::vector<std::string> readings_in_words(const PolicyIdentity& policy, const Catalogue& words) {
  std::vector<std::string> lines;
  if (policy.source_lock.empty()) lines.push_back(words(say::NoSourceLock));
  for (const ReadingUsed& reading : policy.readings) {
    if (reading.is_default) continue;
    lines.push_back(words(say::ReadWith, reading.name, reading.choice, terminal_text(reading.words),
                          terminal_text(reading.chosen_in)));
  }
  return lines;
}

}  // namespace precept::rendering
