// Which policies a document is held against: those that its project file names, else those beside it or in
// the folders above, else those of the workspace that are about its kind.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "authoring/server/common/feature.h"
#include "engine/engine.h"
#include "runtime/check/absence.h"

namespace precept::server {

/// A field of documents of a kind.
struct RecordField {
  std::string name, type, left_out;
  std::vector<std::string> violated_by;  ///< clauses that leaving it out alone violates
  const program::Field* field = nullptr;
};
/// A kind of document, with what is known of each of its fields.
struct RecordKind {
  const Program* program = nullptr;
  std::uint32_t unit = 0;
  std::string name;
  std::map<std::string, FieldAbsence> fields;  ///< by pointer: "/stalls/*/goods"

  /// The fields of the object at the path; none where no object lies there.
  std::vector<RecordField> fields_at(const std::vector<std::string>& path) const;
  /// The field whose value lies there, or whose list has it as element.
  std::optional<RecordField> field_at(std::vector<std::string> path) const;
};

/// The policies around a document, compiled.
struct PoliciesForRecord {
  Engine engine;
  std::vector<RecordKind> kinds;
  std::string kind_of_project;  ///< that the project file says the document is of; empty: nothing
  std::map<std::filesystem::path, FileStamp> stamps;
  std::uint64_t epoch = 0;

  const RecordKind* kind(std::string_view name) const;
};
std::shared_ptr<const PoliciesForRecord> policies_for(const Context& context,
                                                      const std::filesystem::path& record,
                                                      std::string_view text);

}  // namespace precept::server
