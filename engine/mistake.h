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

/// A place that the mistake is about, too, with a few words.
struct FurtherPlace {
  Place at;
  LineColumn end;
  std::string words;
};

/// What stands there becomes `text`.
struct MistakeEdit {
  Place at;
  LineColumn end;
  std::string text;
};

struct Mistake {
  std::string code;  ///< of docs/diagnostics.md
  Severity severity = Severity::Error;
  std::string message;
  std::vector<std::string> notes;
  std::string help;  ///< what to write instead; empty where that is not known
  Place at;          ///< where it begins
  LineColumn end;    ///< and ends, behind its last character
  std::vector<FurtherPlace> further;
  std::vector<MistakeEdit> edits;  ///< what mends it, all of it together; empty: its author has to decide
};

/// The diagnostics in their order; `sources` are those that their places are in.
std::vector<Mistake> mistakes_of(const Diagnostics& diagnostics, const Sources& sources);

}  // namespace precept
