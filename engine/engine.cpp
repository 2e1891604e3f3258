#include "engine/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/suggest.h"
#include "base/text.h"
#include "engine/input/documents.h"
#include "engine/input/policies.h"
#include "engine/loaded_policies.h"
#include "engine/project/joined_lists.h"
#include "engine/project/levels.h"
#include "render/json/mistakes.h"
#include "render/report.h"

namespace precept {

namespace {

bool add_programs(std::vector<Program> programs, std::size_t errors_before, LoadedPolicies& loaded) {
  for (Program& program : programs) {
    loaded.policies.push_back(&loaded.programs.emplace_back(std::move(program)));
  }
  return loaded.mistakes.error_count() == errors_before;
}

std::vector<std::string_view> kinds_of(std::span<const Program* const> policies) {
  std::vector<std::string_view> kinds;
  for (const Program* policy : policies) {
    for (const program::Unit& unit : policy->units) {
      const std::string_view one = policy->text(unit.kind);
      if (std::ranges::find(kinds, one) == kinds.end()) kinds.push_back(one);
    }
  }
  return kinds;
}

/// Reports a kind that no policy is about; where a project file names it, at its place. Without policies that
/// is told already.
void check_kind(const std::string& kind, Span place, std::span<const Program* const> policies,
                Diagnostics& mistakes) {
  const std::vector<std::string_view> kinds = kinds_of(policies);
  if (kind.empty() || kinds.empty() || std::ranges::find(kinds, kind) != kinds.end()) return;
  mistakes
      .report(place.has_place() ? DiagnosticKind::TomlValue : DiagnosticKind::BadOption, place,
              fmt::format("no policy is about a document of kind `{}`", text_for_message(kind)))
      .with_help(did_you_mean_or_list(kind, kinds, "the kinds"));
}

}  // namespace

std::vector<std::filesystem::path> preset_folders(const LoadedPolicies& loaded) {
  std::set<std::filesystem::path> folders;
  for (FileId file = 0; file < loaded.sources.size(); ++file) {
    const std::filesystem::path name = loaded.sources.file(file).name;
    folders.insert(name.parent_path() / "mappings");
  }
  for (const std::string& path : loaded.paths)
    folders.insert(std::filesystem::path(path).parent_path() / "mappings");
  return {folders.begin(), folders.end()};
}

Engine::Engine() : loaded_(std::make_shared<LoadedPolicies>()), settings_(std::make_shared<ReadSettings>()) {}

bool Engine::load(const std::string& path) {
  const std::size_t before = loaded_->mistakes.error_count();
  loaded_->paths.push_back(path);
  return add_programs(input::load_policies(path, loaded_->sources, loaded_->mistakes), before, *loaded_);
}

bool Engine::load_text(const std::string& name, std::string text) {
  const std::size_t before = loaded_->mistakes.error_count();
  loaded_->paths.push_back(name);
  std::vector<Program> programs;
  auto program = input::load_policy_text(name, std::move(text), loaded_->sources, loaded_->mistakes);
  if (program) programs.push_back(std::move(*program));
  return add_programs(std::move(programs), before, *loaded_);
}

bool Engine::set(const EngineSettings& settings) {
  auto read = std::make_shared<ReadSettings>(*settings_);
  read->mistakes = {};
  std::vector<ChosenReading> readings =
      input::read_choices(settings.readings, loaded_->policies, read->mistakes);
  check_kind(settings.kind, {}, loaded_->policies, read->mistakes);
  const bool is_sound = !read->mistakes.has_errors();
  if (is_sound) {
    read->overrides = {.readings = std::move(readings), .language = settings.language, .attesters = {}};
    read->as_of = settings.as_of;
    read->today = settings.today;
    read->kind = settings.kind;
    read->has_project_file = settings.has_project_file;
    read->memory = settings.remembers_projects ? std::make_shared<input::ProjectMemory>() : nullptr;
  }
  settings_ = std::move(read);
  return is_sound;
}

Engine Engine::with(const EngineSettings& settings) const {
  Engine engine;
  engine.loaded_ = loaded_;
  engine.set(settings);
  return engine;
}

const input::Project& Engine::open_project(const std::optional<std::filesystem::path>& file,
                                           bool holds_everywhere) {
  loaded_->project.emplace();
  if (file) *loaded_->project = input::read_project(*file, loaded_->sources, loaded_->mistakes);
  loaded_->is_only_project = holds_everywhere && file;
  return *loaded_->project;
}

void Engine::check_project() {
  if (!loaded_->project || loaded_->policies.empty()) return;
  for (const input::ProjectDocuments& entry : loaded_->project->documents)
    check_kind(entry.kind.value, entry.kind.place, loaded_->policies, loaded_->mistakes);
  if (loaded_->mistakes.has_errors()) return;
  input::check_project_lists(*loaded_->project, loaded_->policies, preset_folders(*loaded_), loaded_->sources,
                             loaded_->mistakes);
}

std::unique_ptr<Baseline> Engine::open_baseline(const std::filesystem::path& file, Day today) {
  return Baseline::read(file, today, loaded_->sources, loaded_->mistakes);
}

std::string Engine::said_in(Span place) const {
  const LineColumn at = loaded_->sources.locate(place.file, place.begin);
  return fmt::format("{}:{}", loaded_->sources.file(place.file).name, at.line);
}

std::span<const Program* const> Engine::policies() const {
  return loaded_->policies;
}

std::vector<std::filesystem::path> Engine::files() const {
  std::vector<std::filesystem::path> files;
  for (FileId file = 0; file < loaded_->sources.size(); ++file)
    files.emplace_back(loaded_->sources.file(file).name);
  for (const Program& program : loaded_->programs) files.emplace_back(program.shown_file());
  return files;
}

DocumentCheck Engine::open(const input::DocumentName& name) const {
  DocumentCheck document(loaded_, settings_, name);
  document.read();
  return document;
}

DocumentCheck Engine::open(input::NextDocument next) const {
  if (!next.text && !next.mistakes.has_errors()) return open(next.name);
  DocumentCheck document(loaded_, settings_, std::move(next.name));
  next.text ? document.take(std::move(*next.text)) : document.refuse(std::move(next.mistakes));
  return document;
}

DocumentCheck Engine::open_text(const std::string& name, std::string text) const {
  DocumentCheck document(loaded_, settings_, {name, name, false});
  document.take(std::move(text));
  return document;
}

Diagnostics Engine::diagnostics() const {
  Diagnostics all = loaded_->mistakes;
  all.add(settings_->mistakes);
  return all;
}

bool Engine::has_errors() const {
  return loaded_->mistakes.has_errors() || settings_->mistakes.has_errors();
}

std::vector<Mistake> Engine::mistakes() const {
  return mistakes_of(diagnostics(), loaded_->sources);
}

std::string Engine::mistakes_text(Color color) const {
  return diagnostics_text(diagnostics(), loaded_->sources, color);
}

void Engine::tell_mistakes(rendering::ReportWriter& writer) const {
  writer.mistakes(diagnostics(), loaded_->sources);
}

void Engine::write_mistakes_json(rendering::JsonWriter& json) const {
  rendering::write_mistakes_json(diagnostics(), loaded_->sources, {}, json);
}

void Engine::tell_end(const rendering::RunEnd& end, rendering::ReportWriter& writer) const {
  writer.run_end(end, loaded_->sources);
}

std::size_t Engine::apply_levels() {
  if (!loaded_->project) return 0;
  return input::apply_levels(loaded_->project->levels, loaded_->mistakes);
}

void Engine::add(const Diagnostics& mistakes) {
  loaded_->mistakes.add(mistakes);
}

}  // namespace precept
