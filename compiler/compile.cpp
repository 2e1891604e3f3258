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
  plan::Pool pool(sections, sources, policy);
  pool.has_reasons = options.reasons;
  program::Head head{};
  head.name = pool.string(policy.name);
  head.title = pool.string(policy.title);
  head.source_lock = pool.string(policy.source_lock);
  head.from = policy.from.value_or(kNone);
  head.until = policy.until.value_or(kNone);
  head.successor = pool.string(policy.successor);
  sections.heads.push_back(head);
  plan::plan_enums(pool);
  plan::plan_readings(pool);
  plan::plan_tables(pool);
  plan::plan_translations(pool);
  std::size_t before = diagnostics.error_count();
  std::optional<plan::Points> points;
  if (options.coverage) points.emplace(pool);
  for (auto& unit : plan::plan_units(pool, points ? &*points : nullptr, diagnostics))
    emit::append(std::move(unit), pool);
  if (diagnostics.error_count() > before) return std::nullopt;
  return save(sections);
}

}  // namespace precept
