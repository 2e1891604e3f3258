#include "compiler/parse/repair.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

struct MistakenSpelling {
  std::string_view written;
  TokenType meant;
};
constexpr MistakenSpelling kMistakenSpellings[] = {
    {"==", L::EQUAL},     {":=", L::EQUAL},    {"&&", L::AND},       {"||", L::OR},           {"!", L::NOT},
    {"<>", L::NOT_EQUAL}, {"≠", L::NOT_EQUAL}, {"≤", L::LESS_EQUAL}, {"≥", L::GREATER_EQUAL}, {"&", L::AND},
};

/// A sign that means nothing here, and what to say of it.
struct StraySign {
  std::string_view written;
  std::string_view help;
};
constexpr StraySign kStraySigns[] = {
    {";", "statements and items need no `;`: a keyword begins the next one"},
    {"/", "there is no division; compare products instead"},
    {"%", "there is no remainder"},
    {"^", "there are no powers"},
    {"'", "strings are written in double quotes"},
    {"“", "strings are written in plain double quotes"},
    {"”", "strings are written in plain double quotes"},
    {"\u00A0", "this is a no-break space; write a plain one"},
    {"\uFEFF", "this is a byte order mark; remove it"},
};

/// A longer label is told of without repeating it.
constexpr std::size_t kLongestLabel = 100;

std::string shown(std::string_view stray) {
  auto first = static_cast<unsigned char>(stray.empty() ? ' ' : stray[0]);
  if (first < 0x20 || first == 0x7F) return fmt::format("the control character U+{:04X}", first);
  return fmt::format("`{}`", stray);
}

bool is_foreign_letter(std::string_view text) {
  bool ascii = text.empty() || static_cast<unsigned char>(text[0]) < 0x80;
  return !ascii && text < "\uFE00" && !(text >= "\u2000" && text < "\u2C00") && text >= "\u00C0";
}

}  // namespace

void Repair::run() {
  look_again();
  mend_signs();
  look_again();
  if (tokens_.is_test_file()) {
    mend_test_words();
    look_again();
  } else if (!tokens_.is_hole()) {
    mend_labels();
    look_again();
    mend_words();
    look_again();
  }
  mend_brackets();
  tokens_.find_visible();
  tokens_.find_starts();
}

void repair(Tokens& tokens, const ParseLimits& limits) {
  Repair(tokens, limits).run();
}

// ---- helpers -----------------------------------------------------------------------------------

TokenType Repair::type(std::size_t index) const {
  return index < tokens_.visible_.size() ? tokens_.visible_[index]->getType() : L::EOF;
}

bool Repair::touches(std::size_t index) const {
  return index > 0 &&
         tokens_.visible_[index - 1]->getStopIndex() + 1 == tokens_.visible_[index]->getStartIndex();
}

bool Repair::is_first_on_line(std::size_t index) const {
  if (index == 0) return true;
  // A string may end lines below where it begins.
  const antlr4::CommonToken& before = *tokens_.visible_[index - 1];
  auto breaks = std::ranges::count(tokens_.text(before), '\n');
  return before.getLine() + static_cast<std::size_t>(breaks) < tokens_.visible_[index]->getLine();
}

bool Repair::is_anchor(std::size_t index) const {
  if (!tokens_.is_test_file() && is_clause_part(type(index))) {
    return !(index > 0 && type(index - 1) == L::DOT) && type(index + 1) != L::COLON;
  }
  Start start = tokens_.start_of(index);
  return start == Start::Item || start == Start::Statement;
}

/// Called whenever what is visible has changed.
void Repair::look_again() {
  tokens_.find_visible();
  in_label_.assign(tokens_.visible_.size(), false);
  std::size_t label_line = 0;  // no line has this number
  for (std::size_t i = 0; i < tokens_.visible_.size(); ++i) {
    bool begins = type(i) == L::CLAUSE && tokens_.start_of(i) == Start::Statement;
    if (begins) {
      label_line = token(i).getLine();
    } else if (token(i).getLine() != label_line || is_anchor(i) || type(i) == L::STRING_LITERAL) {
      label_line = 0;
    } else {
      in_label_[i] = true;
    }
  }
}

void Repair::hide(antlr4::CommonToken& token) {
  token.setChannel(antlr4::Token::HIDDEN_CHANNEL);
}

void Repair::mistake(antlr4::CommonToken& token, TokenType meant) {
  token.setType(meant);
  tokens_.mistaken_.insert(token.getStartIndex());
}

Diagnostic& Repair::report(DiagnosticKind kind, const antlr4::Token& token, std::string message) {
  return tokens_.diagnostics_.report(kind, tokens_.span(token), std::move(message));
}

