#include "tools/keys.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

const char* heading(KeyKind kind) {
  return kind == KeyKind::Secret ? "precept secret key, Ed25519" : "precept public key, Ed25519";
}

/// Bytes of the two lines, with room for a line break more.
constexpr std::size_t kLongest = 200;

void report(const fs::path& file, const std::string& why, KeyKind kind, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::CannotRead, {}, fmt::format("`{}` cannot be used: {}", file.string(), why))
      .with_help(kind == KeyKind::Secret
                     ? "to sign takes the file NAME.key that `precept keygen NAME` made"
                     : "to know a signer takes the file NAME.pub that belongs to NAME.key");
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::optional<std::string> read_key(const fs::path& file, KeyKind kind, Diagnostics& diagnostics) {
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || fs::is_directory(file, error)) {
    report(file, fs::exists(file, error) ? "it cannot be read" : "there is no such file", kind, diagnostics);
    return std::nullopt;
  }
  std::string text(kLongest, '\0');
  stream.read(text.data(), kLongest);
  text.resize(static_cast<std::size_t>(stream.gcount()));
  const std::string first = fmt::format("{}\n", heading(kind));
  if (!text.starts_with(first)) {
    const KeyKind other = kind == KeyKind::Secret ? KeyKind::Public : KeyKind::Secret;
    const bool is_other = text.starts_with(heading(other));
    report(file, is_other ? fmt::format("it is a {}", heading(other)) : "it does not begin as a key does",
           kind, diagnostics);
    return std::nullopt;
  }
  std::string key = text.substr(first.size());
  while (key.ends_with('\n') || key.ends_with('\r')) key.pop_back();
  return key;
}

bool write_key(const fs::path& file, KeyKind kind, const std::string& key, Diagnostics& diagnostics) {
  // Never over another: a key that is lost cannot be made again.
  const int opened =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kind == KeyKind::Secret ? 0600 : 0644);
  std::string why = std::strerror(errno);
  if (opened >= 0) {
    const bool is_written = write_all(opened, fmt::format("{}\n{}\n", heading(kind), key));
    why = std::strerror(errno);
    if (::close(opened) == 0 && is_written) return true;
    ::unlink(file.c_str());
  }
  std::error_code error;
  const bool is_there = opened < 0 && fs::exists(file, error);
  Diagnostic& told = diagnostics.report(
      DiagnosticKind::CannotWrite, {},
      fmt::format("`{}` cannot be written: {}", file.string(), is_there ? "it is there already" : why));
  if (is_there) told.with_help("choose another name; a key is never overwritten");
  return false;
}

}  // namespace precept::tools
