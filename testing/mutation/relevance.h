// Which fields a mutant may depend on. Internal to testing/.
#pragma once

#include <map>
#include <set>

#include "testing/mutation/mutants.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// Knows the words of every clause and definition, and of all definitions that these use. Every field that a
/// clause reads is among its words.
class Relevance {
 public:
  Relevance(const Suite& suite, const PolicyRevisions& policies);

  /// The words of the mutant's clause; for a definition, also the words of every clause that uses it.
  std::set<std::string> words(const Mutant& mutant) const;
  /// The words of the changed lines and of the definitions that they name; for a definition, also the words
  /// of what uses it.
  std::set<std::string> near_words(const Mutant& mutant, const Sources& sources) const;

 private:
  struct Part {
    std::string name;
    bool is_clause = false;
    std::set<std::string> words;
  };
  void read(FileId file, const Sources& sources);
  void add(Part part);
  std::set<std::string> closure(std::set<std::string> words) const;

  std::vector<Part> parts_;
};

}  // namespace precept::testing
