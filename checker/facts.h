// What a document says where a proof looks: the ground that every proof stands on.
#pragma once

#include <span>
#include <string>

#include "checker/clause_table.h"

namespace precept::checker {

/// What stands at the end of `path`, below an element (a part of the document whose JSON pointer is
/// `pointer`): {"value":…}, of a list {"length":…}, of an object that is only asked for {"object":true}; or
/// the pointer of what is missing on the way, {"absent":…} or {"null":…}.
Json fact_of(const Json& element, const std::string& pointer, std::span<const PathStep> path, Kind kind);

/// The fact as a value of the expression. Refuses one that is not in the form that `fact_of` gives it.
Value value_of_fact(const Json& fact, const std::string& pointer, const Expression& expression,
                    ClauseTable& table);

/// The pointer below an element: "/group/region".
std::string pointer_below(const std::string& pointer, std::span<const PathStep> path);

/// What a document's attestations say: by judgement, and whom it is about (null: the document).
std::map<std::pair<Json, Json>, Json> attestations_in(const Json& document);

}  // namespace precept::checker
