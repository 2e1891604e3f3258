// GitLab's report of code quality (docs.gitlab.com, "Code Quality": a part of the format of Code Climate).
#include "render/json/writer.h"
#include "render/layout.h"
#include "render/pipeline/annotations.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"

namespace precept::rendering {

namespace {

const char* severity_of(Weight weight) {
  switch (weight) {
    case Weight::NotChecked:
      return "blocker";
    case Weight::Violation:
      return "critical";
    case Weight::Open:
      return "major";
    case Weight::Warning:
      return "minor";
    case Weight::Note:
    case Weight::Known:
      return "info";
  }
  return "";
}

class GitlabReport : public ReportWriter {
 public:
  GitlabReport(Sink& output, std::string root)
      : json_(output, kIssueOnOneLine), root_(std::move(root)), annotator_(root_) {
    json_.begin_array();
  }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const Annotation& one : annotator_.of(diagnostics, sources, {})) issue(one);
  }
  /// An issue needs a line of a file; what was passed over has none.
  void passed_over(const std::vector<PassedOverFile>&, const Catalogue&) override {}
  void document(const DocumentReport& report, const Sources& sources) override {
    for (const Annotation& one : annotator_.of(report, sources)) issue(one);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  void run_end(const RunEnd& end, const Sources& sources) override { mistakes(end.mistakes, sources); }
  void end() override {
    json_.end();
    json_.line_break();
  }

 private:
  static constexpr std::size_t kIssueOnOneLine = 1;

  /// The format knows no issue without a file and a line.
  void issue(const Annotation& one) {
    json_.begin_object();
    json_.key("description").value(terminal_text(one.title + ": " + message_with_cell(one)));
    json_.key("check_name").value(terminal_text(one.rule));
    json_.key("fingerprint").value(one.fingerprint);
    json_.key("severity").value(severity_of(one.weight));
    json_.key("location").begin_object();
    json_.key("path").value(
        terminal_text(one.at.file.empty() ? "." : path_from(root_, file_to_open(one.at.file))));
    json_.key("lines").begin_object();
    json_.key("begin").value(has_line(one.at) ? one.at.line : 1);
    json_.end();
    json_.end();
    json_.end();
  }

  JsonWriter json_;
  std::string root_;
  Annotator annotator_;
};

}  // namespace

std::unique_ptr<ReportWriter> gitlab_report(Sink& output, std::string root) {
  return std::make_unique<GitlabReport>(output, std::move(root));
}

}  // namespace precept::rendering
