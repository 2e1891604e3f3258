// Mistakes as the editor shows them.
#pragma once

#include "authoring/server/common/feature.h"
#include "base/diagnostic.h"

namespace precept::server {

/// One mistake at the range; notes and help stand in its message, further places as related information. The
/// URIs of other files are by `uri_of`. `data` has what a code action needs.
Json diagnostic_json(const Diagnostic& diagnostic, Json range);

/// A mistake of a policy, with its places.
Json diagnostic_json(const Context& context, const PolicyState& policy, const Diagnostic& diagnostic);

/// The mistakes of the state by the file that they are in; those without a place are at the begin of the
/// root.
std::map<std::filesystem::path, Json> diagnostics_by_file(const Context& context, const PolicyState& policy);

}  // namespace precept::server
