// What people attest: the part of a document that every kind has.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "runtime/document/document.h"
#include "runtime/document/judged.h"
#include "runtime/read/json/walker.h"
#include "runtime/read/trust.h"

namespace precept {

/// The fields of an attestation, in the order of the contract.
enum class AttestationField : std::uint8_t { Judgement, About, Value, By, Date, Reason, Signature };
inline constexpr std::size_t kAttestationFields = 7;

/// An attestation as it was read, with the places of its fields.
struct ReadAttestation {
  Attestation attestation;
  Span place;                            ///< its opening brace
  Span fields[kAttestationFields] = {};  ///< the values; no place where absent or null
  Span keys[kAttestationFields] = {};
  std::string signature;
  bool sound = true;               ///< no mistake in it yet
  bool has_unknown_field = false;  ///< which was told
};

/// The days that a document speaks of, beside those of its attestations.
struct DocumentDates {
  Day own = kNone;       ///< its own `date`
  Day earliest = kNone;  ///< of all others
  void add(Day day) { earliest = earliest == kNone || day < earliest ? day : earliest; }
};

/// Reads `attestations` of a document into `Document::attestations`.
class AttestationReader : JsonWalker {
 public:
  AttestationReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document,
                    const Accepted& accepts)
      : JsonWalker(tokens, mistakes), program_(program), document_(document), accepts_(accepts) {}

  /// The list at hand. Each attestation is checked by itself.
  bool read();
  /// When the whole document is read: that everybody who is attested about is in it, and that no
  /// attestation contradicts another. `text` is the document's; `dates` those that stand in it.
  bool check(std::string_view text, const DocumentDates& dates);

 private:
  bool read_one();
  bool read_field(ReadAttestation& read);
  bool read_value(ReadAttestation& read, AttestationField field);
  bool set_text(ReadAttestation& read, AttestationField field, std::string_view text);
  bool wrong_type(AttestationField field);
  bool check_required(ReadAttestation& read);
  bool check_about_form(ReadAttestation& read);
  bool has_all_names() const;
  bool find_whom(ReadAttestation& read);
  bool is_there(std::string_view pointer);
  bool about_blank(const ReadAttestation& read);
  bool about_nothing(const ReadAttestation& read, std::string_view pointer);
  bool about_nobody(const ReadAttestation& read, std::string_view about);
  bool about_several(const ReadAttestation& read, std::string_view about,
                     const std::vector<Judged::Whom>& found);
  bool check_by(const ReadAttestation& read);
  void leave_out_untrusted();
  bool is_trusted(const ReadAttestation& read);
  void not_trusted(const ReadAttestation& read, std::string why, std::string help);
  bool check_contradictions();
  void warn_of_subjects();
  void warn_of_dates(const DocumentDates& dates);
  const program::Judgement& judgement(std::uint32_t index) const;
  std::vector<std::uint32_t> same_judgements(std::uint32_t index) const;
  std::string places_of(std::uint32_t index) const;
  std::string lengths_of(std::uint32_t index) const;
  std::vector<std::string_view> judgement_names() const;

  const Program& program_;
  Document& document_;
  std::vector<ReadAttestation> read_;
  const Accepted& accepts_;
  std::optional<Judged> judged_;        ///< once the document is read
  std::string_view text_;               ///< likewise
  std::string identity_;                ///< of the document, once a signature is looked at
  std::optional<nlohmann::json> json_;  ///< of the document, once a pointer to a record is looked at
};

}  // namespace precept
