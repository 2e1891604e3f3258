// A document as columns: readers fill them, the machine reads them (docs/pipeline.md, Reading).
//
//   record Fair                      columns of level 0: limit, presence of `stalls`; one row
//     limit  : int
//     stalls : list of Stall         columns of level 1: name, length; a row for each stall
//
//   {"kind": "Fair", "limit": 4, "stalls": [{"name": "Ada", "length": 3}, {"name": "Ben", "length": 6}]}
//   column `length` has low {3, 6}; level 1 has count 2 and offsets {0, 2}
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/text_store.h"
#include "runtime/document/text_table.h"
#include "runtime/program/program.h"

namespace precept {

/// The values of one column. Code: `codes` has `width` bytes a row, signed. Int: `low` has one number a row;
/// `high` too, but is empty while all numbers are exact. Set: `masks`. How none and unknown are held:
/// runtime/program/kinds.h.
struct ColumnData {
  std::vector<std::byte> codes;
  std::vector<std::int64_t> low, high;
  std::vector<std::uint64_t> masks;
};

/// The rows of one List level.
struct LevelRows {
  std::uint32_t count = 0;
  /// Element rows of parent row p: [offsets[p], offsets[p + 1]). Size: parent rows + 1.
  std::vector<std::uint32_t> offsets;
  /// Byte offset of each element in the document's text, to find its place again.
  std::vector<std::uint32_t> places;
  /// The number of the first row in the document: 0 unless `keep_only` has removed rows before it.
  std::uint32_t first = 0;

  /// The parent row that a row belongs to.
  std::uint32_t parent_of(std::uint32_t row) const;
};

/// An attestation: what a person has said of one thing.
struct Attestation {
  std::uint32_t judgement = 0;  ///< of the unit: the judgement's entry for this list or record
  std::uint32_t row = 0;        ///< of the judgement's level
  std::int32_t about = kNone;   ///< code of the text as written, a name or a pointer; kNone: the document
  bool value = false;
  std::string by, reason;
  Day date = 0;
  std::uint32_t place = 0;  ///< byte offset in the document
};

/// Texts as codes. The first codes are the indexes of the program's texts; those of the document follow. Owns
/// the document's texts; the program outlives it.
class TextDictionary {
 public:
  explicit TextDictionary(const Program& program)
      : program_(program.derived<ProgramTexts>()), own_(program_.hash()) {}
  std::int32_t intern(std::string_view text);
  /// The code of a text; kUnknown where it was never interned.
  std::int32_t find(std::string_view text) const;
  std::string_view text(std::int32_t code) const;
  std::size_t size() const { return program_.size() + own_.size(); }

 private:
  std::int32_t find(std::string_view text, std::uint64_t hash) const;

  const TextTable& program_;
  TextTable own_;
  TextStore store_;  ///< of `own_`
};

class DocumentReader;

/// One document of a unit's kind. Level 0 has one row.
struct Document {
  explicit Document(const Program& program) : texts(program) {}

  std::uint32_t unit = 0;
  FileId source = kNoFile;                 ///< its text, in the run's Sources
  const DocumentReader* reader = nullptr;  ///< that read it, and finds its places; null: it has no file
  std::vector<ColumnData> columns;         ///< as the unit's columns
  std::vector<LevelRows> levels;           ///< as the unit's levels; only List levels are filled
  TextDictionary texts;
  std::vector<Attestation> attestations;

  std::uint32_t rows(std::uint32_t level) const { return level == 0 ? 1 : levels[level].count; }
  /// A code at any width; `column` of the unit.
  std::int32_t code(const Program& program, std::uint32_t column, std::uint32_t row) const;
  /// Removes all rows of a list directly in the document but one, with all that lies below them. The row
  /// keeps its place and number. Nothing that rests on the removed rows may be computed afterwards.
  void keep_only(const Program& program, std::uint32_t list, std::uint32_t row);
};

}  // namespace precept
