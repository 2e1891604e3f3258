// Which preset of mappings a list was made for, told by its headers.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "runtime/read/sheet/sheet.h"

namespace precept::input {

/// The preset whose columns most headers of some row near the beginning are called as, two at least; empty
/// where none is, or two are equally near. `folders` hold the presets.
std::string preset_of_headers(const Workbook& workbook, std::span<const std::filesystem::path> folders);

}  // namespace precept::input
