// Writes the files of a new project into a folder: all of them, or none. Nothing is ever written over.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace precept::tools {

struct NewFile {
  std::filesystem::path path;  ///< from the project's folder
  std::string text;
};

/// Makes the folder if there is none, and the files in it. False where it was reported what is in the way
/// (E5080), or why a file cannot be written (E5006); then nothing was made, or it was taken away again.
bool make_files(const std::filesystem::path& folder, const std::vector<NewFile>& files,
                Diagnostics& diagnostics);

}  // namespace precept::tools
