// What is wrong with a document, at the field: mistakes of its reading and what the check finds.
#pragma once

#include "authoring/server/common/feature.h"

namespace precept::server {

/// Nothing of a file that is no document of a policy around.
FoundByFile find_in_record(const Context& context, const Document& document);

}  // namespace precept::server
