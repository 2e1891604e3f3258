#include "engine/project/levels.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace precept::input {

namespace {

void raise(const Diagnostic& warning, const WarningLevel& level, Diagnostics& to) {
  Diagnostic& error = to.report(DiagnosticKind::RaisedWarning, {},
                                fmt::format("{}: {}", info(warning.kind).code, warning.message));
  error.labels = warning.labels;
  error.notes = warning.notes;
  error.help = warning.help;
  error.note(fmt::format("an error here, as the project file says: {}", text_for_message(level.reason)));
}

}  // namespace

std::size_t apply_levels(std::span<const WarningLevel> levels, Diagnostics& diagnostics) {
  if (levels.empty() || diagnostics.all().empty()) return 0;
  Diagnostics told;
  std::size_t silenced = 0;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const auto level = std::ranges::find(levels, diagnostic.kind, &WarningLevel::kind);
    if (level == levels.end()) {
      told.add(diagnostic);
    } else if (level->is_error) {
      raise(diagnostic, *level, told);
    } else {
      ++silenced;
    }
  }
  diagnostics = std::move(told);
  return silenced;
}

}  // namespace precept::input