// ---- signs of other languages --------------------------------------------------------------------

void Repair::mend_signs() {
  for (std::size_t i = 0; i < tokens_.visible_.size(); ++i) {
    TokenType it = type(i);
    if (it == L::STRAY) {
      i = mend_stray(i);
    } else {
      mend_sign(i);
    }
  }
}

void Repair::mend_sign(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  std::string text = tokens_.shown(it);
  switch (it.getType()) {
    case L::MISTAKEN_OPERATOR:
      mend_operator(it);
      break;
    case L::OTHER_QUOTES:
      report(DiagnosticKind::UnexpectedToken, it, "strings are written in plain double quotes");
      mistake(it, L::STRING_LITERAL);
      break;
    case L::MISTAKEN_COMMENT:
      report(DiagnosticKind::UnexpectedToken, it, "a comment begins with `--`");
      hide(it);
      break;
    case L::MISTAKEN_DATE:
      if (in_label(index)) break;
      report(DiagnosticKind::InvalidLiteral, it, fmt::format("`{}` is not a date", text))
          .with_help("a date is written as year, month and day with all their digits: `2022-03-09`");
      mistake(it, L::DATE_LITERAL);
      break;
    case L::INTEGER_LITERAL:
    case L::DATE_LITERAL:
    case L::FRACTION:
      mend_joined(index);
      break;
    default:  // every other token is what it seems
      break;
  }
}

void Repair::mend_operator(antlr4::CommonToken& it) {
  std::string_view written = tokens_.text(it);
  auto same = std::ranges::find(kMistakenSpellings, written, &MistakenSpelling::written);
  TokenType meant = same->meant;
  report(DiagnosticKind::UnexpectedToken, it, fmt::format("`{}` is not an operator of the language", written))
      .with_help(fmt::format("write `{}`", spelling(meant)));
  it.setType(meant);
}

/// A run of signs is one mistake. Returns the index of its last token.
std::size_t Repair::mend_stray(std::size_t index) {
  antlr4::CommonToken& first = token(index);
  std::string_view text = tokens_.text(first);
  if (is_foreign_letter(text)) return in_label(index) ? index : mend_foreign_letters(index);
  if (text == "&") {
    mend_operator(first);
    return index;
  }
  std::size_t last = index;
  while (type(last + 1) == L::STRAY && touches(last + 1) && !is_foreign_letter(tokens_.text(token(last + 1))))
    ++last;
  auto& diagnostic = tokens_.diagnostics_.report(
      DiagnosticKind::UnexpectedToken, tokens_.span(first, token(last)), shown(text) + " means nothing here");
  auto known = std::ranges::find(kStraySigns, text, &StraySign::written);
  if (known != std::end(kStraySigns)) diagnostic.with_help(std::string(known->help));
  for (std::size_t i = index; i <= last; ++i) hide(token(i));
  // Between operands something must stand, or the parser would report the place once more.
  bool operation = text == "/" || text == "%" || text == "^";
  if (operation && index == last) {
    first.setChannel(antlr4::Token::DEFAULT_CHANNEL);
    first.setType(L::STAR);
  }
  return last;
}

/// `régions`: the whole word is one mistaken name.
std::size_t Repair::mend_foreign_letters(std::size_t index) {
  auto is_part = [&](std::size_t i) {
    TokenType it = type(i);
    return it == L::NAME || it == L::INTEGER_LITERAL || is_keyword(it) ||
           (it == L::STRAY && is_foreign_letter(tokens_.text(token(i))));
  };
  std::size_t first = index, last = index;
  while (first > 0 && touches(first) && is_part(first - 1) &&
         token(first - 1).getChannel() == antlr4::Token::DEFAULT_CHANNEL) {
    --first;
  }
  while (last + 1 < tokens_.visible_.size() && touches(last + 1) && is_part(last + 1)) ++last;
  token(first).setStopIndex(token(last).getStopIndex());
  for (std::size_t i = first + 1; i <= last; ++i) hide(token(i));
  report(DiagnosticKind::UnexpectedToken, token(first),
         fmt::format("`{}` cannot be a name", tokens_.shown(token(first))))
      .with_help("names are made of the letters a to z, digits and `_`; other letters belong in strings");
  mistake(token(first), L::NAME);
  return last;
}

