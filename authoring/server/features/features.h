// The features: each answers one kind of question about the buffers and throws a RequestError where the
// question itself is wrong. Each has a file of its own; methods.def names the questions.
//
//     clause length
//       shall ensure s.length <= 4     hover at `length`: "field Stall.length : int"
//
// Parameters and results are those of the Language Server Protocol, 3.17.
#pragma once

#include "authoring/server/common/feature.h"

namespace precept::server {

#define METHOD(method, function) Json function(const Context& context, const Json& params);
#include "authoring/server/features/methods.def"
#undef METHOD

/// The commands that `execute_command` runs.
Json command_names();
/// The kinds of tokens that `semantic_tokens` tells, in the order of their numbers.
Json semantic_token_legend();

}  // namespace precept::server
