// Names that a file does not see, though a module near it declares them: a `use` is missing. Internal to
// check/.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/check/modules.h"

namespace precept::checking {

struct Context;

/// A module in reach of a file's `use`. What it declares (names, and members of its enums) is read when it
/// might be asked for.
struct NearModule {
  std::string name;
  FileId source = kNoFile;
  bool is_read = false;
  std::set<std::string, std::less<>> declares = {};
};

/// Modules in the folder of the file, in those above it, and one folder below each of them, by name: what a
/// `use` of the file could name. At most some hundred are looked at.
std::vector<std::pair<std::string, std::filesystem::path>> modules_near(const std::filesystem::path& file);

/// Where a module that `from` does not use declares the name, tells so, once for each module, and gives true.
bool report_missing_use(Context& context, FileIndex from, const ast::Name& name, DiagnosticKind kind);

}  // namespace precept::checking
