// An archive (zip) of documents is read as a folder is: `evenings.zip` with may.json and trips/june.yaml
// holds the documents `evenings.zip:may.json` and `evenings.zip:trips/june.yaml`.
//
// It is taken whole or not at all: a name that leads out of it, a link, a file with a password, two files of
// one name, an archive in it, or more than anything written on purpose (docs/limits.md), and nothing of it is
// read.
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/zip_archive.h"

namespace precept::input {

class DocumentArchive {
 public:
  /// Null where it was reported why it cannot be read (E4001, E4011, E4063), or is refused (E4064).
  static std::shared_ptr<const DocumentArchive> open(const std::filesystem::path& file,
                                                     Diagnostics& diagnostics);
  DocumentArchive(const DocumentArchive&) = delete;
  DocumentArchive& operator=(const DocumentArchive&) = delete;

  /// The names of its files, in order, without folders.
  const std::vector<std::string>& files() const { return files_; }
  /// What a file of it unpacks to, or the reason in words why not. Any number of threads may ask.
  std::expected<std::string, std::string> unpack(const std::string& file) const;

 private:
  DocumentArchive() = default;

  std::string bytes_;
  std::optional<ZipArchive> archive_;
  mutable std::mutex mutex_;  ///< the archive is at one place at a time
  std::vector<std::string> files_;
};

/// Whether the path is that of an archive: a file that is called `.zip`, in any letter case.
bool is_archive(const std::filesystem::path& path);

}  // namespace precept::input
