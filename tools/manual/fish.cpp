#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/manual/completions.h"
#include "tools/manual/facts.h"

namespace precept::tools::manual {

namespace {

constexpr const char* kFishFunctions = R"sh(
# Whether the words before the cursor begin with these.
function __precept_is
    set -l words (commandline -opc)
    set -e words[1]
    test (count $words) -ge (count $argv); or return 1
    test "$words[1..$(count $argv)]" = "$argv"
end

# Whether they are these, so that the name of a command is next.
function __precept_ends
    set -l words (commandline -opc)
    set -e words[1]
    test "$words" = "$argv"
end

# What is written of the value: `--policy=c` is one word.
function __precept_value
    commandline -ct | string replace -r '^--[^=]*=' ''
end

# Files with these endings, in any case, and folders. What stands before a `=` stays.
function __precept_files
    set -l begin (__precept_value | string match -r '^[^=]*=')
    set -q begin[1]; or set begin ''
    for path in (__fish_complete_path (__precept_value | string replace -r '^[^=]*=' '') | string replace -r '\t.*' '')
        if string match -q '*/' -- $path
            echo $begin$path
        else if not set -q argv[1]
            echo $begin$path
        else
            for ending in $argv
                string match -q -i "*.$ending" -- $path; and echo $begin$path
            end
        end
    end
end

# Words that stand before `=`, then --, then endings of the files that follow it.
function __precept_pair
    set -l split (contains -i -- -- $argv)
    if string match -q '*=*' -- (__precept_value)
        __precept_files $argv[(math $split + 1)..]
    else
        for word in $argv[1..$split]
            test $word = --; or echo $word=
        end
    end
end

# Words of which some are given with commas between them.
function __precept_list
    set -l before (__precept_value | string match -r '^.*,')
    set -q before[1]; or set before ''
    for word in $argv
        echo $before$word
    end
end

complete -c precept -f
)sh";

std::string fish_quoted(const std::string& text) {
  return single_quoted(text, "\\'");
}

std::string fish_action(const Proposal& proposal) {
  using enum Proposal::Kind;
  switch (proposal.kind) {
    case Nothing:
      return {};
    case Words:
      return fmt::format("{}", fmt::join(proposal.words, " "));
    case List:
      return fmt::format("(__precept_list {})", fmt::join(proposal.words, " "));
    case Files:
      return fmt::format("(__precept_files {})", fmt::join(proposal.endings, " "));
    case Pair:
      return fmt::format("(__precept_pair {} -- {})", fmt::join(proposal.words, " "),
                         fmt::join(proposal.endings, " "));
  }
  return {};
}

std::string line_of(const std::string& command, const Option& option, const std::vector<Command>& commands) {
  std::string line = fmt::format("complete -c precept -n '__precept_is {}'", command);
  for (const std::string& name : spellings(option))
    line += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                   : fmt::format(" -s {}", name.substr(1));
  if (takes_value(option)) {
    if (!is_positional(option)) line += " -x";
    if (const std::string action = fish_action(proposal_for(command, option, commands)); !action.empty())
      line += " -a " + fish_quoted(action);
  }
  if (!is_positional(option)) line += " -d " + fish_quoted(option.help);
  return line + "\n";
}

std::string name_lines(const std::vector<Command>& commands, const std::string& above) {
  std::string text;
  for (const Command& command : commands) {
    text += fmt::format("complete -c precept -n '__precept_ends{}' -a {} -d {}\n",
                        above.empty() ? "" : " " + above, command.name, fish_quoted(command.help));
    text += name_lines(command.commands, command.name);
  }
  return text;
}

}  // namespace

std::string fish_completions(const std::vector<Command>& commands) {
  std::string text =
      std::string("# Completions of precept for fish, as `precept completions fish` writes them.\n") +
      kFishFunctions +
      "complete -c precept -n __precept_ends -s h -l help -d 'Print a short help, and end'\n"
      "complete -c precept -n __precept_ends -l version -d 'Print the version, and end'\n" +
      name_lines(commands, "");
  for (const NamedCommand& one : commands_that_run(commands)) {
    bool has_positional = false;
    for (const Option& option : options_of(*one.command)) {
      if (is_positional(option) && has_positional) continue;
      has_positional |= is_positional(option);
      text += line_of(one.words, option, commands);
    }
  }
  return text;
}

}  // namespace precept::tools::manual
