#include "tools/common/clock.h"

#include <array>
#include <chrono>
#include <ctime>

namespace precept::tools {

Day day_of_clock() {
  constexpr std::chrono::sys_days kFirst{std::chrono::year{1} / 1 / 1};
  auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<Day>((now - kFirst).count());
}

std::string time_of_clock() {
  const std::time_t now = std::time(nullptr);
  std::tm here{};
  ::localtime_r(&now, &here);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &here)};
}

}  // namespace precept::tools
