// The part of repair that looks for words and signs of other languages between operands.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/parse/habits.h"
#include "compiler/parse/repair.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

bool begins_truth(TokenType type) {
  constexpr TokenType kBegins[] = {L::ENSURE, L::ENCOURAGE, L::WHEN,      L::UNLESS, L::EQUAL,  L::WHERE,
                                   L::IF,     L::SATISFIES, L::EXERCISED, L::SHALL,  L::SHOULD, L::MAY};
  return std::ranges::find(kBegins, type) != std::end(kBegins);
}

bool is_comparison(TokenType type) {
  constexpr TokenType kSigns[] = {L::EQUAL,      L::NOT_EQUAL, L::LESS,
                                  L::LESS_EQUAL, L::GREATER,   L::GREATER_EQUAL};
  return std::ranges::find(kSigns, type) != std::end(kSigns);
}

bool begins_operand(TokenType type) {
  constexpr TokenType kBegins[] = {L::NAME,
                                   L::INTEGER_LITERAL,
                                   L::STRING_LITERAL,
                                   L::DATE_LITERAL,
                                   L::LEFT_BRACE,
                                   L::LEFT_PAREN,
                                   L::COUNT,
                                   L::YES,
                                   L::NO,
                                   L::MINUS};
  return std::ranges::find(kBegins, type) != std::end(kBegins);
}

/// What may stand before an operand, so that a name there is one.
bool opens_operand(TokenType type) {
  constexpr TokenType kOpens[] = {L::AND, L::OR, L::NOT, L::IN, L::BY, L::OVERLAPS, L::OF};
  return wants_operand(type) || std::ranges::find(kOpens, type) != std::end(kOpens);
}

}  // namespace

/// Goes over the expressions of the piece; what stands elsewhere, such as fields and labels, is not theirs.
void Repair::mend_habits() {
  in_expression_ = tokens_.is_hole();
  TokenType statement = L::EOF;
  ifs_ = quantifiers_ = brackets_ = 0;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (token(i).getChannel() != antlr4::Token::DEFAULT_CHANNEL) continue;
    mend_last_on_line(i);
    if (in_label(i)) continue;
    if (!tokens_.is_hole() && mend_opening_condition(i)) continue;
    Start start = tokens_.start_of(i);
    // Before the colon of `every x in xs: …` stands no field.
    bool goes_on = start == Start::Field && in_expression_ && (quantifiers_ > 0 || brackets_ > 0);
    if (start != Start::Nothing && !goes_on) {
      in_expression_ = false;
      ifs_ = quantifiers_ = brackets_ = 0;
      if (is_modal(type(i))) mend_modal(i);
      if (start == Start::Statement) statement = type(i);
    }
    bool is_data = statement == L::ENUM || statement == L::RECORD || statement == L::TABLE;
    if (begins_truth(type(i)) && !is_data) in_expression_ = true;
    if (tokens_.is_hole() || in_expression_) {
      count_open(i);
      mend_habit(i);
    }
    mend_force(i);
  }
}

void Repair::count_open(std::size_t index) {
  TokenType it = type(index);
  bool is_field = index > 0 && type(index - 1) == L::DOT;
  if (is_field) return;
  if (it == L::IF) ++ifs_;
  if (it == L::SOME || it == L::EVERY) ++quantifiers_;
  if (it == L::SATISFIES && quantifiers_ > 0) --quantifiers_;
  if (it == L::LEFT_PAREN || it == L::LEFT_BRACKET || it == L::LEFT_BRACE) ++brackets_;
  bool closes = it == L::RIGHT_PAREN || it == L::RIGHT_BRACKET || it == L::RIGHT_BRACE;
  if (closes && brackets_ > 0) --brackets_;
}

