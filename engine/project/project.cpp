#include "engine/project/project.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "base/toml/parse.h"
#include "engine/input/keys.h"
#include "engine/project/forms.h"
#include "runtime/read/placeholders.h"

namespace precept::input {

namespace fs = std::filesystem;

TrustRules Project::trust_rules(Day today) const {
  return {.attesters = attesters, .today = today};
}

// ---- what both forms need

std::string said_in(Span place, const Sources& sources) {
  const LineColumn at = sources.locate(place.file, place.begin);
  return fmt::format("{}:{}", sources.file(place.file).name, at.line);
}

std::string path_in_project(const Sources& sources, FileId file, std::string_view text) {
  const fs::path path(text);
  if (path.is_absolute()) return path.string();
  return (fs::path(sources.file(file).name).parent_path() / path).lexically_normal().string();
}

bool names_somebody(const std::string& name, Span place, DiagnosticKind kind, std::string_view example,
                    Diagnostics& diagnostics) {
  if (!is_placeholder(name)) return true;
  diagnostics
      .report(kind, place,
              name.empty() ? "this name is empty: nobody is trusted by it"
                           : fmt::format("`{}` names nobody; an attestation is by a person or a body",
                                         text_for_message(name)))
      .with_help(fmt::format("write the name as it stands in attestations: `{}`", example));
  return false;
}

bool read_key_named(std::string_view name, Span place, DiagnosticKind kind, const Sources& sources,
                    std::string& key, Diagnostics& diagnostics) {
  Diagnostics mistakes;
  const auto found =
      read_key(fs::path(sources.file(place.file).name).parent_path() / name, KeyKind::Public, mistakes);
  if (found) {
    key = *found;
    return true;
  }
  diagnostics.report(kind, place, mistakes.all().front().message).with_help(mistakes.all().front().help);
  return false;
}

// ---- reading

Project read_project(const fs::path& file, Sources& sources, Diagnostics& diagnostics) {
  const auto source = sources.read(file);
  if (!source) {
    diagnostics.report(DiagnosticKind::CannotRead, {},
                       fmt::format("`{}` cannot be read: {}", file.string(), why_unreadable(file)));
    return {};
  }
  Project project = toml::is_toml(file) ? read_toml_form(*source, sources, diagnostics)
                                        : read_old_form(*source, sources, diagnostics);
  project.file = file;
  return project;
}

std::string project_as_toml(const Project& project) {
  std::string text;
  if (project.language)
    text += fmt::format("language = {}\n", toml::text_as_written(code_of(*project.language)));
  if (!project.readings.empty()) text += "\n[readings]\n";
  for (const ChosenReading& reading : project.readings) {
    text += fmt::format("{} = {}\n", toml::key_as_written(reading.reading),
                        toml::text_as_written(reading.choice));
  }
  for (std::size_t i = 0; i < project.attesters.size(); ++i) {
    const TrustedAttester& attester = project.attesters[i];
    text += fmt::format("\n[[attesters]]\nname = {}\n", toml::text_as_written(attester.name));
    if (!attester.role.empty()) text += fmt::format("answers = {}\n", toml::text_as_written(attester.role));
    const std::string& key = project.key_files[i];
    if (!key.empty()) text += fmt::format("key = {}\n", toml::text_as_written(key));
  }
  return text.starts_with('\n') ? text.substr(1) : text;
}

std::vector<ChosenReading> read_choices(std::span<const std::string> words,
                                        std::span<const Program* const> policies, Diagnostics& diagnostics) {
  std::vector<ChosenReading> readings;
  for (const std::string& choice : words) {
    std::size_t equals = choice.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == choice.size()) {
      diagnostics
          .report(DiagnosticKind::UnknownChoice, {},
                  fmt::format("--reading: `{}` does not say which {} is taken", choice,
                              equals == 0 ? "reading" : "choice"))
          .with_help("write --reading NAME=CHOICE");
      continue;
    }
    const std::string name = choice.substr(0, equals);
    const auto earlier = std::ranges::find(readings, name, &ChosenReading::reading);
    if (earlier != readings.end()) {
      if (earlier->choice == choice.substr(equals + 1)) continue;
      diagnostics
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("--reading: `{}` is chosen twice, as `{}` and as `{}`", name, earlier->choice,
                              choice.substr(equals + 1)))
          .with_help("choose it once");
      continue;
    }
    readings.push_back({.reading = name,
                        .choice = choice.substr(equals + 1),
                        .chosen_in = "--reading",
                        .reading_place = {},
                        .choice_place = {}});
  }
  if (!diagnostics.has_errors()) check_readings(policies, readings, diagnostics);
  return readings;
}

namespace {

bool is_same_file(const fs::path& one, const fs::path& other) {
  std::error_code error;
  return one == other || fs::equivalent(one, other, error);
}

void refuse_other_project(const Project& found, const ProjectScope& scope, Diagnostics& diagnostics) {
  Diagnostic& told = diagnostics.report(
      DiagnosticKind::OtherProject, found.first_of_run,
      fmt::format("`{}` holds for this document and has settings for a run, but the run is that of {}",
                  found.file.string(),
                  scope.of_run != nullptr && !scope.of_run->file.empty()
                      ? fmt::format("`{}`", scope.of_run->file.string())
                      : std::string("no project file")));
  told.with_help(fmt::format("check its documents by themselves, or with --project {}", found.file.string()));
}

FoundProject look_for_project(const fs::path& folder, const ProjectScope& scope) {
  FoundProject found;
  found.file = find_project(folder, scope.policy_paths, found.mistakes);
  found.is_of_run = found.file && scope.of_run != nullptr && is_same_file(*found.file, scope.of_run->file);
  return found;
}

/// The project file of the document, read; a copy of the run's where it is the same.
Project project_of(const fs::path& document, const ProjectScope& scope, Sources& sources,
                   Diagnostics& diagnostics) {
  if (scope.is_only_project && scope.of_run != nullptr) return *scope.of_run;
  const fs::path folder = document.parent_path();
  const auto look = [&] { return look_for_project(folder, scope); };
  const FoundProject there = scope.memory != nullptr ? scope.memory->at(folder, look) : look();
  diagnostics.add(there.mistakes);
  if (!there.file) return {};
  if (there.is_of_run) return *scope.of_run;
  Project found = read_project(*there.file, sources, diagnostics);
  if (found.first_of_run.has_place()) refuse_other_project(found, scope, diagnostics);
  return found;
}

}  // namespace

const FoundProject& ProjectMemory::at(const fs::path& folder, const std::function<FoundProject()>& find) {
  {
    const std::shared_lock lock(mutex_);
    const auto known = found_.find(folder.native());
    if (known != found_.end()) return known->second;
  }
  const std::lock_guard lock(mutex_);
  const auto known = found_.find(folder.native());
  return known != found_.end() ? known->second : found_.emplace(folder.native(), find()).first->second;
}

Project project_for(const fs::path& document, const ProjectScope& scope, Sources& sources,
                    Diagnostics& diagnostics) {
  Project project = project_of(document, scope, sources, diagnostics);
  check_readings(scope.policies, project.readings, diagnostics);
  const Project& overrides = scope.overrides;
  project.readings.insert(project.readings.end(), overrides.readings.begin(), overrides.readings.end());
  if (overrides.language) project.language = overrides.language;
  return project;
}

}  // namespace precept::input
