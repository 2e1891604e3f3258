// What it means that a field is not there: for each field of a kind of document, and what that alone decides.
#pragma once

#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// A field whose absence is a fact, and a demand that this fact alone decides, whatever else is known.
struct AbsenceEffect {
  std::string clause;
  Outcome outcome = Outcome::Violated;  ///< Violated, Satisfied or NotApplicable
};

struct FieldAbsence {
  std::string pointer;         ///< "/attendance/*/country"
  std::string type;            ///< "Country or none"
  std::string left_out, null;  ///< "unknown", "none", "`[]`": what it is then; null may be "a mistake"
  std::vector<AbsenceEffect> decides;  ///< what leaving it out alone does to a `shall ensure`
};

/// The fields of the unit's documents in the order of their declaration, those of records and elements below
/// them. What is decided is found by running the program over documents of which nothing is known but that
/// the field is absent; of a list's field, that it is absent in one of two elements.
std::vector<FieldAbsence> absences(const Program& program, std::uint32_t unit);

}  // namespace precept
