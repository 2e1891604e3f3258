// Values written into a JSON text where none are, on lines that are there already: every line keeps its
// number. Includes a large header; for sources only.
#pragma once

#include <string>
#include <vector>

#include "runtime/edit/json_edit.h"

namespace precept {

/// A value and where it goes; what is around it is made. There is nothing in that place, or null, and nothing
/// on the way but objects and elements of lists that are there.
struct ValueAt {
  std::string pointer;
  json_edit::Json value;
};

/// `text` is that of `document`, well-formed and nested at most 100 deep; `elements` are texts that are added
/// to the list at `list` (or to a new one). In time linear in all that.
std::string splice(const std::string& text, const json_edit::Json& document,
                   const std::vector<ValueAt>& values, const std::string& list,
                   const std::vector<std::string>& elements);

}  // namespace precept
