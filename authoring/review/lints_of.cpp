#include "authoring/review/lints_of.h"

#include "authoring/lint/beside/beside.h"
#include "compiler/analysis/analysis.h"
#include "engine/project/project.h"

namespace precept::review {

namespace fs = std::filesystem;

lint::Levels levels_in(const fs::path& project, Sources& sources, Diagnostics& diagnostics) {
  lint::Levels levels;
  for (const input::ProjectLint& each : input::read_project(project, sources, diagnostics).lints)
    levels[each.name] = static_cast<lint::Level>(each.level);
  return levels;
}

lint::Levels lint_levels(const fs::path& policy, Sources& sources, Diagnostics& diagnostics) {
  const auto file = input::find_project(policy.parent_path(), {}, diagnostics);
  return file ? levels_in(*file, sources, diagnostics) : lint::Levels();
}

Diagnostics mistakes_and_lints(const fs::path& policy, Sources& sources) {
  const auto file = sources.read(policy);
  if (!file) return {};
  const Analysis analysis = analyze(*file, sources);
  Diagnostics found = analysis.diagnostics();
  if (analysis.model() == nullptr) return found;
  lint::TestsBeside tests;
  tests.read_in(policy.parent_path(), sources);
  const lint::Options options{lint_levels(policy, sources, found), {}, {}};
  found.add(lint::lint(analysis, sources, tests.of(analysis.model()->name), options));
  return found;
}

bool is_lint(const Diagnostic& diagnostic) {
  return lint::rule_of(diagnostic.kind) != nullptr;
}

std::size_t rule_count() {
  return lint::rules().size();
}

}  // namespace precept::review
