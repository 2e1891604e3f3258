// A document as columns: what the readers fill and the machine reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "runtime/program/program.h"

namespace precept {

/// Values of one column. Code: `codes` holds `width` bytes a row (signed). Int: `low`, and `high` only
/// where it differs somewhere (else empty: the column is exact). Set: `masks`.
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
  /// The number that the first row has in the document: 0 but where only a part was kept.
  std::uint32_t first = 0;

  /// The parent row whose element a row is.
  std::uint32_t parent_of(std::uint32_t row) const;
};

/// What a person attested of one thing.
struct Attestation {
  std::uint32_t judgement =
      0;                  ///< of the unit: that entry of the judgement which is about this list or record
  std::uint32_t row = 0;  ///< of the judgement's level
  std::int32_t about = kNone;  ///< as it was written, a text code: a name or a pointer; kNone: the document
  bool value = false;
  std::string by, reason;
  Day date = 0;
  std::uint32_t place = 0;  ///< byte offset in the document
};

/// Texts as codes: the program's constants first (their index), then what the document holds. Owns the
/// latter; the program outlives it.
class TextDictionary {
 public:
  explicit TextDictionary(const Program& program);
  std::int32_t intern(std::string_view text);
  /// kUnknown where the text was never interned: it equals nothing here.
  std::int32_t find(std::string_view text) const;
  std::string_view text(std::int32_t code) const;
  std::size_t size() const { return texts_.size(); }

 private:
  /// One place of an open-addressing hash table; the hash saves most looks at other texts.
  struct Slot {
    std::uint32_t hash = 0;
    std::int32_t code = kNone;  ///< kNone: free
  };
  std::uint64_t hash(std::string_view text) const;
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void add(std::string_view text, std::uint64_t hash, std::size_t slot);
  void grow();
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;          ///< by code
  std::vector<Slot> slots_;                      ///< a power of two, at most half of them taken
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< the document's texts, end to end
  std::size_t block_left_ = 0;
  char* block_end_ = nullptr;  ///< where the next text goes
  std::uint64_t seed_;         ///< so that nobody can write texts that collide
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
  /// Leaves one row of a list that lies directly in the document, with all that it holds; its place and its
  /// number stay what they were. What rests on the other rows must not be asked any more.
  void keep_only(const Program& program, std::uint32_t list, std::uint32_t row);
};

}  // namespace precept
