// Rules that hold for every option of every command, future options included.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

namespace precept::tools {

/// The first rule that a parsed command line breaks, in words; nothing where it breaks none. No value is
/// empty or blank (most likely a script's variable was never set), none but a path holds what is not UTF-8 or
/// what nobody sees, no option contradicts itself, no two outputs go to one place, standard input is read
/// once.
std::optional<std::string> broken_rule(const CLI::App& app);

/// What is wrong with a word of a command line, seen before it is parsed: a flag with a value, `--strict=no`,
/// or an option with none, `--format=`.
std::optional<std::string> broken_word(const CLI::App& app, int argc, const char* const* argv);

/// Which option was given more often than it has values, in words; nothing where none was.
std::optional<std::string> given_too_often(const CLI::App& app);

/// Whether the command line asks for JSON. It may be one that could not be parsed.
bool asks_for_json(int argc, const char* const* argv);

}  // namespace precept::tools
