// Signatures of attestations: the text that is signed, made from the attestation and the identity of its
// document (docs/language.md, Attestations).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// The fields of an attestation, with texts as they are read (base/text.h).
struct WrittenAttestation {
  std::string judgement, about, by, date, reason;  ///< `about`, `reason`: empty where there is none
  bool value = false;
};

/// The identity of a document: SHA-256, hexadecimal, of the document without its attestations as canonical
/// JSON (keys in order, no blanks, texts as they are read). Layout and attestations do not change it. `json`
/// is a well-formed object.
std::string document_identity(std::string_view json);

/// The text that is signed: the lines `precept attestation 1`, `document` with the identity, and the
/// canonical JSON of the attestation's fields without `signature`; `about` and `reason` only where they are
/// there.
std::string text_to_sign(const WrittenAttestation& attestation, std::string_view identity);

/// The Ed25519 signature in base64; nothing where `secret_key` is no key in base64.
std::optional<std::string> sign_attestation(const WrittenAttestation& attestation, std::string_view identity,
                                            const std::string& secret_key);
bool is_signed_by(const WrittenAttestation& attestation, std::string_view identity,
                  const std::string& signature, const std::string& public_key);

}  // namespace precept
