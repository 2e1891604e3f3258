// Rules that hold for every option of every command, also for those that nobody has thought of yet.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace precept::tools {

/// What is wrong with the words of a command line that was parsed; nothing where all is in order:
/// no value is empty or blank (most likely a variable of a script that was never set), no option contradicts
/// itself, standard input is read once.
std::optional<std::string> broken_rule(const CLI::App& app);

/// What is wrong with a word of a command line, seen before it is parsed: a flag with a value, `--strict=no`,
/// or an option with none, `--format=`.
std::optional<std::string> broken_word(const CLI::App& app, int argc, const char* const* argv);

/// Which option was given more often than it has values, in words; nothing where none was.
std::optional<std::string> given_too_often(const CLI::App& app);

/// Whether the command line asks for JSON; also where it could not be parsed.
bool asks_for_json(int argc, const char* const* argv);

}  // namespace precept::tools
