// What the absence of a field means, for each field of a kind of document, and which demand it alone decides
// (`precept lint --absence`; docs/language.md, What is missing).
//
//   deposit : int or none             left out: none
//   shall ensure b.deposit is given   violated by that alone
#pragma once

#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// A demand that the absence of one field decides alone, whatever else is known.
struct AbsenceEffect {
  std::string clause;
  Outcome outcome = Outcome::Violated;  ///< Violated, Satisfied or NotApplicable
};

struct FieldAbsence {
  std::string pointer;  ///< "/attendance/*/country"
  std::string type;     ///< "Country or none"
  std::string left_out,
      null;  ///< the value in that case: "unknown", "none", "`[]`"; of null also "a mistake"
  std::vector<AbsenceEffect> decides;  ///< each `shall ensure` that leaving it out decides
};

/// All fields of the unit's documents in the order of declaration, each followed by those of its record or
/// elements. The program has been verified. To see what is decided, the program runs over documents of which
/// nothing is known but that the field is absent; for a field of elements, that one of two lacks it.
std::vector<FieldAbsence> absences(const Program& program, std::uint32_t unit);

}  // namespace precept
