#include <cassert>
#include <optional>

#include "compiler/emit/emit.h"
#include "compiler/pipeline.h"
#include "compiler/plan/plan.h"
#include "compiler/plan/points.h"
#include "runtime/verify/verify.h"

namespace precept {

std::optional<ProgramBytes> compile(const model::Model& policy, const Sources& sources,
                                    Diagnostics& diagnostics, const CompileOptions& options) {
  ProgramSections sections;
  plan::SharedSections shared(sections, sources, policy);
  shared.has_reasons = options.reasons;
  program::Head head{};
  head.name = shared.string(policy.name);
  head.title = shared.string(policy.title);
  head.source_lock = shared.string(policy.source_lock);
  head.from = policy.from.value_or(kNoDay);
  head.until = policy.until.value_or(kNoDay);
  head.successor = shared.string(policy.successor);
  sections.heads.push_back(head);
  plan::plan_enums(shared);
  plan::plan_readings(shared);
  plan::plan_tables(shared);
  plan::plan_translations(shared);
  std::size_t before = diagnostics.error_count();
  std::optional<plan::Points> points;
  if (options.coverage) points.emplace(shared);
  for (auto& unit : plan::plan_units(shared, points ? &*points : nullptr, diagnostics))
    emit::append(std::move(unit), shared);
  if (diagnostics.error_count() > before) return std::nullopt;
  return save(sections);
}

}  // namespace precept
