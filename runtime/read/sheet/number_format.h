// Numbers of a workbook's cells: which are days, and what they are as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace precept {

/// Whether a number format shows a day: `yyyy-mm-dd`, `d. mmmm yyyy hh:mm`, but not `hh:mm` or `0.00`.
bool is_day_format(std::string_view code);
/// The same of a format by number that is built in and has no code in the file.
bool is_built_in_day_format(unsigned id);

/// The shortest decimal digits of a number as a workbook stores it: "1188" of `1.188E3`. None of what is
/// none.
std::optional<std::string> number_text(std::string_view stored);

/// The first day that a workbook counts. From 1900 it counts a day that never was, 29 February 1900, which is
/// kept as what it is shown as.
enum class DaysFrom { Year1900, Year1904 };
/// The ISO date of a number that is shown as a day, with the time of day where it has one: 45064 from 1900 is
/// "2023-05-18", 45064.5 is "2023-05-18T12:00:00". None of a number that no day has.
std::optional<std::string> day_text(std::string_view stored, DaysFrom from);

}  // namespace precept
