// Whether the reasons of a run have ground: every leaf of every reason is a fact of the document, a row of a
// table, an attestation or a named gap, and every open reason names what is missing.
#pragma once

#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace precept::test {

/// Explains every norm and right of a run for the first rows, and collects mistakes.
class ReasonCheck : public RunInspector {
 public:
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  std::vector<std::string> mistakes_;
};

/// Explains the last element of each list that a section is about, once among all elements and once alone,
/// and returns where the two differ.
std::vector<std::string> explained_alone(const Program& program, FileId file, const Sources& sources,
                                         std::uint32_t unit, const std::vector<std::uint32_t>& readings);

}  // namespace precept::test
