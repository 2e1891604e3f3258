// The schema of a unit, made ready for reading one document: which field goes to which column.
//
//   record Fair
//     limit  : int                  FieldSchema: column of level 0
//     stalls : list of Stall        FieldSchema: column of its presence, the level's writer, Stall's schema
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/read/columns.h"
#include "runtime/read/vocabulary.h"

namespace precept {

struct ObjectSchema;

/// A field's name with its quotes, laid out so that four words are compared with a document's bytes.
class KeyImage {
 public:
  explicit KeyImage(std::string_view name);
  /// `at` must have 32 readable bytes. A name that is too long never matches; NameTable finds it.
  bool matches(const char* at) const {
    std::uint64_t difference = 0;
    for (int i = 0; i < 4; ++i) difference |= (load_word(at + 8 * i) & masks_[i]) ^ words_[i];
    return difference == 0;
  }

 private:
  std::uint64_t words_[4] = {}, masks_[4] = {};
};

/// Every document has the built-in fields `kind` and `attestations` at its root.
enum class BuiltIn : std::uint8_t { No, Kind, Attestations };

struct FieldSchema {
  std::string_view name;
  KeyImage image;
  BuiltIn built_in = BuiltIn::No;
  const program::Field* field = nullptr;  ///< null for a built-in field
  const NameTable* names = nullptr;       ///< members or keys, of the field or of a list's elements
  bool numeric_keys = false;
  ColumnWriter* column = nullptr;  ///< null: the value is validated and skipped
  ColumnWriter* elements = nullptr;
  LevelWriter* level = nullptr;
  std::unique_ptr<ObjectSchema> object;

  std::uint32_t next = 0;  ///< the field that last followed this one; it is tried first
  std::uint32_t seen = 0;  ///< byte offset of this field's last key
};

struct ObjectSchema {
  std::string_view record;
  std::vector<FieldSchema> fields;
  NameTable names;          ///< to indexes of `fields`
  std::uint32_t first = 0;  ///< the field that the last object began with
};

/// The schema of a document of the unit. It refers to the columns and levels of `writer`, to the program and
/// to the vocabulary. Where the program does not keep a list's elements, nothing within them is kept.
std::unique_ptr<ObjectSchema> reading_schema(const Program& program, const program::Unit& unit,
                                             DocumentWriter& writer, Vocabulary& vocabulary);

/// Why a field has no value: it is absent, or lies in a record that is none or unknown.
enum class WhyMissing : std::uint8_t { Absent, None, Unknown };
/// Writes the value of such a field, and of all below it, to the row (docs/language.md, What is missing).
void write_missing(const Program& program, FieldSchema& field, std::uint32_t row, WhyMissing how);

}  // namespace precept
