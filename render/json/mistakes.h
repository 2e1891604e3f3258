// Diagnostics for programs.
#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "render/json/writer.h"

namespace precept::rendering {

/// The members `errors` and `warnings` of the object that is being written; none where there are none.
/// `file`: of diagnostics without a place.
void write_mistakes_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                         JsonWriter& json);

/// Adds the mistakes of one place to those of another.
void add_mistakes(const Diagnostics& from, Diagnostics& to);

/// The answer of a command that came to no result: an object with the engine, the file and the mistakes.
void write_failure_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                        Sink& output);

}  // namespace precept::rendering
