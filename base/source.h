// Texts that were read, and places in them. Every stage uses these; they depend on none.
//
//     clause people
//       shall ensure b.people <= 200
//
// If line 8 of `hall.precept` is the norm, the Span of `b.people` starts at LineColumn{8, 16}.
//
// Spans count bytes; lines and columns count from 1, columns in code points. Nothing is reported here: a file
// that cannot be read is no value, and base/file.h has the reason.
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace precept {

/// Index of a file in a `Sources`.
using FileId = std::uint32_t;
inline constexpr FileId kNoFile = 0xFFFFFFFF;

/// A range of bytes [begin, end) in one file. A span without a file means no place.
struct Span {
  FileId file = kNoFile;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool has_place() const { return file != kNoFile; }
};

/// The smallest span that covers both. They must be in the same file.
Span cover(Span first, Span last);

/// Line and column, both from 1; the column counts code points.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One text that was read: a policy file, a table, a document.
struct SourceFile {
  std::string name;  ///< as the user named it, for messages
  std::string text;
  std::vector<std::uint32_t> line_starts;  ///< byte offset of each line
};

/// All texts of a run. Views into a text stay valid as long as the `Sources` lives, or whoever shares the
/// file.
class Sources {
 public:
  Sources() = default;
  /// Texts beside those of `base`, whose spans are good here, too. `base` must outlive them; what is added to
  /// it later is not seen here.
  explicit Sources(const Sources* base) : base_(base), base_size_(base->size()) {}

  FileId add(std::string name, std::string text);
  /// From now on, `read` of a file with this name gives `text` instead of the file's content.
  void replace(std::string name, std::string text);
  /// Reads a file; none where it cannot be read.
  std::optional<FileId> read(const std::filesystem::path& path);
  const SourceFile& file(FileId id) const {
    return id < base_size_ ? base_->file(id) : *files_[id - base_size_];
  }
  /// The file for who needs its text longer than this `Sources` lives.
  std::shared_ptr<const SourceFile> share(FileId id) const {
    return id < base_size_ ? base_->share(id) : files_[id - base_size_];
  }
  std::size_t size() const { return base_size_ + files_.size(); }
  std::string_view text(Span span) const;
  LineColumn locate(FileId id, std::uint32_t offset) const;
  /// The text of a line (from 1) without its line break.
  std::string_view line(FileId id, std::uint32_t line) const;

 private:
  const Sources* base_ = nullptr;
  std::size_t base_size_ = 0;
  std::deque<std::shared_ptr<const SourceFile>> files_;
  std::map<std::string, std::string> replaced_;
};

}  // namespace precept
