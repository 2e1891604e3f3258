#include "tools/scaffold/filled.h"

#include <cassert>

#include "tools/common/embedded.h"

namespace precept::tools {

std::string filled(std::string_view name, const std::map<std::string, std::string>& parts) {
  const auto found = template_files().find(name);
  assert(found != template_files().end());
  std::string text(found->second);
  for (const auto& [part, value] : parts) {
    const std::string hole = "<<" + part + ">>";
    for (std::size_t at = 0; (at = text.find(hole, at)) != std::string::npos; at += value.size())
      text.replace(at, hole.size(), value);
  }
  return text;
}

}  // namespace precept::tools
