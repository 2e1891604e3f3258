#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/suggest.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/kinds_wanted.h"
#include "tools/common/files.h"
#include "tools/schema/document_schema.h"
#include "tools/schema/output_schemas.h"

namespace precept::tools {

namespace {

/// JSON in ASCII: the patterns have characters that nobody sees, and escapes show them.
std::string as_text(const nlohmann::ordered_json& schema) {
  return schema.dump(2, ' ', true) + "\n";
}

/// What schemas there are, for people.
std::string list_of(std::span<const KindShape> kinds) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const KindShape& kind : kinds)
    rows.emplace_back(terminal_text(kind.name()),
                      "documents, by " + terminal_text(kind.program->text(kind.program->head().name)));
  for (const OutputSchema& output : output_schemas()) rows.emplace_back("--of " + output.name, output.about);
  std::size_t width = 0;
  for (const auto& [name, about] : rows) width = std::max(width, name.size());
  std::string text;
  for (const auto& [name, about] : rows) text += fmt::format("{:<{}}  {}\n", name, width, about);
  return text;
}

class SchemaCommand {
 public:
  SchemaCommand(const SchemaArguments& arguments, Output& output)
      : arguments_(arguments), output_(output), color_(color_of(STDERR_FILENO, arguments.color)) {}

  int run() {
    if (is_standard_output(arguments_.target)) output_.reserve_for_data();
    return arguments_.output.empty() ? documents() : of_output();
  }

 private:
  int documents() {
    KindsWanted wanted(arguments_.policies, arguments_.project);
    Diagnostics diagnostics;
    std::vector<KindShape> kinds;
    // Outputs have schemas whatever policies there are.
    const bool needs_policy = !arguments_.lists || !wanted.engine().policies().empty();
    if (!wanted.engine().has_errors() && needs_policy) kinds = wanted.of_name(arguments_.kind, diagnostics);
    output_.write_mistakes(wanted.engine().mistakes_text(color_));
    if (wanted.engine().has_errors() || diagnostics.has_errors()) {
      end(diagnostics);
      return kNotChecked;
    }
    InputFiles inputs;
    inputs.add(wanted.engine().files());
    return write(arguments_.lists ? list_of(kinds) : as_text(document_schema(kinds)), inputs, diagnostics);
  }

  int of_output() {
    Diagnostics diagnostics;
    const auto schema = output_schema(arguments_.output);
    if (schema) return write(as_text(*schema), {}, diagnostics);
    std::vector<std::string_view> names;
    for (const OutputSchema& output : output_schemas()) names.push_back(output.name);
    diagnostics
        .report(DiagnosticKind::BadOption, {},
                fmt::format("--of: there is no output `{}`", terminal_text(arguments_.output)))
        .with_help(did_you_mean_or_list(arguments_.output, names, "the outputs"));
    return end(diagnostics);
  }

  int write(const std::string& text, const InputFiles& inputs, Diagnostics& diagnostics) {
    write_file(arguments_.target, text, inputs, output_, diagnostics);
    return end(diagnostics);
  }

  int end(const Diagnostics& diagnostics) {
    output_.write_mistakes(diagnostics_text(diagnostics, {}, color_));
    return diagnostics.has_errors() ? kNotChecked : kCompliant;
  }

  const SchemaArguments& arguments_;
  Output& output_;
  Color color_;
};

constexpr const char* kSchemaExamples = R"(
Examples:
  precept schema -o documents.schema.json
  precept schema Proposal --policy policies/wtsa-res54
  precept schema --of report
  precept schema --list

Exit code: 0 it is written, 2 an error.
)";

}  // namespace

int schema(const SchemaArguments& arguments, Output& output) {
  return SchemaCommand(arguments, output).run();
}

Command schema_command() {
  auto of = std::make_shared<SchemaArguments>();
  return {.name = "schema",
          .help = "Write the JSON Schema of documents, or of what a command writes",
          .options = {{"KIND", &of->kind, "The kind of the documents (default: every one that there is)"},
                      policies_option(of->policies),
                      project_option(of->project),
                      {.names = "--of",
                       .target = &of->output,
                       .help = "What a command writes, in place of documents: report, config, …",
                       .value = "OUTPUT",
                       .excludes = {"KIND", "--policy", "--project"}},
                      {.names = "--list",
                       .target = &of->lists,
                       .help = "Tell what schemas there are",
                       .excludes = {"KIND", "--of"}},
                      {"-o,--output", &of->target, "Where to write it; -: standard output", "FILE"},
                      color_option(of->color)},
          .examples = kSchemaExamples,
          .run = [of](Output& output) { return schema(*of, output); }};
}

}  // namespace precept::tools
