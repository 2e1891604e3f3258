// What receipts and cards say of a policy: name, interval, files, readings, and for each kind of document the
// digest of its clause table.
#pragma once

#include <nlohmann/json.hpp>

#include "runtime/program.h"

namespace precept::receipt {

using Json = nlohmann::json;

/// In the form of checker/policy.h. Costs an export of each of the program's clause tables.
Json policy_json(const Program& program);

}  // namespace precept::receipt
