// Finds the missing `use`: a name that a file does not see, but a module near it declares. Internal to
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

/// A module that a `use` of the file could name. Its declared names and enum members are read when first
/// needed.
struct NearModule {
  std::string name;
  FileId source = kNoFile;
  bool is_read = false;
  std::set<std::string, std::less<>> declares = {};
};

/// The modules that a `use` of the file could name: those in its folder, in the folders above, and one folder
/// below each of these. Looks at a bounded number of files.
std::vector<std::pair<std::string, std::filesystem::path>> modules_near(const std::filesystem::path& file);

/// True where a module that `from` does not use declares the name. Reports that once for each module.
bool report_missing_use(Context& context, FileIndex from, const ast::Name& name, DiagnosticKind kind);

}  // namespace precept::checking
