// The day by the clock of the machine. Libraries never read it; they are told the day.
#pragma once

#include <string>

#include "base/date.h"

namespace precept::tools {

Day day_of_clock();
/// The time of the day where the machine stands: "14:05:09".
std::string time_of_clock();

}  // namespace precept::tools
