#include "authoring/lint/rules/norms/norms.h"

namespace precept::lint {

void acts_without_evidence(Look& look) {
  for (const checking::PolicyFile& file : look.analysis().files().files) {
    const auto statements = file.tree->statements;
    for (std::size_t i = 0; i < statements.size(); ++i) {
      if (statements[i].acts == nullptr) continue;
      bool has_evidence = false;
      for (std::size_t j = i + 1; j < statements.size() && statements[j].form != ast::StatementForm::About;
           ++j)
        has_evidence |= statements[j].form == ast::StatementForm::Exercised;
      for (std::size_t j = i; j-- > 0 && statements[j].form != ast::StatementForm::About;)
        has_evidence |= statements[j].form == ast::StatementForm::Exercised;
      if (has_evidence) continue;
      look.found(DiagnosticKind::ActsWithoutEvidence, statements[i].acts->span,
                 "nothing says which of these acts were done, so no prohibition of one can ever be broken")
          .with_help("record them in a field, a set of the acts, and write `exercised s.acts` below");
    }
  }
}

}  // namespace precept::lint
