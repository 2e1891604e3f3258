// What people attest: the part of a document that every kind has.
#pragma once

#include <map>
#include <vector>

#include "runtime/document.h"
#include "runtime/read/json_walker.h"

namespace precept {

/// The fields of an attestation, in the order of the contract.
enum class AttestationField : std::uint8_t { Judgement, About, Value, By, Date, Reason };
inline constexpr std::size_t kAttestationFields = 6;

/// An attestation as it was read, with the places of its fields.
struct ReadAttestation {
  Attestation attestation;
  Span place;                            ///< its opening brace
  Span fields[kAttestationFields] = {};  ///< the values; no place where absent or null
  Span keys[kAttestationFields] = {};
  bool sound = true;  ///< no mistake in it yet
};

/// Reads `attestations` of a document into `Document::attestations`.
class AttestationReader : JsonWalker {
 public:
  AttestationReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document)
      : JsonWalker(tokens, mistakes), program_(program), document_(document) {}

  /// The list at hand. Each attestation is checked by itself.
  bool read();
  /// When the whole document is read: that everybody who is attested about is in it, and that no
  /// attestation contradicts another.
  bool check();

 private:
  bool read_one();
  bool read_field(ReadAttestation& read);
  bool read_value(ReadAttestation& read, AttestationField field);
  bool set_text(ReadAttestation& read, AttestationField field, std::string_view text);
  bool wrong_type(AttestationField field);
  bool check_required(ReadAttestation& read);
  bool check_about_form(ReadAttestation& read);
  bool check_about(const ReadAttestation& read);
  bool is_in_column(std::uint32_t column, std::uint32_t rows, std::int32_t code);
  bool check_contradictions();
  const program::Judgement& judgement(std::uint32_t index) const;
  std::vector<std::uint32_t> same_judgements(std::uint32_t index) const;
  std::string places_of(std::uint32_t index) const;
  std::vector<std::string_view> judgement_names() const;

  const Program& program_;
  Document& document_;
  std::vector<ReadAttestation> read_;
  std::map<std::uint32_t, std::vector<std::int32_t>> codes_;  ///< of a column, sorted; made when first asked
};

}  // namespace precept
