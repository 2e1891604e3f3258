#include <unistd.h>

#include <memory>

#include "render/report.h"
#include "tools/commands/commands.h"
#include "tools/commands/explain_code.h"
#include "tools/commands/one_document.h"
#include "tools/commands/repairs.h"

namespace precept::tools {

ReasonOptions reason_options(const ExplainArguments& arguments) {
  return {.is_full = arguments.question.is_full,
          .color = color_of(STDOUT_FILENO, arguments.color),
          .width = output_width()};
}

int explain(const ExplainArguments& arguments, Output& output) {
  const bool is_json = arguments.format == Form::Json;
  OneDocument one({.document = arguments.file,
                   .policies = arguments.policies,
                   .settings = {.readings = arguments.readings,
                                .language = arguments.language,
                                .as_of = arguments.as_of,
                                .kind = arguments.kind},
                   .lists = arguments.lists,
                   .answers = arguments.answers,
                   .is_json = is_json,
                   .color = arguments.color},
                  output);
  if (!one.open()) return one.end_with_diagnostics();
  if (arguments.wants_fixes || arguments.wants_margin) return repairs(arguments, one, output);
  const Explanation explanation = one.document().explain(arguments.question);
  const Diagnostics& mistakes = explanation.report.diagnostics;
  if (!explanation.answer) return one.end_with_diagnostics(mistakes);
  if (!is_json) one.write_diagnostics(remaining_diagnostics(explanation.report));
  one.document().tell(explanation, arguments.format, reason_options(arguments), output);
  return mistakes.has_errors() ? kNotChecked : kCompliant;
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
  precept explain E1012

Exit code: 0 explained, 1 no fix was found, 2 the document was not checked or what is asked about is not there.
)";

}  // namespace

Command explain_command() {
  auto of = std::make_shared<ExplainArguments>();
  auto as_of = std::make_shared<std::string>();
  auto run = [of, as_of](Output& output) {
    if (of->policies.empty()) {
      if (is_code_to_explain(of->file)) return explain_code(of->file, output);
      throw UsageError("--policy is required");
    }
    of->as_of = date_given("--as-of", *as_of);
    const bool is_page_or_graph = of->format == Form::Html || of->format == Form::Dot;
    if ((of->wants_fixes || of->wants_margin) && is_page_or_graph)
      throw UsageError(
          "--fix and --margin are told as text, json or markdown; `precept report` writes a page with what "
          "would mend "
          "a document");
    return explain(*of, output);
  };
  return {.name = "explain",
          .help = "Say why a document came out as it did, or what the code of a mistake means",
          .options = {{.names = "FILE",
                       .target = &of->file,
                       .help = "A document; -: standard input. Or the code of a mistake: E1012",
                       .is_required = true},
                      policies_option(of->policies),
                      {"--subject", &of->question.subject, "Only this element of the document: /attendance/3",
                       "POINTER"},
                      {.names = "--name",
                       .target = &of->question.name,
                       .help = "Only the element with this name",
                       .value = "NAME",
                       .excludes = {"--subject"}},
                      {"--clause", &of->question.clause, "Only this clause: \"resolves 6\"", "LABEL"},
                      {"--act", &of->question.act, "The right to this act", "ACT"},
                      lists_option(of->lists),
                      mapping_option(of->lists),
                      map_option(of->lists),
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
                      format_option<Form>(of->format,
                                          {{"text", Form::Text},
                                           {"json", Form::Json},
                                           {"markdown", Form::Markdown},
                                           {"html", Form::Html},
                                           {"dot", Form::Dot}},
                                          "text, json, markdown, html or dot"),
                      kind_option(of->kind),
                      as_of_option(*as_of),
                      language_option(of->language),
                      color_option(of->color)},
          .examples = kExplainExamples,
          .run = run};
}

}  // namespace precept::tools
