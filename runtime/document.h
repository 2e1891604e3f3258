// A document as columns: what the readers fill and the machine reads.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"
#include "runtime/program.h"

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
};

/// What a person attested.
struct Attestation {
  std::uint32_t judgement = 0;  ///< of the unit
  std::int32_t about = kNone;   ///< text code; kNone: the document
  bool value = false;
  std::string by, reason;
  Day date = 0;
  std::uint32_t place = 0;      ///< byte offset in the document
};

/// Texts as codes: the program's constants first (their index), then what the document holds.
class TextDictionary {
 public:
  explicit TextDictionary(const Program& program);
  std::int32_t intern(std::string_view text);
  /// kUnknown where the text was never interned: it equals nothing here.
  std::int32_t find(std::string_view text) const;
  std::string_view text(std::int32_t code) const;

 private:
  std::vector<std::string_view> texts_;
  std::unordered_map<std::string_view, std::int32_t> codes_;
  std::vector<std::unique_ptr<std::string>> owned_;
};

/// One document of a unit's kind. Level 0 has one row.
struct Document {
  explicit Document(const Program& program) : texts(program) {}

  std::uint32_t unit = 0;
  FileId source = kNoFile;             ///< its text, in the run's Sources; padded for simdjson by the reader
  std::vector<ColumnData> columns;     ///< as the unit's columns
  std::vector<LevelRows> levels;       ///< as the unit's levels; only List levels are filled
  TextDictionary texts;
  std::vector<Attestation> attestations;

  std::uint32_t rows(std::uint32_t level) const { return level == 0 ? 1 : levels[level].count; }
  /// A code at any width; `column` of the unit.
  std::int32_t code(const Program& program, std::uint32_t column, std::uint32_t row) const;
};

}  // namespace precept
