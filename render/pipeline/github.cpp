// Workflow commands of GitHub (docs.github.com, "Workflow commands for GitHub Actions").
#include <fmt/format.h>

#include <map>
#include <string_view>

#include "render/escapes.h"
#include "render/pipeline/annotations.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"
#include "render/summary.h"

namespace precept::rendering {

namespace {

/// GitHub shows so many errors of a step, so many warnings and so many notices.
constexpr std::size_t kMostShown = 10;

const char* command_of(Weight weight) {
  switch (weight) {
    case Weight::NotChecked:
    case Weight::Violation:
    case Weight::Open:
      return "error";
    case Weight::Warning:
      return "warning";
    case Weight::Note:
    case Weight::Known:
      return "notice";
  }
  return "";
}

class GithubReport : public ReportWriter {
 public:
  GithubReport(Sink& output, std::string root) : output_(output), root_(std::move(root)), annotator_(root_) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const Annotation& one : annotator_.of(diagnostics, sources, {})) tell(one);
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override {
    passed_over_ = passed_over_in_words(files, words);
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    words_ = Catalogue(report.language);
    summary_.add(report);
    for (const Annotation& one : annotator_.of(report, sources)) tell(one);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    mistakes(end.mistakes, sources);
    closing_ = end.in_words(words_);
  }
  /// Lines of the log that are no commands. They begin with a word of ours, and so does no command.
  void end() override {
    output_.write(fmt::format("precept: {}\n", verdicts_in_words(summary_.verdicts(), words_)));
    const std::string looked_at = looked_at_in_words(summary_, words_);
    if (!looked_at.empty()) output_.write(fmt::format("precept: {}\n", looked_at));
    for (const std::string& line : closing_) output_.write(fmt::format("precept: {}\n", line));
    if (!passed_over_.empty()) output_.write(fmt::format("precept: {}\n", passed_over_));
    for (const auto& [command, count] : told_) {
      if (count <= kMostShown) continue;
      output_.write(
          fmt::format("precept: GitHub shows {} {}s of a step at their lines; all {} are in this log\n",
                      kMostShown, command, count));
    }
  }

 private:
  void tell(const Annotation& one) {
    const char* command = command_of(one.weight);
    ++told_[command];
    std::string properties;
    auto property = [&](const char* name, std::string_view value) {
      properties += fmt::format("{}{}={}", properties.empty() ? "" : ",", name, github_property(value));
    };
    if (!one.at.file.empty()) property("file", path_from(root_, file_to_open(one.at.file)));
    if (has_line(one.at)) {
      property("line", fmt::format("{}", one.at.line));
      property("col", fmt::format("{}", one.at.column));
      // GitHub takes columns only where begin and end are on one line.
      if (one.end && one.end->line == one.at.line) property("endColumn", fmt::format("{}", one.end->column));
    }
    property("title", one.title);
    output_.write(fmt::format("::{} {}::{}\n", command, properties, github_data(message_with_cell(one))));
  }

  Sink& output_;
  std::string root_;
  Annotator annotator_;
  Catalogue words_;
  std::string passed_over_;
  std::vector<std::string> closing_;
  CheckSummary summary_;
  std::map<std::string_view, std::size_t> told_;  ///< by command
};

}  // namespace

std::unique_ptr<ReportWriter> github_report(Sink& output, std::string root) {
  return std::make_unique<GithubReport>(output, std::move(root));
}

}  // namespace precept::rendering
