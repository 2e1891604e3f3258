// Facts, the ground that every proof stands on: as a proof states them, and as a document has them.
#pragma once

#include <span>
#include <string>

#include "checker/clause_table.h"

namespace precept::checker {

/// The fact that a proof states, as a value: it stands there as in a step, but a row of a table by its key.
Value stated(const Json& fact, const Type& type, ClauseTable& table);

/// A single value or a set as a document writes it; refuses what is none of the type. A text comes as it is
/// read, in place of a number; one in which nothing is left, or that was only proposed, is unknown.
struct Written {
  Value value;
  std::string text;
};
Written written(const Json& json, const Type& type, const ClauseTable& table);

/// A field of an object; null where there is none, or no object.
const Json* field_of(const Json* json, const std::string& name);

/// What lies at the end of the expression's path, below `element`; null, and what that means, where something
/// on the way is absent or null.
const Json* follow_path(const Json& element, const Expression& fact, Value& missing);

/// What the document itself has there, of a list its length.
Value read_off(const Json& element, const Expression& fact, ClauseTable& table);

/// The pointer below an element: "/group/region".
std::string pointer_below(const std::string& pointer, std::span<const PathStep> path);

}  // namespace precept::checker
