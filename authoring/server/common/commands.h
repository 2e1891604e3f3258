// What code lenses run, by `workspace/executeCommand` (docs/editors.md). Each takes one object, whose `uri`
// names the file, and gives an object, whose `message` is for people.
#pragma once

#include "authoring/server/common/feature.h"

namespace precept::server {

inline constexpr const char* kRunTests = "precept.runTests";  ///< uri; `test` a title, `clause` a label
inline constexpr const char* kShowCoverage = "precept.showCoverage";  ///< uri
inline constexpr const char* kExplain = "precept.explain";  ///< uri of the policy; clause; `document` a URI

/// A lens at the range that runs the command.
Json lens_json(Json range, const std::string& title, const char* command, Json argument);

}  // namespace precept::server
