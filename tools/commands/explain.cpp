#include "runtime/reasons/explain.h"

#include <unistd.h>

#include "runtime/check.h"
#include "tools/commands/commands.h"
#include "tools/documents.h"
#include "tools/policies.h"
#include "tools/project.h"
#include "tools/report/reasons.h"

namespace precept::tools {

namespace {

int failed(const Diagnostics& diagnostics, const Sources& sources, const ExplainArguments& arguments,
           Output& output) {
  write_error(output, render(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
  return kNotChecked;
}

void write(const DocumentReport& report, const Reason& root, const ExplainArguments& arguments,
           Output& output) {
  ReasonOptions options{.is_full = arguments.question.is_full,
                        .color = color_of(STDOUT_FILENO, arguments.color),
                        .width = output_width()};
  switch (arguments.format) {
    case ExplainFormat::Text:
      return write_reasons_text(report, root, options, output);
    case ExplainFormat::Json:
      return write_reasons_json(report, root, output);
    case ExplainFormat::Markdown:
      return write_reasons_markdown(report, root, options, output);
    case ExplainFormat::Html:
      return write_reasons_html(report, root, output);
    case ExplainFormat::Dot:
      return write_reasons_dot(report, root, output);
  }
}

}  // namespace

int explain(const ExplainArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<Program> programs;
  for (const std::string& path : arguments.policies) {
    for (Program& program : load_policies(path, sources, diagnostics)) programs.push_back(std::move(program));
  }
  std::optional<FileId> file;
  const DocumentName document = document_name(arguments.file);
  if (!diagnostics.has_errors()) file = read_document(document, sources, diagnostics);
  if (diagnostics.has_errors()) return failed(diagnostics, sources, arguments, output);
  std::vector<const Program*> policies;
  for (const Program& program : programs) policies.push_back(&program);
  Explainer explainer(arguments.question);
  CheckOptions options{.as_of = arguments.as_of, .inspector = &explainer};
  auto asked = read_choices(arguments.readings, policies, diagnostics);
  options.readings = readings_for(document.path, arguments.policies, policies, asked, sources, diagnostics);
  if (diagnostics.has_errors()) return failed(diagnostics, sources, arguments, output);
  options.detail.rights = false;
  DocumentReport report = check_document(policies, *file, sources, options);
  if (!report.verdict || !explainer.answer()) return failed(report.diagnostics, sources, arguments, output);
  write(report, *explainer.answer(), arguments, output);
  return kCompliant;
}

}  // namespace precept::tools
