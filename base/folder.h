// A folder and all below it, as a list.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace precept {

enum class EntryKind { File, Hidden, Special, Again };

/// Something in a folder. Hidden: its name begins with a dot; a hidden folder is one entry and not gone into.
/// Special: a pipe, a device, a socket, or a link that leads nowhere. Again: a link to a folder that the walk
/// has been in, so that links in a circle end.
struct FolderEntry {
  std::filesystem::path path;
  EntryKind kind = EntryKind::File;
};

struct FolderWalk {
  std::vector<FolderEntry> entries;  ///< in the order of their paths
  /// Folders that could not be read, and why: what is in them is not known.
  std::vector<std::pair<std::filesystem::path, std::string>> unreadable;
};

/// So many entries of one walk are looked at; where there are more, the folder is told to be unreadable.
inline constexpr std::size_t kMostEntries = 200'000;

/// Everything in the folder and the folders in it; links to folders are followed. `is_aside`: folders that
/// are not gone into.
FolderWalk walk(const std::filesystem::path& folder,
                const std::function<bool(const std::filesystem::path&)>& is_aside = {});

bool is_hidden(const std::filesystem::path& path);
/// A link to what is not there.
bool is_lost_link(const std::filesystem::path& path);

}  // namespace precept
