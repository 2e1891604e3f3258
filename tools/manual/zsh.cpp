#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/manual/completions.h"
#include "tools/manual/facts.h"

namespace precept::tools::manual {

namespace {

std::string zsh_quoted(const std::string& text) {
  return single_quoted(text, "'\\''");
}

/// In a description of _arguments and _describe some characters have a meaning.
std::string described(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == '[' || c == ']' || c == ':') result += '\\';
    result += c;
  }
  return result;
}

/// `_files -g "*.(json|yaml)(-.)"`: plain files; folders are proposed on the way.
std::string files_action(const std::vector<std::string>& endings) {
  return endings.empty() ? "_files" : fmt::format("_files -g \"(#i)*.({})(-.)\"", fmt::join(endings, "|"));
}

std::string zsh_action(const Proposal& proposal) {
  using enum Proposal::Kind;
  switch (proposal.kind) {
    case Nothing:
      return " ";
    case Words:
      return fmt::format("({})", fmt::join(proposal.words, " "));
    case List:
      return fmt::format("_sequence compadd - {}", fmt::join(proposal.words, " "));
    case Files:
      return files_action(proposal.endings);
    case Pair:
      return fmt::format(" _precept_pair \"{}\" {}", fmt::join(proposal.words, " "),
                         files_action(proposal.endings));
  }
  return " ";
}

/// One argument of _arguments: '(--lang)'{-l+,--lang=}'[help]:LANGUAGE:(en fr)'.
std::string argument_of(const std::string& command, const Option& option,
                        const std::vector<Command>& commands) {
  std::string value;
  if (takes_value(option)) {
    value = fmt::format(":{}:{}", described(value_name(option)),
                        zsh_action(proposal_for(command, option, commands)));
  }
  if (is_positional(option)) return zsh_quoted((takes_several(option) ? "*" : "") + value);
  std::vector<std::string> names = spellings(option), written = names;
  if (takes_value(option)) {
    for (std::string& name : written) name += name.starts_with("--") ? "=" : "+";
  }
  std::vector<std::string> excluded;
  for (const std::string& other : option.excludes) {
    if (other.starts_with('-')) excluded.push_back(other);
  }
  if (!takes_several(option)) excluded.insert(excluded.end(), names.begin(), names.end());
  const std::string before = takes_several(option) ? "*" : fmt::format("({})", fmt::join(excluded, " "));
  const std::string spelt =
      written.size() == 1 ? written.front() : fmt::format("{{{}}}", fmt::join(written, ","));
  return zsh_quoted(before) + spelt + zsh_quoted(fmt::format("[{}]{}", described(option.help), value));
}

/// The call of _arguments for a command, indented.
std::string arguments_of(const NamedCommand& one, const std::vector<Command>& commands,
                         const std::string& indent) {
  std::string text = indent + "_arguments -s -S";
  for (const Option& option : options_of(*one.command))
    text += " \\\n" + indent + "  " + argument_of(one.words, option, commands);
  return text + "\n";
}

/// An array `commands` of what _describe shows.
std::string described_commands(const std::vector<Command>& commands, const std::string& indent) {
  std::string text = indent + "commands=(\n";
  for (const Command& command : commands)
    text += fmt::format("{}  {}\n", indent, zsh_quoted(command.name + ":" + described(command.help)));
  return text + indent + ")\n";
}

/// Takes the word that names one of these, and goes on with what follows it.
std::string choice_of(const std::vector<Command>& below, const std::string& above, const std::string& indent,
                      const std::vector<Command>& all) {
  std::string text = described_commands(below, indent);
  text += indent + "_arguments -C '(- *)'{-h,--help}'[Print a short help, and end]' " +
          (above.empty() ? "'(- *)--version[Print the version, and end]' " : "") +
          "'1:command:{_describe command commands}' '*:: :->rest'\n";
  text += indent + "[[ $state == rest ]] || return\n" + indent + "case $words[1] in\n";
  for (const Command& command : below) {
    text += fmt::format("{}  {})\n", indent, command.name);
    text += command.commands.empty()
                ? arguments_of({above + command.name, &command}, all, indent + "    ")
                : choice_of(command.commands, above + command.name + " ", indent + "    ", all);
    text += indent + "    ;;\n";
  }
  return text + indent + "esac\n";
}

constexpr const char* kPair = R"sh(
# Words that stand before `=`, then the command that completes what follows it.
_precept_pair() {
  local before=$1
  shift
  if compset -P '*='; then
    "$@"
  else
    compadd -S = -- ${(z)before}
  fi
}
)sh";

}  // namespace

std::string zsh_completions(const std::vector<Command>& commands) {
  return std::string(
             "#compdef precept\n# Completions of precept for zsh, as `precept completions zsh` writes "
             "them.\n") +
         kPair + "\n_precept() {\n  local curcontext=\"$curcontext\" state state_descr line\n" +
         "  local -a commands\n  typeset -A opt_args\n" + choice_of(commands, "", "  ", commands) +
         "}\n\n_precept \"$@\"\n";
}

}  // namespace precept::tools::manual
