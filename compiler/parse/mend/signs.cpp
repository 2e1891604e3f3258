// TokenMender of foreign signs, and of numbers and dates.
#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/moment.h"
#include "base/suggest.h"
#include "compiler/parse/mend/mend.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

/// An operator of another language, and the one that was meant.
struct MistakenSpelling {
  std::string_view written;
  TokenType meant;
  std::string_view help = {};  ///< empty: "write" and the spelling of what was meant
};
constexpr MistakenSpelling kMistakenSpellings[] = {
    {"==", L::EQUAL},
    {"===", L::EQUAL},
    {":=", L::EQUAL},
    {"=~", L::EQUAL, "texts are compared whole, with `=` and `in`"},
    {"&&", L::AND},
    {"&", L::AND},
    {"∧", L::AND},
    {"||", L::OR},
    {"∨", L::OR},
    {"!", L::NOT},
    {"¬", L::NOT},
    {"<>", L::NOT_EQUAL},
    {"!==", L::NOT_EQUAL},
    {"≠", L::NOT_EQUAL},
    {"≤", L::LESS_EQUAL},
    {"=<", L::LESS_EQUAL},
    {"≥", L::GREATER_EQUAL},
    {"=>", L::GREATER_EQUAL, "write `>=` to compare; for `a implies b` write `not (a) or b`"},
    {"->", L::OR, "for `a implies b` write `not (a) or b`"},
    {"→", L::OR, "for `a implies b` write `not (a) or b`"},
    {"⇒", L::OR, "for `a implies b` write `not (a) or b`"},
    {"**", L::STAR, "there are no powers; write the product"},
    {"! =", L::NOT_EQUAL},
    {"!>", L::LESS_EQUAL},
    {"!<", L::GREATER_EQUAL},
    {"!>=", L::LESS},
    {"!<=", L::GREATER},
    {"!in", L::IN, "write `not in`"},
    {"==>", L::OR, "for `a implies b` write `not (a) or b`"},
    {"×", L::STAR},
    {"∈", L::IN},
    {"∉", L::IN, "write `not in`"},
    {"??", L::ELSE},
    {"⊆", L::SUBSET, "write `subset of`"},
    {"∪", L::UNION},
    {"∩", L::INTERSECT},
    {"·", L::STAR},
};

const MistakenSpelling* spelling_of(std::string_view written) {
  auto found = std::ranges::find(kMistakenSpellings, written, &MistakenSpelling::written);
  return found == std::end(kMistakenSpellings) ? nullptr : found;
}

/// A sign that means nothing in the language, and the help for it.
struct StraySign {
  std::string_view written;
  std::string_view help;
};
constexpr StraySign kStraySigns[] = {
    {";", "statements and items need no `;`: a keyword begins the next one"},
    {"%", "there is no remainder; hundredths are written `50 per cent`"},
    {"√", "write `sqrt(…)`"},
    {"½", "write `1/2`"},
    {"¼", "write `1/4`"},
    {"¾", "write `3/4`"},
    {"⅓", "write `1/3`"},
    {"⅔", "write `2/3`"},
    {"∀", "write `every x in xs satisfies …`"},
    {"∃", "write `some x in xs satisfies …`"},
    {"§", "a label with other signs than words and numbers stands in quotes: `clause \"§ 5\"`"},
    {"@", "leave it out: names stand alone"},
    {"÷", "write `/`"},
    {"^", "there are no powers; write the product"},
    {"'", "strings are written in double quotes"},
    {"’", "strings are written in plain double quotes"},
    {"?", "write `if … then … else …` to choose, `x is given` to ask whether there is one"},
    {"~", "write `not`"},
    {"\\", "a line goes on without a sign"},
    {"$", "amounts are plain numbers; say the unit in the field's name"},
    {"€", "amounts are plain numbers; say the unit in the field's name"},
    {"£", "amounts are plain numbers; say the unit in the field's name"},
    {"…", "write out what is meant"},
    {"“", "strings are written in plain double quotes"},
    {"”", "strings are written in plain double quotes"},
};

