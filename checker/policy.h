// What a receipt says of its policy and of those whose attestations count, and the card that says the same
// and is trusted: published once, by whoever answers for the policy.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/canonical.h"
#include "checker/signature.h"

namespace precept::checker {

/// Whose attestations count, by name and the `by` of the judgements that they answer (empty: all); with the
/// keys, in base64, by one of which they must be signed (`""`: no signature is asked for). Nobody:
/// everybody's count.
using Attesters = std::map<std::pair<std::string, std::string>, std::set<std::string>>;
inline constexpr std::size_t kMostKeys = 16;  ///< of one who attests

inline constexpr int kReceiptFormat = 2;
inline constexpr int kCardFormat = 1;
/// In place of a proof.
inline constexpr const char* kProofLeftOut = "it would be larger than a proof may be";

struct Reading {
  std::string name, by_default;
  std::set<std::string> choices;
};
struct Policy {
  std::string name;
  std::optional<std::int64_t> from, until;  ///< days, both in force
  bool has_source_lock = false;
  std::vector<Reading> readings;
  std::map<std::string, std::string> kinds;  ///< digest of the clause table, by kind of document
  std::set<std::string> files;               ///< digests of sources and tables
};

/// Of `policy` of a receipt or card; refuses whatever is not one, and members that no policy has.
Policy read_policy(const Json& json);

/// Of the member `attesters` of a receipt or card, which may be absent. Refuses what is not in its form.
Attesters attesters_of(const Json& whole);

struct Card {
  Json policy;
  Json attesters;  ///< null: none
  std::string digest;
  std::optional<std::string> public_key;  ///< of its signature
};
/// Refuses what is no card as it was written, or is not signed by the key that it names.
Card read_card(std::string_view text);

/// The card of a policy as it is written, its digest filled in; and with a signature. `attesters`: null where
/// everybody's attestations count.
std::string write_card(const Json& policy, const Json& attesters);
std::optional<std::string> sign_card(const std::string& card, const std::string& secret_key);

/// The text that the object `what` has as a member. Refuses one of another type.
std::string text_in(const Json& object, const char* what, const char* member);
/// Refuses an object that has other members than these; those with a `?` may be absent.
void require_members(const Json& json, const char* what, const std::vector<std::string>& members);

/// SHA-256 of an object as it is written, without its `digest` and `signature`.
std::string digest_of(const Json& json);
/// The key of the `signature` of something with that digest; refuses one that is none of it.
std::string signer_of(const Json& signature, Signed what, const std::string& digest);

}  // namespace precept::checker
