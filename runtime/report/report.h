// What a check found, in the words of the report contract. Plain data: the machine's outcomes and the
// reference evaluator both make it, renderers read it.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/program/kinds.h"
#include "runtime/words/language.h"

namespace precept {

struct ReportPlace {
  std::string file;
  std::uint32_t line = 0, column = 0;  ///< from 1; 0: no place
};

/// Something that nobody supplied. Either a judgement to attest or evidence to add.
struct OpenPoint {
  std::string judgement;  ///< empty: missing evidence
  std::string about;      ///< the name an attestation must give; empty: the document
  std::string asks;       ///< the question, for people
  std::string from;       ///< where the answer would be found; may be empty
  std::string subject;    ///< JSON pointer of what it is about; for evidence, of the missing field
  ReportPlace at;

  bool operator==(const OpenPoint& other) const {
    return judgement == other.judgement && about == other.about && subject == other.subject;
  }
};

/// Where in the program a finding comes from, for those who explain it.
struct FindingOrigin {
  std::uint32_t section = 0;          ///< of the unit
  std::optional<std::uint32_t> norm;  ///< of the section; none: what its acts are otherwise
  std::uint32_t row = 0;              ///< of the section's level
};

/// A norm's own name and words: those of its clause do not tell what it alone decided.
struct NormWords {
  std::string name;         ///< empty where it has none
  std::string quote, gist;  ///< both empty: it is told with its clause's
  bool prefers_gist = false;

  bool has_words() const { return !quote.empty() || !gist.empty(); }
  bool operator==(const NormWords&) const = default;
};

struct Finding {
  std::string clause;
  NormWords norm;
  Outcome outcome{};
  Level level{};
  std::string subject;            ///< JSON pointer: "/attendance/3"; "" is the document
  std::string name;               ///< of the subject, where it has one
  std::string message;            ///< the policy's words, or one made from the norm; empty where satisfied
  std::vector<std::string> acts;  ///< of an act norm: those that broke it
  ReportPlace at;
  std::vector<OpenPoint> missing;  ///< undetermined: what would settle it
  FindingOrigin origin;
};

struct ActRight {
  std::string act;
  Right right{};
  std::vector<std::string> by;  ///< labels of the clauses that decided, in the policy's order
};
struct SubjectRights {
  std::string subject, name;
  std::vector<ActRight> acts;
};

/// How the policy read the text where it can be read in several ways.
struct ReadingUsed {
  std::string name, choice;
  std::string words;  ///< the choice's, for people
  bool is_default = true;
  std::string chosen_in;  ///< where it was chosen; empty where nobody chose
};

struct PolicyIdentity {
  std::string name, title, digest, digest_of_sources;
  std::string source_lock;            ///< its name; empty: nothing was held against an official text
  std::vector<ReadingUsed> readings;  ///< all that the policy has
  std::optional<std::string> in_force_from, in_force_until;
};

/// A clause's own words, for those who have not the text at hand.
struct ClauseWords {
  std::string label, quote, gist;
  /// The quote is not in the language that is told in, and the gist is.
  bool prefers_gist = false;
};

/// How much was looked at, for a summary.
struct ReportCounts {
  std::size_t satisfied = 0, violated = 0, undetermined = 0, not_applicable = 0;  ///< findings
  std::size_t clauses =
      0;  ///< of which a norm had to do with anything: kept, broken, open, or giving a right
  std::size_t subjects = 0;  ///< elements of lists that norms are about; each once
};

/// One document. Where `diagnostics` has errors it was not checked: there is no verdict. Nor is there
/// anything below it, but for what was advised, noted and permitted where nothing binding was looked at
/// (E5001).
struct DocumentReport {
  std::string file, kind;
  Language language = Language::En;  ///< of what is said; codes are the same in all
  PolicyIdentity policy;
  std::string chosen_because;  ///< why this policy: "in force on the document's date, 2023-05-02"
  std::optional<Verdict> verdict;
  std::vector<Finding> findings;      ///< by section, clause, norm, subject
  std::vector<SubjectRights> rights;  ///< by section, subject
  std::vector<OpenPoint> open_questions;
  std::vector<ClauseWords> clauses;  ///< those that are encoded, in the policy's order
  ReportCounts counts;
  /// Acts and labels of clauses as the language has them, where it has other words for them.
  std::map<std::string, std::string> names;
  std::vector<std::string> untranslated;  ///< what is told in the policy's own words, for want of others
  Diagnostics diagnostics;                ///< errors, and warnings such as an overflow

  bool has_results() const { return verdict || !findings.empty() || !rights.empty(); }
  /// Nothing binding was looked at, and yet something was found: it is told, as what it is.
  bool is_noted_only() const {
    return !verdict && std::ranges::any_of(findings, [](const Finding& finding) {
      return finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined;
    });
  }

  const std::string& name_of(const std::string& code) const {
    auto found = names.find(code);
    return found == names.end() ? code : found->second;
  }
  /// A clause, or the norm of it that has this name: "resolves 2 (terms)".
  std::string name_of(const std::string& clause, const std::string& norm) const {
    return norm.empty() ? name_of(clause) : name_of(clause) + " (" + norm + ")";
  }
};

}  // namespace precept
