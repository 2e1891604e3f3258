#include <unistd.h>

#include "engine/engine.h"
#include "engine/input/list_draft.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"

namespace precept::tools {

int map(const MapArguments& arguments, Output& output) {
  const Color color = color_of(STDERR_FILENO, arguments.color);
  Engine engine;
  for (const std::string& path : arguments.policies) engine.load(path);
  output.write_mistakes(engine.mistakes_text(color));
  if (engine.has_errors()) return kNotChecked;
  if (is_standard_output(arguments.target)) output.reserve_for_data();
  Sources sources;
  Diagnostics mistakes;
  const auto draft =
      input::draft_of(arguments.file, arguments.kind, arguments.list, engine.policies(), sources, mistakes);
  InputFiles inputs;
  inputs.add(arguments.file);
  inputs.add(engine.files());
  const bool is_written = draft && write_file(arguments.target, *draft, inputs, output, mistakes);
  output.write_mistakes(diagnostics_text(mistakes, sources, color));
  return is_written ? kCompliant : kNotChecked;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kMapExamples = R"(
Examples:
  precept map list.xlsx --policy policies/wtsa-res54 --list attendance -o list.map.toml
  precept map list.csv --policy res54.pbc --kind Meeting

What it proposes says why; complete what has a `?`, and give it with --mapping.
Exit code: 0 it is written, 2 an error.
)";

}  // namespace

Command map_command() {
  auto of = std::make_shared<MapArguments>();
  return {.name = "map",
          .help = "Write a first mapping of the columns and words of a list",
          .options = {{.names = "FILE",
                       .target = &of->file,
                       .help = "The list: a CSV file or a workbook",
                       .is_required = true},
                      required(policies_option(of->policies)),
                      {"--list", &of->list, "The field of the documents that it is", "FIELD"},
                      {"--kind", &of->kind, "The kind of the documents", "KIND"},
                      {"-o,--output", &of->target, "Where to write it; -: standard output", "FILE"},
                      color_option(of->color)},
          .examples = kMapExamples,
          .run = [of](Output& output) { return map(*of, output); }};
}

}  // namespace precept::tools