/// An invisible sign, and its name.
struct HiddenSign {
  std::string_view written;
  std::string_view name;
};
constexpr HiddenSign kHiddenSigns[] = {
    {"\u00A0", "a no-break space"},
    {"\u202F", "a narrow no-break space"},
    {"\u2007", "a figure space"},
    {"\u2009", "a thin space"},
    {"\u200A", "a hair space"},
    {"\u2002", "a wide space"},
    {"\u2003", "a wide space"},
    {"\u3000", "an ideographic space"},
    {"\u200B", "a zero-width space"},
    {"\u200C", "a zero-width sign"},
    {"\u200D", "a zero-width sign"},
    {"\u2060", "a zero-width sign"},
    {"\u00AD", "a soft hyphen"},
    {"\uFEFF", "a byte order mark"},
    {"\u2028", "a line separator"},
    {"\u200E", "a sign for the direction of writing"},
    {"\u200F", "a sign for the direction of writing"},
};

/// True for words that mean none in other languages.
bool is_none_elsewhere(std::string_view word) {
  constexpr std::string_view kWords[] = {"null", "NULL", "Null", "nil", "None", "undefined"};
  return std::ranges::find(kWords, word) != std::end(kWords);
}

bool is_dash(std::string_view text) {
  constexpr std::string_view kDashes[] = {"\u2010", "\u2011", "\u2012", "\u2013",
                                          "\u2014", "\u2015", "\u2212"};
  return std::ranges::find(kDashes, text) != std::end(kDashes);
}

std::string shown(std::string_view stray) {
  auto hidden = std::ranges::find(kHiddenSigns, stray, &HiddenSign::written);
  if (hidden != std::end(kHiddenSigns)) return std::string(hidden->name);
  auto first = static_cast<unsigned char>(stray.empty() ? ' ' : stray[0]);
  if (first < 0x20 || first == 0x7F) return fmt::format("the control character U+{:04X}", first);
  return fmt::format("`{}`", stray);
}

bool is_foreign_letter(std::string_view text) {
  bool ascii = text.empty() || static_cast<unsigned char>(text[0]) < 0x80;
  return !ascii && text != "÷" && text != "×" && text < "\uFE00" && !(text >= "\u2000" && text < "\u2C00") &&
         text >= "\u00C0";
}

}  // namespace

void TokenMender::mend_signs() {
  for (std::size_t i = 0; i < tokens_.visible_.size(); ++i) {
    TokenType it = type(i);
    if (token(i).getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    if (it == L::STRAY) {
      i = mend_stray(i);
    } else {
      mend_sign(i);
    }
  }
}

void TokenMender::mend_sign(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  if (it.getType() == L::COLON && type(index + 1) == L::COLON && adjoins_previous(index + 1)) {
    bool is_field = index == 1 || (index > 1 && is_first_on_line(index - 1));
    const Span place = tokens_.span(it, token(index + 1));
    report(DiagnosticKind::UnexpectedToken, it, "`::` is not a sign of the language")
        .with_help(is_field ? "write `:`" : "write `.`")
        .with_edit(place, is_field ? ":" : ".");
    if (!is_field) it.setType(L::DOT);
    hide(token(index + 1));
  }
  switch (it.getType()) {
    case L::MISTAKEN_OPERATOR:
      mend_operator(index);
      break;
    case L::OTHER_QUOTES:
      if (mend_contraction(index)) break;
      report_quotes(it);
      mistake(it, L::STRING_LITERAL);
      break;
    case L::MISTAKEN_COMMENT:
      report_comment(it);
      hide(it);
      break;
    case L::MISTAKEN_DATE:
      if (in_label(index)) break;
      mend_date(index);
      break;
    case L::INTEGER_LITERAL:
    case L::DATE_LITERAL:
    case L::DECIMAL_LITERAL:
      mend_joined(index);
      break;
    default:  // every other token is what it seems
      break;
  }
}

/// Reports `# note`, `// note` and `/* note */`, with what it is as a comment.
void TokenMender::report_comment(const antlr4::CommonToken& comment) {
  std::string_view inside = tokens_.text(comment);
  const bool is_long = inside.starts_with("/*");
  inside.remove_prefix(inside.starts_with("#") ? 1 : 2);
  if (is_long) inside.remove_suffix(2);
  while (!inside.empty() && (inside.front() == ' ' || inside.front() == '#' || inside.front() == '*'))
    inside.remove_prefix(1);
  while (!inside.empty() && inside.back() == ' ') inside.remove_suffix(1);
  const std::string meant = fmt::format("-- {}", inside);
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, comment, "a comment begins with `--`");
  const bool is_one_line = inside.find('\n') == std::string_view::npos;
  constexpr std::size_t kLongest = 50;
  diagnostic.with_help(is_one_line && meant.size() < kLongest
                           ? fmt::format("write `{}`", meant)
                           : "begin each of its lines with `--` and a blank");
  if (is_one_line && !is_long) diagnostic.with_edit(tokens_.span(comment), meant);
}

