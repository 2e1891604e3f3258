#include "tools/common/mirrored.h"

#include <string>

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// The part of a path below a folder of outputs. `..` becomes `_up`; a folder named `_up` gets one more
/// `_`, so that no two paths lead to one place.
std::string shown_part(const std::string& part) {
  if (part == "..") return "_up";
  const std::size_t name = part.find_first_not_of('_');
  const bool looks_so = name != 0 && name != std::string::npos && part.substr(name) == "up";
  return looks_so ? "_" + part : part;
}

}  // namespace

fs::path mirrored(const fs::path& path) {
  std::error_code error;
  fs::path near = fs::absolute(path, error).lexically_normal();
  near = near.lexically_proximate(fs::current_path(error));
  fs::path result;
  for (const fs::path& part : near) {
    if (part.empty() || part == "/" || part == ".") continue;
    result /= shown_part(part.string());
  }
  return result;
}

}  // namespace precept::tools
