#include <set>

#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void idle_act(Look& look) {
  for (const model::Section& section : look.model().sections) {
    if (section.otherwise != model::Otherwise::Silent) continue;
    std::set<std::uint32_t> spoken_of;
    for (const model::Norm& norm : section.norms) spoken_of.insert(norm.acts.begin(), norm.acts.end());
    for (std::uint32_t act = 0; act < section.acts.size(); ++act) {
      if (spoken_of.contains(act)) continue;
      look.found(DiagnosticKind::IdleAct, section.span,
                 "no norm of this section is about its act `" + section.acts[act] +
                     "`, and no `otherwise` is either")
          .with_help("write a norm about it, say `otherwise forbidden` or `permitted`, or leave the act out");
    }
  }
}

}  // namespace precept::lint
