// Writes new values into a JSON text without new lines, so that every line keeps its number.
// Includes a large header, so only sources include this one.
#pragma once

#include <string>
#include <vector>

#include "runtime/edit/json_edit.h"

namespace precept {

/// A value and its pointer. At the pointer there is nothing or null; the way to it leads through objects,
/// which are made where missing, and through elements that exist.
struct ValueAt {
  std::string pointer;
  json_edit::Json value;
};

/// The text with the values written in. `text` is that of `document`, well-formed and nested at most 100
/// deep. `elements` are JSON texts that are added to the list at `list`, or to a new one. Takes linear time.
std::string splice(const std::string& text, const json_edit::Json& document,
                   const std::vector<ValueAt>& values, const std::string& list,
                   const std::vector<std::string>& elements);

}  // namespace precept
