// One pass over a program that decides whether it may run (docs/pipeline.md, Verification, has what each
// later stage relies on).
//
//   t6@1 := lt_int i5, i3      refused if i3 is at level 0, is no int, or is written later
#pragma once

#include <optional>

#include "runtime/program/program.h"

namespace precept {

/// Nothing where the program is sound; else its first fault. In a sound program
/// - every index is in range;
/// - every register is written by one instruction, and in every segment before it is read;
/// - kinds, widths and levels of operands and result are as the instruction's row in opcodes.def demands;
/// - folds, spreads and crosses run only between levels that hang together;
/// - the result table names registers of the right kind and level, written in that level's final segment;
/// - the cost is as stamped.
/// Takes time linear in the size of the program.
std::optional<ProgramError> verify(const Program& program);

}  // namespace precept
