// Changes to a document, as plain data that owns its texts; renderers read it, programs apply it.
//
//   shall ensure s.length <= f.limit
//
//   Change{.kind = Edit, .pointer = "/stalls/1/length", .value = "4", .clauses = {"length"},
//          .text = "change the `length` of Ben to 4 (now 6)"}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/program/kinds.h"
#include "runtime/read/trust.h"

namespace precept {

struct Change {
  /// From the most to the least plausible change.
  enum class Kind : std::uint8_t {
    Attest,    ///< an open judgement is attested
    Supply,    ///< a missing value is given
    Edit,      ///< a value becomes another one
    Add,       ///< a list gets one more element
    Remove,    ///< an element of a list, or an optional value, is removed
    Overturn,  ///< an attestation gets the opposite value
    Withdraw   ///< an attestation is removed
  };

  Kind kind{};
  std::string pointer;           ///< into the original document; ends in the index of an added element
  std::string value;             ///< JSON; empty where something is removed
  std::string judgement, about;  ///< of an attestation
  std::string asks;              ///< the judgement's question, for people
  std::vector<std::string>
      also_removed;       ///< Remove: attestations about what is removed, which are removed too
  bool is_fixed = false;  ///< changes a field that the policy marks as `fixed`
  /// Changes the record of somebody whose acts are recorded: what has happened, not what is planned.
  bool changes_record = false;
  bool must_be_found_out = false;     ///< gives a value that has to be found out first
  std::vector<std::string> blanks;    ///< pointers of values for people to fill in: any value would do
  std::vector<std::string> examples;  ///< pointers of values that are one of several possible ones
  std::vector<std::string> clauses;   ///< labels of the clauses that it is for
  std::string text;  ///< a sentence: "attest …", "change the `country` of E. Novak to Kenya"

  bool is_attestation() const {
    return kind == Kind::Attest || kind == Kind::Overturn || kind == Kind::Withdraw;
  }
};
using Changes = std::vector<Change>;

const char* to_string(Change::Kind);

/// The beginning of a text for people to fill in.
inline constexpr const char* kAnyText = kToBeFilledIn;

/// What a set of changes does to the goal: it is met, broken, or left open.
enum class Aim : std::uint8_t { Mend, Break, Unsettle };

/// Changes that reach the aim together; no part of them does.
struct Fix {
  Aim aim{};
  Changes changes;
  std::string patch;           ///< the same as a JSON Patch (RFC 6902), attestations lack `by` and `date`
  std::string document;        ///< the document's text with the changes made
  Verdict verdict{};           ///< of the changed document
  bool changes_fixed = false;  ///< a change is to a field that the policy marks as `fixed`
};

}  // namespace precept
