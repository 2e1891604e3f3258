// The files of a folder: in the order of their paths, each as what it is.
#include "base/folder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/common/scratch_folder.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

void write(const fs::path& file) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << "{}";
}

EntryKind kind_of(const FolderWalk& found, const fs::path& path) {
  return std::ranges::find(found.entries, path, &FolderEntry::path)->kind;
}

}  // namespace

TEST_CASE("a folder is listed in the order of paths, with what lies in a folder together") {
  const test::ScratchFolder folder;
  for (const char* file : {"a-b/1", "a/2", "a/1", "a.json", "a b", "a/b/c", "ab", "a/b-c", "\xC3\xA9", "B"})
    write(folder.path() / file);
  const FolderWalk found = walk(folder.path());
  REQUIRE(found.entries.size() == 10);
  CHECK(std::ranges::is_sorted(found.entries, {}, &FolderEntry::path));
  CHECK(found.entries[1].path == folder.path() / "a/1");
  CHECK(found.entries[3].path == folder.path() / "a/b/c");
}

TEST_CASE("an entry is told as what it is") {
  const test::ScratchFolder folder;
  write(folder.path() / "file");
  write(folder.path() / ".hidden/file");
  write(folder.path() / "below/.hidden");
  fs::create_symlink("file", folder.path() / "link");
  fs::create_symlink("nowhere", folder.path() / "lost");
  fs::create_directory_symlink("..", folder.path() / "below/circle");
  const FolderWalk found = walk(folder.path());
  CHECK(found.entries.size() == 6);
  CHECK(kind_of(found, folder.path() / "file") == EntryKind::File);
  CHECK(kind_of(found, folder.path() / "link") == EntryKind::File);
  CHECK(kind_of(found, folder.path() / "lost") == EntryKind::Special);
  CHECK(kind_of(found, folder.path() / ".hidden") == EntryKind::Hidden);
  CHECK(kind_of(found, folder.path() / "below/.hidden") == EntryKind::Hidden);
  CHECK(kind_of(found, folder.path() / "below/circle") == EntryKind::Again);
}

}  // namespace precept
