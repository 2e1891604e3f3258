#include "tools/watch/watched_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <system_error>

#include "base/folder.h"
#include "compiler/policy_files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// One spelling for each file, however it is named.
fs::path spelt(const fs::path& path) {
  std::error_code error;
  fs::path whole = fs::absolute(path.empty() ? fs::path(".") : path, error).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

/// The folder, or the nearest one above it that is there: in it the others will be made.
fs::path nearest(fs::path folder) {
  std::error_code error;
  while (!fs::is_directory(folder, error) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

}  // namespace

WatchedFiles::Stamp WatchedFiles::stamp(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || S_ISDIR(status.st_mode)) return {};
  return {.device = status.st_dev,
          .inode = status.st_ino,
          .size = static_cast<std::uint64_t>(status.st_size),
          .seconds = status.st_mtim.tv_sec,
          .nanoseconds = status.st_mtim.tv_nsec};
}

void WatchedFiles::reads(const fs::path& named) {
  const fs::path file = spelt(named);
  // The state before the first reading: what changes while the run goes on is seen at its end.
  if (files_.emplace(file, stamp(file)).second) endings_.insert(file.extension().string());
}

void WatchedFiles::lists(const fs::path& folder, Listing what) {
  // As it was before the first look: what is put there while the run goes on is seen at its end.
  const fs::path spelt_folder = spelt(folder);
  if (!listed_.contains(spelt_folder)) listed_[spelt_folder] = all_names_in(spelt_folder);
  if (what == Listing::All) whole_.insert(spelt(folder));
}

void WatchedFiles::wrote(const fs::path& file) {
  written_.insert(spelt(file));
}

std::set<std::string> WatchedFiles::all_names_in(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    names.insert(at->path().filename().string());
  return names;
}

bool WatchedFiles::counts(const std::string& name) const {
  const fs::path path = name;
  return endings_.contains(path.extension().string()) && !is_hidden(path) && !is_backup(path);
}

std::set<std::string> WatchedFiles::names_in(const fs::path& folder) const {
  std::set<std::string> names = all_names_in(folder);
  std::erase_if(names, [&](const std::string& name) { return !counts(name); });
  return names;
}

void WatchedFiles::settle() {
  for (const fs::path& file : written_) {
    if (const auto read = files_.find(file); read != files_.end()) read->second = stamp(file);
  }
  for (auto& [folder, names] : listed_) {
    std::erase_if(names, [&](const std::string& name) { return !counts(name); });
    // What the run itself wrote there is no change, unless it is gone again.
    for (const fs::path& file : written_) {
      if (file.parent_path() == folder && counts(file.filename().string()))
        names.insert(file.filename().string());
    }
  }
}

std::vector<fs::path> WatchedFiles::changes() const {
  std::vector<fs::path> changed;
  for (const auto& [file, before] : files_) {
    if (stamp(file) != before) changed.push_back(file);
  }
  for (const auto& [folder, before] : listed_) {
    const std::set<std::string> now = names_in(folder);
    std::vector<std::string> other;
    std::ranges::set_symmetric_difference(before, now, std::back_inserter(other));
    for (const std::string& name : other) {
      fs::path file = folder / name;
      if (!files_.contains(file)) changed.push_back(std::move(file));
    }
  }
  return changed;
}

std::vector<fs::path> WatchedFiles::gone() const {
  std::vector<fs::path> gone;
  for (const auto& [file, before] : files_) {
    if (before.is_there() && !whole_.contains(file.parent_path()) && !stamp(file).is_there())
      gone.push_back(file);
  }
  return gone;
}

std::set<fs::path> WatchedFiles::folders() const {
  std::set<fs::path> folders;
  for (const auto& [file, before] : files_) {
    folders.insert(nearest(file.parent_path()));
    std::error_code error;
    if (const fs::path behind = fs::weakly_canonical(file, error); !error)
      folders.insert(nearest(behind.parent_path()));
  }
  for (const auto& [folder, names] : listed_) folders.insert(nearest(folder));
  return folders;
}

}  // namespace precept::tools
