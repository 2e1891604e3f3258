// TAP version 14 (testanything.org/tap-version-14-specification.html), with a subtest for each document.
#include <fmt/format.h>

#include <utility>

#include "render/escapes.h"
#include "render/layout.h"
#include "render/pipeline/clause_cases.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"
#include "render/summary.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

class TapReport : public ReportWriter {
 public:
  explicit TapReport(Sink& output) : output_(output) { output_.write("TAP version 14\n"); }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const std::string& line : lines_of(diagnostics, sources, {}))
      output_.write(fmt::format("# {}\n", line));
    is_given_up_ = diagnostics.has_errors();
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override {
    if (!files.empty()) output_.write(fmt::format("# {}\n", passed_over_in_words(files, words)));
  }

  void document(const DocumentReport& report, const Sources& sources) override {
    if (report.has_results()) {
      output_.write(fmt::format("# Subtest: {}\n", tap_description(report.file)));
      clauses(report);
    }
    words_ = Catalogue(report.language);
    summary_.add(report);
    const bool is_checked = report.verdict && !report.diagnostics.has_errors();
    const std::string verdict =
        is_checked ? verdict_label(*report.verdict, words_) : words_(say::NotCheckedAtAll);
    const bool is_known = is_checked && *report.verdict != Verdict::Compliant &&
                          report.verdict_beside_known() == Verdict::Compliant;
    test("", is_checked && *report.verdict == Verdict::Compliant, ++count_,
         fmt::format("{}: {}", report.file, verdict), is_known);
    yaml("  ", {{"mistakes", lines_of(report.diagnostics, sources, report.file)}});
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  /// An error of the run as a whole is a test that fails; anything else a comment.
  void run_end(const RunEnd& end, const Sources& sources) override {
    const std::vector<std::string> lines = lines_of(end.mistakes, sources, {});
    if (end.mistakes.has_errors()) {
      test("", false, ++count_, "the run as a whole", false);
      yaml("  ", {{"mistakes", lines}});
    } else {
      for (const std::string& line : lines) output_.write(fmt::format("# {}\n", line));
    }
    for (const std::string& line : end.in_words(Catalogue())) output_.write(fmt::format("# {}\n", line));
  }
  void end() override {
    if (is_given_up_ && count_ == 0) return output_.write("Bail out! nothing was checked\n");
    output_.write(fmt::format("1..{}\n", count_));
    if (count_ == 0) return;
    output_.write(fmt::format("# {}\n", verdicts_in_words(summary_.verdicts(), words_)));
    const std::string looked_at = looked_at_in_words(summary_, words_);
    if (!looked_at.empty()) output_.write(fmt::format("# {}\n", looked_at));
  }

 private:
  static std::vector<std::string> lines_of(const Diagnostics& diagnostics, const Sources& sources,
                                           const std::string& file) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      const std::string place = place_text(place_of(diagnostic, sources, file));
      lines.push_back(terminal_text(fmt::format("{}: {}{}", info(diagnostic.kind).code, diagnostic.message,
                                                place.empty() ? "" : " (" + place + ")")));
    }
    return lines;
  }

  void clauses(const DocumentReport& report) {
    std::size_t number = 0;
    for (const ClauseCase& one : clause_cases(report)) {
      test("    ", one.passed() && !one.is_known(), ++number, one.label, one.is_known());
      yaml("      ", {{one.is_open() ? "undetermined" : "violated", failures_in_words(one, report)},
                      {"known", known_in_words(one, report)},
                      {"noted", notes_in_words(one, report)}});
    }
    output_.write(fmt::format("    1..{}\n", number));
  }

  /// A test that is not ok, and known to be, is a `TODO`, which does not fail.
  void test(const char* indent, bool is_passed, std::size_t number, const std::string& what, bool is_known) {
    output_.write(fmt::format("{}{} {} - {}{}\n", indent, is_passed ? "ok" : "not ok", number,
                              tap_description(what), is_known ? " # TODO known" : ""));
  }

  using Lines = std::pair<const char*, std::vector<std::string>>;

  /// The one block that may stand below a test: lists of lines, each with its key; empty ones are left out.
  void yaml(const std::string& indent, const std::vector<Lines>& lists) {
    std::string body;
    for (const auto& [key, lines] : lists) {
      if (!lines.empty()) body += fmt::format("{}{}:\n", indent, key);
      for (const std::string& line : lines) body += fmt::format("{}  - {}\n", indent, tap_yaml(line));
    }
    if (!body.empty()) output_.write(fmt::format("{0}---\n{1}{0}...\n", indent, body));
  }

  Sink& output_;
  std::size_t count_ = 0;
  CheckSummary summary_;
  Catalogue words_;
  bool is_given_up_ = false;
};

}  // namespace

std::unique_ptr<ReportWriter> tap_report(Sink& output) {
  return std::make_unique<TapReport>(output);
}

}  // namespace precept::rendering
