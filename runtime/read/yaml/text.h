// What is checked of a YAML text besides its grammar: that it is a text, and that all of it was read.
#pragma once

#include <cstddef>
#include <string_view>

#include "runtime/read/mistakes.h"

namespace precept {

/// Steps over blanks, line breaks and comments.
std::size_t past_yaml_comments(std::string_view text, std::size_t at);

/// Whether the text is UTF-8 without control characters. Else that is reported.
bool is_yaml_text(std::string_view text, Mistakes& mistakes);

/// Whether only comments, marks of a document and signs of values that are not there follow byte `at`. Else
/// that is reported: nothing may be left out in silence.
bool is_yaml_read(std::string_view text, std::size_t at, Mistakes& mistakes);

}  // namespace precept
