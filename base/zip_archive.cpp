#include "base/zip_archive.h"

#include <stdio.h>  // fmemopen
#include <unzip.h>

#include <algorithm>
#include <array>

namespace precept {

namespace {

constexpr std::size_t kLongestName = 1'000;

std::string small_letters(std::string_view name) {
  std::string small(name);
  for (char& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return small;
}

/// Opens the archive in memory as the file that the library asks for.
voidpf open_in_memory(voidpf bytes, const void*, int) {
  auto& archive = *static_cast<const std::string_view*>(bytes);
  return fmemopen(const_cast<char*>(archive.data()), archive.size(), "rb");  // opened for reading only
}

unzFile open_archive(std::string_view bytes) {
  zlib_filefunc64_def functions;
  fill_fopen64_filefunc(&functions);
  functions.zopen64_file = open_in_memory;
  functions.opaque = &bytes;
  return unzOpen2_64("archive", &functions);
}

/// What the directory says of the file that the archive is at; nothing where it cannot be read.
std::optional<ZipEntry> entry_at(unzFile archive) {
  constexpr unsigned kUnix = 3, kKindOfFile = 0xF000, kLink = 0xA000;
  unz_file_info64 info;
  std::array<char, kLongestName + 1> name;
  const int status =
      unzGetCurrentFileInfo64(archive, &info, name.data(), name.size(), nullptr, 0, nullptr, 0);
  if (status != UNZ_OK || info.size_filename > kLongestName) return std::nullopt;
  const bool is_of_unix = info.version >> 8 == kUnix;
  return ZipEntry{.name = {name.data(), info.size_filename},
                  .packed = info.compressed_size,
                  .unpacked = info.uncompressed_size,
                  .is_locked = (info.flag & 1) != 0,
                  .is_link = is_of_unix && (info.external_fa >> 16 & kKindOfFile) == kLink};
}

}  // namespace

std::expected<std::vector<ZipEntry>, ZipFault> zip_entries(std::string_view bytes, std::size_t most) {
  struct Close {
    void operator()(void* archive) const { unzClose(archive); }
  };
  // The library does not open an archive with nothing in it.
  if (bytes.starts_with("PK\x05\x06")) return std::vector<ZipEntry>();
  const std::unique_ptr<void, Close> archive(open_archive(bytes));
  if (!archive) return std::unexpected(ZipFault::Damaged);
  std::vector<ZipEntry> entries;
  int status = unzGoToFirstFile(archive.get());
  for (; status == UNZ_OK; status = unzGoToNextFile(archive.get())) {
    auto entry = entry_at(archive.get());
    if (!entry) return std::unexpected(ZipFault::Damaged);
    if (entries.size() == most) return std::unexpected(ZipFault::TooLarge);
    entries.push_back(std::move(*entry));
  }
  if (status != UNZ_END_OF_LIST_OF_FILE) return std::unexpected(ZipFault::Damaged);
  return entries;
}

void ZipArchive::Close::operator()(void* archive) const {
  unzClose(archive);
}

std::optional<ZipArchive> ZipArchive::open(std::string_view bytes, std::size_t most_parts) {
  ZipArchive archive;
  archive.archive_.reset(open_archive(bytes));
  if (!archive.archive_ || !archive.list_parts(most_parts)) return std::nullopt;
  return archive;
}

bool ZipArchive::list_parts(std::size_t most) {
  int status = unzGoToFirstFile(archive_.get());
  for (; status == UNZ_OK; status = unzGoToNextFile(archive_.get())) {
    const auto entry = entry_at(archive_.get());
    unz64_file_pos place;
    if (!entry || unzGetFilePos64(archive_.get(), &place) != UNZ_OK) return false;
    const bool is_new =
        parts_.try_emplace(small_letters(entry->name), Place{place.pos_in_zip_directory, place.num_of_file})
            .second;
    if (!is_new || parts_.size() > most) return false;
  }
  return status == UNZ_END_OF_LIST_OF_FILE;
}

bool ZipArchive::has(std::string_view part) const {
  return parts_.contains(small_letters(part));
}

std::expected<void, ZipFault> ZipArchive::enter(std::string_view part, std::uint64_t most) const {
  const auto found = parts_.find(small_letters(part));
  if (found == parts_.end()) return std::unexpected(ZipFault::Missing);
  unz64_file_pos place{found->second.in_directory, found->second.number};
  unz_file_info64 info;
  if (unzGoToFilePos64(archive_.get(), &place) != UNZ_OK ||
      unzGetCurrentFileInfo64(archive_.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    return std::unexpected(ZipFault::Damaged);
  }
  const bool is_locked = (info.flag & 1) != 0;
  if (is_locked) return std::unexpected(ZipFault::Locked);
  if (info.uncompressed_size > most) return std::unexpected(ZipFault::TooLarge);
  if (unzOpenCurrentFile(archive_.get()) != UNZ_OK) return std::unexpected(ZipFault::Damaged);
  return {};
}

std::expected<std::uint64_t, ZipFault> ZipArchive::unpack(std::string_view part, std::uint64_t most,
                                                          const Take& take) const {
  if (auto entered = enter(part, most); !entered) return std::unexpected(entered.error());
  // Left on every way, also when `take` throws. Comparing the checksum is part of it.
  struct Leave {
    void operator()(void* archive) const { unzCloseCurrentFile(archive); }
  };
  std::unique_ptr<void, Leave> entered(archive_.get());
  std::array<char, 1 << 16> piece;
  std::uint64_t count = 0;
  while (true) {
    const int got = unzReadCurrentFile(archive_.get(), piece.data(), piece.size());
    if (got < 0) return std::unexpected(ZipFault::Damaged);
    if (got == 0) break;
    count += static_cast<std::uint64_t>(got);
    if (count > most) return std::unexpected(ZipFault::TooLarge);
    if (!take({piece.data(), static_cast<std::size_t>(got)})) return count;
  }
  // Truncated data ends early without a word; then the library does not compare the checksum.
  unz_file_info64 info;
  const bool is_whole =
      unzGetCurrentFileInfo64(archive_.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0) == UNZ_OK &&
      info.uncompressed_size == count;
  const bool is_sound = unzCloseCurrentFile(entered.release()) == UNZ_OK;
  if (!is_whole || !is_sound) return std::unexpected(ZipFault::Damaged);
  return count;
}

std::expected<std::string, ZipFault> ZipArchive::unpack(std::string_view part, std::uint64_t most) const {
  std::string text;
  const auto count = unpack(part, most, [&](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!count) return std::unexpected(count.error());
  return text;
}

}  // namespace precept
