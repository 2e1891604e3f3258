#include "tools/common/clock.h"

#include <chrono>

namespace precept::tools {

Day day_of_clock() {
  constexpr std::chrono::sys_days kFirst{std::chrono::year{1} / 1 / 1};
  auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<Day>((now - kFirst).count());
}

}  // namespace precept::tools
