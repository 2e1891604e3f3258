// The files on which a run rests, and whether one of them is another one now. Internal to watching.
//
//   WatchedFiles files;         while it lives, it is told what is read
//   run();
//   files.settle();             what stands there now is what the run saw
//   files.changes()             {"rules.precept"} once it was saved anew
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/file_observer.h"

namespace precept::tools {

class WatchedFiles final : public FileObserver {
 public:
  WatchedFiles() : before_(observe_files(this)) {}
  ~WatchedFiles() override { observe_files(before_); }
  WatchedFiles(const WatchedFiles&) = delete;
  WatchedFiles& operator=(const WatchedFiles&) = delete;

  void reads(const std::filesystem::path& file) override;
  void lists(const std::filesystem::path& folder, Listing what) override;
  void wrote(const std::filesystem::path& file) override;

  /// Says that the run is over: what it wrote itself is no change.
  void settle();
  /// The files that changed since they were read, and those that were put into a folder that was looked
  /// through, if they are of a kind that was read.
  std::vector<std::filesystem::path> changes() const;
  /// Those of `changes` that are no longer there and were not merely part of a folder.
  std::vector<std::filesystem::path> gone() const;
  /// The folders in which something of that happens. Behind a link, that of the file it leads to, too.
  std::set<std::filesystem::path> folders() const;

 private:
  /// What tells one state of a file from another; all 0 where it is not there.
  struct Stamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t seconds = 0, nanoseconds = 0;

    bool operator==(const Stamp&) const = default;
    bool is_there() const { return inode != 0; }
  };
  static Stamp stamp(const std::filesystem::path& file);
  static std::set<std::string> all_names_in(const std::filesystem::path& folder);
  /// Whether a file of this name is of a kind that was read.
  bool counts(const std::string& name) const;
  /// Those in the folder that count.
  std::set<std::string> names_in(const std::filesystem::path& folder) const;

  FileObserver* before_;
  std::map<std::filesystem::path, Stamp> files_;
  std::map<std::filesystem::path, std::set<std::string>>
      listed_;                             ///< what was in each; once settled, what counts
  std::set<std::filesystem::path> whole_;  ///< those of which everything was wanted
  std::set<std::filesystem::path> written_;
  std::set<std::string> endings_;  ///< of the files that were read
};

}  // namespace precept::tools
