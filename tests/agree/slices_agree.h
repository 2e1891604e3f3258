// Whether a result depends on how many rows the machine takes at a time.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/document/document.h"
#include "runtime/program/program.h"

namespace precept::test {

/// A line where the registers that results and messages are made of differ between the whole document at once
/// and slices of 64 rows; empty where they are the same.
std::vector<std::string> slices_disagree(const Program& program, const Document& document,
                                         const std::vector<std::uint32_t>& readings);

}  // namespace precept::test
