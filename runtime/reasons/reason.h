// Why something came out as it did: a tree of sentences, down to the document, the tables and the
// attestations (docs/explaining.md). Plain data that owns its texts; renderers read it.
//
//   shall ensure s.length <= f.limit
//
//   Norm "length is not met"
//     Condition "s.length <= f.limit", No
//       Statement "the `limit` is 4, less than the `length` of Ben (6)"
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/report/report.h"

namespace precept {

struct Reason {
  enum class Kind : std::uint8_t {
    Verdict,      ///< of the document
    Subject,      ///< of one element alone
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
  std::string clause, quote;   ///< Norm, Right: the clause's label; the quote of the norm, or of its clause
  std::string norm;            ///< Norm: its name, where it has one
  std::string gist;            ///< Norm: told where the quote is absent or in another language
  bool has_own_words = false;  ///< Norm: the words are its own, not its clause's
  std::string subject;         ///< JSON pointer of what it is about
  std::string value;           ///< Fact, Row: the value alone
  /// Condition: it is the only one of its norm, and says no more than the norm does.
  bool is_redundant = false;
  Place at;                     ///< in the document or a table
  Place rule;                   ///< in the policy
  std::vector<Reason> because;  ///< what it rests on, in the order of the policy
};

const char* to_string(Reason::Kind);

/// The words of the clause that a reason is told with: its gist where there is one, else its quote.
inline const std::string& quote_or_gist(const Reason& reason) {
  return reason.gist.empty() ? reason.quote : reason.gist;
}

/// The reasons below one, as people are told them: a condition that goes without saying is replaced by the
/// reasons below it.
std::vector<const Reason*> visible_reasons(const Reason&);

}  // namespace precept
