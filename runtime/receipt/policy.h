// The part of receipts and policy cards about the policy: name, interval, files, readings, and the digest of
// the clause table of each kind of document (docs/receipts.md).
#pragma once

#include <nlohmann/json.hpp>
#include <span>

#include "runtime/program/program.h"
#include "runtime/read/trust.h"

namespace precept::receipt {

using Json = nlohmann::json;

/// In the form of checker/policy.h. Costs an export of each of the program's clause tables.
Json policy_json(const Program& program);

/// The people whose attestations count, each once, by name, role and key; null where everybody's count.
Json attesters_json(std::span<const TrustedAttester> attesters);
/// The same people, read from a receipt that checker::verify_receipt has accepted.
std::vector<TrustedAttester> attesters_of(const Json& receipt);

}  // namespace precept::receipt
