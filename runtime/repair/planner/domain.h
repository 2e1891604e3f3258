// The values that a value of a document may take, as conditions narrow them down.
//
//   s.length <= 4                     between(least, 4)
//   b.purpose in {Concert, Market}    one_of({0, 1})
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/program/interval.h"
#include "runtime/program/kinds.h"

namespace precept {

/// The wishes for one value. A code (enum member, key, text, truth, presence) has the codes that it may or
/// must not be, a day or an int has a range, a set has the members that it must and must not have.
struct Domain {
  enum class Form : std::uint8_t { Codes, Range, Members, None } form = Form::Codes;
  bool is_complement = false;       ///< Codes: all codes but these, and not none
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

  /// Whether the domain has a known code, day or int; never true for kUnknown.
  bool accepts(std::int64_t value) const;
  bool accepts_set(std::uint64_t mask) const { return (mask & must) == must && (mask & must_not) == 0; }
  /// Narrows the domain to what the other allows as well; false where nothing is left.
  bool narrow(const Domain& other);
  bool operator==(const Domain& other) const;
};

}  // namespace precept
