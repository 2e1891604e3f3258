// Lists and sets in words, for the holes of texts (docs/language.md, Lists in words).
//
//   otherwise "{names of untrained} are not trained"      "Ada, Ben and possibly Cleo are not trained"
#pragma once

#include <string>

#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

class Wording;

/// Tells what is in a list or set. Refers to its arguments, which outlive it. Registers and rows must exist.
class InWords {
 public:
  /// So many are told; the others are counted.
  static constexpr std::size_t kMostTold = 5;

  InWords(const RunView& view, const DocumentPlaces& places, const Wording& wording)
      : view_(view), places_(places), wording_(wording) {}

  /// A list, as the part of a text has it, at a row of `level`: first those that are surely in it, then those
  /// that may be, each name once. Needs a run that kept every register.
  std::string list(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const;
  /// The members of a set.
  std::string set(std::uint32_t reg, std::uint32_t row) const;

 private:
  std::string name(const program::TextPart& part, std::uint32_t level, std::uint32_t row) const;

  const RunView& view_;
  const DocumentPlaces& places_;
  const Wording& wording_;
};

}  // namespace precept
