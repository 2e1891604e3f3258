// Which definitions the norms of a policy use. A program has forgotten them, so that its sources are read
// once more.
#include <algorithm>
#include <string>

#include "compiler/model/definitions_used.h"
#include "compiler/model/words.h"
#include "compiler/pipeline.h"
#include "engine/engine.h"
#include "engine/loaded_policies.h"

namespace precept {

namespace {

using difference::Basis;
using difference::ClauseOutline;
using difference::Outline;

/// Clauses of the model and of the outline stand in the same order, but for sections of other kinds between.
void add_definitions(const model::Section& section, const std::string& kind, const Sources& sources,
                     Outline& outline) {
  for (const model::Clause& clause : section.clauses) {
    const auto found = std::ranges::find_if(outline.clauses, [&](const ClauseOutline& other) {
      return other.kind == kind && other.label == clause.label;
    });
    if (found == outline.clauses.end()) continue;
    for (std::size_t i = 0; i < std::min(clause.norms.size(), found->norms.size()); ++i) {
      for (const auto& [name, span] : model::definitions_used(section.norms[clause.norms[i]])) {
        outline.definitions[name] = model::words_at(span, sources);
        outline.norms[found->norms[i]].bases.insert({Basis::Kind::Definition, name});
      }
    }
  }
}

}  // namespace

std::vector<Outline> Engine::outlines(difference::MeaningPool& pool) const {
  std::vector<Outline> outlines;
  for (const Program* policy : loaded_->policies) {
    Outline& outline = outlines.emplace_back(difference::outline_of(*policy, pool));
    const std::filesystem::path file = policy->shown_file();
    if (file.extension() == kProgramEnding) continue;
    Sources sources(&loaded_->sources);
    Diagnostics known;  // whatever is wrong was told when the policy was loaded
    const auto model = read_policy(file, sources, known, SourceLock::Ignore);
    if (!model) continue;
    for (const model::Section& section : model->sections)
      add_definitions(section, model->records[section.record].name, sources, outline);
  }
  return outlines;
}

}  // namespace precept
