#include "tools/commands/command.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "base/suggest.h"
#include "engine/project/project.h"

namespace precept::tools {

std::optional<Day> date_given(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::optional<Day> day = parse_date(text);
  if (!day) throw UsageError(fmt::format("{}: `{}` is no date (YYYY-MM-DD)", option, text));
  return day;
}

std::string not_a_choice(const std::vector<std::string>& names, const std::string& word) {
  if (std::ranges::find(names, word) != names.end()) return {};
  const std::string help = did_you_mean(word, {names.begin(), names.end()});
  return fmt::format("`{}` is none of {}{}{}", word, fmt::join(names, ", "), help.empty() ? "" : "; ", help);
}

Option files_option(std::vector<std::string>& files) {
  return {"FILE", &files,
          "Documents in JSON or YAML, or .ndjson with one on each line; a folder, or a .zip: those in it and "
          "below; "
          "-: standard input"};
}

Option policies_option(std::vector<std::string>& policies) {
  return {
      .names = "-p,--policy",
      .target = &policies,
      .help =
          "A folder of policies, a policy file or a compiled program, -: standard input; may be given again",
      .value = "PATH",
      .is_repeated = true};
}

Option readings_option(std::vector<std::string>& readings, std::string help) {
  return {.names = "--reading",
          .target = &readings,
          .help = std::move(help),
          .value = "NAME=CHOICE",
          .is_repeated = true};
}

Option lists_option(input::ListWords& lists) {
  return {.names = "--table",
          .target = &lists.tables,
          .help = "A list of the one document from a file of its own (docs/lists.md); may be given again",
          .value = "FIELD=FILE",
          .is_repeated = true};
}

Option mapping_option(input::ListWords& lists) {
  return {.names = "--mapping",
          .target = &lists.mapping,
          .help = "What columns and words of the lists are, in TOML",
          .value = "FILE"};
}

Option map_option(input::ListWords& lists) {
  return {.names = "--map",
          .target = &lists.map,
          .help = "One line of a mapping, such as 'FIELD.columns.name = \"Nom\"'; may be given again",
          .value = "LINE",
          .is_repeated = true};
}

Option mistake_format_option(MistakeFormat& format) {
  return format_option<MistakeFormat>(format, kMistakeFormats,
                                      "How mistakes are told: text, json, sarif or github");
}

std::string root_of_paths() {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

Option kind_option(std::string& kind) {
  return {"--as", &kind, "The kind of a document that has no `kind`", "KIND"};
}

Option jobs_option(std::size_t& jobs) {
  return {.names = "-j,--jobs",
          .target = &jobs,
          .help = "How many documents are checked at the same time; by default as many as there are cores",
          .value = "N",
          .range = {{1, input::kMostJobs}}};
}

Option as_of_option(std::string& text) {
  return {"--as-of", &text, "Choose the policy by this date, not by the document's (YYYY-MM-DD)", "DATE"};
}

Option project_option(std::string& path) {
  return {"--project", &path,
          "The project file, or its folder; else precept.toml is looked for beside the documents and above",
          "PATH"};
}

Option required(Option option) {
  option.is_required = true;
  return option;
}

Option without(Option option, std::string other) {
  option.excludes.push_back(std::move(other));
  return option;
}

Option watch_option(bool& is_watching) {
  return {"--watch", &is_watching, "Run again whenever a file changes that was read, until interrupted"};
}

Option color_option(ColorChoice& color) {
  Option option{"--color", [&color](int chosen) { color = static_cast<ColorChoice>(chosen); },
                "auto, always or never; auto heeds NO_COLOR", "WHEN"};
  option.choices = {{"auto", static_cast<int>(ColorChoice::Auto)},
                    {"always", static_cast<int>(ColorChoice::Always)},
                    {"never", static_cast<int>(ColorChoice::Never)}};
  return option;
}

Option language_option(std::optional<Language>& language) {
  Option option{"-l,--lang", [&language](int chosen) { language = static_cast<Language>(chosen); },
                "The language to tell it in: en, fr, es, ar, zh or ru", "LANGUAGE"};
  for (Language one : kLanguages) option.choices.emplace(code_of(one), static_cast<int>(one));
  return option;
}

}  // namespace precept::tools
