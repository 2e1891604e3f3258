#include "base/version.h"
#include "render/json/writer.h"
#include "render/testing/mutation.h"

namespace precept::rendering {

using testing::MutantResult;
using testing::MutantState;

namespace {

constexpr std::size_t kChangeWidth = 1000;

void write_mutant(const MutationResult& mutation, const MutantResult& result, JsonWriter& json) {
  const testing::Mutant& mutant = result.mutant;
  LineColumn at = mutation.start_of(mutant);
  testing::LineChange change = line_change(mutant, mutation.suite.sources, kChangeWidth);
  json.begin_object();
  json.key("state").value(to_string(result.state));
  json.key("mutation").value(to_string(mutant.mutation));
  json.key("policy").value(result.policies->name);
  if (!mutant.owner.empty()) json.key(mutant.is_clause ? "clause" : "definition").value(mutant.owner);
  json.key("file").value(mutation.file_of(mutant));
  json.key("line").value(at.line);
  json.key("column").value(at.column);
  json.key("before").value(change.before);
  json.key("after").value(change.after);
  if (result.state == MutantState::Excused) json.key("reason").value(result.reason);
  if (result.state == MutantState::Survived) {
    json.key("test");
    if (result.witness.empty()) json.null();
    if (!result.witness.empty()) json.value(result.witness);
    json.key("documents").value(static_cast<std::uint32_t>(result.documents));
  }
  json.end();
}

}  // namespace

void write_mutation_json(const MutationResult& mutation, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("score");
  if (mutation.report.scored() == 0) json.null();
  if (mutation.report.scored() > 0) json.value(score_words(mutation.report.score()));
  if (mutation.minimum) json.key("passes").value(mutation.passes());
  json.key("counts").begin_object();
  for (MutantState state :
       {MutantState::Killed, MutantState::Survived, MutantState::Excused, MutantState::Invalid,
        MutantState::Equivalent, MutantState::Duplicate, MutantState::NotTried})
    json.key(to_string(state)).value(static_cast<std::uint32_t>(mutation.report.count(state)));
  json.end();
  json.key("mutants").begin_array();
  for (const MutantResult& result : mutation.report.mutants) write_mutant(mutation, result, json);
  json.end();
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
