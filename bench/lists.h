// Lists: what it costs that a list is CSV or a workbook, and not JSON.
#pragma once

#include <filesystem>

namespace precept::bench {

/// Prints the user time and the memory of checking a meeting of 100,000 people whose list is each of them,
/// beside a plain read of the workbook's sheet: unpacked by minizip, its elements counted by expat. `folder`
/// is for scratch files.
void bench_lists(const std::filesystem::path& root, const std::filesystem::path& precept,
                 const std::filesystem::path& folder);

}  // namespace precept::bench
