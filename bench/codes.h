// The peers' task by Precept: the attendance policy's rights, read as the peers' codes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::bench {

/// JSON file to codes, as a checker does it: file read, columns filled, program run.
/// Empty where the file was not accepted.
std::vector<std::uint8_t> decide_by_policy(const Program& program, const std::string& file);

/// FNV-1a, 32 bits, over the codes as bytes.
std::uint32_t digest(const std::vector<std::uint8_t>& codes);

/// The policy file as a program; throws with the diagnostics where it does not compile.
Program compile_policy(const std::string& file);

}  // namespace precept::bench
