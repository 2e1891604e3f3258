// Marks before the paragraphs of an official text: `4.2.1`, `(a)`, `iii)`, `Article 3`, `§ 12`.
#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace precept::official {

/// DoubledLetter: `aa`, `bb`, as they stand below `i`.
enum class Count { Decimal, LowerLetter, UpperLetter, LowerRoman, UpperRoman, DoubledLetter };

/// How a mark is written, whatever its numbers: `1.` and `2.` have one form, `(1)` has another.
struct Form {
  std::string word;           ///< "Article", "§"; empty where only numbers are written
  bool is_bracketed = false;  ///< `(1)`
  Count first = Count::Decimal;
  std::size_t parts = 1;  ///< 3 of `4.2.1`; those after the first are decimal
  char closing = 0;       ///< `.` or `)` behind a single number; 0: neither

  bool is_path() const { return parts > 1; }
  /// `1.` and `4.2` have no word and no decoration but stops.
  bool is_bare() const { return word.empty() && !is_bracketed && closing == 0 && parts == 1; }
  /// The form's first mark, by which an outline names it: `1.`, `(a)`, `A.1.`, `Article 1`.
  std::string example() const;
  auto operator<=>(const Form&) const = default;
};

struct Mark {
  Form form;
  std::vector<std::string> numbers;  ///< as written: "4", "2"; "iii"
  unsigned value = 0;                ///< of the last number: 3 of `iii`
  std::size_t length = 0;            ///< bytes, with the blanks behind it
  bool is_put_in = false;  ///< behind the one whose value it has: `2a`, `2bis`, `12-1`; `(ba)` behind `(b)`
  bool needs_gap = false;  ///< "2a" without a stop is a mark only where a gap sets it apart

  bool is_first() const { return value <= 1 && !is_put_in; }
  /// As it stands in the text.
  std::string written() const;
};

/// What the folded text may begin with, the likelier first: `i)` is a letter and a numeral. A word before a
/// number may be any that begins with a capital; `is_known_word` says which are marks without being declared.
std::vector<Mark> marks_at(std::string_view text);

/// True for `Article`, `Rule`, `§` and their like.
bool is_known_word(std::string_view word);
/// The word that an abbreviation stands for, in small letters: `article` for `Art.`; else the word itself.
std::string full_word(std::string_view word);

}  // namespace precept::official
