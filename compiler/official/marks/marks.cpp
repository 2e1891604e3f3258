#include "compiler/official/marks/marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "compiler/official/marks/numerals.h"

namespace precept::official {
namespace {

constexpr std::string_view kParagraphSign = "\xC2\xA7";  // §

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::string small(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

/// What the letters come to as a numeral; 0 where they are none.
unsigned roman_value(std::string_view letters) {
  constexpr unsigned kMost = 199;
  const std::string wanted = small(letters);
  if (wanted.find_first_not_of("ivxlc") != std::string::npos) return 0;
  for (unsigned n = 1; n <= kMost && wanted.size() <= 9; ++n) {
    if (roman(n, 'i') == wanted) return n;
  }
  return 0;
}

/// `c` is 3, `aa` is 27.
unsigned letter_value(std::string_view letters) {
  const std::string wanted = small(letters);
  if (wanted.size() == 2 && wanted[0] == wanted[1]) return 27u + static_cast<unsigned>(wanted[0] - 'a');
  return wanted.size() == 1 ? 1u + static_cast<unsigned>(wanted[0] - 'a') : 0;
}

/// What a number at the beginning may count.
struct Meaning {
  Count count{};
  unsigned value = 0;
  bool is_put_in = false;
};

struct Number {
  std::string_view text;
  std::vector<Meaning> meanings;
};

constexpr std::size_t kMostDigits = 3;  // years are no marks

std::size_t count_digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// What stands behind a number that was put in between two others: the `a` of `2a`, `bis`, the `-1` of
/// `12-1`. Bytes; 0 where there is nothing of the kind.
std::size_t put_in_at(std::string_view text, std::size_t at) {
  static constexpr std::string_view kLatin[] = {"bis",     "ter",    "quater", "quinquies", "sexies",
                                                "septies", "octies", "novies", "nonies",    "decies"};
  const auto ends_at = [&](std::size_t end) { return end >= text.size() || !is_letter(text[end]); };
  const std::size_t blank = at < text.size() && text[at] == ' ' ? 1 : 0;
  for (std::string_view word : kLatin) {
    const std::size_t end = at + blank + word.size();
    // German "2 bis 4" is a range.
    const bool is_range = blank == 1 && end + 1 < text.size() && text[end] == ' ' && !is_upper(text[end + 1]);
    if (text.substr(at + blank).starts_with(word) && ends_at(end) && !is_range) return end - at;
  }
  if (at < text.size() && (is_lower(text[at]) || is_upper(text[at]))) return ends_at(at + 1) ? 1 : 0;
  const std::size_t digits = at < text.size() && text[at] == '-' ? count_digits(text, at + 1) : 0;
  return digits > 0 && digits <= kMostDigits && ends_at(at + 1 + digits) ? 1 + digits : 0;
}

std::optional<Number> number_at(std::string_view text) {
  std::size_t end = count_digits(text, 0);
  if (end > kMostDigits) return std::nullopt;
  if (end > 0) {
    const auto value = static_cast<unsigned>(std::stoul(std::string(text.substr(0, end))));
    const std::size_t put_in = put_in_at(text, end);
    return Number{text.substr(0, end + put_in), {{Count::Decimal, value, put_in > 0}}};
  }
  const bool lower = !text.empty() && is_lower(text[0]);
  while (end < text.size() && (lower ? is_lower(text[end]) : is_upper(text[end]))) ++end;
  if (end == 0 || (end < text.size() && is_letter(text[end]))) return std::nullopt;
  Number number{text.substr(0, end), {}};
  if (unsigned value = letter_value(number.text))
    number.meanings.push_back({lower ? Count::LowerLetter : Count::UpperLetter, value});
  if (unsigned value = roman_value(number.text))
    number.meanings.push_back({lower ? Count::LowerRoman : Count::UpperRoman, value});
  if (lower && end == 2 && text[0] == text[1])
    number.meanings.push_back({Count::DoubledLetter, letter_value(text.substr(0, 1))});
  // `(ba)` behind `(b)`; what is a numeral is none.
  const bool may_be_put_in =
      lower && end == 2 && text.substr(end).starts_with(')') && roman_value(number.text) == 0;
  if (may_be_put_in) number.meanings.push_back({Count::LowerLetter, letter_value(text.substr(0, 1)), true});
  if (number.meanings.empty()) return std::nullopt;
  return number;
}

std::size_t blanks_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == ' ') ++end;
  return end - at;
}

/// The word before a number, with the blanks behind it: bytes; 0 where there is none.
std::size_t word_at(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  std::size_t end = 0;
  if (text.starts_with(kParagraphSign)) {
    while (text.substr(end).starts_with(kParagraphSign)) end += kParagraphSign.size();
  } else {
    while (end < text.size() && end <= kLongest && (is_letter(text[end]) || (end > 0 && text[end] == '.')))
      ++end;
    if (end < 2 || end > kLongest || is_lower(text[0]) || blanks_at(text, end) == 0) return 0;
  }
  return end + blanks_at(text, end);
}

/// Behind the number of a word comes its title or nothing: "Article 3", "Article 3. Definitions", and never
/// "Article 3 applies". Bytes up to the title; none where the words go on.
std::optional<std::size_t> end_of_worded(std::string_view text, std::size_t at) {
  if (at < text.size() && (text[at] == '.' || text[at] == ':' || text[at] == ')')) ++at;
  const std::size_t blanks = blanks_at(text, at);
  if (at < text.size() && blanks == 0) return std::nullopt;
  at += blanks;
  if (at < text.size() && text[at] == '-') at += 1 + blanks_at(text, at + 1);
  if (at < text.size() && is_lower(text[at])) return std::nullopt;
  return at;
}

/// The numbers of a path behind the first: `.2.1`. Stops before what is none.
std::size_t rest_of_path(std::string_view text, std::size_t at, Mark& mark) {
  constexpr std::size_t kMostParts = 6;
  while (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    const auto next = number_at(text.substr(at + 1));
    if (!next || mark.numbers.size() == kMostParts) return std::string_view::npos;
    mark.numbers.emplace_back(next->text);
    mark.value = next->meanings[0].value;
    mark.is_put_in = next->meanings[0].is_put_in;
    at += 1 + next->text.size();
  }
  return at;
}

Mark counted_mark(const Number& number, const Meaning& meaning) {
  Mark mark;
  mark.form.first = meaning.count;
  mark.numbers.emplace_back(number.text);
  mark.value = meaning.value;
  mark.is_put_in = meaning.is_put_in;
  return mark;
}

void add_worded(std::string_view text, std::size_t word, std::vector<Mark>& found) {
  const auto number = number_at(text.substr(word));
  if (!number) return;
  std::string_view name = text.substr(0, word);
  name = name.substr(0, name.find_last_not_of(' ') + 1);
  for (const Meaning& meaning : number->meanings) {
    const bool is_counted = meaning.count == Count::Decimal || meaning.count == Count::UpperLetter ||
                            meaning.count == Count::UpperRoman;
    if (!is_counted) continue;
    Mark mark = counted_mark(*number, meaning);
    mark.form.word = name;
    const std::size_t at = rest_of_path(text, word + number->text.size(), mark);
    if (at == std::string_view::npos) continue;
    const auto end = end_of_worded(text, at);
    if (!end) continue;
    mark.form.parts = mark.numbers.size();
    mark.length = *end;
    found.push_back(std::move(mark));
  }
}

void add_plain(std::string_view text, std::vector<Mark>& found) {
  const bool is_bracketed = text.starts_with('(');
  const std::size_t begin = is_bracketed ? 1 : 0;
  const auto number = number_at(text.substr(begin));
  if (!number) return;
  for (const Meaning& meaning : number->meanings) {
    const Count count = meaning.count;
    Mark mark = counted_mark(*number, meaning);
    mark.form.is_bracketed = is_bracketed;
    std::size_t at = begin + number->text.size();
    const bool may_be_path = !is_bracketed && (count == Count::Decimal || count == Count::UpperLetter);
    if (may_be_path) at = rest_of_path(text, at, mark);
    if (at == std::string_view::npos) continue;
    mark.form.parts = mark.numbers.size();
    const char sign = at < text.size() ? text[at] : ' ';
    if (is_bracketed && sign != ')') continue;
    if (sign == ')' || sign == '.') {
      // `4.2.` and `4.2` are one form.
      if (!is_bracketed && !mark.form.is_path()) mark.form.closing = sign;
      ++at;
    } else if (count != Count::Decimal && !mark.form.is_path()) {
      continue;  // a letter without any sign is a word
    } else {
      mark.needs_gap = mark.is_put_in;
    }
    if (at < text.size() && text[at] != ' ') continue;
    mark.length = at + blanks_at(text, at);
    found.push_back(std::move(mark));
  }
}

struct MarkWord {
  std::string_view word, abbreviations;
};
constexpr MarkWord kWords[] = {
#define MARK_WORD(word, abbreviations) {word, abbreviations},
#include "compiler/official/marks/words.def"
#undef MARK_WORD
};

const MarkWord* find_word(std::string_view word) {
  const std::string wanted = small(word);
  const auto found = std::ranges::find_if(kWords, [&](const MarkWord& row) {
    return row.word == wanted || row.abbreviations.find(" " + wanted + " ") != std::string_view::npos;
  });
  return found == std::end(kWords) ? nullptr : &*found;
}

}  // namespace