void Repair::mend_habit(std::size_t& index) {
  TokenType before = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  TokenType it = type(index);
  if (before == L::DOT || (type(index + 1) == L::COLON && quantifiers_ == 0)) return;
  if (it == L::NAME && mend_case(index)) return;
  bool after_operand = ends_operand(before) || (before == L::DAYS);
  if (it == L::INTEGER_LITERAL && mend_unit(index)) return;
  if (it == L::INTEGER_LITERAL && mend_thousands(index)) return;
  if (it == L::NAME && mend_month_first(index)) return;
  if (it == L::COLON || it == L::COMMA || it == L::BAR) return mend_separator(index);
  if (it == L::LEFT_BRACKET && !after_operand) return mend_list(index);
  if (it == L::LEFT_PAREN && before == L::IN) return mend_list(index);
  if (it == L::PLUS && opens_operand(before)) {
    report(DiagnosticKind::UnexpectedToken, token(index), "a number needs no `+`").with_help("leave it out");
    return hide(token(index));
  }
  // `x else "unknown"` says what counts instead of none; a sentence on a line of its own is a message.
  bool is_sentence = type(index + 1) == L::STRING_LITERAL &&
                     tokens_.text(token(index + 1)).find(' ') != std::string_view::npos;
  if (it == L::ELSE && ifs_ == 0 && is_first_on_line(index) && is_sentence) {
    return replace_phrase(index, {HabitPlace::Infix, "else", 1, L::OTHERWISE, "write `otherwise`"});
  }
  if (it == L::THEN && ifs_ == 0 && after_operand) {
    return replace_phrase(index,
                          {HabitPlace::Infix, "then", 1, L::OR, "for `a implies b` write `not (a) or b`"});
  }
  if (it == L::NOT && after_operand && is_comparison(type(index + 1))) return mend_not_sign(index);
  if (after_operand) {
    mend_phrase(index, HabitPlace::Infix);
  } else if (opens_operand(before)) {
    mend_phrase(index, HabitPlace::Prefix);
    mend_filler(index);
  }
}

/// `a not = b`, `a not > b`.
void Repair::mend_not_sign(std::size_t index) {
  std::string sign(tokens_.text(token(index + 1)));
  report(DiagnosticKind::ForeignWord, token(index),
         fmt::format("`not {}` is not how the language says it", sign))
      .with_help(sign == "=" ? "write `!=`" : fmt::format("write `not (a {} b)`", sign));
  hide(token(index));
}

/// `ensure that x`, `= return x`: words that say nothing here.
void Repair::mend_filler(std::size_t index) {
  std::string word = lower_case(tokens_.text(token(index)));
  bool says_nothing = word == "that" || word == "return";
  bool goes_on = type(index + 1) == L::NAME || type(index + 1) == L::LEFT_PAREN ||
                 type(index + 1) == L::EVERY || type(index + 1) == L::SOME || type(index + 1) == L::NOT ||
                 type(index + 1) == L::COUNT || type(index + 1) == L::INTEGER_LITERAL;
  if (type(index) != L::NAME || !says_nothing || !goes_on) return;
  if (type(index + 1) == L::LEFT_PAREN && touches(index + 1)) return;
  report(DiagnosticKind::ForeignWord, token(index), fmt::format("`{}` says nothing here", word))
      .with_help("leave it out");
  hide(token(index));
}

/// `AND`, `Satisfies`: a keyword in another case, where a name would stand beside a name.
bool Repair::mend_case(std::size_t index) {
  std::string word = lower_case(tokens_.text(token(index)));
  if (word == tokens_.text(token(index)) || tokens_.shown(token(index)).empty()) return false;
  TokenType meant = keyword_of(word);
  if (meant == 0) return false;
  TokenType before = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  TokenType after = type(index + 1);
  bool beside_name = ends_operand(before) || before == L::IS || before == L::SHALL || before == L::SHOULD ||
                     (before == L::NOT && (meant == L::IN || meant == L::GIVEN));
  bool is_before = after == L::NAME || after == L::INTEGER_LITERAL || after == L::STRING_LITERAL ||
                   (after == L::LEFT_PAREN && (meant == L::NOT || meant == L::COUNT || meant == L::SUM));
  if (!beside_name && !is_before) return false;
  // Who writes one keyword of a line in capitals writes them all so.
  if (std::exchange(case_line_, token(index).getLine()) != token(index).getLine()) {
    report(DiagnosticKind::ForeignWord, token(index),
           fmt::format("`{}` is no keyword; letter case matters", tokens_.shown(token(index))))
        .with_help(fmt::format("write `{}`", word));
  }
  token(index).setType(meant);
  return true;
}

