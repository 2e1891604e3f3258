// The schema of a unit made ready for reading one document: which field goes where.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "runtime/read/columns.h"
#include "runtime/read/vocabulary.h"

namespace precept {

struct ObjectPlan;

/// A field's name with its quotes, to be compared with the bytes of a document in one go.
class KeyImage {
 public:
  explicit KeyImage(std::string_view name);
  /// `at` has 32 readable bytes. A long name matches nothing; it is found by its text.
  bool matches(const char* at) const {
    std::uint64_t difference = 0;
    for (int i = 0; i < 4; ++i) difference |= (load_word(at + 8 * i) & masks_[i]) ^ words_[i];
    return difference == 0;
  }

 private:
  std::uint64_t words_[4] = {}, masks_[4] = {};
};

/// `kind` and `attestations` are built in at the root of every document.
enum class BuiltIn : std::uint8_t { No, Kind, Attestations };

struct FieldPlan {
  std::string_view name;
  KeyImage image;
  BuiltIn built_in = BuiltIn::No;
  const program::Field* field = nullptr;  ///< null for what is built in
  const NameTable* names = nullptr;       ///< members or keys, of the field or a list's elements
  bool numeric_keys = false;
  ColumnWriter* column = nullptr;  ///< null: validated and skipped
  ColumnWriter* elements = nullptr;
  LevelWriter* level = nullptr;
  std::unique_ptr<ObjectPlan> object;

  std::uint32_t next = 0;  ///< the field that last followed this one: where to look first
  std::uint32_t seen = 0;  ///< byte offset of the key that was last read as this field
};

struct ObjectPlan {
  std::string_view record;
  std::vector<FieldPlan> fields;
  NameTable names;          ///< to indexes of `fields`
  std::uint32_t first = 0;  ///< the field that the last object began with
};

/// The plan for a document of the unit; columns and levels are the writer's. A list that the program
/// does not keep the elements of keeps nothing within them either.
std::unique_ptr<ObjectPlan> plan_document(const Program& program, const program::Unit& unit,
                                          DocumentWriter& writer, Vocabulary& vocabulary);

/// Writes a field that is not there (`Absent`), or that lies in an object that is none or unknown.
enum class Missing : std::uint8_t { Absent, None, Unknown };
void write_missing(const Program& program, FieldPlan& field, std::uint32_t row, Missing how);

}  // namespace precept
