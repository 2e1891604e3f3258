#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "checker/signature.h"
#include "engine/input/keys.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// A key is never overwritten, because it cannot be made again. Only its owner may read a secret one.
bool write_key(const fs::path& file, KeyKind kind, const std::string& key, Diagnostics& diagnostics) {
  return write_new_file(file, key_text(kind, key), kind == KeyKind::Secret ? 0600 : 0644, diagnostics);
}

}  // namespace

int keygen(const KeygenArguments& arguments, Output& output) {
  Diagnostics diagnostics;
  const fs::path secret = arguments.name + ".key", open = arguments.name + ".pub";
  const bool has_name =
      !fs::path(arguments.name).filename().empty() && arguments.name != "." && arguments.name != "..";
  if (is_standard_output(arguments.name) || !has_name) {
    diagnostics
        .report(DiagnosticKind::CannotWrite, {},
                fmt::format("a pair of keys is two files; `{}` names none", arguments.name))
        .with_help("name them: precept keygen office");
  }
  const checker::KeyPair keys = checker::make_keys();
  std::error_code error;
  // The public key comes first: where it cannot be written, no secret key is left behind.
  bool is_written = !diagnostics.has_errors() && !keys.secret_key.empty() && !fs::exists(secret, error) &&
                    write_key(open, KeyKind::Public, keys.public_key, diagnostics);
  if (is_written && !write_key(secret, KeyKind::Secret, keys.secret_key, diagnostics)) {
    fs::remove(open, error);
    is_written = false;
  } else if (!is_written && !diagnostics.has_errors()) {
    write_key(secret, KeyKind::Secret, keys.secret_key, diagnostics);  // reports that it exists already
  }
  output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, arguments.color)));
  if (!is_written) return kNotChecked;
  output.write(
      fmt::format("{}: the secret key; keep it to yourself\n{}: the public key, for whoever verifies\n",
                  terminal_text(secret.string()), terminal_text(open.string())));
  return kCompliant;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kKeygenExamples = R"(
Example:
  precept keygen office

Exit code: 0 both files are made, 2 one cannot be written, or is there already.
)";

}  // namespace

Command keygen_command() {
  auto of = std::make_shared<KeygenArguments>();
  return {.name = "keygen",
          .help = "Make a pair of keys to sign receipts with",
          .options = {{.names = "NAME",
                       .target = &of->name,
                       .help = "Of NAME.key, which signs, and NAME.pub, which shows who signed",
                       .is_required = true},
                      color_option(of->color)},
          .examples = kKeygenExamples,
          .run = [of](Output& output) { return keygen(*of, output); }};
}

}  // namespace precept::tools
