#include "tools/manual/manual.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "base/suggest.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"
#include "tools/manual/completions.h"
#include "tools/manual/pages.h"

namespace precept::tools::manual {

namespace {

namespace fs = std::filesystem;

struct ManArguments {
  std::string page;    ///< "check" or "precept-check"; empty: precept(1)
  std::string folder;  ///< where to write every page; empty: the one goes to standard output
};

int write_all(const ManArguments& arguments, const std::vector<Command>& commands, Output& output) {
  Diagnostics diagnostics;
  std::error_code error;
  fs::create_directories(arguments.folder, error);
  for (const std::string& name : page_names(commands)) {
    const fs::path file = fs::path(arguments.folder) / file_of_page(name);
    if (!write_file(file, page(commands, name), {}, output, diagnostics)) break;
  }
  output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, ColorChoice::Auto)));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

/// The page's whole name; a UsageError where there is none such.
std::string page_meant(const std::string& word, const std::vector<Command>& commands) {
  if (word.empty()) return "precept";
  const auto found = std::ranges::find(commands, word, &Command::name);
  if (found != commands.end()) return page_name(*found);
  std::vector<std::string> names = page_names(commands);
  if (std::ranges::find(names, word) != names.end()) return word;
  for (const Command& command : commands) names.push_back(command.name);
  const std::string help = did_you_mean(word, {names.begin(), names.end()});
  throw UsageError(
      fmt::format("there is no page `{}`{}{}", terminal_text(word), help.empty() ? "" : "; ", help));
}

int man(const ManArguments& arguments, const std::vector<Command>& commands, Output& output) {
  if (!arguments.folder.empty() && !arguments.page.empty())
    throw UsageError("man: with --output every page is written; leave PAGE out");
  if (!arguments.folder.empty()) return write_all(arguments, commands, output);
  output.write(page(commands, page_meant(arguments.page, commands)));
  return kCompliant;
}

enum class Shell { Bash, Zsh, Fish };

std::string completions_for(Shell shell, const std::vector<Command>& commands) {
  switch (shell) {
    case Shell::Bash:
      return bash_completions(commands);
    case Shell::Zsh:
      return zsh_completions(commands);
    case Shell::Fish:
      return fish_completions(commands);
  }
  return {};
}

// ---- on the command line -------------------------------------------------------------------------------

constexpr const char* kManExamples = R"(
Examples:
  precept man check | man -l -
  precept man precept.toml | man -l -
  precept man --output ~/.local/share/man/man1

Where a package installed Precept, `man precept-check` shows the same.

Exit code: 0 it is written, 2 there is no such page, or it cannot be written.
)";

constexpr const char* kCompletionsExamples = R"(
Examples:
  precept completions bash > ~/.local/share/bash-completion/completions/precept
  precept completions zsh > ~/.zfunc/_precept
  precept completions fish > ~/.config/fish/completions/precept.fish

Where a package installed Precept, they are there already. zsh looks in the folders of its `fpath`, before `compinit`.

Exit code: 0 it is written, 2 there are none for such a shell.
)";

}  // namespace

Command man_command(AllCommands all) {
  auto of = std::make_shared<ManArguments>();
  return {.name = "man",
          .help = "Write a page of the manual, in roff",
          .options = {{"PAGE", &of->page,
                       "A command, or precept.toml; without it the page about Precept as a whole"},
                      {"-o,--output", &of->folder, "Write every page into this folder instead", "FOLDER"}},
          .examples = kManExamples,
          .run = [of, all = std::move(all)](Output& output) { return man(*of, all(), output); }};
}

Command completions_command(AllCommands all) {
  auto shell = std::make_shared<Shell>();
  Option which{.names = "SHELL",
               .target = [shell](int chosen) { *shell = static_cast<Shell>(chosen); },
               .help = "bash, zsh or fish",
               .is_required = true};
  which.choices = {{"bash", static_cast<int>(Shell::Bash)},
                   {"zsh", static_cast<int>(Shell::Zsh)},
                   {"fish", static_cast<int>(Shell::Fish)}};
  return {.name = "completions",
          .help = "Write what lets a shell complete precept's commands, options and files",
          .options = {which},
          .examples = kCompletionsExamples,
          .run = [shell, all = std::move(all)](Output& output) {
            output.write(completions_for(*shell, all()));
            return kCompliant;
          }};
}

}  // namespace precept::tools::manual
