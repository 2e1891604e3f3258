// What somebody signs who attests: the attestation, and the document that it is made in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// An attestation as it is written, texts as they are read (base/text.h).
struct WrittenAttestation {
  std::string judgement, about, by, date, reason;  ///< `about`, `reason`: empty where there is none
  bool value = false;
};

/// SHA-256 of the document without its attestations, as canonical JSON (keys in order, no blanks, texts as
/// they are read), hexadecimal: however it is laid out, and whatever is attested in it, it is the same
/// document. `json` is well-formed, an object.
std::string document_identity(std::string_view json);

/// What the signature is over: lines `precept attestation 1`, `document SHA-256`, then the canonical JSON of
/// the attestation's fields, `signature` left out, and of `about` and `reason` those that are there.
std::string text_to_sign(const WrittenAttestation& attestation, std::string_view identity);

/// Ed25519, base64; nothing where the key (base64) is none.
std::optional<std::string> sign_attestation(const WrittenAttestation& attestation, std::string_view identity,
                                            const std::string& secret_key);
bool is_signed_by(const WrittenAttestation& attestation, std::string_view identity,
                  const std::string& signature, const std::string& public_key);

}  // namespace precept
