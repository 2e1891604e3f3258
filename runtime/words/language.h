// The languages that reports and explanations are given in: the six of the Union.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace precept {

/// Held as a number in programs: add at the end, never renumber.
enum class Language : std::uint8_t { En, Fr, Es, Ar, Zh, Ru };

inline constexpr std::array<Language, 6> kLanguages = {Language::En, Language::Fr, Language::Es,
                                                       Language::Ar, Language::Zh, Language::Ru};

/// "fr": as of IETF BCP 47, and as the names of files of translations begin.
const char* code_of(Language language);
std::optional<Language> language_of(std::string_view code);
/// How its text runs: "ltr" or "rtl", as of HTML.
const char* direction_of(Language language);

}  // namespace precept
