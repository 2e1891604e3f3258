// The day by the clock of the machine. Libraries never read it; they are told the day.
#pragma once

#include "base/date.h"

namespace precept::tools {

Day day_of_clock();

}  // namespace precept::tools
