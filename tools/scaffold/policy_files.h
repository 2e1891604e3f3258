// The files of a new policy.
#pragma once

#include <string>
#include <vector>

#include "authoring/drafts/first_policy.h"
#include "tools/scaffold/new_folder.h"

namespace precept::tools {

/// A policy with a clause, and its tests: something to change.
std::vector<NewFile> starter_policy(const std::string& name);
/// A policy made for an official text, with lock, tests, and a README that says how to go on. `text` is how
/// the file of the text is called.
std::vector<NewFile> policy_for_text(const std::string& name, drafts::FirstPolicy made,
                                     const std::string& text);

}  // namespace precept::tools
