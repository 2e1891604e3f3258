#include "base/zip_archive.h"

#include <stdio.h>  // fmemopen
#include <unzip.h>

#include <algorithm>
#include <array>

namespace precept {

namespace {

constexpr std::size_t kMostParts = 20'000, kLongestName = 1'000;

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

}  // namespace

void ZipArchive::Close::operator()(void* archive) const {
  unzClose(archive);
}

std::optional<ZipArchive> ZipArchive::open(std::string_view bytes) {
  zlib_filefunc64_def functions;
  fill_fopen64_filefunc(&functions);
  functions.zopen64_file = open_in_memory;
  functions.opaque = &bytes;
  ZipArchive archive;
  archive.archive_.reset(unzOpen2_64("archive", &functions));
  if (!archive.archive_ || !archive.list_parts()) return std::nullopt;
  return archive;
}

bool ZipArchive::list_parts() {
  int status = unzGoToFirstFile(archive_.get());
  for (; status == UNZ_OK; status = unzGoToNextFile(archive_.get())) {
    unz_file_info64 info;
    std::array<char, kLongestName + 1> name;
    unz64_file_pos place;
    if (unzGetCurrentFileInfo64(archive_.get(), &info, name.data(), name.size(), nullptr, 0, nullptr, 0) !=
            UNZ_OK ||
        unzGetFilePos64(archive_.get(), &place) != UNZ_OK || info.size_filename > kLongestName) {
      return false;
    }
    const std::string_view written(name.data(), info.size_filename);
    const bool is_new =
        parts_.try_emplace(small_letters(written), Place{place.pos_in_zip_directory, place.num_of_file})
            .second;
    if (!is_new || parts_.size() > kMostParts) return false;
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
