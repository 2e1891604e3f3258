#include "engine/mistake.h"

namespace precept {

std::vector<Mistake> mistakes_of(const Diagnostics& diagnostics, const Sources& sources) {
  std::vector<Mistake> mistakes;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const DiagnosticInfo& kind = info(diagnostic.kind);
    Mistake& mistake = mistakes.emplace_back();
    mistake.code = kind.code;
    mistake.severity = diagnostic.severity();
    mistake.message = diagnostic.message;
    mistake.notes = diagnostic.notes;
    mistake.help = diagnostic.help;
    if (diagnostic.labels.empty() || !diagnostic.labels.front().span.has_place()) continue;
    mistake.at = sources.place(diagnostic.labels.front().span);
  }
  return mistakes;
}

}  // namespace precept
