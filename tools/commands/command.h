// A command as the command line sees it: its options, and what it does. Commands say it in these plain terms;
// tools/command_line.cpp alone knows the library that reads words.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.h"
#include "engine/input/lists.h"
#include "render/mistakes/mistake_writer.h"
#include "runtime/words/language.h"
#include "tools/common/output.h"

namespace precept::tools {

/// Where the value of an option goes. A choice is told the number of the name that was given.
using Target =
    std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*, unsigned*,
                 std::size_t*, double*, std::optional<double>*, std::function<void(int)>>;

struct Option {
  std::string names;  ///< "-p,--policy"; "FILE" of words that have no name before them
  Target target;
  std::string help;
  std::string value = {};  ///< what the help calls the value: "PATH"
  bool is_required = false;
  bool is_repeated = false;                                   ///< may be given again, with one value each
  std::vector<std::string> excludes = {}, needs = {};         ///< other options, by a name of theirs
  std::map<std::string, int> choices = {};                    ///< the names that a choice may have
  std::optional<std::pair<double, double>> range = {};        ///< least and most; [0, infinity] has no end
  std::function<std::string(const std::string&)> fault = {};  ///< what is wrong with a value; empty: nothing
};

struct Command {
  std::string name, help;
  std::vector<Option> options;
  std::string examples;
  std::vector<Command> commands = {};    ///< one of which is to be named
  std::function<int(Output&)> run = {};  ///< once the targets are set: the exit code. May throw a UsageError
};

/// What is wrong with options that are right each by itself, in one line.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `--as-of` and the like: none where the text is empty, a UsageError where it is no date.
std::optional<Day> date_given(std::string_view option, const std::string& text);

/// What is wrong with a word that is to be one of these names, with the nearest of them; empty: nothing.
std::string not_a_choice(const std::vector<std::string>& names, const std::string& word);
template <class Value>
std::string not_a_choice(const std::map<std::string, Value>& choices, const std::string& word) {
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) names.push_back(name);
  return not_a_choice(names, word);
}

// ---- options that several commands have

Option files_option(std::vector<std::string>& files);
Option policies_option(std::vector<std::string>& policies);
Option readings_option(std::vector<std::string>& readings,
                       std::string help = "Take the text in this way; may be given again");
/// `--as`.
Option kind_option(std::string& kind);
Option as_of_option(std::string& text);
Option jobs_option(std::size_t& jobs);
/// `--table`: a list of the one document that lies in a file of its own; `--mapping` and `--map`: what its
/// columns and words are.
Option lists_option(input::ListWords& lists);
Option mapping_option(input::ListWords& lists);
Option map_option(input::ListWords& lists);
Option project_option(std::string& path);
Option required(Option option);
/// Where `other` is given it must not be.
Option without(Option option, std::string other);
/// `--watch`: the command runs within `watch` (tools/watch/watch.h).
Option watch_option(bool& is_watching);
Option color_option(ColorChoice& color);
Option language_option(std::optional<Language>& language);

/// `--format` of a command that tells mistakes of policies.
Option mistake_format_option(MistakeFormat& format);
/// The folder from which SARIF and GitHub are told paths: the current one.
std::string root_of_paths();

/// `--format`: the value is that of the name in `formats`.
template <class Format>
Option format_option(Format& format, const std::map<std::string, Format>& formats, std::string help) {
  Option option{"-f,--format", [&format](int chosen) { format = static_cast<Format>(chosen); },
                std::move(help), "FORMAT"};
  for (const auto& [name, value] : formats) option.choices.emplace(name, static_cast<int>(value));
  return option;
}

}  // namespace precept::tools
