// From bytes to a program that may run.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <vector>

#include "runtime/program/program.h"

namespace precept {

/// A program from its bytes, or from a file that is mapped and stays so for as long as the program lives.
/// Header, version, digest and section bounds are checked, then everything else by `verify`: afterwards every
/// index in every section is in range and the code is safe to run. The error says what the first fault is.
std::expected<Program, ProgramError> open_program(std::vector<std::byte> bytes);
std::expected<Program, ProgramError> map_program(const std::filesystem::path& file);

}  // namespace precept
