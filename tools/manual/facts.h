// What the pages of the manual and the completions of shells say alike of an option: how it is written, and
// what its value may be. All of it comes from the commands' own tables (tools/commands/command.h), so that
// neither can tell of an option that there is not, or leave one out.
#pragma once

#include <string>
#include <vector>

#include "tools/commands/command.h"

namespace precept::tools::manual {

/// A command by its words: {"source", "lock"}.
struct NamedCommand {
  std::string words;  ///< "source lock"
  const Command* command;
};
/// Those that do something: of a command with others below it these, not itself. They point into `commands`.
std::vector<NamedCommand> commands_that_run(const std::vector<Command>& commands);

bool is_positional(const Option& option);
bool takes_value(const Option& option);
/// Whether it takes several values, be it by being given again.
bool takes_several(const Option& option);
/// {"-p", "--policy"}; of a positional none.
std::vector<std::string> spellings(const Option& option);
/// By which other options name it: its longest spelling, or a positional's name.
std::string last_name(const Option& option);
/// What a text calls its value: "PATH", "yes|no"; of a positional its name.
std::string value_name(const Option& option);
/// Its options and, as every command has it, --help.
std::vector<Option> options_of(const Command& command);

/// What can be proposed for a value.
struct Proposal {
  enum class Kind {
    Nothing,  ///< nobody can foresee it
    Words,    ///< one of `words`
    List,     ///< some of `words`, with commas
    Files,    ///< a file with one of `endings`, or any if there is none; or a folder
    Pair      ///< one of `words`, or any text if there is none; `=`; and a file as above
  };
  Kind kind = Kind::Nothing;
  std::vector<std::string> words = {}, endings = {};
  bool operator<(const Proposal& other) const;
};
/// `commands` are all that there are: `precept man` takes their names.
Proposal proposal_for(const std::string& command, const Option& option, const std::vector<Command>& commands);

}  // namespace precept::tools::manual
