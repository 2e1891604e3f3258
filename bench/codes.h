// The task of the published comparison, done by Precept: the rights of bench/attendance.precept as codes 0
// to 6. An attendee with `may participant, decision, liaison` has the code 0.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::bench {

/// Reads the JSON file, fills the columns and runs the program, as a check does; one code for each attendee.
/// Empty where the file was refused.
std::vector<std::uint8_t> decide_by_policy(const Program& program, const std::string& file);

/// FNV-1a, 32 bits, over the codes as bytes.
std::uint32_t digest(const std::vector<std::uint8_t>& codes);

/// Compiles the policy file; throws with the diagnostics where it does not compile.
Program compile_policy(const std::string& file);

}  // namespace precept::bench
