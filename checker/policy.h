// The policy of a receipt and the attesters that count; and the policy card, which states the same and is
// trusted. Whoever answers for a policy publishes its card once (docs/receipts.md).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/canonical.h"
#include "checker/signature.h"

namespace precept::checker {

/// Whose attestations count: by name and by the `by` of the judgements (empty: all judgements), the keys in
/// base64 of which one must have signed (`""`: no signature is needed). An empty map: everybody's count.
using Attesters = std::map<std::pair<std::string, std::string>, std::set<std::string>>;
inline constexpr std::size_t kMostKeys = 16;  ///< keys of one attester

inline constexpr int kReceiptFormat = 2;
inline constexpr int kCardFormat = 1;
/// Stands in place of a proof that is too large.
inline constexpr const char* kProofLeftOut = "it would be larger than a proof may be";

struct Reading {
  std::string name, by_default;
  std::set<std::string> choices;
};
struct Policy {
  std::string name;
  std::optional<std::int64_t> from, until;  ///< day numbers, both included
  bool has_source_lock = false;
  std::vector<Reading> readings;
  std::map<std::string, std::string> kinds;  ///< digest of the clause table, by kind of document
  std::set<std::string> files;               ///< digests of sources and tables
};

/// Reads the member `policy` of a receipt or card. Refuses malformed and unknown members.
Policy read_policy(const Json& json);

/// Reads the member `attesters` of a receipt or card, which may be absent. Refuses a malformed one.
Attesters attesters_of(const Json& whole);

struct Card {
  Json policy;
  Json attesters;  ///< null: none
  std::string digest;
  std::optional<std::string> public_key;  ///< the key that signed it; none: unsigned
};
/// Reads a card. Refuses text that is not exactly as `write_card` writes it, and a wrong signature.
Card read_card(std::string_view text);

/// The text of a policy's card, with its digest. `attesters` is null where everybody's attestations count.
/// `sign_card` gives the signed card; none where the key is no secret key.
std::string write_card(const Json& policy, const Json& attesters);
std::optional<std::string> sign_card(const std::string& card, const std::string& secret_key);

/// The text that the object `what` has as a member. Refuses one of another type.
std::string text_in(const Json& object, const char* what, const char* member);
/// Whether it is a SHA-256 in small hexadecimal digits.
bool is_digest(const Json& json);
/// Refuses an object that has other members than these; those with a `?` may be absent.
void require_members(const Json& json, const char* what, const std::vector<std::string>& members);

/// SHA-256 of an object in canonical form, without its members `digest` and `signature`.
std::string digest_of(const Json& json);
/// The public key of a `signature` member. Refuses a signature that does not belong to the digest.
std::string signer_of(const Json& signature, Signed what, const std::string& digest);

}  // namespace precept::checker
