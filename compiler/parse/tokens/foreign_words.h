// Words of other languages and of English, which people write by habit, and the words of the language that
// they meant (foreign_words.def). Internal to parse/.
//
//     must ensure b.people > 10           Opening: `must` for `shall`
//     shall ensure b.people equals 10     Infix: `equals` for `=`
//     shall ensure half of b.people > 10  Part: `half` for `1/2`
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/suggest.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

/// The place where such a word can be distinguished from a name, as foreign_words.def explains.
enum class ForeignWordPlace { Opening, Infix, Prefix, Part };

struct ForeignWord {
  ForeignWordPlace place;
  std::string_view written;  ///< words in lower case with single blanks between
  std::size_t word_count;
  TokenType meant;        ///< the keyword in its place; EOF: none
  std::string_view help;  ///< for the message
};

/// The foreign words of a place that begin with this word, longest first. Letter case is ignored.
std::vector<const ForeignWord*> foreign_words_of(ForeignWordPlace place, std::string_view first_word);

/// The word with ASCII letters in lower case and every apostrophe as `'`.
std::string lower_case(std::string_view word);

/// Whether the word says no by its ending: `shouldn't`, `mustnt`, `cannot`.
bool is_negation(std::string_view word);

/// A word as a row of foreign_words.def writes it: in lower case, and for a slip of one that says no
/// (`shoudn't`) that one, as another word near it would say the contrary.
std::string as_foreign_word(std::string_view word);

/// A word for a unit of time that is none of the language.
struct TimeUnit {
  std::string_view word;
  int factor;       ///< one of it is so many of `meant`
  TokenType meant;  ///< the unit of the language
};
/// Null for other words.
const TimeUnit* unit_named(std::string_view word);

/// The number that an English word from `one` to `twelve`, or a round one up to `hundred`, says; 0 for
/// others.
unsigned number_of(std::string_view word);

/// Number of a month, 1 to 12, by its English name or its first three letters; 0 for other words.
unsigned month_of(std::string_view word);

}  // namespace precept::parsing
