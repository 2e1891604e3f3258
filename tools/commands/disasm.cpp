#include <unistd.h>

#include "render/layout.h"
#include "runtime/program/disassemble.h"
#include "tools/commands/commands.h"
#include "tools/common/policies.h"

namespace precept::tools {

int disassemble(const DisassembleArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  auto program = load_policy(arguments.policy, sources, diagnostics);
  if (program) output.write(harmless_lines(precept::disassemble(*program)));
  output.write_mistakes(render(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

}  // namespace precept::tools
