// Texts and open questions for the results of a run, also where the run has not kept all registers.
//
//   shall ensure s.length <= f.limit
//     otherwise "{s.name} is {s.length} metres long"      text(norm.message, 1, 1): "Ben is 6 metres long"
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evidence/deciding_field.h"
#include "runtime/evidence/evidence_finder.h"
#include "runtime/phrasing/open_sentence.h"

namespace precept {

/// A run in slices keeps the registers of the document only. What needs rows of lists is then explained from
/// a second run of the same program over the same document that keeps them all, made when first needed.
class FindingTexts {
 public:
  /// No second run is made that would take more memory than this.
  static constexpr std::uint64_t kMostBytes = 4'000'000'000;

  /// `keeps_lists`: the view's run kept every register. `readings` are the choices of the run. Refers to all
  /// arguments, which outlive it.
  FindingTexts(const RunView& view, bool keeps_lists, const std::vector<std::uint32_t>& readings,
               DocumentPlaces& places);
  ~FindingTexts();
  FindingTexts(const FindingTexts&) = delete;

  /// A text of the program with its holes filled at a row of `level`; nothing where the document is too large
  /// to explain.
  std::optional<std::string> text(program::Range parts, std::uint32_t level, std::uint32_t row);
  /// The sentence for what leaves an ensure norm undetermined; nothing where no words fit, or the document is
  /// too large to explain.
  std::optional<OpenSentence::Text> open(const program::Norm& norm, std::uint32_t level, std::uint32_t row);
  /// The questions whose answers would settle the roots; empty where the document is too large to explain.
  std::vector<OpenPoint> open_points(std::span<const EvidenceFinder::Root> roots);
  /// Where the field is that decides the operand, seen from a row of `level`; nothing where there is none, or
  /// the document is too large to explain.
  std::optional<Place> deciding_place(std::uint32_t operand, std::uint32_t level, std::uint32_t row);
  /// Whether `open_points` has left questions out, of which there were too many.
  bool left_some() const;
  /// The unknowns that no answer would settle, found while `open_points` looked for questions.
  std::set<EvidenceFinder::Unsettled> unsettled() const;

 private:
  struct KeptRun;
  /// The second run; null where it would be too large.
  KeptRun* kept_run();

  const RunView& view_;
  bool keeps_lists_;
  const std::vector<std::uint32_t>& readings_;
  DocumentPlaces& places_;
  Wording wording_;
  EvidenceFinder evidence_;
  OpenSentence open_;
  DecidingField deciding_;
  std::unique_ptr<KeptRun> kept_run_;
};

/// The bytes that a run takes with every register kept. An upper bound: crossed lists may have fewer rows
/// than the product of their lengths.
std::uint64_t bytes_to_keep(const Program& program, const Document& document);

}  // namespace precept
