// Changing a JSON text's values by pointer (RFC 6901): for those who try a document otherwise than it is.
// Includes a large header; for sources only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace precept::json_edit {

/// Objects keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// A name as a part of a pointer: `~` and `/` escaped.
std::string escaped(std::string_view token);
/// The value at the pointer; null where there is none.
const Json* find(const Json& document, std::string_view pointer);
/// Puts a value; objects around it are made where they are missing. Of an array an element that is there, or
/// one more where the index is its length or beyond, or `-`.
void put(Json& document, const std::string& pointer, Json value);
/// Takes out what is there, if anything is.
void take(Json& document, const std::string& pointer);

}  // namespace precept::json_edit
