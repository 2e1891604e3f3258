// The languages of reports and explanations: the six of the Union (docs/languages.md).
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

/// "fr": the code of IETF BCP 47. Names of translation files begin with it.
const char* code_of(Language language);
std::optional<Language> language_of(std::string_view code);
/// The direction of its text, as in HTML: "ltr" or "rtl".
const char* direction_of(Language language);

}  // namespace precept
