#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_table(Look& look) {
  tell_unused(look, DeclarationKind::Table, DiagnosticKind::UnusedTable,
              "nothing looks anything up in the table", "use it, or leave it out with its file");
}

}  // namespace precept::lint
