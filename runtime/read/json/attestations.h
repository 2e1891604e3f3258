// Reads `attestations`, the part that every kind of document may have (docs/language.md, Attestations).
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "runtime/document/document.h"
#include "runtime/document/judgement_subjects.h"
#include "runtime/read/json/walker.h"
#include "runtime/read/trust.h"

namespace precept {

/// The fields of an attestation, in the order of docs/language.md.
enum class AttestationField : std::uint8_t { Judgement, About, Value, By, Date, Reason, Signature };
inline constexpr std::size_t kAttestationFields = 7;

/// An attestation as it was read, with the places of its fields.
struct ReadAttestation {
  Attestation attestation;
  Span place;                            ///< its opening brace
  Span fields[kAttestationFields] = {};  ///< the values; no place where absent or null
  Span keys[kAttestationFields] = {};
  std::string signature;
  bool sound = true;               ///< no mistake has been found in it
  bool has_unknown_field = false;  ///< it has one, and that was reported
};

/// The dates in a document, without those of its attestations.
struct DocumentDates {
  Day own = kNoDay;       ///< its own `date`
  Day earliest = kNoDay;  ///< of all others
  void add(Day day) { earliest = earliest == kNoDay || day < earliest ? day : earliest; }
};

/// Reads `attestations` of a document into `Document::attestations`.
class AttestationReader : JsonWalker {
 public:
  AttestationReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document,
                    const TrustRules& trust)
      : JsonWalker(tokens, mistakes), program_(program), document_(document), trust_(trust) {}

  /// Reads the list at the current token, and checks each attestation by itself.
  bool read();
  /// Is called when the whole document is read: checks that each attestation is about one thing in it, and
  /// that no two contradict each other. `text` is the document's, `dates` are those in it.
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
                     const std::vector<JudgementSubjects::Target>& found);
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
  const TrustRules& trust_;
  std::optional<JudgementSubjects> subjects_;  ///< set once the document is read
  std::string_view text_;                      ///< set once the document is read
  std::string identity_;                       ///< of the document; made for the first signature
  std::optional<nlohmann::json> json_;         ///< the document; parsed for the first pointer to a record
};

}  // namespace precept
