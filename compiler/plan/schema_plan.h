// The schema of one kind of document: its objects, its lists (as levels), and a column for each field that
// the code reads.
#pragma once

#include <memory>
#include <vector>

#include "compiler/plan/planned_unit.h"
#include "compiler/plan/shared_sections.h"

namespace precept::plan {

struct ObjectPlan;

/// One field at one place of the document. A record that occurs at two places has two sets of fields.
struct FieldPlan {
  const model::Field* declared = nullptr;
  ObjectPlan* owner = nullptr;
  std::uint32_t index = 0;             ///< in the unit's fields
  std::unique_ptr<ObjectPlan> object;  ///< a record, or the records of a list
  LevelId elements = kAbsent;          ///< List: the level of its elements
};
struct ObjectPlan {
  const model::Record* record = nullptr;
  LevelId level = 0;  ///< the level whose rows hold the object
  std::string path;   ///< JSON pointer below the level's row
  std::vector<FieldPlan> fields;
};

class SchemaPlan {
 public:
  /// Lays out the record as the unit's root: objects, fields and levels. Columns are added when asked for.
  SchemaPlan(std::uint32_t record, PlannedUnit& unit, SharedSections& shared);

  ObjectPlan& root() { return *root_; }
  /// The column of a field: its values, or for a record or list its presence.
  std::uint32_t column(FieldPlan& field);
  /// Adds the presence columns of the level's list and of the lists that it lies in.
  void need_presence(LevelId level);
  /// The column of a scalar list's elements.
  std::uint32_t element_column(FieldPlan& list);
  /// The list whose elements are the rows of a List level.
  FieldPlan& list_of(LevelId level) { return *lists_[level]; }

 private:
  std::unique_ptr<ObjectPlan> lay_out(std::uint32_t record, LevelId level, std::string path,
                                      std::uint32_t& index);
  void lay_out_field(FieldPlan& field);
  std::uint32_t add_column(LevelId level, const model::Type& type, std::string_view path, bool interned);

  PlannedUnit& unit_;
  SharedSections& shared_;
  std::vector<FieldPlan*> lists_;  ///< by level
  std::unique_ptr<ObjectPlan> root_;
};

}  // namespace precept::plan
