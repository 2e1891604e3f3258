// Writes diagnostics as JSON.
#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "render/json/writer.h"

namespace precept::rendering {

/// Writes the members `errors` and `warnings` of the object at hand; leaves out an empty one. `file` is named
/// for diagnostics without a place.
void write_mistakes_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                         JsonWriter& json);

/// Writes one of them as an object.
void write_mistake_json(const Diagnostic& diagnostic, const Sources& sources, JsonWriter& json,
                        std::string_view file = {});

/// Writes the answer of a command that came to no result: an object with the engine, the file and the
/// mistakes.
void write_failure_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                        Sink& output);

}  // namespace precept::rendering
