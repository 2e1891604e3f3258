#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

void equal_phrases(Look& look) {
  for (const checking::PolicyFile& file : look.analysis().files().files) {
    for (const ast::Statement& statement : file.tree->statements) {
      const ast::DefineDecl* define = statement.define;
      if (define == nullptr || define->holds == nullptr || define->does_not_hold == nullptr) continue;
      if (plain_words(define->holds->plain) != plain_words(define->does_not_hold->plain)) continue;
      look.found(DiagnosticKind::EqualPhrases, define->does_not_hold->span,
                 "this says the same, whether `" + std::string(define->name.text) + "` holds or not")
          .label(define->holds->span, "where it holds")
          .with_help("say here what is so where it does not hold");
    }
  }
}

}  // namespace precept::lint
