#include <unistd.h>

#include <algorithm>

#include "tools/commands/commands.h"
#include "tools/commands/one_document.h"

namespace precept::tools {

namespace {

/// The text without the byte order mark that a file may begin with.
std::string_view without_mark(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return text;
}

/// What keeps the document from being written: all that is told of it, but that no clause applies to it.
Diagnostics faults_of(const DocumentReport& report) {
  Diagnostics faults;
  for (const Diagnostic& told : report.diagnostics.all()) {
    if (told.kind != DiagnosticKind::NothingChecked) faults.add(told);
  }
  return faults;
}

}  // namespace

int convert(const ConvertArguments& arguments, Output& output) {
  OneDocument one({.document = arguments.file,
                   .policies = arguments.policies,
                   .settings = {.kind = arguments.kind},
                   .lists = arguments.lists,
                   .color = arguments.color},
                  output);
  if (is_standard_output(arguments.target)) output.reserve_for_data();
  if (!one.open()) return one.end_with_diagnostics();
  const Diagnostics told = faults_of(one.document().check());
  output.write_mistakes(one.engine().mistakes_text(color_of(STDERR_FILENO, arguments.color)));
  one.write_diagnostics(told);
  if (told.has_errors()) return kNotChecked;
  std::string json(without_mark(one.document().text()));
  if (!json.ends_with('\n')) json += '\n';
  Diagnostics mistakes;
  if (write_file(arguments.target, json, one.inputs(), output, mistakes)) return kCompliant;
  one.write_diagnostics(mistakes);
  return kNotChecked;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kConvertExamples = R"(
Examples:
  precept convert meeting.json --table attendance=list.xlsx --policy policies/wtsa-res54
  precept convert meeting.json --table "attendance=list.xlsx#On site" --policy res54.pbc -o whole.json

Exit code: 0 it is written, 2 an error. Whether it is in accordance with anything is for check to say.
)";

}  // namespace

Command convert_command() {
  auto of = std::make_shared<ConvertArguments>();
  return {.name = "convert",
          .help = "Write the one JSON document that is checked, with the lists from files of their own",
          .options = {{.names = "FILE",
                       .target = &of->file,
                       .help = "The document; -: standard input",
                       .is_required = true},
                      required(policies_option(of->policies)),
                      lists_option(of->lists),
                      mapping_option(of->lists),
                      map_option(of->lists),
                      kind_option(of->kind),
                      {"-o,--output", &of->target, "Where to write it; -: standard output", "FILE"},
                      color_option(of->color)},
          .examples = kConvertExamples,
          .run = [of](Output& output) { return convert(*of, output); }};
}

}  // namespace precept::tools
