#include "runtime/read/signing.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "base/text.h"
#include "checker/canonical.h"
#include "checker/signature.h"

namespace precept {

namespace {

/// Changes every text to how it is read.
void fold(nlohmann::json& json) {
  if (json.is_string()) {
    json = without_faults(json.get_ref<const std::string&>());
  } else if (json.is_structured()) {
    for (nlohmann::json& part : json) fold(part);
  }
}

}  // namespace

std::string document_identity(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  try {
    nlohmann::json json = checker::parse(text, checker::Numbers::Decimal);
    if (json.is_object()) json.erase("attestations");
    fold(json);
    return sha256_hex(checker::one_line(json));
  } catch (const checker::Refused&) {
    return sha256_hex(text);  // no document that is checked: nothing is signed of it
  }
}

std::string text_to_sign(const WrittenAttestation& attestation, std::string_view identity) {
  nlohmann::json json = {{"judgement", attestation.judgement},
                         {"value", attestation.value},
                         {"by", attestation.by},
                         {"date", attestation.date}};
  if (!attestation.about.empty()) json["about"] = attestation.about;
  if (!attestation.reason.empty()) json["reason"] = attestation.reason;
  return fmt::format("precept attestation 1\ndocument {}\n{}\n", identity, json.dump());
}

std::optional<std::string> sign_attestation(const WrittenAttestation& attestation, std::string_view identity,
                                            const std::string& secret_key) {
  auto made = checker::sign(checker::Signed::Attestation, text_to_sign(attestation, identity), secret_key);
  return made ? std::optional(made->value) : std::nullopt;
}

bool is_signed_by(const WrittenAttestation& attestation, std::string_view identity,
                  const std::string& signature, const std::string& public_key) {
  return checker::is_signed(checker::Signed::Attestation, text_to_sign(attestation, identity),
                            {public_key, signature});
}

}  // namespace precept