/// Reports a string in other quotes, with what it is in plain ones.
void TokenMender::report_quotes(const antlr4::CommonToken& string) {
  auto& diagnostic =
      report(DiagnosticKind::UnexpectedToken, string, "strings are written in plain double quotes");
  std::string_view inside = tokens_.text(string);
  auto drop = [&](bool at_end) {
    std::size_t size = 1;
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    while (size < inside.size() &&
           (at_end ? continues(inside[inside.size() - size]) : continues(inside[size])))
      ++size;
    at_end ? inside.remove_suffix(size) : inside.remove_prefix(size);
  };
  drop(false);
  drop(true);
  constexpr std::string_view kHardBlanks[] = {"\u00A0", "\u202F", " "};
  for (std::string_view blank : kHardBlanks) {  // `« a »`
    if (inside.starts_with(blank)) inside.remove_prefix(blank.size());
    if (inside.ends_with(blank)) inside.remove_suffix(blank.size());
  }
  const bool is_plain = inside.find_first_of("\"\\") == std::string_view::npos;
  const std::string meant = fmt::format("\"{}\"", inside);
  constexpr std::size_t kLongest = 60;
  diagnostic.with_help(is_plain && meant.size() < kLongest && meant.find('\n') == std::string::npos
                           ? fmt::format("write `{}`", meant)
                           : "write `\"` before it and behind it");
  if (is_plain) diagnostic.with_edit(tokens_.span(string), meant);
}

/// True within brackets that are still open, on the same line.
bool TokenMender::is_within_brackets(std::size_t index) const {
  std::size_t closed = 0;
  for (std::size_t i = index; i-- > 0 && !is_first_on_line(i + 1);) {
    const TokenType it = type(i);
    if (it == L::RIGHT_PAREN || it == L::RIGHT_BRACE || it == L::RIGHT_BRACKET) ++closed;
    const bool opens = it == L::LEFT_PAREN || it == L::LEFT_BRACE || it == L::LEFT_BRACKET;
    if (opens && closed-- == 0) return true;
  }
  return false;
}

/// Joins the time to a day before it that is written otherwise: `2024-5-1T14:30Z`, `20240501T1430Z`. True
/// where it did.
bool TokenMender::join_time(std::size_t index) {
  const auto begins_time = [&](std::size_t i) {
    const std::string_view word = type(i) == L::NAME ? tokens_.text(token(i)) : std::string_view();
    return word.size() > 1 && word[0] == 'T' && word[1] >= '0' && word[1] <= '9';
  };
  if (!adjoins_previous(index + 1) || !begins_time(index + 1)) return false;
  const auto is_part = [&](std::size_t i) {
    const TokenType it = type(i);
    return it == L::NAME || it == L::INTEGER_LITERAL || it == L::DECIMAL_LITERAL || it == L::COLON ||
           it == L::PLUS || it == L::MINUS;
  };
  std::size_t last = index + 1;
  while (type(last + 1) != L::EOF && adjoins_previous(last + 1) && is_part(last + 1)) ++last;
  token(index).setStopIndex(token(last).getStopIndex());
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  return true;
}

