// The files of a policy: the policy file, its parts, and every module that they use, directly or through
// others (docs/language.md, Files).
#pragma once

#include <deque>
#include <filesystem>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/ast/ast.h"
#include "compiler/parse/parse_cache.h"

namespace precept::checking {

/// Index of a file among the `PolicyFiles`.
using FileIndex = std::uint32_t;

struct PolicyFile {
  ParseCache::Entry entry;
  const ast::File* tree = nullptr;  ///< of the entry
  FileId source = kNoFile;          ///< that the tree's places name
  FileId read_as = kNoFile;         ///< as this policy read it: `source`, or another with the same text
  bool is_damaged = false;          ///< the parser reported a mistake in it
  std::filesystem::path path;       ///< absolute, without links and dots
  std::vector<FileIndex> uses;      ///< modules that could be found
  std::vector<bool> sees;           ///< by file index: itself, the modules it uses, and those they use
};

/// Shares the trees with the cache; `files[0]` is the policy, and behind it come its parts.
struct PolicyFiles {
  std::deque<PolicyFile> files;
  FileIndex whole = 1;         ///< how many of the files are the policy and its parts
  bool have_mistakes = false;  ///< one was reported, of syntax or of modules: something may be missing
};

/// Parses the root, its parts (or what it is a part of) and the modules they use, each once and only where
/// the cache does not have it. Reports parts that belong to nothing (E1077, E1078), and modules that cannot
/// be found or read, that declare another name, or that use each other in a circle.
PolicyFiles load_files(FileId root, Sources& sources, Diagnostics& diagnostics, ParseCache& cache);

/// A path for messages: relative to the working directory where the user named the root so, else absolute.
std::string shown_path(const std::filesystem::path& path, const PolicyFiles& files, const Sources& sources);

}  // namespace precept::checking
