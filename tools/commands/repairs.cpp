#include "tools/commands/repairs.h"

namespace precept::tools {

int repairs(const ExplainArguments& arguments, OneDocument& one, Output& output) {
  const Aim aim = arguments.wants_margin ? Aim::Break : Aim::Mend;
  const Repairs found = one.document().repairs(arguments.question, aim, {.most_fixes = arguments.most_fixes});
  if (!found.report.verdict) return one.end_with_diagnostics(found.report.diagnostics);
  if (arguments.format != Form::Json) one.write_diagnostics(found.report.diagnostics);
  one.document().tell(found, aim, arguments.question, arguments.format, reason_options(arguments), output);
  bool was_in_vain = aim == Aim::Mend && !found.is_met && found.fixes.empty();
  return was_in_vain ? kNonCompliant : kCompliant;
}

}  // namespace precept::tools
