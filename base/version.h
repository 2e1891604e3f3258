// Which version of Precept this is. The number is that of CMakeLists.txt.
#pragma once

namespace precept {

extern const char* const kVersion;  ///< "0.1.0"
extern const char* const kEngine;   ///< "precept 0.1.0", by which reports name what made them

}  // namespace precept