void TokenMender::mend_date(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  join_time(index);
  std::string text = tokens_.shown(it);
  if (text.find_first_of("T:") != std::string::npos) return mend_moment(index, text);
  std::string meant = date_as_written(text);
  auto& diagnostic = report(DiagnosticKind::InvalidLiteral, it, fmt::format("`{}` is not a date", text));
  diagnostic.with_help("a date is written as year, month and day with all their digits: `2022-03-09`");
  if (!meant.empty())
    diagnostic.with_help(fmt::format("write year, month and day: `{}`", meant))
        .with_edit(tokens_.span(it), meant);
  mistake(it, L::DATE_LITERAL);
}

/// A moment as documents may have it and policies may not, or one that is none.
void TokenMender::mend_moment(std::size_t index, std::string text) {
  antlr4::CommonToken& it = token(index);
  const std::string_view zone = tokens_.text(token(index + 1));
  if (type(index + 1) == L::NAME && (zone == "UTC" || zone == "GMT")) {
    text += adjoins_previous(index + 1) ? "" : " ";
    text += zone;
    hide(token(index + 1));
  }
  // `2024-05-01T14:30-2 hours` is a difference, whose moment lacks its offset.
  const std::size_t sign = text.find_last_of("+-");
  const std::string count = sign == std::string::npos ? "" : text.substr(sign + 1);
  const bool is_count = !count.empty() && count.find_first_not_of("0123456789") == std::string::npos;
  if (is_unit(type(index + 1)) && is_count && sign > text.find_first_of("T:")) {
    report(DiagnosticKind::InvalidLiteral, it,
           fmt::format("`{}` says no offset from UTC", text.substr(0, sign)))
        .with_help(fmt::format("say the offset behind the time, and set the sign apart: `{}Z {} {} {}`",
                               text.substr(0, sign), text[sign], count, tokens_.text(token(index + 1))));
    hide(token(index + 1));
    return mistake(it, L::DATE_LITERAL);
  }
  const auto moment = parse_moment(text);
  const bool has_fraction = text.find('.') != std::string::npos;
  const std::string_view why = !moment        ? in_words(moment.error())
                               : has_fraction ? "tells a part of a second"
                                              : "has no `T` before the time, or no `Z` behind it";
  const std::string meant = moment ? format_moment(*moment) : moment_as_written(text);
  auto& diagnostic = report(DiagnosticKind::InvalidLiteral, it, fmt::format("`{}` {}", text, why));
  diagnostic.with_help(meant.empty() ? std::string(help_for(moment.error()))
                                     : fmt::format("write `{}`", meant));
  mistake(it, L::DATE_LITERAL);
}

/// Joins two signs that were meant as one: `!>`, `! =`.
void TokenMender::join_signs(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  if (it.getType() != L::MISTAKEN_OPERATOR || type(index + 1) == L::EOF) return;
  if (spelling_of(tokens_.text_between(it, token(index + 1))) == nullptr) return;
  it.setStopIndex(token(index + 1).getStopIndex());
  hide(token(index + 1));
}

