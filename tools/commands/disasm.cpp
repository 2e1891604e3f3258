#include <unistd.h>

#include <memory>

#include "engine/input/policies.h"
#include "render/layout.h"
#include "runtime/program/disassemble.h"
#include "tools/commands/commands.h"

namespace precept::tools {

int disassemble(const DisassembleArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  auto program = load_policy(arguments.policy, sources, diagnostics);
  if (program) output.write(terminal_lines(precept::disassemble(*program)));
  output.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kDisasmExamples = R"(
Examples:
  precept disasm res54.pbc
  precept disasm policies/wtsa-res54

Exit code: 0 it is listed, 2 it cannot be read, or is in error.
)";

}  // namespace

Command disassemble_command() {
  auto of = std::make_shared<DisassembleArguments>();
  return {.name = "disasm",
          .help = "List a program's instructions",
          .options = {{.names = "PROGRAM",
                       .target = &of->policy,
                       .help = "A compiled program, or a policy",
                       .is_required = true},
                      color_option(of->color)},
          .examples = kDisasmExamples,
          .run = [of](Output& output) { return disassemble(*of, output); }};
}

}  // namespace precept::tools
