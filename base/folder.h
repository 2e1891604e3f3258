// Lists a folder and everything below it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace precept {

enum class EntryKind { File, Hidden, Special, Again };

/// An entry of a folder. Hidden: its name begins with a dot; hidden folders are not entered. Special: a pipe,
/// a device, a socket, or a link to something that does not exist. Again: a link to a folder that was entered
/// before, so that circles of links end.
struct FolderEntry {
  std::filesystem::path path;
  EntryKind kind = EntryKind::File;
};

struct FolderWalk {
  std::vector<FolderEntry> entries;  ///< in the order of their paths
  /// Folders that could not be read, each with the reason.
  std::vector<std::pair<std::filesystem::path, std::string>> unreadable;
};

/// The most entries of one walk; a folder with more is reported as unreadable.
inline constexpr std::size_t kMostEntries = 200'000;

/// Lists the folder and all folders in it; links to folders are followed. Folders for which `is_aside` is
/// true are not entered.
FolderWalk walk(const std::filesystem::path& folder,
                const std::function<bool(const std::filesystem::path&)>& is_aside = {});

bool is_hidden(const std::filesystem::path& path);
/// True for a link to something that does not exist.
bool is_lost_link(const std::filesystem::path& path);

}  // namespace precept
