// Who vouches for a receipt: an Ed25519 signature (RFC 8032) over its digest. Cards are signed
// likewise, and no signature of the one is one of the other.
#pragma once

#include <optional>
#include <string>

namespace precept::checker {

/// Both in base64.
struct KeyPair {
  std::string secret_key, public_key;
};
/// From the system's source of chance.
KeyPair make_keys();

enum class Signed { Receipt, Card, Attestation };

struct Signature {
  std::string public_key, value;  ///< base64
};
/// Nothing where the text is no secret key.
std::optional<Signature> sign(Signed what, const std::string& digest, const std::string& secret_key);
/// Whether it has the form of a key.
bool is_public_key(const std::string& key);
bool is_signed(Signed what, const std::string& digest, const Signature& signature);

}  // namespace precept::checker
