// What a check found, as plain data that owns all its texts (docs/reporting.md). The evaluation of a run and
// the reference evaluator make it; renderers read it.
//
//   clause length
//     shall ensure s.length <= f.limit
//
//   Finding{.clause = "length", .outcome = Violated, .level = Error, .subject = "/stalls/1", .name = "Ben"}
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "runtime/program/kinds.h"
#include "runtime/words/language.h"

namespace precept {

/// An open question: a judgement that somebody is to attest, or evidence that is missing.
struct OpenPoint {
  std::string judgement;  ///< empty: missing evidence
  std::string about;      ///< the name an attestation must give; empty: the document
  std::string asks;       ///< the question, for people
  std::string from;       ///< where to look for the answer; may be empty
  std::string subject;    ///< JSON pointer: of whom the judgement is about, or of the missing field
  Place at;

  bool operator==(const OpenPoint& other) const {
    return judgement == other.judgement && about == other.about && subject == other.subject;
  }
};

/// Where in the program a finding comes from, for explanations.
struct FindingOrigin {
  std::uint32_t section = 0;          ///< of the unit
  std::optional<std::uint32_t> norm;  ///< of the section; nothing: the section's `otherwise`
  std::uint32_t row = 0;              ///< of the section's level
};

/// A norm's own name, quote and gist (docs/language.md, Norms).
struct NormWords {
  std::string name;         ///< empty where it has none
  std::string quote, gist;  ///< both empty: the norm is told with its clause's words
  bool prefers_gist = false;

  bool has_words() const { return !quote.empty() || !gist.empty(); }
  bool operator==(const NormWords&) const = default;
};

/// What a baseline says of a finding that it knows (docs/baseline.md).
struct KnownFinding {
  std::string reason, owner;
  Day expires = kNoDay;  ///< the last day on which it is known; kNoDay: it does not expire
};

struct Finding {
  std::string clause;
  NormWords norm;
  Outcome outcome{};
  Level level{};
  std::string subject;            ///< JSON pointer: "/attendance/3"; "" is the document
  std::string name;               ///< of the subject, where it has one
  std::string message;            ///< the policy's `otherwise`, or a sentence for it; empty where satisfied
  std::vector<std::string> acts;  ///< of an act norm: the acts that it is about here
  Place at;
  std::vector<OpenPoint> missing;  ///< undetermined: what would settle it
  FindingOrigin origin;
  std::shared_ptr<const KnownFinding> known = {};  ///< of a finding that a baseline knows
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

/// The choice that was taken for a reading of the policy.
struct ReadingUsed {
  std::string name, choice;
  std::string words;  ///< the choice's, for people
  bool is_default = true;
  std::string chosen_in;  ///< where it was chosen; empty where nobody chose
};

struct PolicyIdentity {
  std::string name, title, digest, digest_of_sources;
  std::string source_lock;            ///< its name; empty: the policy names no official text
  std::vector<ReadingUsed> readings;  ///< all that the policy has
  std::optional<std::string> in_force_from, in_force_until;
};

/// A clause's own words, for readers without the text at hand.
struct ClauseWords {
  std::string label, quote, gist;
  /// The report's language has the gist and not the quote.
  bool prefers_gist = false;
  bool is_active = false;  ///< it looked at something in the document
};

/// How much the check looked at, for a summary.
struct ReportCounts {
  std::size_t satisfied = 0, violated = 0, undetermined = 0, not_applicable = 0;  ///< findings
  /// clauses, by their labels, that looked at something: a norm was kept, broken or open, or gave a right
  std::size_t clauses = 0;
  std::size_t subjects = 0;  ///< elements of the lists that sections are about, each once
};

/// What a document calls itself, for headings.
struct DocumentTitle {
  std::string name;         ///< its `name`, or that of the first record in it with one; empty: none
  std::optional<Day> date;  ///< its `date`
  struct List {
    std::string name;  ///< of the field: "attendance"
    std::size_t size = 0;
  };
  std::vector<List> lists;  ///< those of the document that sections are about
};

/// The report on one document. Where `diagnostics` has errors the document was not checked: there is no
/// verdict, and no results, except that with E5001 (nothing binding was looked at) warnings, notes and rights
/// are still told.
struct DocumentReport {
  std::string file, kind;
  DocumentTitle title;
  Language language = Language::En;  ///< of the sentences; codes are the same in all languages
  PolicyIdentity policy;
  std::string chosen_because;  ///< why this policy: "in force on the document's date, 2023-05-02"
  std::optional<Verdict> verdict;
  std::vector<Finding> findings;      ///< by section, clause, norm, subject
  std::vector<SubjectRights> rights;  ///< by section, subject
  std::vector<OpenPoint> open_questions;
  bool has_more_questions = false;  ///< than these, which were too many to tell
  /// Something is open that no finding tells, such as a list that is missing.
  bool is_open_beside_findings = false;
  std::vector<ClauseWords> clauses;  ///< the clauses with norms, in the policy's order
  ReportCounts counts;
  /// Translations of acts and of labels of clauses, where the language has other words for them.
  std::map<std::string, std::string> names;
  std::vector<std::string> untranslated;  ///< texts of the policy that have no translation
  Diagnostics diagnostics;                ///< errors, and warnings such as an overflow

  bool has_results() const { return verdict || !findings.empty() || !rights.empty(); }
  /// Whether nothing binding was looked at, and yet advice or notes were not followed or are open.
  bool is_noted_only() const {
    return !verdict && std::ranges::any_of(findings, [](const Finding& finding) {
      return finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined;
    });
  }

  /// The verdict without what a baseline knows. What is open and told by no finding stays open, since no
  /// baseline knows it.
  std::optional<Verdict> verdict_beside_known() const {
    if (!verdict || known_count() == 0) return verdict;
    bool is_violated = false, is_open = is_open_beside_findings;
    for (const Finding& finding : findings) {
      if (finding.level != Level::Error || finding.known) continue;
      is_violated |= finding.outcome == Outcome::Violated;
      is_open |= finding.outcome == Outcome::Undetermined;
    }
    return is_violated ? Verdict::NonCompliant : is_open ? Verdict::Undetermined : Verdict::Compliant;
  }
  std::size_t known_count() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(findings, [](const Finding& finding) { return finding.known != nullptr; }));
  }

  const std::string& name_of(const std::string& code) const {
    auto found = names.find(code);
    return found == names.end() ? code : found->second;
  }
  /// A clause with the name of one of its norms: "resolves 2 (terms)"; without a name the clause alone.
  std::string name_of(const std::string& clause, const std::string& norm) const {
    return norm.empty() ? name_of(clause) : name_of(clause) + " (" + norm + ")";
  }
};

}  // namespace precept
