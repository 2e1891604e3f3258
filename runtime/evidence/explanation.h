// Texts and open questions for the results of a run, also where the run has not kept all registers.
//
//   shall ensure s.length <= f.limit
//     otherwise "{s.name} is {s.length} metres long"      text(norm.message, 1, 1): "Ben is 6 metres long"
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evidence/gaps.h"
#include "runtime/phrasing/open_sentence.h"

namespace precept {

/// A run in slices keeps the registers of the document only. What needs rows of lists is then explained from
/// a second run of the same program over the same document that keeps them all, made when first needed.
class Explanation {
 public:
  /// No second run is made that would take more memory than this.
  static constexpr std::uint64_t kMostBytes = 4'000'000'000;

  /// `keeps_lists`: the view's run kept every register. `readings` are the choices of the run. Refers to all
  /// arguments, which outlive it.
  Explanation(const RunView& view, bool keeps_lists, const std::vector<std::uint32_t>& readings,
              Places& places);
  ~Explanation();
  Explanation(const Explanation&) = delete;

  /// A text of the program with its holes filled at a row of `level`; nothing where the document is too large
  /// to explain.
  std::optional<std::string> text(program::Range parts, std::uint32_t level, std::uint32_t row);
  /// The sentence for what leaves an ensure norm undetermined; nothing where no words fit, or the document is
  /// too large to explain.
  std::optional<OpenSentence::Said> open(const program::Norm& norm, std::uint32_t level, std::uint32_t row);
  /// The questions whose answers would settle the roots; empty where the document is too large to explain.
  std::vector<OpenPoint> points(std::span<const Gaps::Root> roots);
  /// The unknowns that no answer would settle, found while `points` looked for questions.
  std::set<Gaps::Limit> limits() const;

 private:
  struct Whole;
  /// The second run; null where it would be too large.
  Whole* whole();

  const RunView& view_;
  bool keeps_lists_;
  const std::vector<std::uint32_t>& readings_;
  Places& places_;
  Wording wording_;
  Gaps gaps_;
  OpenSentence open_;
  std::unique_ptr<Whole> whole_;
};

/// The bytes that a run takes with every register kept. An upper bound: crossed lists may have fewer rows
/// than the product of their lengths.
std::uint64_t bytes_to_keep(const Program& program, const Document& document);

}  // namespace precept
