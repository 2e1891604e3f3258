// The files that are the same in every project, but for what is filled in.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace precept::tools {

/// A template of tools/scaffold/template/, in which what stands in `<<…>>` is filled in.
std::string filled(std::string_view name, const std::map<std::string, std::string>& parts = {});

}  // namespace precept::tools
