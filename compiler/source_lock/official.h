// The official text of a resolution as labelled paragraphs, from a word processor's file or plain text.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace precept::source_lock {

/// One paragraph that a clause may encode: heading "resolves" with item "1", or "bearing in mind" without
/// item.
struct Paragraph {
  std::string heading;   ///< as it stands: "invites the regions and their Member States"
  std::string item;      ///< "1", "a", "iii"; empty where the heading has a single paragraph
  std::string text;      ///< folded
  bool is_lead = false;  ///< words between a heading and its items, which need no clause

  /// "resolves 1"
  std::string label() const { return item.empty() ? heading : heading + " " + item; }
};

struct OfficialText {
  std::string name;    ///< file name without folders
  std::string digest;  ///< SHA-256 of the file, hexadecimal
  std::vector<Paragraph> paragraphs;
};

/// The text on one line, with single blanks and plain quotes, hyphens and spaces. Two copies of a text fold
/// to the same words, whichever word processor saved them.
std::string plain_text(std::string_view text);

/// Reads plain text in UTF-8 or a `.docx`. Bookmarks and footnote marks are left out. Reports a file that
/// cannot be read (E0009), and one that is not UTF-8 (E0006), whose text is added to `sources`.
std::optional<OfficialText> read_official(const std::filesystem::path& file, Sources& sources,
                                          Diagnostics& diagnostics);

/// The paragraphs of a text given line by line.
std::vector<Paragraph> find_paragraphs(const std::vector<std::string>& lines);

}  // namespace precept::source_lock
