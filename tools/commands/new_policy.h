// `precept new policy` and `precept new test`: what the author of a policy begins with.
#pragma once

#include <string>

#include "tools/commands/command.h"

namespace precept::tools {

struct NewPolicyArguments {
  std::string name;     ///< as behind `policy`: "town.loans"
  std::string text;     ///< an official text to make clauses for; empty: a policy to change
  std::string outline;  ///< by which marks the text is read; empty: the reader finds them
  std::string folder;   ///< where the files go; empty: a folder named after the policy
  ColorChoice color = ColorChoice::Auto;
};
/// Writes policy, tests, and for a text its lock and a README: all of them, or nothing. Exit code: 0 made, 2
/// an error.
int new_policy(const NewPolicyArguments& arguments, Output& output);

struct NewTestArguments {
  std::string policy;
  std::string clause;  ///< a label; empty: all clauses
  std::string target;  ///< must not be there yet; empty: beside the policy
  ColorChoice color = ColorChoice::Auto;
};
/// Writes tests that pass. Exit code: 0 made, 2 an error.
int new_test(const NewTestArguments& arguments, Output& output);

Command new_policy_command();
Command new_test_command();

}  // namespace precept::tools
