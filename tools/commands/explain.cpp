#include "runtime/reasons/explain.h"

#include <unistd.h>

#include "render/html/reason_html.h"
#include "render/json/mistakes.h"
#include "render/reasons.h"
#include "render/report.h"
#include "runtime/check/check.h"
#include "tools/commands/commands.h"
#include "tools/commands/one_document.h"
#include "tools/commands/repairs.h"
#include "tools/common/answers.h"

namespace precept::tools {

namespace {

void write(const DocumentReport& report, const Reason& root, const Sources& sources,
           const ExplainArguments& arguments, Output& output) {
  ReasonOptions options{.is_full = arguments.question.is_full,
                        .color = color_of(STDOUT_FILENO, arguments.color),
                        .width = output_width()};
  switch (arguments.format) {
    case ExplainFormat::Text:
      return write_reasons_text(report, root, options, output);
    case ExplainFormat::Json:
      return write_reasons_json(report, root, sources, output);
    case ExplainFormat::Markdown:
      return write_reasons_markdown(report, root, options, output);
    case ExplainFormat::Html:
      return output.write(reasons_page(report, root));
    case ExplainFormat::Dot:
      return write_reasons_dot(report, root, output);
  }
}

}  // namespace

int explain(const ExplainArguments& arguments, Output& output) {
  if (arguments.wants_fixes || arguments.wants_margin) return repairs(arguments, output);
  const bool is_json = arguments.format == ExplainFormat::Json;
  OneDocument document;
  bool is_loaded = document.load(arguments.file, arguments.policies, arguments.readings, arguments.as_of,
                                 arguments.language, arguments.answers);
  if (!is_loaded) return document.fail(document.diagnostics, is_json, arguments.color, output);
  Explainer explainer(arguments.question);
  CheckOptions options = document.options;
  options.inspector = &explainer;
  options.detail = arguments.question.detail();
  DocumentReport report = check_document(document.policies, document.file, document.sources, options);
  if (!arguments.answers.empty()) name_answers(arguments.answers, report);
  add_mistakes(document.diagnostics, report.diagnostics);
  if (!explainer.answer()) return document.fail(report.diagnostics, is_json, arguments.color, output);
  if (!is_json) document.tell(told_beside(report), arguments.color, output);
  write(report, *explainer.answer(), document.sources, arguments, output);
  return report.diagnostics.has_errors() ? kNotChecked : kCompliant;
}

}  // namespace precept::tools
