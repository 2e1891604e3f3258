// One pass over a program that decides whether it may be run.
#pragma once

#include <optional>

#include "runtime/program/program.h"

namespace precept {

/// Nothing where the program is sound; else what is wrong, first fault only. Afterwards: every index is
/// in range; every register is written by exactly one instruction and, in every segment, before it is
/// read; operand and result kinds, widths and levels are as the instruction's row in opcodes.def
/// demands; folds, spreads and crosses run only between tied levels; the result table names registers
/// of the right kind at the right level, written in the final segment of that level; cost is as stamped.
std::optional<ProgramError> verify(const Program& program);

}  // namespace precept
