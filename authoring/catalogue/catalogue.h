// The face of catalogue/: what the documentation says of a code.
//
//     ### E1009: a table has no row with this key
//
//     ```precept error=E1009
//     …
//     ```
//
// is the section of E1009: title "a table has no row with this key", text all up to the next heading.
//
// The page is given as text; nothing is read here. Errors: a code without a section is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace precept::catalogue {

struct Section {
  std::string code;   ///< "E1009"
  std::string title;  ///< "a table has no row with this key"
  std::string text;   ///< in Markdown, without blank lines at its ends
};

/// All sections `### CODE: title` of a page in Markdown, in its order. What looks like a heading within a
/// block of code is none.
std::vector<Section> sections_of(std::string_view page);

/// The section of a code, whose letter may be in either case.
std::optional<Section> section_of(std::string_view page, std::string_view code);

/// A section for a terminal: its blocks of code set in by four columns, without their fences.
std::string section_text(const Section& section);

}  // namespace precept::catalogue