bool Repair::says(std::size_t index, std::string_view phrase, std::size_t words) const {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < words; ++i) {
    std::size_t end = std::min(phrase.find(' ', begin), phrase.size());
    if (index + i + 1 >= tokens_.visible_.size()) return false;
    const antlr4::CommonToken& it = *tokens_.visible_[index + i];
    bool is_word = it.getType() == L::NAME || is_keyword(it.getType());
    if (!is_word || lower_case(tokens_.text(it)) != phrase.substr(begin, end - begin)) return false;
    begin = end + 1;
  }
  return true;
}

void Repair::mend_phrase(std::size_t& index, HabitPlace place) {
  if (type(index) != L::NAME && !is_keyword(type(index))) return;
  std::string_view word = tokens_.text(token(index));
  // What begins a line and can be taken for the word of an item is that.
  bool is_opening = is_first_on_line(index) && !habits_of(HabitPlace::Opening, word).empty();
  if (is_opening && type(index) == L::NAME) return;
  for (const Habit* habit : habits_of(place, word)) {
    if (!says(index, habit->written, habit->word_count)) continue;
    if (!is_habit(index, *habit)) continue;
    return replace_phrase(index, *habit);
  }
}

/// Some of these words are words of the language too, in their own place.
bool Repair::is_habit(std::size_t index, const Habit& habit) const {
  std::size_t after = index + habit.word_count;
  if (habit.place == HabitPlace::Prefix) {
    bool has_variable = type(after) == L::NAME && type(after + 1) == L::IN;
    bool is_word = habit.word_count == 1 && is_keyword(type(index)) && type(index) != L::NO &&
                   type(index) != L::NONE && type(index) != L::EACH;
    return has_variable && !is_word;
  }
  if (habit.written == "is" || habit.written == "is not")
    return type(after) != L::GIVEN && type(after) != L::NOT;
  if (habit.written == "if" || habit.written == "is in") return true;
  if (habit.written == "with") return quantifiers_ > 0;
  if (habit.written == "given") return type(index) == L::GIVEN;
  if (habit.written == "not given") return type(index) == L::NOT;
  return habit.word_count > 1 || !is_keyword(type(index));
}

/// Tells of the words and puts what was meant in their place.
void Repair::replace_phrase(std::size_t& index, const Habit& habit) {
  std::size_t last = index + habit.word_count - 1;
  Span place = tokens_.span(token(index), token(last));
  tokens_.spoil(token(index));
  tokens_.diagnostics_
      .report(DiagnosticKind::ForeignWord, place,
              fmt::format("`{}` is not how the language says it",
                          tokens_.text_between(token(index), token(last))))
      .with_help(std::string(habit.help));
  // Where two operands would stand side by side, some operator keeps them apart; what it says no longer
  // counts.
  bool keeps_apart = habit.place == HabitPlace::Infix && begins_operand(type(last + 1));
  TokenType meant = habit.meant != L::EOF ? habit.meant : keeps_apart ? static_cast<TokenType>(L::EQUAL) : 0;
  if (meant != 0) token(index).setType(meant);
  for (std::size_t i = index + (meant == 0 ? 0 : 1); i <= last; ++i) hide(token(i));
  if (habit.meant == L::SATISFIES && quantifiers_ > 0) --quantifiers_;
  if (habit.meant == L::SOME || habit.meant == L::EVERY) ++quantifiers_;
  index = last;
}

