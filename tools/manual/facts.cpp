#include "tools/manual/facts.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

#include "engine/report_form.h"
#include "tools/commands/commands.h"

namespace precept::tools::manual {

namespace {

const std::vector<std::string> kDocuments{"json", "yaml", "yml", "ndjson", "jsonl"};
const std::vector<std::string> kPolicies{"precept", "pbc"};
const std::vector<std::string> kLists{"csv", "xlsx", "json", "yaml", "yml", "ndjson", "jsonl"};

struct FileKind {
  std::string_view option;  ///< of every command, or "map FILE" of one; the first that fits counts
  std::vector<std::string> endings;
};
const std::vector<FileKind> kFileKinds{
    {"map FILE", {"csv", "xlsx"}},
    {"test PATH", {"precept"}},
    {"fmt PATH", {"precept"}},
    {"FILE", kDocuments},
    {"DIR", {}},
    {"RECEIPT", {"json"}},
    {"PLACE", kPolicies},
    {"POLICY", kPolicies},
    {"PROGRAM", kPolicies},
    {"OLD", kPolicies},
    {"NEW", kPolicies},
    {"OFFICIAL-TEXT", {"txt", "docx", "html", "md", "gz"}},
    {"--source", {"txt", "docx", "html", "md", "gz"}},
    {"--policy", kPolicies},
    {"--corpus", kDocuments},
    {"--answers", {"json"}},
    {"--key", {"pub"}},
    {"--sign", {"key"}},
    {"--mapping", {"toml"}},
    {"--project", {"toml"}},
    {"--baseline", {"toml"}},
};

template <class Value>
std::vector<std::string> names_of(const std::map<std::string, Value>& choices) {
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) names.push_back(name);
  return names;
}

void add_runnable(const std::vector<Command>& commands, const std::string& above,
                  std::vector<NamedCommand>& found) {
  for (const Command& command : commands) {
    const std::string words = above + command.name;
    if (command.run) found.push_back({words, &command});
    add_runnable(command.commands, words + " ", found);
  }
}

}  // namespace

std::vector<NamedCommand> commands_that_run(const std::vector<Command>& commands) {
  std::vector<NamedCommand> found;
  add_runnable(commands, "", found);
  return found;
}

bool is_positional(const Option& option) {
  return !option.names.starts_with('-');
}

bool takes_value(const Option& option) {
  return !std::holds_alternative<bool*>(option.target);
}

bool takes_several(const Option& option) {
  return option.is_repeated || std::holds_alternative<std::vector<std::string>*>(option.target);
}

std::vector<std::string> spellings(const Option& option) {
  std::vector<std::string> names;
  if (is_positional(option)) return names;
  std::string_view rest = option.names;
  for (std::size_t comma = 0; comma != std::string_view::npos;) {
    comma = rest.find(',');
    names.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
  }
  return names;
}

std::string last_name(const Option& option) {
  return option.names.substr(option.names.rfind(',') + 1);
}

std::string value_name(const Option& option) {
  if (is_positional(option)) return option.names;
  if (!option.value.empty()) return option.value;
  return option.choices.empty() ? "TEXT" : fmt::format("{}", fmt::join(names_of(option.choices), "|"));
}

std::vector<Option> options_of(const Command& command) {
  std::vector<Option> options = command.options;
  options.push_back({"-h,--help", static_cast<bool*>(nullptr), "Print a short help, and end"});
  return options;
}

bool Proposal::operator<(const Proposal& other) const {
  return std::tie(kind, words, endings) < std::tie(other.kind, other.words, other.endings);
}

Proposal proposal_for(const std::string& command, const Option& option,
                      const std::vector<Command>& commands) {
  using enum Proposal::Kind;
  const std::string name = last_name(option);
  if (!option.choices.empty()) return {Words, names_of(option.choices)};
  if (name == "PAGE") {
    std::vector<std::string> words{"precept.toml"};
    for (const Command& one : commands) words.push_back(one.name);
    return {Words, words};
  }
  if (name == "--require") return {List, {kRequired.begin(), kRequired.end()}};
  if (option.value == "FORMAT=PATH") return {Pair, names_of(kReportForms)};
  if (name == "--table") return {Pair, {}, kLists};
  const auto known = std::ranges::find_if(kFileKinds, [&](const FileKind& kind) {
    return kind.option == name || kind.option == command + " " + name;
  });
  if (known != kFileKinds.end()) return {Files, {}, known->endings};
  const bool is_path = option.value == "FILE" || option.value == "PATH" || option.value == "FOLDER";
  return is_path ? Proposal{Files} : Proposal{};
}

}  // namespace precept::tools::manual
