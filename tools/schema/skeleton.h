// A document to be filled in: every field that a kind has, with what may stand in each.
//
//   parent: "?"          an enum or table, a date, a number, a truth: "?" is none, so nothing is checked
//   name: to be filled in            a text: the reader takes it for one that is not there
//
// As long as anything is left to fill in, the document is not checked: a skeleton never passes.
#pragma once

#include <string>

#include "tools/schema/shape.h"

namespace precept::tools {

/// In YAML each field has comments: its type, its words, and what leaving it out means. JSON has no comments;
/// there the words stand behind the `?`.
std::string skeleton_yaml(const KindShape& kind);
std::string skeleton_json(const KindShape& kind);

}  // namespace precept::tools
