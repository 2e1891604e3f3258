// TokenMender of units, dates in words, and numbers with signs between digits.
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/suggest.h"
#include "compiler/parse/mend/mend.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

/// Whether the sign or word stands between two operands of a comparison or of arithmetic.
bool is_operator(TokenType token) {
  constexpr TokenType kOperators[] = {L::EQUAL,   L::NOT_EQUAL,     L::LESS, L::LESS_EQUAL,
                                      L::GREATER, L::GREATER_EQUAL, L::PLUS, L::MINUS,
                                      L::STAR,    L::SLASH,         L::IN,   L::NOT};
  return std::ranges::find(kOperators, token) != std::end(kOperators);
}

/// `day` or `days`, by the number of them.
std::string_view unit_of(std::int64_t count, TokenType several) {
  std::string_view word = spelling(several);
  if (count == 1) word.remove_suffix(1);
  return word;
}

}  // namespace

/// Repairs `2 wks` to `2 weeks`, and `2 month` to `2 months`.
bool TokenMender::mend_unit(std::size_t index) {
  const bool has_hyphen = type(index + 1) == L::MINUS && is_unit(type(index + 2)) &&
                          adjoins_previous(index + 1) && adjoins_previous(index + 2);
  if (has_hyphen) {  // `10-days`
    const std::string meant =
        fmt::format("{} {}", tokens_.text(token(index)), tokens_.text(token(index + 2)));
    report(DiagnosticKind::InvalidLiteral, token(index), "a number and its unit are two words")
        .with_help(fmt::format("write `{}`", meant))
        .with_edit(tokens_.span(token(index), token(index + 2)), meant);
    hide(token(index + 1));
    return true;
  }
  antlr4::CommonToken& unit = token(index + 1);
  if (type(index + 2) != L::COLON && mend_singular(index)) return true;
  if (mend_lengths(index)) return true;
  if (unit.getType() != L::NAME && unit.getType() != L::MIN) return false;
  if (type(index + 2) == L::COLON || type(index + 2) == L::LEFT_PAREN) return mend_month(index);
  const TimeUnit* meant = unit_named(tokens_.text(unit));
  if (meant == nullptr) return mend_month(index);
  // In `2 h in f.helpers` the `h` is a variable, not hours.
  if (type(index + 2) == L::IN) return false;
  std::string number = tokens_.shown(token(index));
  auto& mistake =
      report(DiagnosticKind::UnknownUnit, unit, fmt::format("`{}` is no unit of time", tokens_.shown(unit)));
  const std::int64_t count = (number.size() < 10 ? std::stoll(number) : 0) * meant->factor;
  const std::string meant_length = fmt::format("{} {}", count, unit_of(count, meant->meant));
  mistake.with_help(fmt::format("write `{}`", meant_length));
  if (count > 0) mistake.with_edit(tokens_.span(token(index), unit), meant_length);
  unit.setType(meant->meant);
  return true;
}

/// Repairs `1/2 hour` and `3/4 years`, of which there is a whole number of a smaller unit, or none.
bool TokenMender::mend_part_of_unit(std::size_t index) {
  const bool is_part = index >= 2 && type(index - 1) == L::SLASH && type(index - 2) == L::INTEGER_LITERAL &&
                       is_unit(type(index + 1)) && adjoins_previous(index) && adjoins_previous(index - 1);
  if (!is_part) return false;
  const std::string over(tokens_.text(token(index - 2))), under(tokens_.text(token(index)));
  constexpr std::size_t kMostDigits = 6;
  std::string help = "write a whole number of a smaller unit";
  const TokenType unit = type(index + 1);
  const TimeWord* word = time_word(unit);
  if (over.size() <= kMostDigits && under.size() <= kMostDigits &&
      under.find_first_not_of('0') != std::string::npos) {
    const std::int64_t all = std::stoll(over) * word->in_smaller, parts = std::stoll(under);
    if (word->in_smaller > 0 && all % parts == 0)
      help = fmt::format("write `{} {}`", all / parts, unit_of(all / parts, word->smaller));
  }
  report(DiagnosticKind::UnknownUnit, token(index - 2),
         fmt::format("before `{}` stands a whole number, not `{}/{}`", tokens_.text(token(index + 1)), over,
                     under))
      .with_help(std::move(help));
  hide(token(index - 2));
  hide(token(index - 1));
  token(index + 1).setType(word->several);
  return true;
}

