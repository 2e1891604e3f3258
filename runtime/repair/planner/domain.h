// What a value of a document may become: as the conditions on it narrow it down.
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/program/interval.h"
#include "runtime/program/kinds.h"

namespace precept {

/// Wishes for one value. Of a code that is listed (enum member, key, text, truth, presence) the codes it may
/// or must not be; of a day or an int a range; of a set what must be in it and what must not.
struct Domain {
  enum class Form : std::uint8_t { Codes, Range, Members, None } form = Form::Codes;
  bool is_complement = false;       ///< Codes: all but these; then none is not meant either
  std::vector<std::int32_t> codes;  ///< in order of preference
  Interval range;                   ///< Range: both ends included
  std::uint64_t must = 0, must_not = 0;

  static Domain one_of(std::vector<std::int32_t> codes) { return {.codes = std::move(codes)}; }
  static Domain all_but(std::vector<std::int32_t> codes) {
    return {.is_complement = true, .codes = std::move(codes)};
  }
  static Domain between(std::int64_t low, std::int64_t high) {
    return {.form = Form::Range, .range = {low, high}};
  }
  static Domain members(std::uint64_t must, std::uint64_t must_not) {
    return {.form = Form::Members, .must = must, .must_not = must_not};
  }
  static Domain none() { return {.form = Form::None}; }

  /// A code, a day or an int that is known; never kUnknown.
  bool accepts(std::int64_t value) const;
  bool accepts_set(std::uint64_t mask) const { return (mask & must) == must && (mask & must_not) == 0; }
  /// Narrows it to what the other allows too; false where nothing is left.
  bool narrow(const Domain& other);
  bool operator==(const Domain& other) const;
};

}  // namespace precept
