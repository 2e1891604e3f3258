#pragma once

#include "base/version.h"

namespace precept::tools {

using precept::kEngine;

}  // namespace precept::tools
