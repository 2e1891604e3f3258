// Files that the binary carries (cmake/embed.cmake).
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace precept::tools {

/// Texts by the names of their files, without folders.
using EmbeddedFiles = std::map<std::string, std::string_view, std::less<>>;

/// tools/schema/outputs/.
const EmbeddedFiles& schema_files();
/// docs/diagnostics.md, and the pages of its folder.
const EmbeddedFiles& diagnostics_pages();
/// docs/lints/.
const EmbeddedFiles& lint_pages();
/// tools/scaffold/template/, and the template for GitLab.
const EmbeddedFiles& template_files();

}  // namespace precept::tools
