#include "engine/engine.h"

#include <fmt/format.h>

#include "engine/input/documents.h"
#include "engine/input/policies.h"
#include "engine/loaded_policies.h"
#include "engine/project/levels.h"
#include "render/json/mistakes.h"
#include "render/report.h"

namespace precept {

namespace {

bool add_programs(std::vector<Program> programs, std::size_t errors_before, LoadedPolicies& loaded) {
  for (Program& program : programs) {
    loaded.policies.push_back(&loaded.programs.emplace_back(std::move(program)));
  }
  return loaded.of_policies.error_count() == errors_before;
}

}  // namespace

Engine::Engine() : loaded_(std::make_shared<LoadedPolicies>()) {}

bool Engine::load(const std::string& path) {
  const std::size_t before = loaded_->of_policies.error_count();
  loaded_->paths.push_back(path);
  return add_programs(input::load_policies(path, loaded_->sources, loaded_->of_policies), before, *loaded_);
}

bool Engine::load_text(const std::string& name, std::string text) {
  const std::size_t before = loaded_->of_policies.error_count();
  loaded_->paths.push_back(name);
  std::vector<Program> programs;
  auto program = input::load_policy_text(name, std::move(text), loaded_->sources, loaded_->of_policies);
  if (program) programs.push_back(std::move(*program));
  return add_programs(std::move(programs), before, *loaded_);
}

bool Engine::set(const EngineSettings& settings) {
  Diagnostics mistakes;
  std::vector<ChosenReading> readings = input::read_choices(settings.readings, loaded_->policies, mistakes);
  const bool is_sound = !mistakes.has_errors();
  loaded_->of_settings = std::move(mistakes);
  if (!is_sound) return false;
  loaded_->overrides = {.readings = std::move(readings), .language = settings.language, .attesters = {}};
  loaded_->as_of = settings.as_of;
  loaded_->today = settings.today;
  return true;
}

const input::Project& Engine::open_project(const std::optional<std::filesystem::path>& file,
                                           bool holds_everywhere) {
  loaded_->project.emplace();
  if (file) *loaded_->project = input::read_project(*file, loaded_->sources, loaded_->of_policies);
  loaded_->is_only_project = holds_everywhere && file;
  return *loaded_->project;
}

std::unique_ptr<Baseline> Engine::open_baseline(const std::filesystem::path& file, Day today) {
  return Baseline::read(file, today, loaded_->sources, loaded_->of_policies);
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
  DocumentCheck document(loaded_, name);
  document.read();
  return document;
}

DocumentCheck Engine::open_text(const std::string& name, std::string text) const {
  DocumentCheck document(loaded_, {name, name, false});
  document.take(std::move(text));
  return document;
}

bool Engine::has_errors() const {
  return loaded_->has_errors();
}

std::vector<Mistake> Engine::mistakes() const {
  return mistakes_of(loaded_->diagnostics(), loaded_->sources);
}

std::string Engine::mistakes_text(Color color) const {
  return diagnostics_text(loaded_->diagnostics(), loaded_->sources, color);
}

void Engine::tell_mistakes(rendering::ReportWriter& writer) const {
  writer.mistakes(loaded_->diagnostics(), loaded_->sources);
}

void Engine::write_mistakes_json(rendering::JsonWriter& json) const {
  rendering::write_mistakes_json(loaded_->diagnostics(), loaded_->sources, {}, json);
}

void Engine::tell_end(const rendering::RunEnd& end, rendering::ReportWriter& writer) const {
  writer.run_end(end, loaded_->sources);
}

std::size_t Engine::apply_levels() {
  if (!loaded_->project) return 0;
  return input::apply_levels(loaded_->project->levels, loaded_->of_policies);
}

void Engine::add(const Diagnostics& mistakes) {
  loaded_->of_policies.add(mistakes);
}

}  // namespace precept
