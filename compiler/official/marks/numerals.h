// Numbers as lists count them.
#pragma once

#include <string>

namespace precept::official {

/// `iv` for 4, as from `i`; in capitals from `I`. Above 3999 plain digits.
std::string roman(unsigned n, char first);
/// `c` for 3, `aa` for 27, as from `a`; in capitals from `A`.
std::string letters(unsigned n, char first);

}  // namespace precept::official
