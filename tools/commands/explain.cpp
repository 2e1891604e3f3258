#include "runtime/reasons/explain.h"

#include <unistd.h>

#include <memory>

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

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kExplainExamples = R"(
Examples:
  precept explain meeting.json --policy policies/wtsa-res54
  precept explain meeting.json --policy res54.pbc --name "A. Diallo" --act decide
  precept explain meeting.json --policy res54.pbc --clause "resolves 6" --full
  precept explain meeting.json --policy res54.pbc --format html > why.html
  precept explain proposal.json --policy res54.pbc --fix
  precept explain meeting.json --policy res54.pbc --fix --name "E. Novak" --act attend
  precept explain proposal.json --policy res54.pbc --fix --format markdown
  precept explain proposal.json --policy res54.pbc --margin --format json

Exit code: 0 explained, 1 no fix was found, 2 the document was not checked or what is asked about is not there.
)";

}  // namespace

Command explain_command() {
  auto of = std::make_shared<ExplainArguments>();
  auto as_of = std::make_shared<std::string>();
  auto run = [of, as_of](Output& output) {
    of->as_of = date_given("--as-of", *as_of);
    const bool is_page_or_graph = of->format == ExplainFormat::Html || of->format == ExplainFormat::Dot;
    if ((of->wants_fixes || of->wants_margin) && is_page_or_graph)
      throw UsageError(
          "--fix and --margin are told as text, json or markdown; `precept report` writes a page with what "
          "would mend "
          "a document");
    return explain(*of, output);
  };
  return {.name = "explain",
          .help = "Say why a document came out as it did",
          .options = {{.names = "FILE",
                       .target = &of->file,
                       .help = "A JSON document; -: standard input",
                       .is_required = true},
                      required(policies_option(of->policies)),
                      {"--subject", &of->question.subject, "Only this element of the document: /attendance/3",
                       "POINTER"},
                      {.names = "--name",
                       .target = &of->question.name,
                       .help = "Only the element with this name",
                       .value = "NAME",
                       .excludes = {"--subject"}},
                      {"--clause", &of->question.clause, "Only this clause: \"resolves 6\"", "LABEL"},
                      {"--act", &of->question.act, "The right to this act", "ACT"},
                      {"--answers", &of->answers, "Answers to the document, as `precept ask` writes them",
                       "PATH"},
                      readings_option(of->readings),
                      {"--fix", &of->wants_fixes, "What would mend it, in place of why it is so"},
                      {.names = "--margin",
                       .target = &of->wants_margin,
                       .help = "How close it is to breaking",
                       .excludes = {"--fix"}},
                      {.names = "--most",
                       .target = &of->most_fixes,
                       .help = "With --fix or --margin: at most so many ways",
                       .value = "COUNT",
                       .range = {{1, 50}}},
                      {.names = "--full",
                       .target = &of->question.is_full,
                       .help = "What did not decide, too, and the policy's words",
                       .excludes = {"--fix", "--margin"}},
                      format_option<ExplainFormat>(of->format,
                                                   {{"text", ExplainFormat::Text},
                                                    {"json", ExplainFormat::Json},
                                                    {"markdown", ExplainFormat::Markdown},
                                                    {"html", ExplainFormat::Html},
                                                    {"dot", ExplainFormat::Dot}},
                                                   "text, json, markdown, html or dot"),
                      as_of_option(*as_of),
                      language_option(of->language),
                      color_option(of->color)},
          .examples = kExplainExamples,
          .run = run};
}

}  // namespace precept::tools
