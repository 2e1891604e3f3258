// The files of a policy: the policy file and every module it uses, directly or through others.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/ast/ast.h"

namespace precept::checking {

/// Index of a file among the `PolicyFiles`.
using FileIndex = std::uint32_t;

struct PolicyFile {
  const ast::File* tree = nullptr;
  FileId source = kNoFile;
  bool is_damaged = false;      ///< the parser reported a mistake in it
  std::filesystem::path path;   ///< absolute, without links and dots
  std::vector<FileIndex> uses;  ///< modules that could be found
  std::vector<bool> sees;       ///< by file index: itself, what it uses, and what those use
};

/// Owns the trees; `files[0]` is the policy.
struct PolicyFiles {
  std::unique_ptr<ast::Arena> arena;
  std::deque<PolicyFile> files;
};

/// Parses the root and the modules it uses, each once. Reports modules that cannot be found or read, that
/// call themselves otherwise, or that use each other in a circle.
PolicyFiles load_files(FileId root, Sources& sources, Diagnostics& diagnostics);

/// How a path is shown: as near to what the user typed as can be, that is relative to the working
/// directory where the root was named so.
std::string shown_path(const std::filesystem::path& path, const PolicyFiles& files, const Sources& sources);

}  // namespace precept::checking
