// Reads zip archives that lie in memory: official texts and workbooks are such. What a part unpacks to is
// handed on piece by piece, and never more than was allowed.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace precept {

enum class ZipFault {
  Missing,   ///< there is no such part
  Locked,    ///< it has a password
  TooLarge,  ///< it unpacks to more than was allowed
  Damaged,   ///< it cannot be unpacked, or its checksum is another
};

/// What an archive says of a file or folder in it.
struct ZipEntry {
  std::string name;  ///< as it is written; that of a folder ends with `/`
  std::uint64_t packed = 0, unpacked = 0;
  bool is_locked = false;  ///< it has a password
  bool is_link = false;
};
/// Everything that the archive lists, in its order; TooLarge where that is more than `most`.
std::expected<std::vector<ZipEntry>, ZipFault> zip_entries(std::string_view bytes, std::size_t most);

class ZipArchive {
 public:
  /// More than any text or workbook has.
  static constexpr std::size_t kMostParts = 20'000;
  /// None where the bytes are no archive, a damaged one, or one with a name given twice or too many parts.
  /// The bytes must outlive the archive.
  static std::optional<ZipArchive> open(std::string_view bytes, std::size_t most_parts = kMostParts);

  /// Names in any letter case, as word processors and spreadsheets take them.
  bool has(std::string_view part) const;
  /// Takes a piece of what a part unpacks to; false if no more is wanted, which is no fault.
  using Take = std::function<bool(std::string_view piece)>;
  /// Unpacks a part of at most `most` bytes; how many there were. What was handed on before a fault is not to
  /// be relied upon.
  std::expected<std::uint64_t, ZipFault> unpack(std::string_view part, std::uint64_t most,
                                                const Take& take) const;
  std::expected<std::string, ZipFault> unpack(std::string_view part, std::uint64_t most) const;

 private:
  struct Place {
    std::uint64_t in_directory = 0, number = 0;
  };
  struct Close {
    void operator()(void* archive) const;
  };

  bool list_parts(std::size_t most);
  std::expected<void, ZipFault> enter(std::string_view part, std::uint64_t most) const;

  std::unique_ptr<void, Close> archive_;
  std::map<std::string, Place, std::less<>> parts_;  ///< by name in small letters
};

}  // namespace precept
