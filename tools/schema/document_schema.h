// JSON Schema (draft 2020-12) of the documents that policies are about, for editors and validators.
//
//   record Booking                 {"type": "object", "properties": {"kind": {"const": "Booking"},
//     people : int                   "people": {"type": ["integer", "null"], …}, …},
//                                   "required": ["kind"], "additionalProperties": false}
//
// What the reader takes, the schema takes; what the schema refuses, the reader refuses, but for the spellings
// that docs/schema.md lists. Whatever a reader of JSON alone cannot see is left to the check.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "tools/schema/shape.h"

namespace precept::tools {

/// The schema of these kinds, at least one: a document is of one of them. Where a kind is there several
/// times, by several policies, a document fits one of these.
nlohmann::ordered_json document_schema(std::span<const KindShape> kinds);

}  // namespace precept::tools
