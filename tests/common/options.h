// Reads the command line of a test program, as `./dev` calls it.
#pragma once

#include <charconv>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace precept::test {

/// Where to put the number or word behind an option, or the fact that the option is there.
using OptionTarget = std::variant<std::size_t*, std::string*, bool*>;

/// False where the words are no such options; the caller then tells its usage.
inline bool read_options(int argc, char** argv, const std::map<std::string_view, OptionTarget>& options) {
  for (int i = 1; i < argc; ++i) {
    const auto option = options.find(argv[i]);
    if (option == options.end()) return false;
    if (auto* flag = std::get_if<bool*>(&option->second)) {
      **flag = true;
      continue;
    }
    if (++i == argc) return false;
    const std::string_view value = argv[i];
    if (auto* word = std::get_if<std::string*>(&option->second)) {
      **word = value;
    } else {
      const char* end = value.data() + value.size();
      const auto read = std::from_chars(value.data(), end, *std::get<std::size_t*>(option->second));
      if (read.ptr != end || value.empty()) return false;
    }
  }
  return true;
}

}  // namespace precept::test
