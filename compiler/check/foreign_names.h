// Undeclared names that people know from other languages, and what to write instead (foreign_names.def).
// Internal to check/.
#pragma once

#include <string_view>

namespace precept::checking {

/// The help for the name; empty where foreign_names.def has no row for it.
std::string_view help_for_foreign_type(std::string_view name);
std::string_view help_for_foreign_function(std::string_view name);
std::string_view help_for_foreign_value(std::string_view name);

}  // namespace precept::checking