void TokenMender::mend_operator(std::size_t index) {
  join_signs(index);
  antlr4::CommonToken& it = token(index);
  std::string_view written = tokens_.text(it);
  const MistakenSpelling& same = *spelling_of(written);
  TokenType meant = same.meant;
  const std::string help = help_for_sign(index, meant, same.help);
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, it,
                            fmt::format("`{}` is not an operator of the language", written))
                         .with_help(help);
  const bool is_lambda =
      written == "=>" && index > 1 && type(index - 1) == L::NAME && type(index - 2) == L::LEFT_PAREN;
  if (is_lambda) diagnostic.with_help("what is chosen from a list is `x in xs where …`");
  // About none the help is another than the sign.
  if (help == fmt::format("write `{}`", spelling(meant)) || same.help == "write `not in`" ||
      help == "write `.`")
    edit_as_told(diagnostic, tokens_.span(it));
  it.setType(meant);
}

/// The help for a sign that was meant for a token of the language.
std::string TokenMender::help_for_sign(std::size_t index, TokenType meant, std::string_view help) const {
  std::size_t first = index, right = index + 1;
  while (first > 0 && index - first < kTokensAhead && !is_first_on_line(first)) --first;
  bool has_equal = false;
  for (std::size_t i = first; i < index; ++i) has_equal = has_equal || type(i) == L::EQUAL;
  if (meant == L::OR && type(first) == L::DEFINE && !has_equal)
    return "the type of what is defined stands behind `:`";
  bool is_point = tokens_.text(*tokens_.visible_[index]) == "->" && adjoins_previous(index) &&
                  adjoins_previous(index + 1) && type(index - 1) == L::NAME && type(index + 1) == L::NAME;
  if (is_point) return "write `.`";
  bool is_in_field = type(first + 1) == L::COLON && first + 1 < index;
  if (is_in_field && meant == L::EQUAL) return "a default stands behind `default`";
  if (tokens_.visible_[right]->getChannel() != antlr4::Token::DEFAULT_CHANNEL) ++right;
  bool is_none = type(right) == L::NONE ||
                 (type(right) == L::NAME && is_none_elsewhere(tokens_.text(*tokens_.visible_[right])));
  if (is_none && meant == L::EQUAL) return "write `is not given`";
  if (is_none && meant == L::NOT_EQUAL) return "write `is given`";
  return help.empty() ? fmt::format("write `{}`", spelling(meant)) : std::string(help);
}

