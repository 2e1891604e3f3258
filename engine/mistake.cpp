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
    for (const Label& label : diagnostic.labels) {
      if (!label.span.has_place()) continue;
      const Place at = sources.place(label.span);
      const LineColumn end = sources.end_place(label.span);
      if (&label == &diagnostic.labels.front()) {
        mistake.at = at;
        mistake.end = end;
      } else {
        mistake.further.push_back({at, end, label.words});
      }
    }
    for (const Edit& edit : diagnostic.edits)
      mistake.edits.push_back({sources.place(edit.at), sources.end_place(edit.at), edit.text});
  }
  return mistakes;
}

}  // namespace precept
