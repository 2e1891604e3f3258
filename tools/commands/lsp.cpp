#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "authoring/format/format.h"
#include "authoring/lint/lint.h"
#include "authoring/review/lints_of.h"
#include "authoring/server/documents/uri.h"
#include "authoring/server/server.h"
#include "tools/commands/commands.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;

constexpr int kUntilThereIsInput = -1;
/// So many milliseconds after the last letter the policy is looked at as a whole: who types goes before that.
constexpr int kPauseInTyping = 120;

/// The page of codes of an installed Precept, or of the tree that it was built in; empty where neither is.
std::string page_of_codes() {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (error) return {};
  for (const char* place : {"../share/doc/precept/docs/diagnostics.md", "../docs/diagnostics.md"}) {
    const fs::path page = (folder / place).lexically_normal();
    if (fs::is_regular_file(page, error)) return server::uri_of_path(page);
  }
  return {};
}

/// What the linter finds, by the levels of the policy's project. Rules about tests are for `precept lint`: a
/// test that is not written yet is no news at each letter.
void add_lints(const Analysis& analysis, const Sources& sources, Diagnostics& diagnostics) {
  Sources project;
  Diagnostics of_project;
  lint::Options options;
  options.levels = review::lint_levels(analysis.files().files.front().path, project, of_project);
  diagnostics.add(lint::lint(analysis, sources, std::nullopt, options));
}

/// Whether there is something to read, or nothing more will come.
bool has_input(int wait) {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return ::poll(&input, 1, wait) > 0;
}

/// Gives the server what the editor wrote; false where the editor is gone.
bool read_input(server::Server& server) {
  std::array<char, 1 << 16> bytes;
  const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count < 0) return errno == EINTR;
  server.receive({bytes.data(), static_cast<std::size_t>(count)});
  return count > 0;
}

}  // namespace

int serve_editor(Output& output) {
  server::Server server(
      {.lint = add_lints,
       .format = [](const std::string& name,
                    const std::string& text) { return format::format_text(name, text).text; },
       .page_of_codes = page_of_codes()});
  bool has_more = false, has_paused = false;
  while (!server.has_exited()) {
    // Whatever has come is taken before more is done, so that what was taken back is never answered.
    const int pause = has_paused ? 0 : kPauseInTyping;
    const int wait = server.has_questions() ? 0 : has_more ? pause : kUntilThereIsInput;
    if (has_input(wait) && !read_input(server)) {
      while (server.step()) {
      }
      output.write(server.take_output());
      break;
    }
    if (server.has_questions()) {
      server.step();
      has_more = true;
      has_paused = false;
    } else if (has_more) {
      has_more = server.step();
      has_paused = true;
    }
    output.write(server.take_output());
    output.flush();
  }
  return server.exit_code();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kLspExamples = R"(
Examples:
  precept lsp

Editors start it, and talk to it on standard input and output (docs/editors.md).

Exit code: 0 the editor ended it, 1 the editor went away without saying so.
)";

}  // namespace

Command lsp_command() {
  auto by_streams = std::make_shared<bool>(false);
  return {
      .name = "lsp",
      .help = "Serve an editor: mistakes as you type, completion, hover, rename and more",
      .options = {{"--stdio", by_streams.get(), "Standard input and output, as always; some editors say so"}},
      .examples = kLspExamples,
      .run = [by_streams](Output& output) { return serve_editor(output); }};
}

}  // namespace precept::tools
