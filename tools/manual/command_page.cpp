#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tools/manual/facts.h"
#include "tools/manual/pages.h"
#include "tools/manual/roff.h"

namespace precept::tools::manual {

namespace {

constexpr std::string_view kExitCode = "Exit code: ";

/// What stands below a command's help, taken apart.
struct Footer {
  std::vector<std::string> prose;
  std::string examples, exit_code;
};

bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// The paragraphs of a text, each with its line breaks.
std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> result;
  bool is_open = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    // `Exit code:` may follow another line of the same paragraph.
    if (line.starts_with(kExitCode)) is_open = false;
    if (!is_blank_line(line)) {
      if (!is_open) result.emplace_back();
      if (!result.back().empty()) result.back() += '\n';
      result.back() += line;
    }
    is_open = !is_blank_line(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return result;
}

/// The lines below "Examples:", without their indentation.
std::string examples_in(std::string_view paragraph) {
  std::string result;
  std::size_t end = paragraph.find('\n');
  while (end != std::string_view::npos) {
    paragraph.remove_prefix(end + 1);
    end = paragraph.find('\n');
    const std::string_view line = paragraph.substr(0, end);
    result += fmt::format("{}\n", line.starts_with("  ") ? line.substr(2) : line);
  }
  return result;
}

Footer footer_of(const Command& command) {
  Footer footer;
  for (std::string& paragraph : paragraphs_of(command.examples)) {
    if (paragraph.starts_with("Example")) {
      footer.examples = examples_in(paragraph);
      continue;
    }
    std::ranges::replace(paragraph, '\n', ' ');
    if (paragraph.starts_with(kExitCode)) {
      footer.exit_code = paragraph.substr(kExitCode.size());
    } else {
      footer.prose.push_back(std::move(paragraph));
    }
  }
  return footer;
}

// ---- options -----------------------------------------------------------------------------------------

std::string with_full_stop(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text += '.';
  return text;
}

/// Whether the help says the choices already.
bool says_all(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::all_of(words,
                             [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

/// What an option may not stand beside; each of two says so of the other.
std::set<std::string> excluded_by(const Command& command, const Option& option) {
  std::set<std::string> excluded(option.excludes.begin(), option.excludes.end());
  const auto names_it = [&](const std::string& name) {
    const std::vector<std::string> own = spellings(option);
    return name == last_name(option) || std::ranges::find(own, name) != own.end();
  };
  for (const Option& other : command.options) {
    if (std::ranges::any_of(other.excludes, names_it)) excluded.insert(last_name(other));
  }
  return excluded;
}

std::string typed_list(const auto& names) {
  std::vector<std::string> typed;
  for (const std::string& name : names) typed.push_back(roff_typed(name));
  return fmt::format("{}", fmt::join(typed, ", "));
}

/// What its help says, and what else the command line holds it to.
std::string said_of(const Command& command, const Option& option) {
  std::string said = roff_text(with_full_stop(option.help));
  std::vector<std::string> choices;
  for (const auto& [name, value] : option.choices) choices.push_back(name);
  if (!choices.empty() && !says_all(option.help, choices))
    said += fmt::format(" One of {}.", typed_list(choices));
  if (option.range) {
    const auto [least, most] = *option.range;
    said +=
        std::isinf(most) ? fmt::format(" From {} on.", least) : fmt::format(" From {} to {}.", least, most);
  }
  if (takes_several(option) && !is_positional(option) && option.help.find("given again") == std::string::npos)
    said += option.is_repeated ? " May be given again." : " May have several values, and be given again.";
  if (option.is_required && !is_positional(option)) said += " It must be given.";
  if (!option.needs.empty()) said += fmt::format(" Only with {}.", typed_list(option.needs));
  if (const auto excluded = excluded_by(command, option); !excluded.empty())
    said += fmt::format(" Not with {}.", typed_list(excluded));
  return said;
}

std::string term_of(const Option& option) {
  if (is_positional(option)) return roff_variable(option.names);
  std::string term = typed_list(spellings(option));
  if (takes_value(option)) term += ' ' + roff_variable(value_name(option));
  return term;
}

std::string synopsis_of(const std::string& words, const Command& command) {
  std::string synopsis = roff_typed("precept " + words);
  for (const Option& option : command.options) {
    if (is_positional(option) || !option.is_required) continue;
    synopsis += fmt::format(" {} {}", roff_typed(last_name(option)), roff_variable(value_name(option)));
  }
  synopsis += fmt::format(" [{}]...", roff_variable("OPTION"));
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const std::string name = roff_variable(option.names) + (takes_several(option) ? "..." : "");
    synopsis += option.is_required ? " " + name : " [" + name + "]";
  }
  return synopsis;
}

void add_options(RoffPage& page, const Command& command) {
  for (const Option& option : command.options) {
    if (is_positional(option)) page.item(term_of(option), said_of(command, option));
  }
  for (const Option& option : options_of(command)) {
    if (!is_positional(option)) page.item(term_of(option), said_of(command, option));
  }
}

// ---- what hangs together with options ------------------------------------------------------------------

bool has_option(const std::vector<NamedCommand>& commands, const std::string& name) {
  return std::ranges::any_of(commands, [&](const NamedCommand& one) {
    return std::ranges::any_of(one.command->options,
                               [&](const Option& option) { return last_name(option) == name; });
  });
}

void add_surroundings(RoffPage& page, const std::vector<NamedCommand>& commands) {
  const bool has_project = has_option(commands, "--project");
  if (has_project || has_option(commands, "--color")) page.heading("ENVIRONMENT");
  if (has_project) {
    page.item(roff_typed("PRECEPT_PROJECT"), roff_text("The project file, as `--project`."));
    if (has_option(commands, "--lang")) page.item(roff_typed("PRECEPT_LANG"), roff_text("As `--lang`."));
    if (has_option(commands, "--jobs")) page.item(roff_typed("PRECEPT_JOBS"), roff_text("As `--jobs`."));
    if (has_option(commands, "--strict"))
      page.item(roff_typed("PRECEPT_STRICT"), roff_text("`true` or `false`; as `--strict`."));
  }
  if (has_option(commands, "--color"))
    page.item(roff_typed("NO_COLOR"),
              roff_text("Where it is set, nothing is coloured unless `--color` says so."));
  if (has_option(commands, "--no-progress"))
    page.item(roff_typed("CI"), roff_text("Where it is set, no progress is shown."));
  if (!has_project) return;
  page.heading("FILES");
  page.item(roff_typed("precept.toml"),
            roff_text("What holds for the checks of a folder: ") + roff_typed("precept.toml") + "(5).");
}

}  // namespace

std::string command_page(const Command& command) {
  const std::vector<Command> alone{command};
  const std::vector<NamedCommand> below = commands_that_run(alone);
  const bool has_several = !command.commands.empty();
  const Footer footer = footer_of(command);
  std::string summary = command.help;
  if (summary.front() >= 'A' && summary.front() <= 'Z') summary.front() += 'a' - 'A';
  RoffPage page(page_name(command), 1, summary);
  page.heading("SYNOPSIS");
  for (const NamedCommand& one : below) page.paragraph(synopsis_of(one.words, *one.command));
  page.heading("DESCRIPTION");
  page.paragraph(roff_text(with_full_stop(command.help)));
  for (const std::string& paragraph : footer.prose) page.paragraph(roff_text(paragraph));
  page.heading("OPTIONS");
  for (const NamedCommand& one : below) {
    if (has_several) {
      page.subheading("precept " + one.words);
      page.paragraph(roff_text(with_full_stop(one.command->help)));
    }
    add_options(page, *one.command);
  }
  page.heading("EXIT STATUS");
  page.paragraph(roff_text(with_full_stop(footer.exit_code)));
  add_surroundings(page, below);
  if (!footer.examples.empty()) {
    page.heading("EXAMPLES");
    page.example(footer.examples);
  }
  page.heading("SEE ALSO");
  page.paragraph(roff_typed("precept") + "(1), " + roff_typed("precept.toml") + "(5)");
  return page.text();
}

}  // namespace precept::tools::manual
