// Names of other languages that nobody declared, and what to write instead (habits.def). Internal to check/.
#pragma once

#include <string_view>

namespace precept::checking {

/// Each gives a help, or nothing where the name is none that people bring.
std::string_view help_for_foreign_type(std::string_view name);
std::string_view help_for_foreign_function(std::string_view name);
std::string_view help_for_foreign_value(std::string_view name);

}  // namespace precept::checking
