// `precept config`: what holds for a check here, from where, and whether everything is there that it names.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "base/version.h"
#include "engine/project/joined_lists.h"
#include "render/json/writer.h"
#include "render/layout.h"
#include "tools/commands/settled.h"
#include "tools/common/clock.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

/// How many documents there are; reports those whose lists are not there.
std::size_t look_for_inputs(const SettledRun& settled, Diagnostics& diagnostics) {
  std::vector<DocumentName> documents = inputs_of(settled, diagnostics).documents;
  for (DocumentName& document : documents) {
    if (!holds_lines(document)) add_project_lists(document, *settled.project, diagnostics);
  }
  return documents.size();
}

/// Loads and looks for everything that the settings name, so that what is wrong is told now; the number of
/// documents.
std::size_t try_out(SettledRun& settled) {
  Engine& engine = settled.engine;
  const CheckArguments& arguments = settled.arguments;
  Diagnostics diagnostics;
  std::size_t documents = 0;
  if (settled.has_project_documents || !arguments.files.empty())
    documents = look_for_inputs(settled, diagnostics);
  for (const std::string& policy : arguments.policies) engine.load(policy);
  if (!engine.has_errors() && !arguments.policies.empty()) {
    check_readings(engine.policies(), settled.project->readings, diagnostics);
    engine.set({.readings = arguments.readings,
                .language = arguments.language,
                .as_of = arguments.as_of,
                .today = day_of_clock(),
                .kind = arguments.kind});
    engine.check_project();
  }
  if (!arguments.baseline.empty()) engine.open_baseline(arguments.baseline, day_of_clock());
  engine.add(diagnostics);
  return documents;
}

std::string settings_text(const SettledRun& settled, std::size_t documents) {
  std::size_t width = 0;
  for (const SettingLine& line : settled.lines) width = std::max(width, line.name.size());
  std::string text;
  for (const SettingLine& line : settled.lines) {
    std::string values;
    for (const std::string& value : line.values) values += (values.empty() ? "" : ", ") + value;
    text +=
        fmt::format("{:<{}}  {}  ({})\n", line.name, width, terminal_text(values), terminal_text(line.from));
  }
  if (documents > 0)
    text += fmt::format("\n{} document{} found\n", documents, documents == 1 ? " was" : "s were");
  return text;
}

void write_mistake(const Mistake& mistake, JsonWriter& json) {
  json.begin_object();
  json.key("code").value(mistake.code);
  json.key("message").value(mistake.message);
  if (mistake.at.line != 0) json.members(mistake.at);
  if (!mistake.help.empty()) json.key("help").value(mistake.help);
  json.end();
}

void write_settings_json(const SettledRun& settled, std::size_t documents, Sink& to) {
  JsonWriter json(to);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("settings").begin_array();
  for (const SettingLine& line : settled.lines) {
    json.begin_object();
    json.key("name").value(line.name);
    json.key("values").begin_array();
    for (const std::string& value : line.values) json.value(value);
    json.end();
    json.key("from").value(line.from);
    json.end();
  }
  json.end();
  json.key("documents").value(static_cast<std::uint32_t>(documents));
  for (const auto& [key, severity] :
       {std::pair("errors", Severity::Error), std::pair("warnings", Severity::Warning)}) {
    json.key(key).begin_array();
    for (const Mistake& mistake : settled.engine.mistakes()) {
      if (mistake.severity == severity) write_mistake(mistake, json);
    }
    json.end();
  }
  json.end();
  json.line_break();
}

/// Writes the translation of a project file in the old form.
int write_toml(const SettledRun& settled, const ConfigArguments& arguments, Output& output) {
  Diagnostics diagnostics;
  const Project& project = *settled.project;
  if (!project.is_old_form()) {
    diagnostics
        .report(DiagnosticKind::BadOption, {},
                project.file.empty()
                    ? fmt::format("--write-toml: there is no `{}` to translate", kOldProjectFile)
                    : fmt::format("--write-toml: `{}` is TOML already", project.file.string()))
        .with_help(fmt::format("it is for a project file in the old form, `{}`", kOldProjectFile));
  } else if (!settled.engine.has_errors()) {
    InputFiles inputs;
    inputs.add(settled.engine.files());
    const std::string target = terminal_text(arguments.toml);
    if (write_file(arguments.toml, project_as_toml(project), inputs, output, diagnostics))
      output.write(
          fmt::format("{}: what `{}` says; now take that one away\n", target, project.file.string()));
  }
  const Color color = color_of(STDERR_FILENO, arguments.check.color);
  if (settled.engine.has_errors()) output.write_mistakes(settled.engine.mistakes_text(color));
  if (!diagnostics.all().empty()) output.write_mistakes(diagnostics_text(diagnostics, {}, color));
  return settled.engine.has_errors() || diagnostics.has_errors() ? kNotChecked : kCompliant;
}

constexpr const char* kConfigExamples = R"(
Examples:
  precept config
  precept config --format json
  precept config meetings/may.json --strict
  precept config --write-toml precept.toml

Exit code: 0 all is in order, 2 something that the settings name is not there or in error.
)";

}  // namespace

int config(const ConfigArguments& arguments, Output& output) {
  if (is_standard_output(arguments.toml)) output.reserve_for_data();
  SettledRun settled = settle(arguments.check);
  if (!arguments.toml.empty()) return write_toml(settled, arguments, output);
  const std::size_t documents = try_out(settled);
  if (arguments.format == ReportFormat::Json) {
    write_settings_json(settled, documents, output);
  } else {
    output.write(settings_text(settled, documents));
    output.write_mistakes(settled.engine.mistakes_text(color_of(STDERR_FILENO, arguments.check.color)));
  }
  return settled.engine.has_errors() ? kNotChecked : kCompliant;
}

Command config_command() {
  auto of = std::make_shared<ConfigArguments>();
  auto as_of = std::make_shared<std::string>();
  CheckArguments& check = of->check;
  return {.name = "config",
          .help = "Tell what holds for a check here, and from where; see whether all is there that it names",
          .options = {files_option(check.files),
                      policies_option(check.policies),
                      project_option(check.project),
                      as_of_option(*as_of),
                      readings_option(check.readings),
                      lists_option(check.lists),
                      mapping_option(check.lists),
                      map_option(check.lists),
                      kind_option(check.kind),
                      jobs_option(check.jobs),
                      {"--strict", &check.is_strict, "As of check"},
                      {"--baseline", &check.baseline, "As of check", "PATH"},
                      {.names = "--write-toml",
                       .target = &of->toml,
                       .help = "Write what a precept.project says as TOML; -: standard output",
                       .value = "FILE"},
                      format_option<ReportFormat>(of->format, kReportFormats, "text or json"),
                      language_option(check.language),
                      color_option(check.color)},
          .examples = kConfigExamples,
          .run = [of, as_of](Output& output) {
            of->check.as_of = date_given("--as-of", *as_of);
            return config(*of, output);
          }};
}

}  // namespace precept::tools