/// `2 weeks`: a duration is a number of days.
bool Repair::mend_unit(std::size_t index) {
  antlr4::CommonToken& unit = token(index + 1);
  if (unit.getType() != L::NAME && unit.getType() != L::MIN) return false;
  if (type(index + 2) == L::COLON || type(index + 2) == L::LEFT_PAREN) return mend_month(index);
  int days = days_of_unit(tokens_.text(unit));
  if (days < 0) return mend_month(index);
  // `2 h in f.helpers`: a variable, and the number has another meaning.
  if (type(index + 2) == L::IN) return false;
  std::string word = tokens_.shown(unit);
  std::string number = tokens_.shown(token(index));
  std::int64_t count = number.size() < 10 ? std::stoll(number) : 0;
  if (days > 0) {
    auto& mistake = report(DiagnosticKind::UnknownUnit, unit,
                           fmt::format("`{}` is no unit; a duration is a number of days", word));
    mistake.with_help(fmt::format("write `{} days`", count * days));
  } else {
    bool is_longer = word[0] == 'm' || word[0] == 'q' || word[0] == 'y';
    report(DiagnosticKind::UnknownUnit, unit,
           fmt::format("`{}` is no unit; a duration is a number of days", word))
        .note(is_longer && word.substr(0, 3) != "min"
                  ? "months and years differ in length, so there are no such units"
                  : "there is no time of day")
        .with_help("write a number of `days`");
  }
  unit.setType(L::DAYS);
  return true;
}

/// `26 March 2022`, before the month.
bool Repair::mend_month(std::size_t index) {
  unsigned month = month_of(tokens_.text(token(index + 1)));
  if (month == 0 || type(index + 2) != L::INTEGER_LITERAL) return false;
  std::string date = date_as_written(
      fmt::format("{}-{}-{}", tokens_.text(token(index + 2)), month, tokens_.text(token(index))));
  Span place = tokens_.span(token(index), token(index + 2));
  tokens_.spoil(token(index));
  tokens_.diagnostics_.report(DiagnosticKind::InvalidLiteral, place, "a date is written year, month, day")
      .with_help(fmt::format("write `{}`", date.empty() ? "2022-03-09" : date));
  hide(token(index + 1));
  hide(token(index + 2));
  mistake(token(index), L::DATE_LITERAL);
  return true;
}

/// `March 26, 2022`.
bool Repair::mend_month_first(std::size_t index) {
  unsigned month = month_of(tokens_.text(token(index)));
  std::size_t year = type(index + 2) == L::COMMA ? index + 3 : index + 2;
  if (month == 0 || type(index + 1) != L::INTEGER_LITERAL || type(year) != L::INTEGER_LITERAL) return false;
  std::string date = date_as_written(
      fmt::format("{}-{}-{}", tokens_.text(token(year)), month, tokens_.text(token(index + 1))));
  Span place = tokens_.span(token(index), token(year));
  tokens_.spoil(token(index));
  tokens_.diagnostics_.report(DiagnosticKind::InvalidLiteral, place, "a date is written year, month, day")
      .with_help(fmt::format("write `{}`", date.empty() ? "2022-03-09" : date));
  for (std::size_t i = index + 1; i <= year; ++i) hide(token(i));
  mistake(token(index), L::DATE_LITERAL);
  return true;
}

