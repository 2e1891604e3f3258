// A policy or module as it is in the editor now: its analysis with the texts that it was made of, what was
// found wrong, and the lock of its text.
//
// Made by `Workspace::state`; it never changes. Places of the analysis are bytes of its own `sources`.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authoring/server/documents/positions.h"
#include "compiler/analysis/analysis.h"
#include "compiler/source_lock/lock.h"
#include "runtime/program/program.h"

namespace precept::server {

/// What a file was like when it was read; of an open buffer its revision.
struct FileStamp {
  std::uint64_t revision = 0;
  std::filesystem::file_time_type time{};
  std::uintmax_t size = 0;

  bool operator==(const FileStamp&) const = default;
};

class PolicyState {
 public:
  std::filesystem::path root;
  Sources sources;
  std::optional<Analysis> analysis;  ///< none: the file could not be read
  Diagnostics diagnostics;           ///< of the analysis, the lock and the lints
  std::shared_ptr<const source_lock::Lock> lock;
  std::map<std::filesystem::path, FileStamp> stamps;  ///< of every file that it was made of
  std::uint64_t epoch = 0;
  /// The last state of it without a mistake, where this one has some: rows of tables are known from there.
  std::shared_ptr<const PolicyState> last_sound;

  /// Null where neither this state nor one before had a model. Its places are not of these `sources`.
  const model::Model* model_or_last() const;
  /// The program of a policy without mistakes; null where there is none.
  const Program* program() const;

  bool has(const std::filesystem::path& file) const { return file_at(file).has_value(); }
  /// The file as the places of the analysis name it.
  std::optional<FileId> file_at(const std::filesystem::path& file) const;
  std::filesystem::path path_of(FileId file) const;
  const std::string& text(FileId file) const { return sources.file(file).text; }
  const TextLines& lines(FileId file) const;
  const checking::PolicyFile* parsed(FileId file) const;

 private:
  mutable std::map<FileId, TextLines> lines_;
  mutable std::optional<std::optional<Program>> program_;
};

}  // namespace precept::server
