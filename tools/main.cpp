// Where the program begins and ends: signals, streams, and faults that nobody else has told.
#include <unistd.h>

#include <csignal>
#include <exception>
#include <new>
#include <string_view>

#include "tools/command_line.h"
#include "tools/commands/commands.h"
#include "tools/manual/manual.h"
#include "tools/option_rules.h"

namespace precept::tools {

namespace {

std::vector<Command> all_commands() {
  return {check_command(),
          explain_command(),
          report_command(),
          convert_command(),
          verify_command(),
          keygen_command(),
          ask_command(),
          compile_command(),
          disassemble_command(),
          test_command(),
          source_command(),
          lint_command(),
          format_command(),
          lsp_command(),
          attest_command(),
          diff_command(),
          config_command(),
          baseline_command(),
          map_command(),
          schema_command(),
          new_command(),
          doc_command(),
          repl_command(),
          manual::man_command(all_commands),
          manual::completions_command(all_commands)};
}

}  // namespace

}  // namespace precept::tools

/// What jemalloc asks of its program: pages of megabytes, of which a large list or document touches few.
/// Where the machine allows none, this changes nothing.
extern "C" {
extern __attribute__((visibility("default"))) const char* malloc_conf;
const char* malloc_conf = "thp:always";
}

int main(int argc, char** argv) {
  using namespace precept::tools;
  // A failed write is told by its error number, not by a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  keep_standard_streams();
  // Memory may end where nothing can be caught, as in a destructor of the JSON library.
  static const bool is_json = asks_for_json(argc, argv);
  std::set_terminate([] {
    constexpr std::string_view kWhy =
        "error[E5046]: the program failed: there is not enough memory, or a fault\n";
    constexpr std::string_view kJson =
        "{\"errors\": [{\"code\": \"E5046\", \"message\": \"the program failed: there is not enough memory, "
        "or "
        "a fault\"}]}\n";
    const std::string_view told = is_json ? kJson : kWhy;
    [[maybe_unused]] const auto written =
        ::write(is_json ? STDOUT_FILENO : STDERR_FILENO, told.data(), told.size());
    ::_exit(kNotChecked);
  });
  Output output;
  int code = kNotChecked;
  auto fail = [&](std::string_view why) { program_failed(output, asks_for_json(argc, argv), why); };
  try {
    code = run(all_commands(), argc, argv, output);
  } catch (const std::bad_alloc&) {
    fail("there is not enough memory");
  } catch (const std::exception& fault) {
    fail(fault.what());
  }
  return output.flush_and_exit_code(code);
}
