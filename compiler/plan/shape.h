// The schema of one kind of document: its objects, its lists (as levels), and a column for each field that
// the code reads.
#pragma once

#include <memory>
#include <vector>

#include "compiler/plan/pool.h"
#include "compiler/plan/unit.h"

namespace precept::plan {

struct ShapeObject;

/// One field at one place of the document. A record that occurs at two places has two sets of fields.
struct ShapeField {
  const model::Field* declared = nullptr;
  ShapeObject* owner = nullptr;
  std::uint32_t index = 0;              ///< in the unit's fields
  std::unique_ptr<ShapeObject> object;  ///< a record, or the records of a list
  LevelId elements = kAbsent;           ///< List: the level of its elements
};
struct ShapeObject {
  const model::Record* record = nullptr;
  LevelId level = 0;  ///< the level whose rows hold the object
  std::string path;   ///< JSON pointer below the level's row
  std::vector<ShapeField> fields;
};

class Shape {
 public:
  /// Lays out the record as the unit's root: objects, fields and levels. Columns are added when asked for.
  Shape(std::uint32_t record, Unit& unit, Pool& pool);

  ShapeObject& root() { return *root_; }
  /// The column of a field: its values, or for a record or list its presence.
  std::uint32_t column(ShapeField& field);
  /// Adds the presence columns of the level's list and of the lists that it lies in.
  void need_presence(LevelId level);
  /// The column of a scalar list's elements.
  std::uint32_t element_column(ShapeField& list);
  /// The list whose elements are the rows of a List level.
  ShapeField& list_of(LevelId level) { return *lists_[level]; }

 private:
  std::unique_ptr<ShapeObject> lay_out(std::uint32_t record, LevelId level, std::string path,
                                       std::uint32_t& index);
  void lay_out_field(ShapeField& field);
  std::uint32_t add_column(LevelId level, const model::Type& type, std::string_view path, bool interned);

  Unit& unit_;
  Pool& pool_;
  std::vector<ShapeField*> lists_;  ///< by level
  std::unique_ptr<ShapeObject> root_;
};

}  // namespace precept::plan
