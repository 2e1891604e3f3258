#include "engine/input/keys.h"

#include <fmt/format.h>

#include "base/file.h"
#include "checker/signature.h"
namespace precept::input {

namespace fs = std::filesystem;

namespace {

const char* heading(KeyKind kind) {
  return kind == KeyKind::Secret ? "precept secret key, Ed25519" : "precept public key, Ed25519";
}

/// A file of a key is much shorter; a longer file is no key and is not read to its end.
constexpr std::size_t kLongest = std::size_t{1} << 20;

void report(const fs::path& file, const std::string& why, KeyKind kind, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::CannotRead, {}, fmt::format("`{}` cannot be used: {}", file.string(), why))
      .with_help(kind == KeyKind::Secret
                     ? "to sign takes the file NAME.key that `precept keygen NAME` made"
                     : "to know a signer takes the file NAME.pub that belongs to NAME.key");
}

}  // namespace

std::optional<std::string> read_key(const fs::path& file, KeyKind kind, Diagnostics& diagnostics) {
  const auto read = read_bytes(file, kLongest);
  if (!read) {
    report(file, read.error(), kind, diagnostics);
    return std::nullopt;
  }
  const std::string& text = *read;
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
  if (kind == KeyKind::Secret || checker::is_public_key(key)) return key;
  report_bad_key(file, diagnostics);
  return std::nullopt;
}

void report_bad_key(const fs::path& file, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::CannotRead, {},
              fmt::format("`{}` cannot be used: what it holds is no Ed25519 key", file.string()))
      .with_help("make a pair of keys with `precept keygen NAME`");
}

std::string key_text(KeyKind kind, const std::string& key) {
  return fmt::format("{}\n{}\n", heading(kind), key);
}

}  // namespace precept::input
