// Suggestions for what was misspelt: names, codes and keys, and dates in other notations.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace precept {

/// The candidate nearest to `word` by edit distance, without regard to letter case and blanks; empty where
/// none is near enough. Words that differ in a digit, and short words that differ in a letter, are never
/// near: they may differ only by case, blanks or two swapped letters.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// How many letters must be added, left out, replaced or swapped with their neighbour to make one word of the
/// other, without regard to letter case and blanks.
std::size_t edit_distance(std::string_view from, std::string_view to);
/// "did you mean `x`?", for the nearest candidate; else empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);
/// The nearest of codes such as `GB` or `SG13`, which are all near each other: only case and blanks may
/// differ.
std::string nearest_code(std::string_view word, const std::vector<std::string_view>& candidates);
/// The nearest of keys, names and other spellings of rows; empty where none is near. Words of two or three
/// letters are often codes such as `GB`, which are all near each other, so they may differ only by case and
/// blanks.
std::string nearest_key(std::string_view word, const std::vector<std::string_view>& candidates);

/// `did_you_mean`; where no candidate is near, a list of them: "the members of `E` are `a`, `b` and `c`".
/// `what` is "the members of `E`"; a long list is cut.
std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string_view>& candidates,
                                 std::string_view what);

/// A date in another order or with other signs as the language writes it: `2022-03-26` for `26.3.2022`. Empty
/// where it could be two dates, or is none.
std::string date_as_written(std::string_view mistaken);

}  // namespace precept
