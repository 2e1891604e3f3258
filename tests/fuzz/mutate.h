// Changes of programs and texts that leave most of them whole, so that they come far before they are refused.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace precept::test {

using Random = std::mt19937_64;

/// A few numbers of a program changed, and its digest made right again.
void mutate_program(std::vector<std::byte>& program, Random& random);
/// A few words, values, lines or pieces of a text changed, moved, doubled or left out. `words` are others
/// that it may get.
void mutate_text(std::string& text, const std::vector<std::string>& words, Random& random);
/// The pieces that a text falls into: words, numbers, strings, single signs.
std::vector<std::string> words_of(const std::string& text);

}  // namespace precept::test
