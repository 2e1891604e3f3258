// What a misspelt key of a table, or a date, may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace precept {

/// `nearest` among keys, names and other spellings of rows. Codes of two or three letters, such as `GB`, all
/// lie near each other: of a word as short as that only the case and blanks may differ. Empty where none
/// fits.
std::string nearest_key(std::string_view word, const std::vector<std::string_view>& candidates);

/// A date in another order or with other signs, as the language writes it: `2022-03-26` for `26.3.2022`.
/// Empty where it has two readings or none.
std::string date_as_written(std::string_view mistaken);

}  // namespace precept
