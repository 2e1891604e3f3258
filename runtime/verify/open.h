// Opens a program: from bytes to a program that may run. There is no other way to one.
//
//   policy stalls      `precept compile stalls.precept -o stalls.pbc`, then map_program("stalls.pbc")
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// A program from its bytes, or from a file that stays mapped while the program lives. Checks header,
/// version, digest and section bounds, then all else by `verify`. Afterwards every index is in range and the
/// code is safe to run. The error has the first fault as one line for people.
std::expected<Program, ProgramError> open_program(std::vector<std::byte> bytes);
std::expected<Program, ProgramError> map_program(const std::filesystem::path& file);

}  // namespace precept
