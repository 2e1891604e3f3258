#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "tools/manual/completions.h"
#include "tools/manual/facts.h"

namespace precept::tools::manual {

namespace {

constexpr const char* kBashFunctions = R"sh(
_precept_words() { # words
  local word
  for word; do
    [[ $word == "$value"* ]] && COMPREPLY+=("$word")
  done
}

_precept_list() { # words, of which some are given with commas between them
  local before=
  [[ $value == *,* ]] && before=${value%,*},
  local words=("${@/#/$before}")
  _precept_words "${words[@]}"
}

# Files below a folder are proposed with the folders on the way to them. `begin` is what stands before the path.
_precept_files() { # endings; none: every file
  local begin=${begin-} path=${value#"${begin-}"} found=() one ending
  # As it was typed, it may have quotes; the shell puts its own around what is proposed.
  path=${path//[\\\"\']/}
  compopt -o filenames 2>/dev/null
  mapfile -t found < <(compgen -d -- "$path")
  COMPREPLY+=("${found[@]/#/$begin}")
  mapfile -t found < <(compgen -f -- "$path")
  for one in "${found[@]}"; do
    [ -d "$one" ] && continue
    [ $# -eq 0 ] && COMPREPLY+=("$begin$one")
    for ending; do
      [[ ${one,,} == *."$ending" ]] && COMPREPLY+=("$begin$one")
    done
  done
}

_precept_pair() { # words that stand before `=`, then --, then endings of files
  local words=()
  while [ $# -gt 0 ] && [ "$1" != -- ]; do words+=("$1="); shift; done
  shift
  if [[ $value == *=* ]]; then
    local begin=${value%%=*}=
    _precept_files "$@"
  else
    compopt -o nospace 2>/dev/null
    _precept_words "${words[@]}"
  fi
}
)sh";

constexpr const char* kMain = R"sh(
_precept() {
  local words=() word command option value i
  COMPREPLY=()
  # The shell breaks words at `=` and `:`, `--format=json` into three; here they are whole.
  for ((i = 1; i <= COMP_CWORD; ++i)); do
    word=${COMP_WORDS[i]}
    if ((${#words[@]})) && [[ $word == [=:]* || ${COMP_WORDS[i - 1]} == *[=:] ]]; then
      words[-1]+=$word
    else
      words+=("$word")
    fi
  done
  value=${words[-1]}
  command=${words[0]}
  if ((${#words[@]} == 1)); then
    _precept_words $_precept_commands
    return
  fi
  if _precept_below "$command" >/dev/null; then
    if ((${#words[@]} == 2)); then
      _precept_words $(_precept_below "$command") --help
      return
    fi
    command+=" ${words[1]}"
  fi
  if [[ $value == --*=* ]]; then
    option=${value%%=*} value=${value#*=}
    _precept_value "$command" "$option"
  elif [[ $value == -* ]]; then
    _precept_words $(_precept_options "$command")
  elif [[ ${words[-2]} == -* ]] && _precept_value "$command" "${words[-2]}"; then
    :
  else
    _precept_value "$command" FILE
  fi
  # Only what follows the last break is replaced.
  local kept=${value%"${value##*[=:]}"}
  COMPREPLY=("${COMPREPLY[@]#"$kept"}")
}

complete -F _precept precept
)sh";

/// "_precept_files json yaml"
std::string bash_action(const Proposal& proposal) {
  using enum Proposal::Kind;
  switch (proposal.kind) {
    case Nothing:
      return ":";
    case Words:
      return fmt::format("_precept_words {}", fmt::join(proposal.words, " "));
    case List:
      return fmt::format("_precept_list {}", fmt::join(proposal.words, " "));
    case Files:
      return fmt::format("_precept_files {}", fmt::join(proposal.endings, " "));
    case Pair:
      return fmt::format("_precept_pair {} -- {}", fmt::join(proposal.words, " "),
                         fmt::join(proposal.endings, " "));
  }
  return ":";
}

std::string commands_below(const std::vector<Command>& commands) {
  std::string text = "\n_precept_below() { # command: those below it\n  case $1 in\n";
  for (const Command& command : commands) {
    if (command.commands.empty()) continue;
    std::vector<std::string> names;
    for (const Command& below : command.commands) names.push_back(below.name);
    text += fmt::format("    {}) echo {} ;;\n", command.name, fmt::join(names, " "));
  }
  return text + "    *) return 1 ;;\n  esac\n}\n";
}

std::string options_by_command(const std::vector<Command>& commands) {
  std::string text = "\n_precept_options() { # command\n  case $1 in\n";
  for (const NamedCommand& one : commands_that_run(commands)) {
    std::vector<std::string> names;
    for (const Option& option : options_of(*one.command)) {
      for (const std::string& name : spellings(option)) names.push_back(name);
    }
    text += fmt::format("    '{}') echo {} ;;\n", one.words, fmt::join(names, " "));
  }
  return text + "  esac\n}\n";
}

/// A case for each proposal, with every option that it is for. What is no option is `FILE`, whatever it is
/// called.
std::string values_by_option(const std::vector<Command>& commands) {
  std::map<Proposal, std::vector<std::string>> options;
  for (const NamedCommand& one : commands_that_run(commands)) {
    bool has_positional = false;
    for (const Option& option : one.command->options) {
      if (!takes_value(option)) continue;
      const Proposal proposal = proposal_for(one.words, option, commands);
      for (const std::string& name : spellings(option))
        options[proposal].push_back(fmt::format("'{} {}'", one.words, name));
      if (is_positional(option) && !has_positional)
        options[proposal].push_back(fmt::format("'{} FILE'", one.words));
      has_positional |= is_positional(option);
    }
  }
  std::string text =
      "\n_precept_value() { # command, option; false where the option takes none\n  case \"$1 $2\" in\n";
  for (const auto& [proposal, names] : options)
    text += fmt::format("    {})\n      {} ;;\n", fmt::join(names, " | "), bash_action(proposal));
  return text + "    *) return 1 ;;\n  esac\n  return 0\n}\n";
}

}  // namespace

std::string bash_completions(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  return fmt::format(
             "# Completions of precept for bash, as `precept completions bash` writes them.\n\n"
             "_precept_commands='{} --help --version'\n",
             fmt::join(names, " ")) +
         commands_below(commands) + options_by_command(commands) + kBashFunctions +
         values_by_option(commands) + kMain;
}

}  // namespace precept::tools::manual
