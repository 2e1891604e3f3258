#include "render/text/ending.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "render/layout.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// How many documents are named where nobody wishes to see all.
constexpr std::size_t kMostNamed = 20;

/// The gravest first, as the exit code counts them.
constexpr std::array<std::optional<Verdict>, 3> kFailures{std::optional<Verdict>(), Verdict::NonCompliant,
                                                          Verdict::Undetermined};

/// "E4003: the field `seets` is unknown".
std::string first_mistake(const DocumentReport& report) {
  for (const Diagnostic& one : report.diagnostics.all()) {
    if (one.severity() == Severity::Error) return fmt::format("{}: {}", info(one.kind).code, one.message);
  }
  return {};
}

}  // namespace

const char* color_of(std::optional<Verdict> verdict) {
  if (verdict == Verdict::Compliant) return kGreen;
  return verdict == Verdict::Undetermined ? kYellow : kRed;
}

bool has_open_points(const DocumentReport& report, Level level) {
  return std::ranges::any_of(report.findings, [&](const Finding& finding) {
    return finding.level == level &&
           (finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined);
  });
}

void Ending::passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) {
  passed_over_ = passed_over_in_words(files, words);
  passed_over_count_ = files.size();
}

void Ending::add(const DocumentReport& report, const std::string& reason) {
  summary_.add(report);
  if (report.verdict == Verdict::Compliant) {
    const bool is_shown = has_open_points(report, Level::Warning);
    with_notes_ += !is_shown && has_open_points(report, Level::Note) ? 1 : 0;
    return;
  }
  std::vector<Named>& named = named_[report.verdict];
  if (named.size() >= kMostNamed && !options_.is_verbose) return;
  named.push_back(
      {terminal_text(report.file), terminal_text(report.verdict ? reason : first_mistake(report))});
}

void Ending::tell(const std::vector<std::string>& untranslated, const Catalogue& words, Sink& output) const {
  if (options_.is_quiet) {
    output.write(counts_in_one_line(words));
    for (const std::string& line : closing_) output.write(terminal_text(line) + "\n");
    return;
  }
  const auto paragraph = [&](const std::string& text, std::size_t indent = 0) {
    if (!text.empty()) output.write(wrapped(text, indent, indent + 2, options_.width));
  };
  const bool shows_all = options_.is_verbose || options_.with_all;
  if (documents() > 1) {
    output.write("\n" + verdicts_in_words(summary_.verdicts(), words) + "\n");
    names(words, output);
    if (with_notes_ > 0 && !shows_all)
      paragraph(words.counted(with_notes_, say::OneWithNotes, say::ManyWithNotes), 2);
    paragraph(looked_at_in_words(summary_, words), 2);
  }
  for (const std::string& line : closing_) {
    output.write("\n");
    paragraph(line);
  }
  for (const std::string& note : {passed_over_, terminal_text(untranslated_note(untranslated, words))}) {
    if (!note.empty()) output.write("\n");
    paragraph(note);
  }
}

void Ending::names(const Catalogue& words, Sink& output) const {
  std::size_t room = options_.is_verbose ? SIZE_MAX : kMostNamed, left = 0;
  for (const std::optional<Verdict>& verdict : kFailures) {
    const std::size_t all = summary_.of(verdict);
    if (all == 0) continue;
    const std::string label = verdict ? verdict_label(*verdict, words) : words(say::NotCheckedAtAll);
    const std::vector<Named>& named = named_.at(verdict);
    const std::size_t shown = std::min(named.size(), room);
    for (const Named& one : std::span(named).first(shown)) {
      const std::string text = one.reason.empty() ? words(say::FileNotChecked, one.file, label)
                                                  : words(say::SummaryLine, one.file, label, one.reason);
      output.write(wrapped(text, 2, 4, options_.width));
    }
    room -= shown;
    left += all - shown;
  }
  if (left > 0) output.write(wrapped(words(say::MoreWithVerbose, left), 2, 4, options_.width));
}

std::string Ending::counts_in_one_line(const Catalogue& words) const {
  std::string line = verdicts_in_words(summary_.verdicts(), words);
  if (passed_over_count_ > 0)
    line = words(say::Then, line, words.counted(passed_over_count_, say::OnePassedOver, say::ManyPassedOver));
  return line + "\n";
}

}  // namespace precept::rendering
