#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

void unused_record(Look& look) {
  tell_unused(look, DeclarationKind::Record, DiagnosticKind::UnusedRecord, "nothing uses the record",
              "use it as the type of a field or in an `about`, or leave it out");
}

}  // namespace precept::lint
