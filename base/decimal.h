// Numbers with a point, exactly: nothing here goes through a floating-point number (docs/language.md,
// Numbers).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// A number of a document, a table or a policy has at most so many digits behind the point, and is held as so
/// many parts.
inline constexpr std::size_t kMostDecimals = 6;
inline constexpr std::int64_t kMillionths = 1'000'000;

/// `2.5`, `-0.25`, `12` in millionths: digits, with at most six behind a point. Nothing where the text is
/// something else, has more digits behind the point than zeros do not change, or is beyond 64 bits.
std::optional<std::int64_t> parse_decimal(std::string_view text);

/// The same for a number of JSON, which may have an exponent: `25e-1` is 2.5.
std::optional<std::int64_t> parse_json_decimal(std::string_view number);

/// The digits of so many millionths, as people write them: `2.5`, `-0.25`, `12`.
std::string format_decimal(std::int64_t millionths);

/// Rounds to the nearest with so many decimals, at most six; what lies in the middle, away from zero.
std::int64_t rounded(std::int64_t millionths, std::size_t decimals);

}  // namespace precept
