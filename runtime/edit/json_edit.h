// Changes values of a JSON document by pointer (RFC 6901), to try a changed document.
//
//   put(document, "/stalls/1/length", 4)      Ben's stall is now 4 metres long
//
// Includes a large header, so only sources include this one.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace precept::json_edit {

/// Objects keep the order in which they are written.
using Json = nlohmann::ordered_json;

/// A name as a step of a pointer, with `~` and `/` escaped.
std::string escaped(std::string_view token);
/// The value at the pointer; null where there is none.
const Json* find(const Json& document, std::string_view pointer);
/// Puts a value at the pointer, and makes missing objects around it. In an array it replaces an element, or
/// is added at the end where the index is `-` or not below the length.
void put(Json& document, const std::string& pointer, Json value);
/// Removes the value at the pointer, if there is one.
void take(Json& document, const std::string& pointer);

}  // namespace precept::json_edit
