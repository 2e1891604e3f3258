// A program as a listing for people (`precept disasm`).
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace precept {

/// The head comes first: name, interval of force, digest, sources, tables, and the cost of each unit as a
/// polynomial in the lengths of its lists. Each unit follows with its segments, one line an instruction, and
/// its result table. A line names the result with its kind and level, and the clause and source line:
///
///   shall ensure s.length <= f.limit   ->   t6@1 truth := lt_int i5, i3   ; length, stalls.precept:14:16
std::string disassemble(const Program& program);

}  // namespace precept
