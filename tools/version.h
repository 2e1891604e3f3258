#pragma once

namespace precept::tools {

/// As in CMakeLists.txt; reports name it as the engine that made them.
inline constexpr const char* kEngine = "precept 0.1.0";

}  // namespace precept::tools
