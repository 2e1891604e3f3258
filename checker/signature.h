// Who vouches for a receipt: an Ed25519 signature (RFC 8032) over its digest.
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

struct Signature {
  std::string public_key, value;  ///< base64
};
/// Nothing where the text is no secret key.
std::optional<Signature> sign(const std::string& digest, const std::string& secret_key);
bool is_signed(const std::string& digest, const Signature& signature);

}  // namespace precept::checker
