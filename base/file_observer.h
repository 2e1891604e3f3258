// Who wants to know on which files a result rests: a run that is to be made again when one of them changes.
//
//   precept check choir.json --policy house.precept --watch
//
// reads choir.json, house.precept and precept.toml, and lists the folder of the policy for its parts.
#pragma once

#include <filesystem>

namespace precept {

/// What a folder is looked through for: everything in it, or what belongs to another file.
enum class Listing { All, Some };

/// Is told of files by any thread, one at a time. What is told need not be there.
class FileObserver {
 public:
  virtual ~FileObserver() = default;
  /// The file is about to be read.
  virtual void reads(const std::filesystem::path& file) = 0;
  /// The folder is looked through: what is put there counts, too, and All: what is taken away.
  virtual void lists(const std::filesystem::path& folder, Listing what) = 0;
  /// The file was written by this program itself.
  virtual void wrote(const std::filesystem::path& file) = 0;
};

/// Sets who is told from now on, or nobody; gives who was told before. It must live until another is set.
FileObserver* observe_files(FileObserver* observer);

/// Tells the observer, if there is one.
void tell_read(const std::filesystem::path& file);
void tell_listed(const std::filesystem::path& folder, Listing what);
void tell_written(const std::filesystem::path& file);

}  // namespace precept