/// `1a`, `2.5`, `30days`: a number that runs into something.
void Repair::mend_joined(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  std::size_t last = index;
  auto is_part = [&](std::size_t i) {
    TokenType next = type(i);
    return next == L::NAME || is_keyword(next) || next == L::INTEGER_LITERAL || next == L::FRACTION;
  };
  while (last + 1 < tokens_.visible_.size() && touches(last + 1) && is_part(last + 1)) ++last;
  // What a label may hold is looked at in `mend_label`.
  if (in_label(index) || (last == index && it.getType() != L::FRACTION)) return;
  if (last == index + 1 && type(last) == L::DAYS && it.getType() == L::INTEGER_LITERAL) {
    report(DiagnosticKind::InvalidLiteral, it, "a number of days is two words")
        .with_help(fmt::format("write `{} days`", tokens_.text(it)));
    return;
  }
  bool fraction = last == index;
  it.setStopIndex(token(last).getStopIndex());
  for (std::size_t i = index + 1; i <= last; ++i) hide(token(i));
  std::string text = tokens_.shown(it);
  auto& diagnostic =
      fraction ? report(DiagnosticKind::InvalidLiteral, it, fmt::format("`{}` is not an integer", text))
               : report(DiagnosticKind::InvalidLiteral, it,
                        fmt::format("`{}` is neither a number nor a name", text));
  if (fraction) diagnostic.note("numbers are whole; there are no fractions");
  mistake(it, L::INTEGER_LITERAL);
}

// ---- labels --------------------------------------------------------------------------------------

void Repair::mend_labels() {
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (type(i) == L::CLAUSE && tokens_.start_of(i) == Start::Statement) i = mend_label(i);
  }
}

/// A label is bare words on the line of `clause`; with anything else in it, it needs quotes. Returns the
/// index of its last token.
std::size_t Repair::mend_label(std::size_t clause) {
  std::size_t line = token(clause).getLine();
  std::size_t end = clause + 1, bad = 0;
  for (; end < tokens_.visible_.size() && token(end).getLine() == line && type(end) != L::EOF; ++end) {
    TokenType it = type(end);
    bool has_begun = end > clause + 1;
    if (it == L::STRING_LITERAL || it == L::LEFT_BRACE || is_anchor(end)) break;
    bool joined = has_begun && touches(end);
    if (bad == 0 && (joined || !is_label_word(it) || tokens_.is_mistaken(token(end)))) bad = end;
  }
  if (bad == 0) return end - 1;
  antlr4::CommonToken& first = token(clause + 1);
  Span place = tokens_.span(first, token(end - 1));
  std::size_t begin = place.begin - tokens_.piece_.begin;
  std::string label = tokens_.piece_.text.substr(begin, place.end - place.begin);
  std::string sign = tokens_.shown(token(bad));
  for (std::size_t i = clause + 2; i < end; ++i) hide(token(i));
  tokens_.diagnostics_.report(DiagnosticKind::UnexpectedToken, place, "a label like this one needs quotes")
      .with_help(label.size() > kLongestLabel ? "put it in quotes"
                                              : fmt::format("write `clause \"{}\"`", label))
      .note(fmt::format(
          "without quotes a label is words and numbers with blanks between; `{}` is not among them", sign));
  mistake(first, L::NAME);
  return end - 1;
}

// ---- misspelt keywords ---------------------------------------------------------------------------

void Repair::mend_words() {
  TokenType statement = L::EOF;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (is_unknown_word(i, statement)) mend_word(i, statement);
    if (tokens_.start_of(i) == Start::Statement) {
      statement = type(i);
      enum_break_ = statement == L::ENUM ? enum_break(i) : 0;
    }
    if (i > 0 && type(i - 1) == L::COLON && type(i) == L::NAME && type(i + 1) == L::OF) mend_element_type(i);
  }
}

/// `members : lits of Member`.
void Repair::mend_element_type(std::size_t index) {
  constexpr TokenType kOfTypes[] = {L::LIST, L::SET};
  std::string word = tokens_.shown(token(index));
  TokenType meant = nearest_keyword(word, kOfTypes);
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, token(index),
                            fmt::format("expected `list` or `set`, found `{}`", word));
  if (meant != 0) diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
  token(index).setType(meant == 0 ? static_cast<TokenType>(L::LIST) : meant);
}

