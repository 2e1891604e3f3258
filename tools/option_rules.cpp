#include "tools/option_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <string_view>

#include "base/text.h"
#include "base/utf8.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

/// Asks `rule` about every option that was given, of the command and of those above it; returns the first
/// message.
std::optional<std::string> first_message(
    const CLI::App& app, const std::function<std::optional<std::string>(const CLI::Option&)>& tell) {
  for (const CLI::Option* option : app.get_options()) {
    if (option->count() == 0) continue;
    if (auto told = tell(*option)) return told;
  }
  for (const CLI::App* command : app.get_subcommands()) {
    if (auto told = first_message(*command, tell)) return told;
  }
  return std::nullopt;
}

bool is_blank(std::string_view value) {
  // A no-break space and its like look like blanks.
  constexpr std::array<std::string_view, 5> kWide{"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xE3\x80\x80",
                                                  "\xEF\xBB\xBF"};
  while (!value.empty()) {
    std::size_t length = std::string_view(" \t\r\n\v\f").find(value[0]) != std::string_view::npos ? 1 : 0;
    for (std::string_view wide : kWide) {
      if (value.starts_with(wide)) length = wide.size();
    }
    if (length == 0) return false;
    value.remove_prefix(length);
  }
  return true;
}

constexpr std::array<std::string_view, 6> kWritten{"--output", "--receipt", "--write",
                                                   "--html",   "--card",    "--write-toml"};

bool is_written(const CLI::Option& option) {
  return std::ranges::find(kWritten, option.get_name()) != kWritten.end();
}

/// The place that a value of an option names; `--output` of a check has FORMAT=PATH.
std::string place_of(const CLI::Option& option, const std::string& value) {
  if (option.get_type_name() != "FORMAT=PATH") return value;
  return value.substr(value.find('=') + 1);
}

/// One name for all spellings of a place to write to.
std::filesystem::path canonical_place(const std::string& given) {
  if (is_standard_output(given)) return "-";
  std::error_code error;
  // Of a path to what is not there yet, the library keeps a relative one as it is.
  return std::filesystem::weakly_canonical(std::filesystem::absolute(given, error), error);
}

/// "--write: `x` is written by --output already", where another option, or this one, writes to a place of
/// this one's; nothing where none does.
std::optional<std::string> written_twice(const CLI::Option& option,
                                         std::map<std::filesystem::path, std::string>& outputs) {
  for (const std::string& value : option.results()) {
    const std::string given = place_of(option, value);
    const auto [other, is_new] = outputs.try_emplace(canonical_place(given), option.get_name());
    if (!is_new)
      return fmt::format("{}: `{}` is written by {} already", option.get_name(), given, other->second);
  }
  return std::nullopt;
}

bool is_flag(const CLI::Option& option) {
  return option.get_items_expected_max() == 0;
}

/// Whether the option's value is a path to read.
bool is_read(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (is_written(option)) return false;
  return option.get_positional() || type == "PATH" || type.starts_with("NAME.");
}

/// What is wrong with a value that may get into a file of ours, or is held against texts that have nothing
/// hidden in them; empty where nothing is. The system alone says what a path may hold.
std::string text_fault(const CLI::Option& option, const std::string& value) {
  if (is_read(option) || is_written(option)) return {};
  if (find_invalid_utf8(value)) return "its value is not UTF-8; write it in UTF-8";
  std::string scratch;
  const auto read = as_read(value, scratch);
  return read ? "" : fmt::format("{}; {}", describe(read.error()), help_for(read.error()));
}

}  // namespace

std::optional<std::string> broken_rule(const CLI::App& app) {
  std::string first_reader;
  std::map<std::filesystem::path, std::string> outputs;
  return first_message(app, [&](const CLI::Option& option) -> std::optional<std::string> {
    const std::vector<std::string>& values = option.results();
    for (const std::string& value : values) {
      if (is_blank(value) || is_blank(place_of(option, value))) {
        return fmt::format("{}: its value is empty; leave the option out, or give it a value",
                           option.get_name());
      }
      if (const std::string fault = text_fault(option, value); !fault.empty())
        return fmt::format("{}: {}", option.get_name(), fault);
      if (value != "-" || !is_read(option)) continue;
      if (!first_reader.empty()) {
        return fmt::format("{}: standard input is read by {} already", option.get_name(), first_reader);
      }
      first_reader = option.get_name();
    }
    if (is_written(option)) {
      if (auto told = written_twice(option, outputs)) return told;
    }
    const bool contradicts = is_flag(option) && std::ranges::any_of(values, [&](const std::string& value) {
                               return value != values.front();
                             });
    if (contradicts) return fmt::format("{}: it is given twice, with another value each", option.get_name());
    return std::nullopt;
  });
}

std::optional<std::string> broken_word(const CLI::App& app, int argc, const char* const* argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  const auto named =
      app.get_subcommands([&](const CLI::App* command) { return command->get_name() == first; });
  const CLI::App& command = named.empty() ? app : *named.front();
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
    const std::size_t equals = word.find('=');
    if (!word.starts_with("--") || equals == std::string_view::npos) continue;
    const std::string name(word.substr(0, equals));
    const CLI::Option* option = command.get_option_no_throw(name);
    if (option != nullptr && is_flag(*option))
      return fmt::format("{}: it takes no value; it says yes by being there", name);
    if (equals + 1 == word.size())
      return fmt::format("{}: its value is empty; leave the option out, or give it a value", name);
  }
  return std::nullopt;
}

std::optional<std::string> given_too_often(const CLI::App& app) {
  return first_message(app, [](const CLI::Option& option) -> std::optional<std::string> {
    const auto most = static_cast<std::size_t>(std::max(option.get_items_expected_max(), 1));
    const std::vector<std::string>& values = option.results();
    if (is_flag(option) || values.size() <= most) return std::nullopt;
    return fmt::format("{}: it is given {} times; it takes one value", option.get_name(), values.size());
  });
}

bool asks_for_json(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const bool is_alone = word == "--format" || word == "-f";
    if (is_alone && i + 1 < argc && std::string_view(argv[i + 1]) == "json") return true;
    if (word == "--format=json" || word == "-fjson" || word == "-f=json") return true;
    if (word == "--") return false;
  }
  return false;
}

}  // namespace precept::tools
