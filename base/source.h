// Texts that were read, and places in them. Every stage uses these; they depend on none.
//
//     clause people
//       shall ensure b.people <= 200
//
// If line 8 of `hall.precept` is the norm, the Span of `b.people` starts at LineColumn{8, 16}.
//
// Spans count bytes; lines and columns count from 1, columns in code points. A document in another format
// than JSON is translated to JSON, and what is said of a place in the translation is said of where it comes
// from. Nothing is reported here: a file that cannot be read is no value, and base/file.h has the reason.
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

/// Where something begins, for people and programs: `hall.precept:8:16`, or a cell of a sheet,
/// `list.xlsx, sheet Participants, F17`, whose line is 17 and whose column is 6.
struct Place {
  std::string file;
  std::uint32_t line = 0, column = 0;  ///< from 1; 0: no place
  std::string sheet;                   ///< empty: a text, and no sheet

  bool is_cell() const { return !sheet.empty(); }
  /// "F17".
  std::string cell() const;
  std::string in_words() const;
};

/// A range [begin, end) of a translated text, and where what stands there was written.
struct Origin {
  std::uint32_t begin = 0, end = 0;
  Span from;
  bool is_copy = false;  ///< the text is the same in both, so each of its bytes has its own place
};

/// The origins of a text after something was put in at places close to each other, as `after` shows.
std::vector<Origin> moved_origins(const std::vector<Origin>& origins, std::string_view before,
                                  std::string_view after);

/// One text that was read: a policy file, a table, a document.
struct SourceFile {
  std::string name;  ///< as the user named it, for messages
  std::string text;
  std::vector<std::uint32_t> line_starts;  ///< byte offset of each line
  std::string sheet;                       ///< of a sheet: its name
  std::vector<Origin> origins;             ///< of a translated text: by their begin, outer ones first
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
  /// A sheet of the workbook `name`. Each line of the text is a row, whose cells are parted by tabs; a cell
  /// has neither tab nor line break.
  FileId add_sheet(std::string name, std::string sheet, std::string text);
  /// A text that was made from others of these `Sources`.
  FileId add_translated(std::string name, std::string text, std::vector<Origin> origins);
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
  /// Line and column in that text itself; of a sheet, row and column.
  LineColumn locate(FileId id, std::uint32_t offset) const;
  /// Where what begins here was written: in a translated text the innermost origin around it, else here.
  Span origin(Span span) const;
  /// The same as a place that people find.
  Place place(Span span) const;
  /// Where it ends there, behind its last character; of a cell, its own row and column.
  LineColumn end_place(Span span) const;
  /// The text of a line (from 1) without its line break.
  std::string_view line(FileId id, std::uint32_t line) const;

 private:
  FileId add(SourceFile file);

  const Sources* base_ = nullptr;
  std::size_t base_size_ = 0;
  std::deque<std::shared_ptr<const SourceFile>> files_;
  std::map<std::string, std::string> replaced_;
};

}  // namespace precept
