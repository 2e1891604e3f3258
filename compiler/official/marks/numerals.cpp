#include "compiler/official/marks/numerals.h"

#include <utility>

namespace precept::official {

std::string roman(unsigned n, char first) {
  constexpr unsigned kMost = 3999;
  static constexpr std::pair<unsigned, const char*> kSteps[] = {
      {1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
      {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  if (n == 0 || n > kMost) return std::to_string(n);
  std::string out;
  for (auto [value, signs] : kSteps) {
    for (; n >= value; n -= value) out += signs;
  }
  for (char& sign : out) sign = static_cast<char>(sign - 'i' + first);
  return out;
}

std::string letters(unsigned n, char first) {
  constexpr unsigned kLetters = 26, kMost = 260;
  if (n == 0 || n > kMost) return std::to_string(n);
  return std::string((n - 1) / kLetters + 1, static_cast<char>(first + (n - 1) % kLetters));
}

}  // namespace precept::official
