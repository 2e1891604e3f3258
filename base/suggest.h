// Suggestions for misspelt keys of tables and for dates in other notations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace precept {

/// The nearest of keys, names and other spellings of rows; empty where none is near. Words of two or three
/// letters are often codes such as `GB`, which are all near each other, so they may differ only by case and
/// blanks.
std::string nearest_key(std::string_view word, const std::vector<std::string_view>& candidates);

/// A date in another order or with other signs as the language writes it: `2022-03-26` for `26.3.2022`. Empty
/// where it could be two dates, or is none.
std::string date_as_written(std::string_view mistaken);

}  // namespace precept
