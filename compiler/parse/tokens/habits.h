// What people write by habit, and the words of the language that they meant. Internal to parse/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/suggest.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

/// Where a habit can be told from a name.
enum class HabitPlace { Opening, Infix, Prefix };

struct Habit {
  HabitPlace place;
  std::string_view written;  ///< words in lower case, a blank between
  std::size_t word_count;
  TokenType meant;        ///< EOF: nothing can take its place
  std::string_view help;  ///< for the message
};

/// The habits of a place that begin with a word, given in any letter case; the longest first.
std::vector<const Habit*> habits_of(HabitPlace place, std::string_view first_word);

/// Letters of the alphabet in lower case, an apostrophe as `'`.
std::string lower_case(std::string_view word);

/// Whether the word says no by its ending: `shouldn't`, `mustnt`, `cannot`.
bool is_negation(std::string_view word);

/// A word as habits write it: in lower case, and for a slip of one that says no (`shoudn't`) that one, as
/// another word near it would say the contrary.
std::string habit_word(std::string_view word);

/// What a number of a unit is in days: 0 where that differs, as with months; -1 where the word is no unit.
int days_of_unit(std::string_view word);

/// The number of a month by its English name or its first three letters; 0 where the word is none.
unsigned month_of(std::string_view word);

}  // namespace precept::parsing
