// The face of fix/: writes the edits that mistakes and lints carry (`Diagnostic::edits`) into the texts they
// are about. It works on texts in memory; who calls it writes the files.
//
//     shall ensure not (b.room = great)      W9024 with the edit `b.room != great`
//
//     auto mended = fix::mend([&](Sources& sources) { return findings_in("hall.precept", sources); });
//
// gives the text of hall.precept with `shall ensure b.room != great`, and what is left to be said of it.
//
// The edits of one diagnostic are made all or not at all, and of two that overlap the first. It goes on until
// nothing is left to be made. An edit after which there would be more errors than before is not made.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/diagnostic.h"

namespace precept::fix {

/// Texts by the name of their file, as `Sources` calls it.
using Texts = std::map<std::string, std::string>;

/// Finds what is to be said. The sources have the changed texts in place of the files; the diagnostics'
/// places are theirs.
using Find = std::function<Diagnostics(Sources&)>;

struct Mended {
  Texts texts;                       ///< those that changed
  std::size_t mended = 0;            ///< of so many diagnostics the edits were made
  std::size_t refused = 0;           ///< of so many they were not, since the text would have had more errors
  Diagnostics left;                  ///< what is found in the changed texts
  std::unique_ptr<Sources> sources;  ///< that `left` refers to
};
Mended mend(const Find& find);

/// The texts after the edits of these diagnostics, without a second look; `made`, if not null, is told of how
/// many the edits were made. For one whose author has said which (a code action of an editor).
Texts with_edits(const Diagnostics& diagnostics, const Sources& sources, std::size_t* made = nullptr);

}  // namespace precept::fix
