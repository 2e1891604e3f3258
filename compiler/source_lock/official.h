// The official text of a resolution, as it comes out of a word processor, as labelled paragraphs.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace precept::source_lock {

/// One paragraph that a clause may encode. "resolves" with item "1", or "bearing in mind" without.
struct Paragraph {
  std::string heading;   ///< as it stands: "invites the regions and their Member States"
  std::string item;      ///< "1", "a", "iii"; empty where the heading has a single paragraph
  std::string text;      ///< folded
  bool is_lead = false;  ///< words between a heading and its items: no clause of its own

  /// "resolves 1"
  std::string label() const { return item.empty() ? heading : heading + " " + item; }
};

struct OfficialText {
  std::string name;    ///< file name without folders
  std::string digest;  ///< SHA-256 of the file, hexadecimal
  std::vector<Paragraph> paragraphs;
};

/// One line, single blanks, plain quotes, hyphens and spaces: what two copies of a text have in common
/// whatever word processor they went through.
std::string fold(std::string_view text);

/// Reads plain text, or a `.docx`. Bookmarks and footnote marks are left out. On failure: why.
std::expected<OfficialText, std::string> read_official(const std::filesystem::path& file);

/// The paragraphs of a text given line by line.
std::vector<Paragraph> find_paragraphs(const std::vector<std::string>& lines);

}  // namespace precept::source_lock
