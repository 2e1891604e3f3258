// Answers to open questions, kept in a file beside the document, and the
// document as it is with them.
//
//   {"answers_to": "proposal.json", "kind": "Proposal",
//    "attestations": [{"judgement": "committed", "about": "Kenya", "value":
//    true, "by": "…", "date": "…"}], "values": [{"at": "/attendance/0/country",
//    "value": "KE", "by": "…", "date": "…"}]}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

/// One answer: of a judgement, or a value that was missing.
struct Answer {
  std::string judgement, about;  ///< of a judgement; `about` empty: the document
  std::string at;                ///< of a value: its JSON pointer
  std::string value;             ///< JSON; of a judgement `true` or `false`
  std::string by, date, reason;
  std::string signature;  ///< of a judgement, base64; empty: not signed

  bool is_same_question(const Answer& other) const {
    return judgement == other.judgement && about == other.about && at == other.at;
  }
};

/// A judgement's answer as the attestation that a document holds.
std::string attestation_json(const Answer& answer);

struct AnswersFile {
  std::string document,
      kind;  ///< to which document, by its file's name, and of what kind
  std::vector<Answer> answers;

  /// Takes the place of an earlier answer to the same question.
  void add(Answer answer);
  std::string text() const;
};

/// Nothing (and a diagnostic, E5051) where it is not such a file, whole: with a field that answers do not
/// have, or two answers that contradict each other.
std::optional<AnswersFile> read_answers(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// The document's text with the answers written into it, on lines that are
/// there already, so that every line keeps its number. Nothing (and a
/// diagnostic, E5052) where they do not fit: they are to
/// another document or kind, give a value that the document has otherwise or
/// has no place for, or answer a judgement that the document answers otherwise.
/// Whom they are about is checked when the document is read.
std::optional<std::string> with_answers(FileId document, const AnswersFile& answers, FileId answers_file,
                                        const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept
