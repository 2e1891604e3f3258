#include "tools/command_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "base/diagnostic.h"
#include "base/suggest.h"
#include "base/version.h"
#include "render/json/mistakes.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/option_rules.h"

namespace precept::tools {

namespace {

constexpr const char* kExamples = R"(
Examples:
  precept check meeting.json --policy policies/wtsa-res54
  precept explain meeting.json --policy policies/wtsa-res54 --name "A. Diallo"
  precept compile policies/wtsa-res54 -o res54.pbc
  precept disasm res54.pbc
  precept test policies/wtsa-res54
`precept check --help` tells more about checking.
)";

// ---- options and commands in the library's terms -----------------------------------------------------

CLI::Option* add_target(CLI::App& app, const Option& option) {
  return std::visit(
      [&]<class T>(const T& target) -> CLI::Option* {
        if constexpr (std::is_same_v<T, bool*>) {
          return app.add_flag(option.names, *target, option.help);
        } else if constexpr (std::is_pointer_v<T>) {
          return app.add_option(option.names, *target, option.help);
        } else {
          auto choose = [&option, target](const std::string& word) {
            const auto found = option.choices.find(word);
            if (found != option.choices.end()) target(found->second);
          };
          return app.add_option_function<std::string>(option.names, choose, option.help)
              ->check([&option](const std::string& word) { return not_a_choice(option.choices, word); }, "");
        }
      },
      option.target);
}

CLI::Validator within(const Option& option) {
  const auto [least, most] = *option.range;
  if (std::isinf(most)) {
    // The library's own message has three hundred digits.
    const auto fault = [](std::string& word) -> std::string {
      double value = 0;
      const bool is_one = CLI::detail::lexical_cast(word, value) && value >= 0;
      return is_one ? "" : fmt::format("`{}` is no number from 0 on", word);
    };
    return CLI::Validator(fault, "NONNEGATIVE");
  }
  const bool is_whole =
      std::holds_alternative<unsigned*>(option.target) || std::holds_alternative<std::size_t*>(option.target);
  if (is_whole) return CLI::Range(static_cast<int>(least), static_cast<int>(most));
  return CLI::Range(least, most);
}

void add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = add_target(app, option);
  if (!option.value.empty()) added->type_name(option.value);
  if (option.is_required) added->required();
  if (option.is_repeated) added->allow_extra_args(false);
  if (option.range) added->check(within(option));
  if (option.fault) added->check(option.fault, "");
}

/// What an option says of others; they are all there.
void relate(CLI::App& app, const Option& option) {
  CLI::Option* added = app.get_option(option.names.substr(option.names.rfind(',') + 1));
  for (const std::string& other : option.excludes) added->excludes(app.get_option(other));
  for (const std::string& other : option.needs) added->needs(app.get_option(other));
}

/// The command is one of `commands`, which outlive the app; `chosen` is set to it where it is meant.
void add_command(CLI::App& app, const Command& command, const Command*& chosen) {
  CLI::App* added = app.add_subcommand(command.name, command.help);
  for (const Option& option : command.options) add_option(*added, option);
  for (const Option& option : command.options) relate(*added, option);
  added->footer(command.examples);
  for (const Command& below : command.commands) add_command(*added, below, chosen);
  if (!command.commands.empty()) added->require_subcommand(1);
  if (command.run) added->callback([&command, &chosen] { chosen = &command; });
}

/// A flag says yes by being there; `--strict=false` is a mistake.
void take_no_values_for_flags(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_items_expected_max() == 0 && option->get_name() != "--help" &&
        option->get_name() != "--help-all")
      option->disable_flag_override();
  }
  for (CLI::App* command : app.get_subcommands({})) take_no_values_for_flags(*command);
}

// ---- mistakes ----------------------------------------------------------------------------------------

/// The command that is misspelt, where that is what is wrong: the first word is none, or the second where the
/// first names one that has commands below it.
std::optional<std::string> unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  if (argc < 2 || argv[1][0] == '-') return std::nullopt;
  const std::string word = argv[1];
  for (const CLI::App* command :
       app.get_subcommands([&](const CLI::App* one) { return one->get_name() == word; })) {
    if (command->get_require_subcommand_min() > 0) return unknown_command(*command, argc - 1, argv + 1);
  }
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  if (std::ranges::find(names, word) != names.end()) return std::nullopt;
  std::string help = did_you_mean(word, {names.begin(), names.end()});
  return fmt::format("there is no command `{}`{}{}", terminal_text(word), help.empty() ? "" : "; ", help);
}

/// The option that the chosen command does not have, with the one that it resembles; nothing where the words
/// that are left over begin with none.
std::optional<std::string> unknown_option(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining(true);
  const auto found =
      std::ranges::find_if(left, [](const std::string& word) { return word.starts_with('-'); });
  if (found == left.end()) return std::nullopt;
  const CLI::App* chosen = &app;
  while (!chosen->get_subcommands().empty()) chosen = chosen->get_subcommands().front();
  std::vector<std::string> names;
  for (const CLI::Option* option : chosen->get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  const std::string word = found->substr(0, found->find('='));
  const std::string help = did_you_mean(word, {names.begin(), names.end()});
  return fmt::format("`precept {}` has no option `{}`{}{}", chosen->get_name(), terminal_text(word),
                     help.empty() ? "" : "; ", help);
}

/// Told as text, or as JSON where that is what the command line asks for.
int failure(Output& output, bool is_json, const Diagnostics& diagnostics) {
  if (is_json) {
    write_failure_json(diagnostics, {}, {}, output);
  } else {
    output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, ColorChoice::Auto)));
  }
  return kNotChecked;
}

int usage_error(Output& output, bool is_json, const std::string& message) {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::BadOption, {}, message).with_help("try `precept --help`");
  return failure(output, is_json, diagnostics);
}

}  // namespace

int program_failed(Output& output, bool is_json, std::string_view why) {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::InternalFault, {}, fmt::format("the program failed: {}", why));
  return failure(output, is_json, diagnostics);
}

int run(const std::vector<Command>& commands, int argc, const char* const* argv, Output& output) {
  CLI::App app("Precept checks documents against the clauses of a resolution and explains what it finds.",
               "precept");
  app.set_version_flag("--version", kEngine);
  app.require_subcommand(1);
  app.footer(kExamples);
  const Command* chosen = nullptr;
  for (const Command& command : commands) add_command(app, command, chosen);
  take_no_values_for_flags(app);
  const bool is_json = asks_for_json(argc, argv);
  if (auto broken = broken_word(app, argc, argv)) return usage_error(output, is_json, *broken);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForAllHelp&) {
    output.write(app.help("", CLI::AppFormatMode::All));
    return kCompliant;
  } catch (const CLI::CallForHelp&) {
    output.write(app.help());
    return kCompliant;
  } catch (const CLI::CallForVersion&) {
    output.write(fmt::format("{}\n", kEngine));
    return kCompliant;
  } catch (const CLI::ExtrasError& error) {
    if (auto unknown = unknown_command(app, argc, argv)) return usage_error(output, is_json, *unknown);
    return usage_error(output, is_json, unknown_option(app).value_or(error.what()));
  } catch (const CLI::ParseError& error) {
    if (auto unknown = unknown_command(app, argc, argv)) return usage_error(output, is_json, *unknown);
    return usage_error(output, is_json, given_too_often(app).value_or(error.what()));
  }
  if (auto broken = broken_rule(app)) return usage_error(output, is_json, *broken);
  try {
    return chosen->run(output);
  } catch (const UsageError& error) {
    return usage_error(output, is_json, error.what());
  }
}

}  // namespace precept::tools
