// A mistake as plain data, for programs that have no texts to look a place up in.
//
//     shall ensure b.room = "graet"      in hall.precept, line 4
//
//   Mistake{"E1009", Severity::Error, …, .help = "did you mean `great`?", .at = {"hall.precept", 4, 26}}
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

struct Mistake {
  std::string code;  ///< of docs/diagnostics.md
  Severity severity = Severity::Error;
  std::string message;
  std::vector<std::string> notes;
  std::string help;  ///< what to write instead; empty where that is not known
  Place at;          ///< where it begins
};

/// The diagnostics in their order; `sources` are those that their places are in.
std::vector<Mistake> mistakes_of(const Diagnostics& diagnostics, const Sources& sources);

}  // namespace precept
