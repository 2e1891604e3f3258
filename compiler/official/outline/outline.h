// The outline of an official text: by which patterns its headings and its paragraphs are told.
//
//     Heading, 1. or A., 1.1., 1., (a)
//
// are the levels, the outermost first; each names the first mark of its form, and several forms of one level
// stand with `or` between them. `heading` is a heading in small letters ("resolves"), `Heading` one that
// begins with a capital, `HEADING` one in capitals, and `#` one that the markup of the text says.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/official/marks/marks.h"

namespace precept::official {

struct Outline {
  bool has_lower = false, has_title = false, has_capitals = false, has_markup = false;
  std::vector<std::vector<Form>> levels;

  bool has_headings() const { return has_lower || has_title || has_capitals || has_markup; }
  /// The number of the outermost level deeper than `above` that has the form; -1 where there is none.
  int level_of(const Form& form, int above) const;
  /// As it is declared.
  std::string words() const;
  bool operator==(const Outline&) const = default;
};

/// On failure: what is wrong with it, in words.
std::expected<Outline, std::string> parse_outline(std::string_view words);

}  // namespace precept::official