/// Reports a run of signs as one mistake. Returns the index of its last token.
std::size_t TokenMender::mend_stray(std::size_t index) {
  antlr4::CommonToken& first = token(index);
  std::string_view text = tokens_.text(first);
  if (is_foreign_letter(text)) return in_label(index) ? index : mend_foreign_letters(index);
  if (text == "&" || text == "⊆" || text == "∪" || text == "∩" || text == "·") {
    mend_operator(index);
    if (text == "⊆") hide(token(index));
    return index;
  }
  if (text == "?" && type(index + 1) == L::STRAY && tokens_.text(token(index + 1)) == "?") {
    first.setStopIndex(token(index + 1).getStopIndex());
    hide(token(index + 1));
    mend_operator(index);
    return index + 1;
  }
  if (text == "`") return mend_back_quotes(index);
  if (mend_contraction(index)) return index;
  bool joins_digits = text == "'" && index > 0 && adjoins_previous(index) && adjoins_previous(index + 1) &&
                      type(index - 1) == L::INTEGER_LITERAL && type(index + 1) == L::INTEGER_LITERAL;
  if (joins_digits) {
    hide(first);  // mend_thousands reports the two numbers
    return index;
  }
  if (is_dash(text)) {
    mend_dash(index);
    return index;
  }
  const bool is_behind_number =
      index > 0 && (type(index - 1) == L::INTEGER_LITERAL || type(index - 1) == L::DECIMAL_LITERAL);
  if (text == "%" && is_behind_number && type(index + 1) != L::INTEGER_LITERAL) {
    antlr4::CommonToken& number = token(index - 1);
    report(DiagnosticKind::InvalidLiteral, first, "the sign for hundredths is two words here")
        .with_help(fmt::format("write `{} per cent`", tokens_.text(number)))
        .with_edit(tokens_.span(first), " per cent");
    hide(first);
    number.setType(L::DECIMAL_LITERAL);
    return index;
  }
  std::size_t last = index;
  while (type(last + 1) == L::STRAY && adjoins_previous(last + 1) &&
         !is_foreign_letter(tokens_.text(token(last + 1))))
    ++last;
  tokens_.note_mistake(first);
  auto& diagnostic = tokens_.diagnostics_.report(
      DiagnosticKind::UnexpectedToken, tokens_.span(first, token(last)), shown(text) + " means nothing here");
  auto known = std::ranges::find(kStraySigns, text, &StraySign::written);
  if (known != std::end(kStraySigns)) diagnostic.with_help(std::string(known->help));
  bool is_owner = (text == "'" || text == "\u2019") && index > 0 && adjoins_previous(index) &&
                  type(index - 1) == L::NAME && tokens_.text(token(index + 1)) == "s";
  if (is_owner) diagnostic.with_help("a field is written with a point: `x.name`");
  bool after_type = text == "?" && index > 1 && type(index - 2) == L::COLON;
  bool before_type = text == "?" && type(index + 1) == L::COLON;
  if (after_type || before_type) diagnostic.with_help("write `or none` behind the type");
  bool is_hidden = std::ranges::find(kHiddenSigns, text, &HiddenSign::written) != std::end(kHiddenSigns);
  if (is_hidden)
    diagnostic.with_help("remove it, or write a plain blank")
        .with_edit(tokens_.span(first, token(last)), " ");
  const bool separates = text == ";" && index == last && is_within_brackets(index);
  if (separates) diagnostic.with_help("write `,`").with_edit(tokens_.span(first), ",");
  const bool ends_line = text == ";" && (type(last + 1) == L::EOF || is_first_on_line(last + 1));
  if (ends_line) diagnostic.with_edit(tokens_.span(first, token(last)), "");
  const bool is_part = !text.empty() && diagnostic.help.starts_with("write `") &&
                       diagnostic.help.find('/') == 8 && index == last;  // `½`
  if (is_part) diagnostic.with_edit(tokens_.span(first), diagnostic.help.substr(7, 3));
  if (text == "?") mend_ternary(index);
  for (std::size_t i = index; i <= last; ++i) hide(token(i));
  if (separates || is_part) {
    first.setChannel(antlr4::Token::DEFAULT_CHANNEL);
    if (separates) first.setType(L::COMMA);
    if (is_part) mistake(first, L::DECIMAL_LITERAL);
    return last;
  }
  // An operator stays between the operands, so that the parser does not report the place again.
  bool operation = text == "÷" || text == "%" || text == "^";
  if (operation && index == last) {
    first.setChannel(antlr4::Token::DEFAULT_CHANNEL);
    first.setType(L::STAR);
  }
  return last;
}

/// Joins a foreign word with an apostrophe, such as `can't`, to one name, which mend_foreign_words or
/// mend_words reports. True where it did.
bool TokenMender::mend_contraction(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  std::string_view sign = tokens_.text(it);
  bool is_sign = sign.starts_with("'") || sign.starts_with("\u2019");
  if (!is_sign || index == 0 || !adjoins_previous(index) ||
      (type(index - 1) != L::NAME && !is_keyword(type(index - 1))))
    return false;
  bool is_rest_within = it.getType() == L::OTHER_QUOTES;  // up to an apostrophe later on the line
  if (!is_rest_within && (!adjoins_previous(index + 1) || type(index + 1) != L::NAME)) return false;
  std::string rest(is_rest_within
                       ? sign.substr(1, sign.find_first_not_of("abcdefghijklmnopqrstuvwxyz", 1) - 1)
                       : tokens_.text(token(index + 1)));
  std::string word = lower_case(tokens_.text(token(index - 1))) + "'" + rest;
  bool is_known =
      rest == "t" && (word.ends_with("n't") || !foreign_words_of(ForeignWordPlace::Opening, word).empty() ||
                      !foreign_words_of(ForeignWordPlace::Infix, word).empty());
  if (!is_known) return false;
  antlr4::CommonToken& whole = token(index - 1);
  whole.setStopIndex(it.getStartIndex() + 1);
  whole.setType(L::NAME);
  hide(it);
  if (!is_rest_within) hide(token(index + 1));
  // The text up to the other apostrophe may hold a comment, so the rest of the line is hidden.
  for (std::size_t i = index + 1; is_rest_within && type(i) != L::EOF && !is_first_on_line(i); ++i)
    hide(token(i));
  return true;
}

