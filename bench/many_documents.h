// Many documents at once: what several jobs save, and what a folder of pages takes.
#pragma once

#include <filesystem>

namespace precept::bench {

/// Prints both for ten thousand copies of the examples about Resolution 54. `folder` is for scratch files.
void bench_many_documents(const std::filesystem::path& root, const std::filesystem::path& precept,
                          const std::filesystem::path& folder);

}  // namespace precept::bench
