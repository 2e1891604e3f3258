// Whether the reasons of a run have ground: every leaf of every reason is a fact of the document, a row of a
// table, an attestation or a named gap, and every open reason names what is missing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"

namespace precept::test {

/// Explains every norm and right of a run for some rows, and collects mistakes.
class ReasonCheck : public RunInspector {
 public:
  /// Explains the first rows briefly and in full; with a `turn` one row of each section, any of them, in one
  /// of these lengths, both by turns.
  explicit ReasonCheck(std::optional<std::size_t> turn = std::nullopt) : turn_(turn) {}
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;
  const std::vector<std::string>& mistakes() const { return mistakes_; }

 private:
  bool is_its_turn(std::uint32_t row, std::uint32_t rows) const;
  std::optional<std::size_t> turn_;
  std::vector<std::string> mistakes_;
};

/// Explains in full the last element of each list that a section is about, once among all elements and once
/// alone, and returns where the two differ; with a `turn`, that of one section, in full or briefly, by turns.
std::vector<std::string> explained_alone(const Program& program, FileId file, const Sources& sources,
                                         std::uint32_t unit, const std::vector<std::uint32_t>& readings,
                                         std::optional<std::size_t> turn);

}  // namespace precept::test
