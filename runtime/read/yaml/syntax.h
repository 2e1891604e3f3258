// What is wrong with a text that is no YAML, in our own words: libfyaml's are about its grammar.
//
//   name: Joe: the plumber        a colon with a blank behind it, in a text without quotes
#pragma once

#include <string>
#include <string_view>

#include "runtime/read/mistakes.h"

namespace precept {

/// Where libfyaml stopped, in bytes of the text, and what it says.
struct YamlFault {
  std::size_t begin = 0, end = 0;
  std::string message;
};

/// Reports the fault as E4002, at what a person would change. `opened` is the innermost bracket that is not
/// closed yet; npos: there is none.
void report_yaml_fault(const YamlFault& fault, std::string_view text, std::size_t opened, Mistakes& mistakes);

}  // namespace precept
