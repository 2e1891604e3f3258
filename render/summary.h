// What a whole check came to, counted over its documents: what every form of the report ends with.
//
//   clause seats
//     shall ensure e.people <= e.seats
//
// of three documents, in one of which there are too many people: 2 compliant and 1 non-compliant; 1 clause
// applied.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/report/report.h"
#include "runtime/words/catalogue.h"

namespace precept::rendering {

class JsonWriter;

class CheckSummary {
 public:
  void add(const DocumentReport& report);

  std::size_t documents() const;
  /// How many documents came to each verdict; none: not checked.
  const std::map<std::optional<Verdict>, std::size_t>& verdicts() const { return verdicts_; }
  std::size_t of(std::optional<Verdict> verdict) const;
  /// Elements of the lists that sections are about, in all documents.
  std::size_t subjects() const { return subjects_; }
  /// The clauses that looked at something in at least one document, and the names of those that did in none.
  std::size_t clauses() const { return active_.size(); }
  std::vector<std::string> idle_clauses() const;

 private:
  /// The policy's digest and the clause's label.
  using ClauseKey = std::pair<std::string, std::string>;

  std::map<std::optional<Verdict>, std::size_t> verdicts_;
  std::size_t subjects_ = 0;
  std::set<ClauseKey> active_;
  std::map<ClauseKey, std::string> known_;  ///< all clauses of the policies that were used, with their names
};

/// "non-compliant", or "not checked", in the report's language.
std::string verdict_in_words(const DocumentReport& report);

/// "7 clauses apply; 250 entries of lists looked at; nothing to look at for resolves 5"; empty where nothing
/// was looked at.
std::string looked_at_in_words(const CheckSummary& summary, const Catalogue& words);

/// Writes the members `documents`, a number for each verdict, `not_checked`, `subjects`, `clauses` and
/// `idle_clauses`.
void write_summary_json(const CheckSummary& summary, JsonWriter& json);

}  // namespace precept::rendering
