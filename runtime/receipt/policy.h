// What receipts and cards say of a policy: name, interval, files, readings, and for each kind of document the
// digest of its clause table.
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "runtime/program/program.h"
#include "runtime/read/trust.h"

namespace precept::receipt {

using Json = nlohmann::json;

/// In the form of checker/policy.h. Costs an export of each of the program's clause tables.
Json policy_json(const Program& program);

/// Whose attestations count, each once and in the order of names, roles and keys; null where everybody's do.
Json attesters_json(std::span<const TrustedAttester> attesters);
/// Those of a receipt that checker::check_receipt has taken.
std::vector<TrustedAttester> attesters_of(const Json& receipt);

}  // namespace precept::receipt
