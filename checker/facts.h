// Facts, the ground that every proof stands on: as a proof states them, and as a document has them.
#pragma once

#include <span>
#include <string>

#include "checker/clause_table.h"

namespace precept::checker {

/// The fact that a proof states, as a value: it stands there as in a step, but a row of a table by its key.
Value stated(const Json& fact, const Type& type, ClauseTable& table);

/// What the document itself has there: the value at the end of the expression's path, below `element`, or
/// what it means that something on the way is absent or null.
Value read_off(const Json& element, const Expression& expression, ClauseTable& table);

/// The pointer below an element: "/group/region".
std::string pointer_below(const std::string& pointer, std::span<const PathStep> path);

/// What a document's attestations say: by judgement, and whom it is about (null: the document).
std::map<std::pair<Json, Json>, Json> attestations_in(const Json& document);

}  // namespace precept::checker
