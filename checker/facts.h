// Facts, from which every proof starts: as a proof states them, and as a document has them.
#pragma once

#include <span>
#include <string>

#include "checker/clause_table.h"

namespace precept::checker {

/// The value of a fact that a proof states. It is written as in a step, except that a row of a table is its
/// key.
Value proof_fact(const Json& fact, const Type& type, ClauseTable& table);

/// A value as a document writes it. A text is in `text`, as a reader sees it, and has no number; a blank
/// text, or the placeholder that a fix proposes, is unknown.
struct DocumentValue {
  Value value;
  std::string text;
};
DocumentValue document_value(const Json& json, const Type& type, const ClauseTable& table);

/// A field of an object; null where the field or the object is absent.
const Json* field_of(const Json* json, const std::string& name);

/// The JSON at the end of the expression's path below `element`. Null where a field on the path is absent or
/// null; `missing` is then the value that this means.
const Json* follow_path(const Json& element, const Expression& fact, Value& missing);

/// The value in the document at the fact's path; for a list its length.
Value fact_in_document(const Json& element, const Expression& fact, ClauseTable& table);

/// The JSON pointer of a path below an element: "/group/region".
std::string pointer_below(const std::string& pointer, std::span<const PathStep> path);

}  // namespace precept::checker
