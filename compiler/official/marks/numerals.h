// Numbers as lists count them.
#pragma once

#include <string>

namespace precept::official {

/// `iv` for 4, as from `i`; in capitals from `I`. Of 0 and above 3999 plain digits.
std::string roman(unsigned n, char first);
/// `c` for 3, `aa` for 27, as from `a`; in capitals from `A`. Of 0 and above 260 plain digits.
std::string letters(unsigned n, char first);

}  // namespace precept::official
