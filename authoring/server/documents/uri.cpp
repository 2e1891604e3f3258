#include "authoring/server/documents/uri.h"

#include <fmt/format.h>

#include <system_error>

namespace precept::server {

namespace {

constexpr std::string_view kFileScheme = "file://";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_coded =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (!is_coded) {
      result += text[i];
      continue;
    }
    result += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
    i += 2;
  }
  return result;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~' || c == '/';
}

}  // namespace

std::filesystem::path plain_path(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::path plain = std::filesystem::weakly_canonical(path, error);
  return error || !plain.is_absolute() ? path.lexically_normal() : plain;
}

std::filesystem::path path_of_uri(std::string_view uri) {
  if (!uri.starts_with(kFileScheme)) return std::string(uri);
  std::string_view rest = uri.substr(kFileScheme.size());
  rest.remove_prefix(std::min(rest.find('/'), rest.size()));  // the machine, which is this one
  std::string path = percent_decoded(rest);
  // No file has a zero byte in its name.
  if (path.empty() || path.find('\0') != std::string::npos) return std::string(uri);
  return plain_path(path);
}

std::string uri_of_path(const std::filesystem::path& path) {
  const std::string text = path.string();
  if (!path.is_absolute()) return text;
  std::string uri(kFileScheme);
  for (char c : text) {
    if (is_unreserved(c)) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

}  // namespace precept::server