/// Repairs `2 month`.
bool TokenMender::mend_singular(std::size_t index) {
  const TokenType unit = type(index + 1);
  if (mend_part_of_unit(index)) return true;
  const TimeWord* word = time_word(unit);
  if (word == nullptr || word->one != unit || tokens_.text(token(index)) == "1") return false;
  report(DiagnosticKind::UnknownUnit, token(index + 1),
         fmt::format("only one of them is {} `{}`", unit == L::HOUR ? "an" : "a", spelling(unit)))
      .with_help(fmt::format("write `{} {}`", tokens_.shown(token(index)), spelling(word->several)))
      .with_edit(tokens_.span(token(index + 1)), std::string(spelling(word->several)));
  token(index + 1).setType(word->several);
  return true;
}

/// Repairs `1 hour 30 minutes`, as messages tell it, and `1 hour and 30 minutes`: the first stands for all.
bool TokenMender::mend_lengths(std::size_t index) {
  const auto is_length = [&](std::size_t at) {
    return type(at) == L::INTEGER_LITERAL && is_unit(type(at + 1)) && type(at + 2) != L::COLON;
  };
  // Behind `and`, a length that is compared or reckoned with is another condition's.
  const auto begins_next = [&](std::size_t at) {
    if (is_length(at)) return at;
    const bool is_joined = type(at) == L::AND && is_length(at + 1) && !is_operator(type(at + 3));
    return is_joined ? at + 1 : 0;
  };
  if (!is_length(index) || begins_next(index + 2) == 0) return false;
  const TokenType before = index > 0 ? type(index - 1) : static_cast<TokenType>(L::EOF);
  const std::string_view sign = before == L::MINUS ? "-" : "+";
  std::string meant = fmt::format("{} {}", tokens_.shown(token(index)), tokens_.shown(token(index + 1)));
  std::set<LengthKind> kinds{time_word(type(index + 1))->kind};
  std::size_t end = index + 2;
  for (std::size_t next = begins_next(end); next != 0; next = begins_next(end)) {
    meant += fmt::format(" {} {} {}", sign, tokens_.shown(token(next)), tokens_.shown(token(next + 1)));
    kinds.insert(time_word(type(next + 1))->kind);
    end = next + 2;
  }
  const bool is_added = before == L::PLUS || before == L::MINUS;
  std::string help = fmt::format("write `{}`", meant);
  if (kinds.size() > 1 && kinds.contains(LengthKind::Hours)) {
    help = kinds.contains(LengthKind::Months) ? "months differ in length, so they stand beside no hours"
                                              : "write all of it in hours; a day of 24 hours is `24 hours`";
  } else if (kinds.size() > 1 && !is_added) {
    help = fmt::format("add one after the other to a date, and compare dates: `d + {}`", meant);
  }
  report(DiagnosticKind::UnexpectedToken, token(index + 2), "a length of time has one unit")
      .with_help(std::move(help));
  for (std::size_t i = index + 2; i < end; ++i) hide(token(i));
  return true;
}

/// Reports a date in words; `date` is empty where it is none.
void TokenMender::report_date(Span place, const std::string& date) {
  auto& diagnostic = tokens_.diagnostics_.report(DiagnosticKind::InvalidLiteral, place,
                                                 "a date is written year, month, day");
  diagnostic.with_help(fmt::format("write `{}`", date.empty() ? "2022-03-09" : date));
  if (!date.empty()) diagnostic.with_edit(place, date);
}

