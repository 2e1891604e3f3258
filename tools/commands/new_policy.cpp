#include "tools/commands/new_policy.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <memory>

#include "authoring/drafts/first_policy.h"
#include "authoring/drafts/first_tests.h"
#include "compiler/pipeline.h"
#include "engine/input/policies.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"
#include "tools/scaffold/policy_files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

int end(const Diagnostics& diagnostics, const Sources& sources, ColorChoice color, Output& output) {
  output.flush();
  output.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, color)));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

std::string fault_of_name(const std::string& name) {
  return drafts::is_policy_name(name)
             ? ""
             : fmt::format(
                   "`{}` cannot be the name of a policy: names are letters, digits and `_`, "
                   "with dots between, and no word of the language",
                   name);
}

/// The files of a policy for a text; nothing where it was reported why there is none.
std::optional<std::vector<NewFile>> files_for_text(const NewPolicyArguments& arguments, Sources& sources,
                                                   Diagnostics& diagnostics) {
  official::Wanted wanted;
  if (!arguments.outline.empty()) {
    wanted.outline = official::declared_outline(arguments.outline, diagnostics);
    if (!wanted.outline) return std::nullopt;
  }
  const auto text = official::read_official(arguments.text, wanted, sources, diagnostics);
  if (!text) return std::nullopt;
  official::report_doubts(*text, sources, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  auto made = drafts::first_policy(arguments.name, *text, wanted, sources, diagnostics);
  if (!made) return std::nullopt;
  return policy_for_text(arguments.name, std::move(*made), text->name);
}

}  // namespace

int new_policy(const NewPolicyArguments& arguments, Output& output) {
  const fs::path folder =
      arguments.folder.empty() ? fs::path(drafts::file_name_of(arguments.name)) : fs::path(arguments.folder);
  Sources sources;
  Diagnostics diagnostics;
  std::optional<std::vector<NewFile>> files;
  if (arguments.text.empty()) {
    files = starter_policy(arguments.name);
  } else {
    files = files_for_text(arguments, sources, diagnostics);
  }
  if (!files || !make_files(folder, *files, diagnostics))
    return end(diagnostics, sources, arguments.color, output);
  output.write(fmt::format("{}: a policy with {} files; `precept test {}` runs its tests\n",
                           terminal_text(folder.string()), files->size(), terminal_text(folder.string())));
  return end(diagnostics, sources, arguments.color, output);
}

namespace {

/// The newest revision of the policy, compiled; nothing where it was reported why not.
std::optional<testing::PolicyRevisions> compiled(const std::string& path, Sources& sources,
                                                 Diagnostics& diagnostics) {
  const auto file = policy_file_at(path, sources, diagnostics);
  auto policy = file ? read_policy(*file, sources, diagnostics) : nullptr;
  auto bytes = policy ? compile(*policy, sources, diagnostics, {.reasons = false}) : std::nullopt;
  if (!bytes) return std::nullopt;
  auto program = open_program(std::move(*bytes), *file, diagnostics);
  if (!program) return std::nullopt;
  testing::PolicyRevisions revisions{.name = policy->name, .files = {*file}, .models = {}, .programs = {}};
  revisions.models.push_back(std::move(policy));
  revisions.programs.push_back(std::move(*program));
  return revisions;
}

/// "house_test.precept", of one clause "house_rule_1_test.precept"; beside the policy.
fs::path file_of_tests(const fs::path& policy, std::string_view clause) {
  std::string name = policy.stem().string();
  if (!clause.empty()) name += '_';
  for (const unsigned char c : clause) {
    if (std::isalnum(c) != 0 || c >= 0x80) {
      name += static_cast<char>(c);
    } else if (name.back() != '_') {
      name += '_';
    }
  }
  if (name.ends_with('_')) name.pop_back();
  return policy.parent_path() / (name + std::string(kTestsEnding));
}

}  // namespace

int new_test(const NewTestArguments& arguments, Output& output) {
  const bool is_shown = is_standard_output(arguments.target);
  if (is_shown) output.reserve_for_data();
  Sources sources;
  Diagnostics diagnostics;
  const auto policies = compiled(arguments.policy, sources, diagnostics);
  const auto text = policies ? drafts::first_tests(*policies, arguments.clause, diagnostics) : std::nullopt;
  if (!text) return end(diagnostics, sources, arguments.color, output);
  const fs::path target = arguments.target.empty() ? file_of_tests(policies->files.front(), arguments.clause)
                                                   : fs::path(arguments.target);
  constexpr unsigned kUsualMode = 0666;
  if (is_shown) {
    output.write_data(*text);
  } else if (write_new_file(target, *text, kUsualMode, diagnostics, DiagnosticKind::InTheWay)) {
    output.write(fmt::format("{}: tests that pass, to be changed\n", terminal_text(target.string())));
  }
  return end(diagnostics, sources, arguments.color, output);
}

// ---- on the command line -------------------------------------------------------------------------------

Command new_policy_command() {
  auto of = std::make_shared<NewPolicyArguments>();
  return {
      .name = "policy",
      .help = "Make a policy to begin with; for an official text, one with a clause for each paragraph",
      .options = {{.names = "NAME",
                   .target = &of->name,
                   .help = "The name of the policy, as in `policy NAME`",
                   .is_required = true,
                   .fault = fault_of_name},
                  {"--source", &of->text, "The official text: plain text, Markdown, HTML or .docx", "TEXT"},
                  {.names = "--outline",
                   .target = &of->outline,
                   .help = "By which marks the text is read, as for `precept source lock`",
                   .value = "MARKS",
                   .needs = {"--source"}},
                  {"-o,--output", &of->folder, "The folder (default: named after the policy)", "DIR"},
                  color_option(of->color)},
      .examples = "",
      .run = [of](Output& output) { return new_policy(*of, output); }};
}

Command new_test_command() {
  auto of = std::make_shared<NewTestArguments>();
  return {.name = "test",
          .help = "Write tests of a policy that pass: an example, and what comes of it",
          .options =
              {{.names = "POLICY",
                .target = &of->policy,
                .help = "A policy file, or a folder with one",
                .is_required = true},
               {"--clause", &of->clause, "Of this clause alone", "LABEL"},
               {"-o,--output", &of->target,
                "The file to write, which must not be there (default: beside the policy); -: standard output",
                "FILE"},
               color_option(of->color)},
          .examples = "",
          .run = [of](Output& output) { return new_test(*of, output); }};
}

}  // namespace precept::tools
