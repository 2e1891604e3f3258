// Words and open points for what a run came to.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evidence/gaps.h"
#include "runtime/phrasing/open_sentence.h"

namespace precept {

/// A run in slices keeps the registers of the document only. What takes rows of lists is then explained from
/// a second run that keeps them all, made when it is first needed: the same program over the same document.
class Explanation {
 public:
  /// A second run that would take more memory than this is not made.
  static constexpr std::uint64_t kMostBytes = 4'000'000'000;

  /// `readings`: those of the run, which a second run must share.
  Explanation(const RunView& view, bool keeps_lists, const std::vector<std::uint32_t>& readings,
              Places& places);
  ~Explanation();
  Explanation(const Explanation&) = delete;

  /// A text of the program at a row of `level`; nothing where the document is too large to explain.
  std::optional<std::string> text(program::Range parts, std::uint32_t level, std::uint32_t row);
  /// What leaves an ensure norm of the program undetermined; nothing where no words fit, or the document is
  /// too large to explain.
  std::optional<OpenSentence::Said> open(const program::Norm& norm, std::uint32_t level, std::uint32_t row);
  /// What would settle the roots; empty where the document is too large to explain.
  std::vector<OpenPoint> points(std::span<const Gaps::Root> roots);
  /// What no answer would settle, met while the points were looked for.
  std::set<Gaps::Limit> limits() const;

 private:
  struct Whole;
  /// Null where it would be too large.
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

/// About how much memory a run takes that keeps every register: at most this, as a crossing of lists may
/// have fewer rows than the product of their lengths.
std::uint64_t bytes_to_keep(const Program& program, const Document& document);

}  // namespace precept
