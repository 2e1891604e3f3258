// Which fields a change of a policy can have to do with. Internal to testing/.
#pragma once

#include <map>
#include <set>

#include "testing/mutation/mutants.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// For every clause and definition the words of it and of all the definitions that it uses, by their names;
/// every field that it reads is among them.
class Relevance {
 public:
  Relevance(const Suite& suite, const PolicySet& policies);

  /// For a clause its own; for a definition those of all clauses too that use it.
  std::set<std::string> words(const Mutant& mutant) const;
  /// The words of the changed lines; with those of the definitions named there, and, for a definition, of
  /// those that use it.
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