/// Reports a text in back-quotes, up to the next back-quote on the line. Returns the index of its last token.
std::size_t TokenMender::mend_back_quotes(std::size_t index) {
  std::size_t last = index + 1;
  std::size_t line = token(index).getLine();
  while (type(last) != L::EOF && token(last).getLine() == line && tokens_.text(token(last)) != "`") ++last;
  if (type(last) == L::EOF || token(last).getLine() != line) last = index;
  tokens_.note_mistake(token(index));
  tokens_.diagnostics_
      .report(DiagnosticKind::UnexpectedToken, tokens_.span(token(index), token(last)),
              "back-quotes hold one word, which is a name")
      .with_help("strings are written in plain double quotes");
  token(index).setStopIndex(token(last).getStopIndex());
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  mistake(token(index), L::STRING_LITERAL);
  return last;
}

/// Repairs a dash: `5 – 3`, and `— as a comment`.
void TokenMender::mend_dash(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, it,
                            fmt::format("`{}` is a dash, not a minus", tokens_.text(it)))
                         .with_help("write `-` to take away, and a blank and `--` for a comment");
  // Words of a comment stand side by side.
  const bool takes_away =
      index > 0 && ends_operand(type(index - 1)) &&
      (type(index + 1) == L::INTEGER_LITERAL || (type(index + 1) == L::NAME && type(index + 2) == L::DOT &&
                                                 adjoins_previous(index + 2) && adjoins_previous(index + 3)));
  if (takes_away) diagnostic.with_edit(tokens_.span(it), "-");
  it.setType(L::MINUS);
}

/// Hides the rest of the item after the `?` of `c ? a : b`.
void TokenMender::mend_ternary(std::size_t index) {
  std::size_t end = index + 1;
  for (; end < tokens_.visible_.size() && type(end) != L::EOF; ++end) {
    SyncPoint sync_point = tokens_.sync_point_of(end);
    if (sync_point >= SyncPoint::Item || (sync_point == SyncPoint::Field && is_first_on_line(end))) break;
  }
  for (std::size_t i = index + 1; i < end; ++i) hide(token(i));
}

/// Reports a word with foreign letters, such as `régions`, as one mistaken name. Returns its last token.
std::size_t TokenMender::mend_foreign_letters(std::size_t index) {
  auto is_part = [&](std::size_t i) {
    TokenType it = type(i);
    return it == L::NAME || it == L::INTEGER_LITERAL || is_keyword(it) ||
           (it == L::STRAY && is_foreign_letter(tokens_.text(token(i))));
  };
  std::size_t first = index, last = index;
  while (first > 0 && adjoins_previous(first) && is_part(first - 1) &&
         token(first - 1).getChannel() == antlr4::Token::DEFAULT_CHANNEL) {
    --first;
  }
  while (last + 1 < tokens_.visible_.size() && adjoins_previous(last + 1) && is_part(last + 1)) ++last;
  token(first).setStopIndex(token(last).getStopIndex());
  for (std::size_t i = first + 1; i <= last; ++i) hide(token(i));
  report(DiagnosticKind::UnexpectedToken, token(first),
         fmt::format("`{}` cannot be a name", tokens_.shown(token(first))))
      .with_help("names are made of the letters a to z, digits and `_`; other letters belong in strings");
  mistake(token(first), L::NAME);
  return last;
}

