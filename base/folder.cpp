#include "base/folder.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "base/file.h"
#include "base/file_observer.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

/// The order of paths is that of their names one after the other, so that what lies in a folder stands
/// together: to the end of a name nothing comes before the slash. Comparing `fs::path`s says the same, and
/// takes each apart every time.
bool comes_before(const FolderEntry& one, const FolderEntry& other) {
  const std::string &a = one.path.native(), &b = other.path.native();
  const auto rank = [](char c) {
    return c == fs::path::preferred_separator ? 0 : 1 + static_cast<unsigned char>(c);
  };
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (in_a == a.end() || in_b == b.end()) return in_b != b.end();
  return rank(*in_a) < rank(*in_b);
}

class Walker {
 public:
  explicit Walker(const std::function<bool(const fs::path&)>& is_aside) : is_aside_(is_aside) {}

  FolderWalk run(const fs::path& folder) {
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0) {
      result_.unreadable.emplace_back(folder, file_error_in_words(errno));
    } else if (enters(status)) {
      folders_.push_back(folder);
    }
    while (!folders_.empty() && !is_full_) {
      const fs::path next = std::move(folders_.back());
      folders_.pop_back();
      list(next);
    }
    if (is_full_) {
      result_.unreadable.emplace_back(folder, fmt::format("it holds more than {} files", kMostEntries));
    }
    std::ranges::sort(result_.entries, comes_before);
    return std::move(result_);
  }

 private:
  /// True the first time that this folder is reached, by whichever path.
  bool enters(const struct stat& status) { return entered_.emplace(status.st_dev, status.st_ino).second; }

  void list(const fs::path& folder) {
    tell_listed(folder, Listing::All);
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    for (const fs::directory_iterator end; !error && entry != end && !is_full_; entry.increment(error)) {
      add(*entry);
      is_full_ = result_.entries.size() > kMostEntries;
    }
    if (error) result_.unreadable.emplace_back(folder, file_error_in_words(error.value()));
  }

  void add(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    if (is_hidden(path)) {
      result_.entries.push_back({path, EntryKind::Hidden});
      return;
    }
    std::error_code error;
    // The folder says what is a file; only folders and links are looked at.
    if (!entry.is_symlink(error) && entry.is_regular_file(error)) {
      result_.entries.push_back({path, EntryKind::File});
      return;
    }
    struct stat status {};
    const bool is_there = ::stat(path.c_str(), &status) == 0;
    if (is_there && S_ISDIR(status.st_mode)) {
      if (is_aside_ && is_aside_(path)) return;
      if (enters(status)) return folders_.push_back(path);
      result_.entries.push_back({path, EntryKind::Again});
    } else {
      const bool is_file = is_there && S_ISREG(status.st_mode);
      result_.entries.push_back({path, is_file ? EntryKind::File : EntryKind::Special});
    }
  }

  const std::function<bool(const fs::path&)>& is_aside_;
  FolderWalk result_;
  std::vector<fs::path> folders_;
  std::set<std::pair<dev_t, ino_t>> entered_;
  bool is_full_ = false;
};

}  // namespace

bool is_lost_link(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(path, error) && !fs::exists(path, error);
}

bool is_hidden(const fs::path& path) {
  const std::string_view name = path.native();
  return name.substr(name.rfind('/') + 1).starts_with('.');
}

FolderWalk walk(const fs::path& folder, const std::function<bool(const fs::path&)>& is_aside) {
  return Walker(is_aside).run(folder);
}

}  // namespace precept