/// Nothing in the language puts two operands side by side, so that a name which begins a line after an
/// operand was meant for a keyword; but for members of an enum, and fields, which have a colon.
bool Repair::is_unknown_word(std::size_t index, TokenType statement) const {
  bool after_label = index > 0 && in_label(index - 1);
  bool is_word = type(index) == L::NAME || (type(index) == L::INTEGER_LITERAL && after_label);
  if (!is_word || !is_first_on_line(index) || type(index + 1) == L::COLON) return false;
  if (statement == L::ENUM) {
    constexpr std::size_t kNamesBefore = 6;
    bool is_near = index < enum_break_ && enum_break_ <= index + kNamesBefore;
    return is_near &&
           begins_statement(nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords()));
  }
  // A choice of a reading has its words behind it; without them the parser says what is missing.
  if (statement == L::READING) {
    return type(index + 1) != L::STRING_LITERAL &&
           begins_statement(nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords()));
  }
  if (index == 0) return true;
  if (index >= 2 && type(index - 2) == L::ABOUT) return false;
  bool after_dot = index >= 2 && type(index - 2) == L::DOT;
  return after_dot || after_label || ends_operand(type(index - 1));
}

/// Members of an enum are names too. Where it holds what no enum can, the misspelt keyword that begins the
/// next statement must be among the last of them. The index of the token that breaks the enum, or 0.
std::size_t Repair::enum_break(std::size_t start) const {
  std::size_t next = start + 1;
  while (is_label_word(type(next)) || type(next) == L::STRING_LITERAL) ++next;
  bool is_whole = type(next) == L::EOF || tokens_.start_of(next) == Start::Statement;
  return is_whole ? 0 : next;
}

void Repair::mend_word(std::size_t& index, TokenType statement) {
  antlr4::CommonToken& it = token(index);
  std::string word = tokens_.shown(it);
  TokenType meant = nearest_keyword(word, line_keywords());
  bool in_fields = statement == L::RECORD || statement == L::TABLE;
  if (in_fields && !begins_statement(meant)) return;  // a field without its colon
  auto& diagnostic = report(DiagnosticKind::UnknownItem, it,
                            fmt::format("no statement or clause item begins with `{}`", word));
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
    it.setType(meant);
    return;
  }
  if (statement == L::CLAUSE) {
    diagnostic.note(
        "the items of a clause begin with quote, gist, let, applies when, shall, should, may, encourage, "
        "however, "
        "despite, informative, not checkable");
  }
  // Nothing can be made of what follows, up to the next thing that is known.
  hide(it);
  while (index + 2 < tokens_.visible_.size() && tokens_.start_of(index + 1) < Start::Item)
    hide(token(++index));
}

// ---- tests ---------------------------------------------------------------------------------------

/// The words of an expectation are names, whatever they are elsewhere. A name that begins a line of a test
/// was meant for a keyword, but where a bracket is open, or an expectation goes on with its message.
void Repair::mend_test_words() {
  std::size_t open = 0;
  bool in_expectation = false;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    TokenType it = type(i);
    if (tokens_.start_of(i) != Start::Nothing) {
      open = 0;
      in_expectation = it == L::EXPECT;
      continue;
    }
    if (it == L::LEFT_BRACE || it == L::LEFT_BRACKET || it == L::LEFT_PAREN) ++open;
    bool closes = it == L::RIGHT_BRACE || it == L::RIGHT_BRACKET || it == L::RIGHT_PAREN;
    if (closes && open > 0) --open;
    bool wordlike = it == L::NAME || (in_expectation && is_keyword(it));
    bool begins = wordlike && is_first_on_line(i) && open == 0;
    bool goes_on = in_expectation && tokens_.text(token(i)) == "message";
    bool after_part = i == 0 || in_expectation || type(i - 1) == L::BAR || ends_operand(type(i - 1));
    if (begins && !goes_on && after_part) {
      mend_test_word(i);
      in_expectation = type(i) == L::EXPECT;
    } else if (in_expectation && is_keyword(it)) {
      token(i).setType(L::NAME);
    }
  }
}

void Repair::mend_test_word(std::size_t& index) {
  antlr4::CommonToken& it = token(index);
  std::string word = tokens_.shown(it);
  // `test` has its title behind it, and only the file begins with `tests`.
  bool is_title = type(index + 1) == L::STRING_LITERAL;
  std::vector<TokenType> candidates;
  for (TokenType each : test_words()) {
    if (each == L::TEST ? is_title : each != L::TESTS || index == 0) candidates.push_back(each);
  }
  TokenType meant = nearest_keyword(word, candidates);
  auto& diagnostic =
      report(DiagnosticKind::UnknownItem, it, fmt::format("no part of a test begins with `{}`", word));
  if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
    it.setType(meant);
    return;
  }
  diagnostic.note("a test is made of cases, given, with, without, attest, under and expect");
  hide(it);
  while (index + 2 < tokens_.visible_.size() && tokens_.start_of(index + 1) == Start::Nothing)
    hide(token(++index));
}

}  // namespace precept::parsing
