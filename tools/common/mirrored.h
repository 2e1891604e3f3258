// A place below a folder of outputs for each document.
#pragma once

#include <filesystem>

namespace precept::tools {

/// The relative path that belongs to this path alone, in whatever way that is written: `a/m.json` gives
/// `a/m.json`, `../m.json` gives `_up/m.json`.
std::filesystem::path mirrored(const std::filesystem::path& path);

}  // namespace precept::tools
