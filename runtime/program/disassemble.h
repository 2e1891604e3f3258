// A program as a listing for people.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace precept {

/// Head (name, interval of force, digest, sources with digests, tables, cost of each unit as a
/// polynomial in the lengths of its lists), then each unit's segments: one line an instruction with its
/// result, register kinds and level, and the clause and source line it comes from; then the result table.
std::string disassemble(const Program& program);

}  // namespace precept