/// `1,000` and `1 000`. In a list `1,000` might be two numbers, but none begins with a zero.
bool Repair::mend_thousands(std::size_t index) {
  bool has_comma = type(index + 1) == L::COMMA && touches(index + 1);
  std::size_t next = index + (has_comma ? 2 : 1);
  if (type(next) != L::INTEGER_LITERAL || (has_comma && !touches(next))) return false;
  std::string_view group = tokens_.text(token(next));
  if (group.size() != 3 || token(next).getLine() != token(index).getLine()) return false;
  if (has_comma && brackets_ > 0 && group[0] != '0') return false;
  std::string digits = tokens_.shown(token(index)) + std::string(group);
  std::size_t last = next;
  while (true) {
    std::size_t more = last + (has_comma ? 2 : 1);
    if (has_comma && type(last + 1) != L::COMMA) break;
    if (type(more) != L::INTEGER_LITERAL || tokens_.text(token(more)).size() != 3) break;
    digits += tokens_.text(token(more));
    last = more;
  }
  Span place = tokens_.span(token(index), token(last));
  tokens_.spoil(token(index));
  tokens_.diagnostics_.report(DiagnosticKind::InvalidLiteral, place, "the digits of a number stand together")
      .with_help(fmt::format("write `{}`", digits));
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  return true;
}

/// `every x in xs: c`, `a | b`.
void Repair::mend_separator(std::size_t& index) {
  TokenType it = type(index);
  bool after_list = quantifiers_ > 0 && brackets_ == 0 && ends_operand(type(index - 1));
  if (after_list && is_first_on_line(index + 1) && it == L::COMMA) return;
  if (after_list && tokens_.is_told_in(token(index)) && it != L::BAR) {
    token(index).setType(L::SATISFIES);
    --quantifiers_;
    return;
  }
  if (after_list) {
    return replace_phrase(index, {HabitPlace::Infix, tokens_.text(token(index)), 1, L::SATISFIES,
                                  "write `satisfies` before what is to hold"});
  }
  if (it == L::BAR && tokens_.is_told_in(token(index))) return token(index).setType(L::OR);
  if (it == L::BAR) replace_phrase(index, {HabitPlace::Infix, "|", 1, L::OR, "write `or`"});
}

/// `[a, b]` and `in (a, b)`: constants stand in braces.
void Repair::mend_list(std::size_t index) {
  TokenType opener = type(index);
  TokenType function = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  bool is_argument =
      opener == L::LEFT_BRACKET && (function == L::COUNT || function == L::SUM || function == L::MIN ||
                                    function == L::MAX || function == L::DISTINCT);
  std::size_t depth = 0, end = index;
  bool has_comma = false;
  std::size_t farthest = std::min(tokens_.visible_.size(), index + kTokensAhead);
  for (; end < farthest; ++end) {
    TokenType it = type(end);
    if (it == L::EOF || (end > index && tokens_.start_of(end) >= Start::Item)) return;
    if (it == L::LEFT_PAREN || it == L::LEFT_BRACKET || it == L::LEFT_BRACE) ++depth;
    bool closes = it == L::RIGHT_PAREN || it == L::RIGHT_BRACKET || it == L::RIGHT_BRACE;
    if (closes && --depth == 0) break;
    if (it == L::COMMA && depth == 1) has_comma = true;
  }
  bool is_list = opener == L::LEFT_BRACKET ? end > index + 1 : has_comma;
  if (!is_list || end >= farthest) return;
  Span place = tokens_.span(token(index), token(end));
  std::string inside(tokens_.text_between(token(index), token(end)));
  inside = inside.substr(1, inside.size() - 2);
  tokens_.spoil(token(index));
  bool is_short = inside.size() < 60;
  if (is_argument) {
    tokens_.diagnostics_.report(DiagnosticKind::ForeignWord, place, "what is counted stands in parentheses")
        .with_help(fmt::format("write `{}({})`", tokens_.text(token(index - 1)), is_short ? inside : "…"));
  } else {
    tokens_.diagnostics_
        .report(DiagnosticKind::ForeignWord, place, "constants to choose from stand in braces")
        .with_help(fmt::format("write `{{{}}}`", is_short ? inside : "…"));
  }
  token(index).setType(is_argument ? L::LEFT_PAREN : L::LEFT_BRACE);
  token(end).setType(is_argument ? L::RIGHT_PAREN : L::RIGHT_BRACE);
}

}  // namespace precept::parsing
