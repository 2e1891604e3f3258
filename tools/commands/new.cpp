// `precept new`: a document to be filled in, a project to begin with. Policies and tests: new_policy.h.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/kinds_wanted.h"
#include "tools/commands/new_policy.h"
#include "tools/common/files.h"
#include "tools/scaffold/project_files.h"
#include "tools/schema/skeleton.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

int end(const Diagnostics& diagnostics, Color color, Output& output) {
  output.write_mistakes(diagnostics_text(diagnostics, {}, color));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

/// The format that the target's name stands for.
SkeletonFormat format_of(const NewDocumentArguments& arguments) {
  if (arguments.format != SkeletonFormat::ByName) return arguments.format;
  return fs::path(arguments.target).extension() == ".json" ? SkeletonFormat::Json : SkeletonFormat::Yaml;
}

/// Of several versions of a policy the one that came into force last.
const KindShape& newest(const std::vector<KindShape>& kinds) {
  return *std::ranges::max_element(kinds, {},
                                   [](const KindShape& kind) { return kind.program->head().from; });
}

}  // namespace

int new_document(const NewDocumentArguments& arguments, Output& output) {
  const Color color = color_of(STDERR_FILENO, arguments.color);
  const bool is_shown = is_standard_output(arguments.target);
  if (is_shown) output.reserve_for_data();
  KindsWanted wanted(arguments.policies, arguments.project);
  Diagnostics diagnostics;
  std::vector<KindShape> kinds;
  if (!wanted.engine().has_errors()) kinds = wanted.of_name(arguments.kind, diagnostics);
  output.write_mistakes(wanted.engine().mistakes_text(color));
  if (kinds.empty()) {
    end(diagnostics, color, output);
    return kNotChecked;
  }
  const KindShape& kind = newest(kinds);
  const std::string text =
      format_of(arguments) == SkeletonFormat::Json ? skeleton_json(kind) : skeleton_yaml(kind);
  constexpr unsigned kUsualMode = 0666;
  if (is_shown) {
    output.write_data(text);
  } else if (write_new_file(arguments.target, text, kUsualMode, diagnostics, DiagnosticKind::InTheWay)) {
    output.write(
        fmt::format("{}: {} to be filled in\n", terminal_text(arguments.target), terminal_text(kind.name())));
  }
  return end(diagnostics, color, output);
}

int new_project(const NewProjectArguments& arguments, Output& output) {
  const Color color = color_of(STDERR_FILENO, arguments.color);
  std::error_code error;
  fs::path folder = fs::weakly_canonical(fs::absolute(arguments.folder, error), error);
  if (!folder.has_filename()) folder = folder.parent_path();
  Diagnostics diagnostics;
  std::vector<NewFile> files;
  if (arguments.policies.empty()) {
    files = starter_project(folder.filename().string());
  } else {
    Engine engine;
    for (const std::string& policy : arguments.policies) engine.load(policy);
    output.write_mistakes(engine.mistakes_text(color));
    if (engine.has_errors()) return kNotChecked;
    auto copies = policy_copies(arguments.policies, engine, diagnostics);
    if (!copies) return end(diagnostics, color, output);
    files = project_with(folder.filename().string(), std::move(*copies), engine.policies());
  }
  if (!make_files(arguments.folder, files, diagnostics)) return end(diagnostics, color, output);
  const std::string next = arguments.policies.empty()
                               ? "`precept check` and `precept test` run there"
                               : "fill in what is in documents/, then run `precept check`";
  output.write(
      fmt::format("{}: a project with {} files; {}\n", terminal_text(arguments.folder), files.size(), next));
  return kCompliant;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kNewExamples = R"(
Examples:
  precept new document Proposal --policy policies/wtsa-res54 -o proposal.yaml
  precept new project meetings --policy policies/wtsa-res54
  precept new project
  precept new policy town.loans --source loans.txt
  precept new test town_loans --clause "rule 1"

Exit code: 0 it is made, 2 an error, and nothing is.
)";

const std::map<std::string, SkeletonFormat> kSkeletonFormats{{"yaml", SkeletonFormat::Yaml},
                                                             {"json", SkeletonFormat::Json}};

Command new_document_command() {
  auto of = std::make_shared<NewDocumentArguments>();
  return {
      .name = "document",
      .help = "Write a document with every field of its kind, to be filled in",
      .options =
          {{.names = "KIND", .target = &of->kind, .help = "The kind of the document", .is_required = true},
           policies_option(of->policies),
           project_option(of->project),
           {"-o,--output", &of->target, "The file to write, which must not be there; -: standard output",
            "FILE"},
           format_option<SkeletonFormat>(of->format, kSkeletonFormats,
                                         "yaml (with comments) or json; by default what FILE is named"),
           color_option(of->color)},
      .examples = "",
      .run = [of](Output& output) { return new_document(*of, output); }};
}

Command new_project_command() {
  auto of = std::make_shared<NewProjectArguments>();
  return {.name = "project",
          .help = "Make a folder in which documents are checked, here and in pipelines",
          .options = {{"DIR", &of->folder, "The folder (default: .)"},
                      {.names = "-p,--policy",
                       .target = &of->policies,
                       .help = "A folder of policies, a policy file or a program, copied with all that it "
                               "needs; may be given again",
                       .value = "PATH",
                       .is_repeated = true},
                      color_option(of->color)},
          .examples = "",
          .run = [of](Output& output) { return new_project(*of, output); }};
}

}  // namespace

Command new_command() {
  return {
      .name = "new",
      .help = "Make a document to be filled in; a project, a policy or tests to begin with",
      .options = {},
      .examples = kNewExamples,
      .commands = {new_document_command(), new_project_command(), new_policy_command(), new_test_command()}};
}

}  // namespace precept::tools
