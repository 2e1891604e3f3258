#include "tools/manual/pages.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::tools::manual {

std::string page_name(const Command& command) {
  return "precept-" + command.name + (command.name == "verify" ? "-command" : "");
}

std::vector<std::string> page_names(const std::vector<Command>& commands) {
  std::vector<std::string> names{"precept", "precept.toml"};
  for (const Command& command : commands) names.push_back(page_name(command));
  return names;
}

std::string file_of_page(std::string_view name) {
  return fmt::format("{}.{}", name, name == "precept.toml" ? 5 : 1);
}

std::string page(const std::vector<Command>& commands, std::string_view name) {
  if (name == "precept.toml") return project_file_page();
  const auto found =
      std::ranges::find_if(commands, [&](const Command& command) { return page_name(command) == name; });
  return found == commands.end() ? overview_page(commands) : command_page(*found);
}

}  // namespace precept::tools::manual
