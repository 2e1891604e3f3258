// Workflow commands of GitHub (docs.github.com, "Workflow commands for GitHub Actions").
#include <fmt/format.h>

#include "render/escapes.h"
#include "render/mistakes/forms.h"
#include "render/pipeline/place.h"

namespace precept::rendering {

namespace {

class GithubMistakes : public MistakeWriter {
 public:
  GithubMistakes(Sink& output, std::string root) : output_(output), root_(std::move(root)) {}

  void add(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const Diagnostic& diagnostic : diagnostics.all()) tell(diagnostic, sources);
  }
  void end() override {}

 private:
  void tell(const Diagnostic& diagnostic, const Sources& sources) {
    const bool is_error = diagnostic.severity() == Severity::Error;
    std::string properties;
    if (!diagnostic.labels.empty() && diagnostic.labels.front().span.has_place()) {
      const Span span = diagnostic.labels.front().span;
      const Place at = sources.place(span);
      properties += fmt::format("file={},", github_property(path_from(root_, file_to_open(at.file))));
      if (has_line(at)) properties += range(at, sources.end_place(span));
    }
    output_.write(fmt::format("::{} {}title={}::{}\n", is_error ? "error" : "warning", properties,
                              info(diagnostic.kind).code, github_data(mistake_on_one_line(diagnostic))));
  }

  /// GitHub takes columns only where begin and end are on one line.
  static std::string range(const Place& at, LineColumn end) {
    if (end.line != at.line) return fmt::format("line={},endLine={},", at.line, end.line);
    return fmt::format("line={},col={},endColumn={},", at.line, at.column, end.column);
  }

  Sink& output_;
  std::string root_;
};

}  // namespace

std::unique_ptr<MistakeWriter> github_mistakes(Sink& output, std::string root) {
  return std::make_unique<GithubMistakes>(output, std::move(root));
}

}  // namespace precept::rendering
