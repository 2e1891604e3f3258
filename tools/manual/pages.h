// The pages of the manual, written from the commands' own tables.
//
//   page({all commands}, "check") is precept-check(1), for `man -l -`
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tools/commands/command.h"

namespace precept::tools::manual {

/// "precept-check". Beside `precept verify` there is a program precept-verify, whose page has that name.
std::string page_name(const Command& command);
/// "precept", "precept.toml", and those of the commands.
std::vector<std::string> page_names(const std::vector<Command>& commands);
/// "precept-check.1", as the page's file is named.
std::string file_of_page(std::string_view name);
/// The page in roff, by one of these names.
std::string page(const std::vector<Command>& commands, std::string_view name);

std::string overview_page(const std::vector<Command>& commands);
std::string command_page(const Command& command);
std::string project_file_page();

}  // namespace precept::tools::manual
