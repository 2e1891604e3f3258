// The face of official/: reads an official text, in whatever form it comes.
//
//     4.2. Procedure
//       1. The Developers follow the Standard Resolution Procedure, below. …
//
// has the paragraph 4.2.1. Plain text, Markdown, HTML and `.docx` give blocks (forms.h), which marks and
// columns order to a tree (tree.h); whose paragraphs are then named (reading.h). No outline has to be
// declared where the text shows it (outline.h).
//
// Mistakes of a user go to `Diagnostics` (E60xx, W60xx).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"
#include "compiler/official/reading.h"

namespace precept::official {

/// One paragraph that a clause may encode: heading "resolves" with item "1", or "4.2.1" without item.
struct Paragraph {
  std::string heading;   ///< as it stands: "invites the regions and their Member States"
  std::string item;      ///< "1", "a", "iii"; empty where the heading says it all
  std::string text;      ///< folded
  bool is_lead = false;  ///< words that only introduce a list, and need no clause

  /// "resolves 1"
  std::string label() const { return item.empty() ? heading : heading + " " + item; }
};

struct OfficialText {
  std::string name;       ///< file name without folders, and without `.gz`
  std::string digest;     ///< SHA-256 of the file, unpacked; hexadecimal
  FileId file = kNoFile;  ///< in the sources, where it has lines
  Reading reading;
  std::vector<Paragraph> paragraphs;

  /// Where a line is, for messages; no place in a form without lines.
  Span place(const Sources& sources, std::size_t line) const;
};

/// Reads a text; its lines are added to `sources`. Reports a file that cannot be read (E0009), bytes that are
/// no UTF-8 (E0006, E0012), a damaged, empty or too large text (E6006), one without an outline (E6004), and
/// words of `wanted` that are not in it (E6008); and is then none.
std::optional<OfficialText> read_official(const std::filesystem::path& file, const Wanted& wanted,
                                          Sources& sources, Diagnostics& diagnostics);

/// Reports what a lock must not be made of: a label that stands twice (E6005), and a number that may belong
/// to two lists (E6009). Warns of numbers that do not follow each other (W6001), and of paragraphs that are
/// read as part of the one before though nothing says so (W6002).
void report_doubts(const OfficialText& text, const Sources& sources, Diagnostics& diagnostics);

/// The outline that a user declares; reports what is wrong with it (E6007).
std::optional<Outline> declared_outline(const std::string& words, Diagnostics& diagnostics);

}  // namespace precept::official
