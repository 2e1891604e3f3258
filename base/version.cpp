#include "base/version.h"

namespace precept {

const char* const kVersion = PRECEPT_VERSION;
const char* const kEngine = "precept " PRECEPT_VERSION;

}  // namespace precept