namespace {

/// `90 minutes` for `1.5` hours; empty where no number of a smaller unit is as long.
std::string in_smaller_units(std::string_view number, TokenType unit) {
  const TimeWord& word = *time_word(unit);
  const auto parts = parse_decimal(number);
  std::int64_t all = 0;
  const bool is_whole = word.in_smaller > 0 && parts &&
                        !__builtin_mul_overflow(*parts, std::int64_t{word.in_smaller}, &all) &&
                        all % kMillionths == 0;
  return is_whole ? fmt::format("write `{} {}`", all / kMillionths, spelling(word.smaller)) : "";
}

}  // namespace

/// Repairs a number joined with other characters: `1a`, `2.5`, `30days`.
void TokenMender::mend_joined(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  constexpr std::size_t kDigitsOfDay = 8;
  const bool is_day = it.getType() == L::INTEGER_LITERAL && tokens_.text(it).size() == kDigitsOfDay;
  if (is_day && !in_label(index) && join_time(index)) return mend_moment(index, tokens_.shown(it));
  std::size_t last = index;
  auto is_part = [&](std::size_t i) {
    TokenType next = type(i);
    return next == L::NAME || is_keyword(next) || next == L::INTEGER_LITERAL || next == L::DECIMAL_LITERAL;
  };
  while (last + 1 < tokens_.visible_.size() && adjoins_previous(last + 1) && is_part(last + 1)) ++last;
  // mend_label checks the words of labels.
  if (in_label(index)) return;
  const bool has_unit = last == index && it.getType() == L::DECIMAL_LITERAL && is_unit(type(index + 1)) &&
                        type(index + 2) != L::COLON;
  if (last == index && !has_unit) return;
  if (last == index + 1 && it.getType() == L::INTEGER_LITERAL) {
    if (is_unit(type(last))) {
      const std::string meant = fmt::format("{} {}", tokens_.text(it), tokens_.text(token(last)));
      report(DiagnosticKind::InvalidLiteral, it, "a number and its unit are two words")
          .with_help(fmt::format("write `{}`", meant))
          .with_edit(tokens_.span(it, token(last)), meant);
      return;
    }
    if (mend_unit(index)) return;
  }
  std::string plain;  // `1_000` without its signs
  for (char c : std::string(tokens_.text_between(it, token(last)))) {
    if (c != '_') plain += c;
  }
  it.setStopIndex(token(last).getStopIndex());
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  std::string text = tokens_.shown(it);
  auto& diagnostic =
      has_unit ? report(DiagnosticKind::InvalidLiteral, it, fmt::format("`{}` is not an integer", text))
               : report(DiagnosticKind::InvalidLiteral, it,
                        fmt::format("`{}` is neither a number nor a name", text));
  bool is_number = plain.find_first_not_of("0123456789") == std::string::npos;
  if (has_unit) {
    diagnostic.note("numbers of days, weeks, months, years, hours, minutes and seconds are whole");
    diagnostic.with_help(in_smaller_units(text, type(index + 1)));
    if (diagnostic.help.empty()) diagnostic.with_help("write a whole number of a smaller unit");
  } else if (is_number) {
    diagnostic.with_help(fmt::format("write `{}`", plain)).with_edit(tokens_.span(it), plain);
  } else {
    const bool is_measure = last == index + 1 && type(last) == L::NAME && text.find('_') == std::string::npos;
    const std::string digits = text.substr(0, text.find_first_not_of("0123456789"));
    const bool has_exponent = is_measure && text.size() > digits.size() + 1 && text[digits.size()] != 'm';
    diagnostic.with_help(is_measure && !has_exponent
                             ? fmt::format("write `{}`: behind a number stand only units of time", digits)
                             : "a number is written with digits alone; a name begins with a letter");
  }
  mistake(it, L::INTEGER_LITERAL);
}

}  // namespace precept::parsing
