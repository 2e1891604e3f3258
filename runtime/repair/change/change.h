// What would mend a document: changes to it, as plain data that renderers read and programs apply.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/program/kinds.h"
#include "runtime/read/trust.h"

namespace precept {

struct Change {
  /// In the order of how plausible such a change is.
  enum class Kind : std::uint8_t {
    Attest,    ///< somebody makes a judgement that nobody has made
    Supply,    ///< a value that is missing is given
    Edit,      ///< a value becomes another
    Add,       ///< a list gets one more element
    Remove,    ///< a list loses an element, or an optional value goes
    Overturn,  ///< a judgement that somebody made turns out otherwise
    Withdraw   ///< what somebody attested goes
  };

  Kind kind{};
  std::string pointer;           ///< JSON pointer into the document as it was; of an added element its index
  std::string value;             ///< JSON; empty where something goes
  std::string judgement, about;  ///< of an attestation
  std::string asks;              ///< the judgement's question, for people
  std::vector<std::string> along;  ///< of Remove: attestations that would be about nobody, which go too
  bool is_fixed = false;           ///< changes what the policy marks as `fixed`
  /// Changes what is recorded of somebody whose acts are recorded: what has happened, and not what is
  /// planned.
  bool is_record = false;
  bool finds_out = false;             ///< gives what nobody has supplied, so that nobody knows it yet
  std::vector<std::string> blanks;    ///< pointers of values that may be any: people fill them in
  std::vector<std::string> examples;  ///< pointers of values that are one of several that would do
  std::vector<std::string> clauses;   ///< labels of those it is for
  std::string text;  ///< a sentence: "attest …", "change the `country` of E. Novak to Kenya"

  bool is_attestation() const {
    return kind == Kind::Attest || kind == Kind::Overturn || kind == Kind::Withdraw;
  }
};
using Changes = std::vector<Change>;

const char* to_string(Change::Kind);

/// How a text begins that may be any: people fill it in.
inline constexpr const char* kAnyText = kToBeFilledIn;

/// What a set of changes brings about for what was asked: that it be as it should, otherwise, or open.
enum class Aim : std::uint8_t { Mend, Break, Unsettle };

/// Changes that together bring about what was asked for, and no part of them alone.
struct Fix {
  Aim aim{};
  Changes changes;
  std::string patch;           ///< the same as a JSON Patch (RFC 6902), attestations without `by` and `date`
  std::string document;        ///< the document's text with the changes made
  Verdict verdict{};           ///< of the changed document
  bool changes_fixed = false;  ///< one of the changes is to what the policy marks as fixed
};

}  // namespace precept
