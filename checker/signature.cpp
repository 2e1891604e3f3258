#include "checker/signature.h"

#include <sodium.h>

#include <array>
#include <vector>

namespace precept::checker {

namespace {

constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;

/// The signed text. It begins with a heading, so that a signature is valid for nothing else.
std::string message_of(Signed what, const std::string& digest) {
  if (what == Signed::Attestation) return digest;  // the text of an attestation has its heading already
  const char* heading = what == Signed::Card ? "precept card, format 1\n" : "precept receipt, format 2\n";
  return heading + digest + "\n";
}

std::string to_base64(const unsigned char* bytes, std::size_t size) {
  std::string text(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes, size, kVariant);
  text.pop_back();
  return text;
}

template <std::size_t size>
bool from_base64(const std::string& text, std::array<unsigned char, size>& bytes) {
  std::size_t length = 0;
  const char* end = nullptr;
  const bool is_read =
      sodium_base642bin(bytes.data(), size, text.data(), text.size(), nullptr, &length, &end, kVariant) == 0;
  return is_read && length == size && end == text.data() + text.size();
}

}  // namespace

KeyPair make_keys() {
  if (sodium_init() < 0) return {};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
  crypto_sign_keypair(public_key.data(), secret_key.data());
  KeyPair keys{to_base64(secret_key.data(), secret_key.size()),
               to_base64(public_key.data(), public_key.size())};
  sodium_memzero(secret_key.data(), secret_key.size());
  return keys;
}

std::optional<Signature> sign(Signed what, const std::string& digest, const std::string& secret_key) {
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> key{};
  if (sodium_init() < 0 || !from_base64(secret_key, key)) return std::nullopt;
  std::array<unsigned char, crypto_sign_BYTES> value{};
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  const std::string message = message_of(what, digest);
  crypto_sign_detached(value.data(), nullptr, reinterpret_cast<const unsigned char*>(message.data()),
                       message.size(), key.data());
  crypto_sign_ed25519_sk_to_pk(public_key.data(), key.data());
  sodium_memzero(key.data(), key.size());
  Signature made{to_base64(public_key.data(), public_key.size()), to_base64(value.data(), value.size())};
  // A secret key contains its public key. If the two do not belong together, the signature could not be
  // verified.
  if (!is_signed(what, digest, made)) return std::nullopt;
  return made;
}

bool is_public_key(const std::string& key) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> bytes{};
  return sodium_init() >= 0 && from_base64(key, bytes);
}

bool is_signed(Signed what, const std::string& digest, const Signature& signature) {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> key{};
  std::array<unsigned char, crypto_sign_BYTES> value{};
  if (sodium_init() < 0 || !from_base64(signature.public_key, key) || !from_base64(signature.value, value)) {
    return false;
  }
  const std::string message = message_of(what, digest);
  return crypto_sign_verify_detached(value.data(), reinterpret_cast<const unsigned char*>(message.data()),
                                     message.size(), key.data()) == 0;
}

}  // namespace precept::checker
