// Random changes that leave most of a program or text whole, so that it comes far before it is refused.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace precept::test {

using Random = std::mt19937_64;

/// Changes a few numbers of a program, and corrects its digest.
void mutate_program(std::vector<std::byte>& program, Random& random);
/// Changes, moves, doubles or drops a few words, values, lines or pieces of a text. `words` may be put in.
void mutate_text(std::string& text, const std::vector<std::string>& words, Random& random);
/// The text in pieces: words, numbers, strings, single signs.
std::vector<std::string> tokens_of(const std::string& text);

}  // namespace precept::test
