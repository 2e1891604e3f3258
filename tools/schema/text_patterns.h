// Regular expressions for what texts of documents are (docs/language.md, Texts), as every dialect of them
// reads them: characters stand in them as they are.
#pragma once

#include <string>

namespace precept::tools {

/// No character that nobody sees.
std::string visible_text_pattern();
/// Something is left of the text when blanks are taken away.
std::string not_blank_pattern();
/// The text that fixes and skeletons have where somebody is to write (runtime/read/trust.h), whatever blanks
/// are in it.
std::string to_be_filled_in_pattern();
/// A day of the calendar.
std::string date_pattern();
/// Matches the date and times, with their offset, that a document may have.
std::string moment_pattern();
/// Matches `PT24H`, `PT1H30M`, `PT90S`.
std::string hours_pattern();

}  // namespace precept::tools
