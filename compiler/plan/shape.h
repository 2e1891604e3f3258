// What a kind of document looks like: its objects, lists (as levels) and, for what the code reads,
// columns.
#pragma once

#include <memory>
#include <vector>

#include "compiler/plan/pool.h"
#include "compiler/plan/unit.h"

namespace precept::plan {

struct ShapeObject;

/// One field at one place of the document. The same record at two places has two of them.
struct ShapeField {
  const model::Field* declared = nullptr;
  ShapeObject* owner = nullptr;
  std::uint32_t index = 0;              ///< of the unit's fields
  std::unique_ptr<ShapeObject> object;  ///< a record, or the records of a list
  LevelId elements = kAbsent;           ///< List: the level of its elements
};
struct ShapeObject {
  const model::Record* record = nullptr;
  LevelId level = 0;  ///< whose rows it belongs to
  std::string path;   ///< below the level's row
  std::vector<ShapeField> fields;
};

class Shape {
 public:
  /// Lays out the record as the unit's root: objects, fields and levels. Columns come on demand.
  Shape(std::uint32_t record, Unit& unit, Pool& pool);

  ShapeObject& root() { return *root_; }
  /// The column of a scalar or set; of a record or list its presence.
  std::uint32_t column(ShapeField& field);
  /// Whether the list is there whose elements are the rows of a level, and those that it lies in.
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
