// A temporary folder for a test, and the built `precept` run in it by a shell. Needs PRECEPT_BINARY.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/common/scratch_folder.h"

namespace precept::test {

class CommandFolder {
 public:
  const std::filesystem::path& path() const { return folder_.path(); }
  void write(const std::string& name, std::string_view text) const {
    std::filesystem::create_directories((path() / name).parent_path());
    std::ofstream(path() / name, std::ios::binary) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream in(path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  struct Result {
    int status = -1;
    std::string output;  ///< both streams, in the order in which they were written
  };
  /// Runs a command by the shell. The binary's folder comes first on the path, so that `precept` is the one
  /// just built. Colours are off.
  Result shell(const std::string& command) const {
    const std::string binary = std::filesystem::path(PRECEPT_BINARY).parent_path().string();
    const std::string line = "cd '" + path().string() + "' && PATH='" + binary +
                             "':$PATH && export NO_COLOR=1 && { " + command + "\n} 2>&1";
    Result result;
    FILE* pipe = popen(line.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) result.output.append(buffer, n);
    int status = pclose(pipe);
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return result;
  }

 private:
  ScratchFolder folder_;
};

}  // namespace precept::test
