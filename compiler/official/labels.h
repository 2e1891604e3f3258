// Labels of an official text as people write them: `§4.1(3)`, `section 4.1.3` and `4.1.3` are the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace precept::official {

/// The words and numbers of a label, in small letters, without what only decorates it.
std::vector<std::string> label_parts(std::string_view label);

/// The numbers of the labels, those nearest to `wanted` first: those that begin alike, then by the number
/// that differs, then by spelling.
std::vector<std::size_t> nearest_labels(std::string_view wanted, const std::vector<std::string>& labels);

}  // namespace precept::official
