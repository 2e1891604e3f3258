// A temporary folder for a test; its destructor deletes it.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace precept::test {

class ScratchFolder {
 public:
  ScratchFolder() {
    // mkdtemp replaces the X by letters that make the name new.
    std::string name = (std::filesystem::temp_directory_path() / "precept-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder can be made for " + name);
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace precept::test
