#include "tools/commands/repairs.h"

#include <unistd.h>

#include "render/json/mistakes.h"
#include "render/repairs.h"
#include "tools/commands/one_document.h"

namespace precept::tools {

int repairs(const ExplainArguments& arguments, Output& output) {
  OneDocument document;
  bool is_loaded = document.load(arguments.file, arguments.policies, arguments.readings, arguments.as_of,
                                 arguments.language, arguments.answers);
  const bool is_json = arguments.format == ExplainFormat::Json;
  if (!is_loaded) return document.fail(document.diagnostics, is_json, arguments.color, output);
  RepairOptions options{.most_fixes = arguments.most_fixes};
  Aim aim = arguments.wants_margin ? Aim::Break : Aim::Mend;
  Repairs found = find_repairs(document.policies, document.file, document.sources, arguments.question, aim,
                               document.options, options);
  add_mistakes(document.diagnostics, found.report.diagnostics);
  if (!found.report.verdict) return document.fail(found.report.diagnostics, is_json, arguments.color, output);
  if (!is_json) document.tell(found.report.diagnostics, arguments.color, output);
  if (is_json) {
    write_repairs_json(found, aim, document.sources, output);
  } else if (arguments.format == ExplainFormat::Markdown) {
    write_repairs_markdown(found, aim, arguments.question, output);
  } else {
    write_repairs_text(found, aim, arguments.question,
                       {.color = color_of(STDOUT_FILENO, arguments.color), .width = output_width()}, output);
  }
  bool was_in_vain = aim == Aim::Mend && !found.is_met && found.fixes.empty();
  return was_in_vain ? kNonCompliant : kCompliant;
}

}  // namespace precept::tools
