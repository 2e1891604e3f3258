// The part of receipts and policy cards about the policy: name, interval, files, readings, and the digest of
// the clause table of each kind of document (docs/receipts.md).
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "runtime/read/trust.h"
#include "runtime/receipt/clause_table.h"

namespace precept::receipt {

/// What a receipt says of its policy, whatever the document is.
struct ExportedPolicy {
  Json json;                        ///< in the form of checker/policy.h
  std::vector<ClauseTable> tables;  ///< by unit of the program
  /// The same as members of a receipt (checker::canonical_member).
  std::string text;
  std::vector<std::string> table_texts;
};

/// Costs an export of each of the program's clause tables.
ExportedPolicy export_policy(const Program& program);
/// Its `json` alone, at the same cost.
Json policy_json(const Program& program);

/// The people whose attestations count, each once, by name, role and key; null where everybody's count.
Json attesters_json(std::span<const TrustedAttester> attesters);
/// The same people, read from a receipt that checker::verify_receipt has accepted.
std::vector<TrustedAttester> attesters_of(const Json& receipt);

}  // namespace precept::receipt
