// Ed25519 signatures (RFC 8032) of receipts, cards and attestations. What is signed begins with a word for
// the sort, so that a signature of one sort is not valid for another.
#pragma once

#include <optional>
#include <string>

namespace precept::checker {

/// Both keys in base64.
struct KeyPair {
  std::string secret_key, public_key;
};
/// Makes a pair of keys from the system's random source.
KeyPair make_keys();

enum class Signed { Receipt, Card, Attestation };

struct Signature {
  std::string public_key, value;  ///< base64
};
/// Signs the digest; none where the text is no secret key.
std::optional<Signature> sign(Signed what, const std::string& digest, const std::string& secret_key);
/// True for a text in the form of a public key.
bool is_public_key(const std::string& key);
bool is_signed(Signed what, const std::string& digest, const Signature& signature);

}  // namespace precept::checker
