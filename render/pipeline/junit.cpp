// JUnit XML as Jenkins and GitLab read it. Both tell tests apart by class and name, and GitLab shows the name
// alone: it holds the document.
#include <fmt/format.h>

#include <algorithm>

#include "base/version.h"
#include "render/escapes.h"
#include "render/layout.h"
#include "render/pipeline/clause_cases.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

struct Tally {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
};

/// The first error in one line: "E4001: …".
std::string first_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const DiagnosticInfo& known = info(diagnostic.kind);
    if (known.severity == Severity::Error) return fmt::format("{}: {}", known.code, diagnostic.message);
  }
  return {};
}

class JunitReport : public ReportWriter {
 public:
  explicit JunitReport(Sink& output) : output_(output) {
    output_.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    output_.write(fmt::format("<testsuites name=\"{}\">\n", xml_attribute(kEngine)));
  }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    if (diagnostics.all().empty()) return;
    of_run("precept check", "policies and settings", diagnostics,
           diagnostics_text(diagnostics, sources, Color::Off));
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    std::string told = diagnostics_text(end.mistakes, sources, Color::Off);
    for (const std::string& line : end.in_words(Catalogue())) told += line + "\n";
    of_run("the run", "the run as a whole", end.mistakes, told);
  }

  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue&) override {
    if (files.empty()) return;
    std::string body;
    for (const PassedOverFile& passed : files) {
      body += open_case(passed.file, "precept");
      body += fmt::format("      <skipped message=\"{}\"/>\n", xml_attribute(to_string(passed.reason)));
      body += kCloseCase;
    }
    suite("passed over", {.tests = files.size(), .skipped = files.size()}, body);
  }

  void document(const DocumentReport& report, const Sources& sources) override {
    const std::string told = diagnostics_text(report.diagnostics, sources, Color::Off);
    Tally tally;
    std::string body;
    if (!report.verdict || report.diagnostics.has_errors()) {
      ++tally.tests;
      ++tally.errors;
      const Catalogue words(report.language);
      body += open_case(name(report, words(say::NotCheckedAtAll)), "precept");
      body += error(first_error(report.diagnostics), told) + kCloseCase;
    }
    if (report.has_results()) {
      for (const ClauseCase& one : clause_cases(report)) {
        ++tally.tests;
        tally.failures += one.passed() ? 0 : 1;
        tally.skipped += one.is_known() ? 1 : 0;
        body += clause(one, report);
      }
      if (!report.diagnostics.has_errors()) body += note(told);
    }
    suite(report.file, tally, body);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  void end() override { output_.write("</testsuites>\n"); }

 private:
  static constexpr const char* kCloseCase = "    </testcase>\n";

  /// A suite with one test about no single document.
  void of_run(const std::string& name, const std::string& what, const Diagnostics& diagnostics,
              const std::string& told) {
    const bool has_errors = diagnostics.has_errors();
    suite(name, {.tests = 1, .errors = has_errors ? 1u : 0u},
          open_case(what, "precept") + (has_errors ? error(first_error(diagnostics), told) : note(told)) +
              kCloseCase);
  }

  static std::string name(const DocumentReport& report, const std::string& what) {
    return fmt::format("{}: {}", terminal_text(report.file), terminal_text(what));
  }

  void suite(const std::string& name, const Tally& tally, const std::string& body) {
    output_.write(fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}  "
        "</testsuite>\n",
        xml_attribute(terminal_text(name)), tally.tests, tally.failures, tally.errors, tally.skipped, body));
  }

  static std::string open_case(const std::string& name, const std::string& of, const std::string& more = {}) {
    return fmt::format("    <testcase name=\"{}\" classname=\"{}\"{}>\n", xml_attribute(terminal_text(name)),
                       xml_attribute(terminal_text(of)), more);
  }

  static std::string error(const std::string& message, const std::string& told) {
    return fmt::format("      <error message=\"{}\" type=\"not checked\">{}</error>\n",
                       xml_attribute(terminal_text(message)), escaped_html(told));
  }

  static std::string note(const std::string& told) {
    return told.empty() ? told : fmt::format("      <system-out>{}</system-out>\n", escaped_html(told));
  }

  /// Undetermined fails too: `skipped` is a pass on every dashboard, and the check does not pass.
  static std::string clause(const ClauseCase& one, const DocumentReport& report) {
    std::string place =
        fmt::format(" file=\"{}\"", xml_attribute(terminal_text(file_to_open(place_of(report.file).file))));
    if (!one.failed.empty() && has_line(one.failed.front()->at))
      place += fmt::format(" line=\"{}\"", one.failed.front()->at.line);
    std::string result = open_case(name(report, one.label), report.policy.name, place);
    std::string told;
    if (!one.passed()) {
      const Outcome outcome = one.is_open() ? Outcome::Undetermined : Outcome::Violated;
      const std::vector<std::string> lines = failures_in_words(one, report);
      for (const std::string& line : lines) told += line + "\n";
      const std::string first =
          lines.empty() ? outcome_label(outcome, Catalogue(report.language)) : lines.front();
      result += fmt::format("      <failure message=\"{}\" type=\"{}\">{}</failure>\n", xml_attribute(first),
                            to_string(outcome), escaped_html(told));
    }
    const std::vector<std::string> known = known_in_words(one, report);
    if (one.is_known())
      result += fmt::format("      <skipped message=\"{}\"/>\n", xml_attribute(known.front()));
    std::string notes;
    for (const std::string& line : known) notes += line + "\n";
    for (const std::string& line : notes_in_words(one, report)) notes += line + "\n";
    return result + note(notes) + kCloseCase;
  }

  Sink& output_;
};

}  // namespace

std::unique_ptr<ReportWriter> junit_report(Sink& output) {
  return std::make_unique<JunitReport>(output);
}

}  // namespace precept::rendering
