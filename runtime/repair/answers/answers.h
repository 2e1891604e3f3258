// Answers to open questions, kept in a file beside the document, and the document with them written in
// (docs/fixing.md).
//
//   shall ensure some s in p.supporters satisfies committed(s, p)
//
//   {"answers_to": "proposal.json", "kind": "Proposal",
//    "attestations": [{"judgement": "committed", "about": "Kenya", "value": true, "by": "…", "date": "…"}],
//    "values": [{"at": "/attendance/0/country", "value": "KE", "by": "…", "date": "…"}]}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

/// One answer: to a judgement, or a missing value.
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
      kind;  ///< the document's file name, and its kind
  std::vector<Answer> answers;

  /// Adds an answer; it replaces an earlier answer to the same question.
  void add(Answer answer);
  std::string text() const;
};

/// Reads a file of answers. Nothing, and a diagnostic (E5051), where it is no such file, has a field that
/// answers do not have, or has two answers that contradict each other.
std::optional<AnswersFile> read_answers(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// The document's text with the answers written in, without new lines, so that every line keeps its number.
/// Nothing, and a diagnostic (E5052), where they do not fit: they are for another document or kind, they
/// contradict a value or an attestation of the document, or it has no place for a value. Whom they are about
/// is checked when the document is read.
std::optional<std::string> with_answers(FileId document, const AnswersFile& answers, FileId answers_file,
                                        const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept
