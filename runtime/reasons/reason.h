// Why something came out as it did: a tree of sentences, down to the document, the tables and what people
// attested. Plain data; renderers read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace precept {

struct Reason {
  enum class Kind : std::uint8_t {
    Verdict,      ///< of the document
    Subject,      ///< what is said of one element, alone
    Norm,         ///< what a norm came to, for a subject
    Right,        ///< to an act, for a subject
    Condition,    ///< one of a norm's conditions, as the policy has it
    Definition,   ///< what a definition says of its result
    Statement,    ///< a comparison, a quantifier, a number counted
    Element,      ///< of a list that a statement speaks of
    Fact,         ///< a value of the document
    Row,          ///< a row of a table, or a cell of it
    Attestation,  ///< what a person attested
    Missing,      ///< what nobody has supplied
    Note          ///< that something is left out
  };

  Kind kind{};
  std::string text;            ///< a sentence, or for Condition the policy's own words
  std::optional<Truth> truth;  ///< of Condition, Definition, Statement, Element
  std::string clause, quote;   ///< Norm, Right: the clause's label; the norm's words, or the clause's
  std::string norm;            ///< Norm: its name, where it has one
  std::string gist;            ///< Norm: told in place of a quote that is in another language, or not there
  bool has_own_words = false;  ///< Norm: the words are its own, not its clause's
  std::string subject;         ///< JSON pointer of what it is about
  std::string value;           ///< Fact, Row: the value alone
  /// Condition: the only one of its norm that is told, and it says no more than the norm did.
  bool goes_without_saying = false;
  ReportPlace at;               ///< in the document or a table
  ReportPlace rule;             ///< in the policy
  std::vector<Reason> because;  ///< in the order in which it was written
};

const char* to_string(Reason::Kind);

/// The words of the text that a reason is told with.
inline const std::string& quote_or_gist(const Reason& reason) {
  return reason.gist.empty() ? reason.quote : reason.gist;
}

/// What a reason rests on as people are told it: a condition that goes without saying gives way to what it
/// rests on itself.
std::vector<const Reason*> told_below(const Reason&);

}  // namespace precept
