#include "compiler/pipeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "compiler/analysis/analysis.h"
#include "compiler/part_order.h"
#include "compiler/source_lock/lock.h"
#include "compiler/translation/translations.h"

namespace precept {

namespace fs = std::filesystem;

std::unique_ptr<model::Model> read_policy(const fs::path& named, Sources& sources, Diagnostics& diagnostics,
                                          SourceLock lock, const AnalysisOptions& options) {
  const fs::path file = whole_of(named);
  auto source = sources.read(file);
  if (!source) {
    diagnostics.report(DiagnosticKind::CannotRead, {},
                       fmt::format("`{}` cannot be read: {}", file.string(), why_unreadable(file)));
    return nullptr;
  }
  // Tests are written in another language; as a policy every line of them would be a mistake.
  if (const FileHead head = head_of(sources.file(*source).text);
      head.role == FileRole::Tests && head.is_certain) {
    diagnostics
        .report(DiagnosticKind::NoPolicy, {*source, 0, 0},
                fmt::format("`{}` is a file of tests, not a policy", file.string()))
        .with_help("name the policy that it tests, or run it with `precept test`");
    return nullptr;
  }
  auto model = check_policy(*source, sources, diagnostics, options);
  if (model && model->sections.empty()) {
    diagnostics
        .report(DiagnosticKind::NoPolicy, {*source, 0, 0},
                fmt::format("`{}` has no clauses: nothing could be checked against it", file.string()))
        .with_help("a policy says what it is about, and then its clauses: `about Proposal p`");
    return nullptr;
  }
  if (!model) return nullptr;
  std::size_t before = diagnostics.error_count();
  translation::read_translations(*model, sources, diagnostics);
  if (diagnostics.error_count() > before) return nullptr;
  std::optional<source_lock::Lock> found;
  // The lock orders the parts of the policy, whether or not it is checked.
  Diagnostics unheard;
  const bool is_checked = lock == SourceLock::Check;
  if (!model->source_lock.empty())
    found = source_lock::read_lock(file, *model, is_checked ? diagnostics : unheard);
  order_parts(*model, found);
  if (found && is_checked) source_lock::check_lock(*found, *model, diagnostics);
  return diagnostics.error_count() > before ? nullptr : std::move(model);
}

}  // namespace precept