std::string Form::example() const {
  static constexpr std::array<const char*, 6> kFirst{"1", "a", "A", "i", "I", "aa"};
  std::string out = word.empty() ? "" : word + " ";
  if (is_bracketed) out += '(';
  out += kFirst[static_cast<std::size_t>(first)];
  for (std::size_t i = 1; i < parts; ++i) out += ".1";
  if (is_bracketed) out += ')';
  if (is_path() && word.empty()) out += '.';
  if (closing != 0) out += closing;
  return out;
}

std::string Mark::written() const {
  std::string out = form.word.empty() ? "" : form.word + " ";
  if (form.is_bracketed) out += '(';
  for (std::size_t i = 0; i < numbers.size(); ++i) out += (i == 0 ? "" : ".") + numbers[i];
  if (form.is_bracketed) out += ')';
  if (form.closing != 0) out += form.closing;
  return out;
}

std::vector<Mark> marks_at(std::string_view text) {
  std::vector<Mark> found;
  if (const std::size_t word = word_at(text)) add_worded(text, word, found);
  if (found.empty()) add_plain(text, found);
  return found;
}

bool is_known_word(std::string_view word) {
  if (!word.starts_with(kParagraphSign)) return find_word(word) != nullptr;
  while (word.starts_with(kParagraphSign)) word.remove_prefix(kParagraphSign.size());
  return word.empty();
}

std::string full_word(std::string_view word) {
  const MarkWord* found = find_word(word);
  return found ? std::string(found->word) : small(word);
}

}  // namespace precept::official