/// Repairs `26 March 2022`; `index` is that of the day.
bool TokenMender::mend_month(std::size_t index) {
  unsigned month = month_of(tokens_.text(token(index + 1)));
  if (month == 0 || type(index + 2) != L::INTEGER_LITERAL) return false;
  std::string date = date_as_written(
      fmt::format("{}-{}-{}", tokens_.text(token(index + 2)), month, tokens_.text(token(index))));
  Span place = tokens_.span(token(index), token(index + 2));
  tokens_.note_mistake(token(index));
  report_date(place, date);
  hide(token(index + 1));
  hide(token(index + 2));
  mistake(token(index), L::DATE_LITERAL);
  return true;
}

/// Repairs `March 26, 2022`.
bool TokenMender::mend_month_first(std::size_t index) {
  unsigned month = month_of(tokens_.text(token(index)));
  std::size_t year = type(index + 2) == L::COMMA ? index + 3 : index + 2;
  if (month == 0 || type(index + 1) != L::INTEGER_LITERAL || type(year) != L::INTEGER_LITERAL) return false;
  std::string date = date_as_written(
      fmt::format("{}-{}-{}", tokens_.text(token(year)), month, tokens_.text(token(index + 1))));
  Span place = tokens_.span(token(index), token(year));
  tokens_.note_mistake(token(index));
  report_date(place, date);
  for (std::size_t i = index + 1; i <= year; ++i) hide(token(i));
  mistake(token(index), L::DATE_LITERAL);
  return true;
}

/// Repairs `1,000` and `1 000`. In a list `1,000` could be two numbers, but no number begins with a zero.
bool TokenMender::mend_thousands(std::size_t index) {
  bool has_comma = type(index + 1) == L::COMMA && adjoins_previous(index + 1);
  std::size_t next = index + (has_comma ? 2 : 1);
  if (type(next) != L::INTEGER_LITERAL || (has_comma && !adjoins_previous(next))) return false;
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
  tokens_.note_mistake(token(index));
  tokens_.diagnostics_.report(DiagnosticKind::InvalidLiteral, place, "the digits of a number stand together")
      .with_help(fmt::format("write `{}`", digits))
      .with_edit(place, digits);
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  return true;
}

/// Repairs `100,5` outside brackets, `1.100,5`, `.5` and `100.`.
bool TokenMender::mend_decimal(std::size_t index) {
  const TokenType it = type(index);
  const bool is_number = it == L::INTEGER_LITERAL || it == L::DECIMAL_LITERAL;
  std::size_t last = index;
  std::string meant;
  if (is_number && type(index + 1) == L::COMMA && type(index + 2) == L::INTEGER_LITERAL &&
      adjoins_previous(index + 1) && adjoins_previous(index + 2) && brackets_ == 0 &&
      !(it == L::INTEGER_LITERAL && tokens_.text(token(index + 2)).size() == 3)) {  // `1,000` is a thousand
    for (char c : std::string(tokens_.text(token(index)))) {
      if (c != '.') meant += c;
    }
    meant += "." + std::string(tokens_.text(token(index + 2)));
    last = index + 2;
  } else if (it == L::INTEGER_LITERAL && type(index + 1) == L::DOT && adjoins_previous(index + 1) &&
             !adjoins_previous(index + 2) && type(index + 2) != L::DOT && !is_first_on_line(index + 2)) {
    meant = tokens_.text(token(index));
    last = index + 1;
  } else if (it == L::DOT && type(index + 1) == L::INTEGER_LITERAL && adjoins_previous(index + 1) &&
             !(index > 0 && (ends_operand(type(index - 1)) || type(index - 1) == L::DOT))) {
    meant = "0." + std::string(tokens_.text(token(index + 1)));
    last = index + 1;
  }
  if (meant.empty()) return false;
  const Span place = tokens_.span(token(index), token(last));
  tokens_.note_mistake(token(index));
  tokens_.diagnostics_
      .report(DiagnosticKind::InvalidLiteral, place,
              "decimals stand behind a point, with digits on both its sides")
      .with_help(fmt::format("write `{}`", meant))
      .with_edit(place, meant);
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  mistake(token(index), L::DECIMAL_LITERAL);
  return true;
}

}  // namespace precept::parsing
