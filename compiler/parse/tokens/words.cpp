#include "compiler/parse/tokens/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "PreceptParser.h"
#include "base/diagnostic.h"
#include "base/suggest.h"
#include "compiler/ast/ast.h"

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;

constexpr TokenType kHardStatements[] = {P::USE,   P::ENUM,      P::DEFINE, P::JUDGEMENT,
                                         P::ABOUT, P::EXERCISED, P::CLAUSE};
constexpr TokenType kOpeningWords[] = {P::POLICY, P::MODULE, P::TITLE,   P::SOURCE, P::DATES,
                                       P::RECORD, P::TABLE,  P::READING, P::ACTS};
constexpr TokenType kItems[] = {P::QUOTE,   P::GIST,        P::LET,    P::APPLIES,  P::HOWEVER,
                                P::DESPITE, P::INFORMATIVE, P::SHALL,  P::SHOULD,   P::ENCOURAGE,
                                P::MAY,     P::WHEN,        P::UNLESS, P::OTHERWISE};
constexpr TokenType kClauseParts[] = {P::WHEN, P::UNLESS, P::OTHERWISE};
constexpr TokenType kSoftWords[] = {
    P::FROM,      P::UNTIL,   P::KEY,      P::ASKS,   P::EACH,     P::FORBIDDEN, P::PERMITTED, P::SILENT,
    P::CHECKABLE, P::TRUTH,   P::INT,      P::DATE,   P::DURATION, P::TEXT,      P::LIST,      P::SET,
    P::GIVEN,     P::DAYS,    P::DISTINCT, P::TESTS,  P::TEST,     P::CASES,     P::WITH,      P::ATTEST,
    P::EXPECT,    P::ON,      P::UNDER,    P::FIXED,  P::COMPLETE, P::CALLED,    P::THE,       P::FIRST,
    P::ENCODED,   P::REACHES, P::LAST,     P::DAY,    P::WEEK,     P::WEEKS,     P::MONTH,     P::MONTHS,
    P::YEAR,      P::YEARS,   P::NUMBER,   P::PER,    P::CENT,     P::PART,      P::DATETIME,  P::HOUR,
    P::HOURS,     P::MINUTE,  P::MINUTES,  P::SECOND, P::SECONDS};
constexpr TokenType kTestWords[] = {P::TESTS,   P::TEST,   P::CASES, P::GIVEN, P::WITH,
                                    P::WITHOUT, P::ATTEST, P::UNDER, P::EXPECT};
constexpr TokenType kLinkingWords[] = {P::OR, P::AND, P::NOT,     P::IN,    P::IS,   P::OF,
                                       P::BY, P::AS,  P::WITHOUT, P::UNION, P::SOME, P::EVERY};
constexpr TokenType kLineKeywords[] = {
    P::USE,       P::ENUM,   P::DEFINE,    P::JUDGEMENT, P::ABOUT,     P::EXERCISED,   P::CLAUSE,
    P::POLICY,    P::TITLE,  P::SOURCE,    P::RECORD,    P::TABLE,     P::ACTS,        P::MODULE,
    P::READING,   P::QUOTE,  P::GIST,      P::LET,       P::APPLIES,   P::SHALL,       P::SHOULD,
    P::ENCOURAGE, P::MAY,    P::HOWEVER,   P::DESPITE,   P::WHEN,      P::INFORMATIVE, P::UNLESS,
    P::OTHERWISE, P::CALLED, P::SATISFIES, P::WHERE,     P::THEN,      P::ELSE,        P::ASKS,
    P::UNTIL,     P::FROM,   P::DEFAULT,   P::UNION,     P::INTERSECT, P::WITHOUT,     P::OVERLAPS,
    P::AND,       P::SUBSET};

bool among(std::span<const TokenType> types, TokenType type) {
  return std::ranges::find(types, type) != types.end();
}

// ---- names for sets of tokens ------------------------------------------------------------------

constexpr TokenType kExpressionStarts[] = {P::INTEGER_LITERAL,
                                           P::DECIMAL_LITERAL,
                                           P::DATE_LITERAL,
                                           P::STRING_LITERAL,
                                           P::YES,
                                           P::NO,
                                           P::NONE,
                                           P::LEFT_PAREN,
                                           P::LEFT_BRACE,
                                           P::LEFT_BRACKET,
                                           P::COUNT,
                                           P::SUM,
                                           P::MIN,
                                           P::MAX,
                                           P::NOT,
                                           P::IF,
                                           P::SOME,
                                           P::EVERY,
                                           P::MINUS,
                                           P::NAME};
constexpr TokenType kLiterals[] = {
    P::INTEGER_LITERAL, P::DECIMAL_LITERAL, P::DATE_LITERAL, P::STRING_LITERAL, P::YES, P::NO, P::NAME,
    P::LEFT_BRACE,      P::LEFT_BRACKET,    P::MINUS};
constexpr TokenType kData[] = {P::INTEGER_LITERAL,
                               P::DECIMAL_LITERAL,
                               P::DATE_LITERAL,
                               P::STRING_LITERAL,
                               P::YES,
                               P::NO,
                               P::NAME,
                               P::LEFT_BRACE,
                               P::LEFT_BRACKET,
                               P::MINUS,
                               P::NONE};
constexpr TokenType kExpectWords[] = {P::NAME,         P::INTEGER_LITERAL, P::STRING_LITERAL, P::MINUS,
                                      P::DOT,          P::COMMA,           P::LEFT_PAREN,     P::RIGHT_PAREN,
                                      P::LEFT_BRACKET, P::RIGHT_BRACKET};
constexpr TokenType kNorms[] = {P::SHALL, P::SHOULD, P::ENCOURAGE, P::MAY};
constexpr TokenType kTypes[] = {P::TRUTH,  P::INT,   P::NUMBER, P::DATE, P::DATETIME, P::DURATION,
                                P::MONTHS, P::HOURS, P::TEXT,   P::LIST, P::SET,      P::NAME};
constexpr TimeWord kTimeWords[] = {{P::DAY, P::DAYS, LengthKind::Days, 0, 0},
                                   {P::WEEK, P::WEEKS, LengthKind::Days, P::DAYS, 7},
                                   {P::MONTH, P::MONTHS, LengthKind::Months, 0, 0},
                                   {P::YEAR, P::YEARS, LengthKind::Months, P::MONTHS, 12},
                                   {P::HOUR, P::HOURS, LengthKind::Hours, P::MINUTES, 60},
                                   {P::MINUTE, P::MINUTES, LengthKind::Hours, P::SECONDS, 60},
                                   {P::SECOND, P::SECONDS, LengthKind::Hours, 0, 0}};
constexpr TokenType kLabels[] = {P::STRING_LITERAL, P::INTEGER_LITERAL, P::NAME};
constexpr TokenType kName[] = {P::NAME};
constexpr TokenType kNot[] = {P::NOT};
constexpr TokenType kIn[] = {P::IN};
constexpr TokenType kCalled[] = {P::CALLED};

/// Tokens that may follow an operand: the first word of each infix and postfix operator, a dot, brackets, a
/// unit.
const std::vector<TokenType>& after_operand() {
  static const std::vector<TokenType> all = [] {
    std::vector<TokenType> types{P::DOT, P::LEFT_PAREN, P::LEFT_BRACKET, P::PER,
                                 P::OF,  P::ELSE_VALUE, P::REACHES,      P::OF_LIST};
    for (const TimeWord& word : kTimeWords) types.insert(types.end(), {word.one, word.several});
    auto add = [&](std::string_view spelling, ast::Notation notation) {
      if (notation != ast::Notation::Infix && notation != ast::Notation::Postfix) return;
      const std::string_view word = spelling.substr(0, spelling.find(' '));
      for (TokenType type = 1; type <= P::STRAY; ++type) {
        if (type != P::ELSE && parsing::spelling(type) == word) types.push_back(type);
      }
    };
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) \
  add(spelling, ast::Notation::notation);
#include "compiler/ast/operators.def"
#undef OPERATOR
    return types;
  }();
  return all;
}

/// One name for many tokens. Where all of `signs` and none of `but` are expected, `name` stands for `covers`.
struct ExpectedGroup {
  const char* name;
  std::vector<TokenType> signs;
  std::vector<TokenType> but;
  std::vector<std::span<const TokenType>> covers;
};

const std::vector<ExpectedGroup>& groups() {
  static const std::vector<ExpectedGroup> all{
      {"the words of an expectation",
       {P::NAME, P::COMMA, P::LEFT_PAREN, P::RIGHT_BRACKET},
       {},
       {kExpectWords}},
      {"a part of a test", {P::CASES, P::ATTEST, P::EXPECT}, {P::SILENT}, {kTestWords}},
      {"a value",
       {P::INTEGER_LITERAL, P::LEFT_BRACE, P::NONE},
       {P::LEFT_PAREN},
       {kData, kSoftWords, kOpeningWords}},
      {"a field",
       {P::NAME, P::THEN, P::QUOTE},
       {},
       {kHardStatements, kOpeningWords, kItems, kClauseParts, kSoftWords, kLinkingWords, kExpressionStarts,
        after_operand()}},
      {"an expression",
       {P::NAME, P::INTEGER_LITERAL, P::LEFT_PAREN, P::COUNT},
       {},
       {kExpressionStarts, kSoftWords, kOpeningWords}},
      {"a value", {P::INTEGER_LITERAL, P::DATE_LITERAL, P::LEFT_BRACE}, {}, {kLiterals}},
      {"a clause item", {P::QUOTE, P::SHALL, P::LET}, {}, {kItems, kNot, kCalled}},
      {"a norm", {P::SHALL, P::SHOULD, P::ENCOURAGE, P::MAY}, {P::QUOTE}, {kNorms}},
      {"a statement", {P::DEFINE, P::CLAUSE}, {}, {kHardStatements, kOpeningWords, kIn}},
      {"a label", {P::NAME, P::INTEGER_LITERAL, P::AND}, {}, {kLabels, kSoftWords, kLinkingWords}},
      {"a type", {P::TRUTH, P::LIST, P::NAME}, {P::FROM}, {kTypes}},
      {"a name", {P::NAME}, {}, {kSoftWords, kOpeningWords, kName}},
  };
  return all;
}

void remove(std::vector<TokenType>& from, std::span<const TokenType> types) {
  std::erase_if(from, [&](TokenType type) { return among(types, type); });
}

bool contains_all(const std::vector<TokenType>& all, const std::vector<TokenType>& some) {
  return std::ranges::all_of(some, [&](TokenType type) { return among(all, type); });
}

std::string word_of(TokenType type) {
  switch (type) {
    case P::EOF:
      return "the end of the file";
    case P::STRING_LITERAL:
      return "a string";
    case P::INTEGER_LITERAL:
    case P::DECIMAL_LITERAL:
      return "a number";
    case P::DATE_LITERAL:
      return "a date";
    case P::NAME:
      return "a name";
    case P::ELSE_VALUE:
      return "`else`";
    case P::OF_LIST:
      return "`of`";
    default:
      return fmt::format("`{}`", spelling(type));
  }
}

}  // namespace

bool begins_statement(TokenType type) {
  return among(kHardStatements, type) || is_statement_word(type);
}
bool is_statement_word(TokenType type) {
  return among(kOpeningWords, type);
}
bool begins_item(TokenType type) {
  return among(kItems, type);
}
bool is_clause_part(TokenType type) {
  return among(kClauseParts, type);
}
bool is_modal(TokenType type) {
  return among(kNorms, type);
}
bool is_soft_word(TokenType type) {
  return among(kSoftWords, type);
}
bool is_label_word(TokenType type) {
  return type == P::NAME || type == P::INTEGER_LITERAL || is_soft_word(type) || among(kLinkingWords, type);
}
bool is_keyword(TokenType type) {
  return type >= P::POLICY && type <= P::MAX;
}

bool wants_operand(TokenType type) {
  constexpr TokenType kWants[] = {
      P::USE,      P::ENUM,          P::DEFINE,    P::JUDGEMENT,  P::ABOUT,      P::EXERCISED,
      P::CLAUSE,   P::LET,           P::SHALL,     P::SHOULD,     P::MAY,        P::ENCOURAGE,
      P::ENSURE,   P::WHEN,          P::UNLESS,    P::IF,         P::THEN,       P::ELSE,
      P::SOME,     P::EVERY,         P::WHERE,     P::EQUAL,      P::LESS,       P::LESS_EQUAL,
      P::GREATER,  P::GREATER_EQUAL, P::PLUS,      P::MINUS,      P::STAR,       P::SLASH,
      P::COMMA,    P::COLON,         P::BAR,       P::LEFT_PAREN, P::LEFT_BRACE, P::LEFT_BRACKET,
      P::OVERLAPS, P::UNION,         P::INTERSECT, P::NOT_EQUAL,  P::SATISFIES,  P::ELSE_VALUE};
  return among(kWants, type);
}

bool ends_operand(TokenType type) {
  constexpr TokenType kEnds[] = {P::NAME,
                                 P::INTEGER_LITERAL,
                                 P::DECIMAL_LITERAL,
                                 P::DATE_LITERAL,
                                 P::STRING_LITERAL,
                                 P::YES,
                                 P::NO,
                                 P::NONE,
                                 P::GIVEN,
                                 P::DAYS,
                                 P::DAY,
                                 P::WEEK,
                                 P::WEEKS,
                                 P::MONTH,
                                 P::MONTHS,
                                 P::YEAR,
                                 P::YEARS,
                                 P::HOUR,
                                 P::HOURS,
                                 P::MINUTE,
                                 P::MINUTES,
                                 P::SECOND,
                                 P::SECONDS,
                                 P::DATETIME,
                                 P::CENT,
                                 P::NUMBER,
                                 P::RIGHT_PAREN,
                                 P::RIGHT_BRACE,
                                 P::RIGHT_BRACKET,
                                 P::TRUTH,
                                 P::INT,
                                 P::DATE,
                                 P::DURATION,
                                 P::TEXT,
                                 P::FORBIDDEN,
                                 P::PERMITTED,
                                 P::SILENT,
                                 P::FORCE};
  return among(kEnds, type);
}

bool is_unit(TokenType type) {
  return time_word(type) != nullptr;
}
const TimeWord* time_word(TokenType type) {
  const auto found = std::ranges::find_if(
      kTimeWords, [&](const TimeWord& word) { return word.one == type || word.several == type; });
  return found == std::end(kTimeWords) ? nullptr : found;
}

std::string_view spelling(TokenType type) {
  // Made once. The vocabulary has the names in single quotes.
  static const auto all = [] {
    std::array<std::string, P::STRAY + 1> result;
    antlr4::CommonTokenStream* none = nullptr;
    P parser(none);
    for (TokenType i = 0; i < result.size(); ++i) {
      std::string name = parser.getVocabulary().getLiteralName(i);
      if (name.size() > 2) result[i] = name.substr(1, name.size() - 2);
    }
    return result;
  }();
  return type < all.size() ? std::string_view(all[type]) : std::string_view();
}

std::span<const TokenType> test_words() {
  return kTestWords;
}

bool is_spelling(std::string_view text) {
  for (TokenType type = P::POLICY; type <= P::RIGHT_BRACKET; ++type) {
    if (spelling(type) == text) return true;
  }
  return false;
}

TokenType keyword_of(std::string_view word) {
  for (TokenType type = P::POLICY; type <= P::MAX; ++type) {
    if (spelling(type) == word) return type;
  }
  return 0;
}

TokenType nearest_keyword(std::string_view word, std::span<const TokenType> keywords) {
  std::vector<std::string_view> spellings;
  for (TokenType keyword : keywords) {
    if (is_keyword(keyword)) spellings.push_back(spelling(keyword));
  }
  std::string found = nearest(word, spellings);
  // `inn` for `in`: words this short are near no keyword, so a doubled letter is tried here.
  bool is_doubled = word.size() == 3 && word[1] == word[2];
  if (found.empty() && is_doubled) found = word.substr(0, 2);
  auto matches = [&](TokenType keyword) { return !found.empty() && spelling(keyword) == found; };
  auto at = std::ranges::find_if(keywords, matches);
  return at == keywords.end() ? 0 : *at;
}

std::span<const TokenType> line_keywords() {
  return kLineKeywords;
}

std::string describe(std::vector<TokenType> expected, bool in_hole) {
  std::vector<std::string> names;
  for (const ExpectedGroup& group : groups()) {
    if (!contains_all(expected, group.signs)) continue;
    if (std::ranges::any_of(group.but, [&](TokenType type) { return among(expected, type); })) continue;
    names.push_back(group.name);
    for (auto covered : group.covers) remove(expected, covered);
    if (names.back() == "a statement") std::erase(expected, P::EOF);
    // Every word may be the name of a field, so the keywords of statements are dropped from the list.
    if (names.back() == "a field") {
      std::erase_if(expected, is_keyword);
      if (std::erase(expected, P::EOF) > 0) {
        names.push_back("a statement");
      } else {
        names.back() = "a name";
      }
    }
  }
  // Behind `x in xs` a list is gone through; two values beside each other are no way out there.
  if (contains_all(expected, {P::BY, P::COMMA})) std::erase(expected, P::COMMA);
  if (!names.empty()) std::erase(expected, P::DOT);
  // Any operator may follow an operand. That is said only if nothing else may follow.
  if (contains_all(expected, {P::PLUS, P::STAR})) {
    remove(expected, after_operand());
    if (names.empty() && expected.empty()) names.push_back("an operator");
  }
  for (TokenType type : expected) names.push_back(in_hole && type == P::EOF ? "`}`" : word_of(type));
  constexpr std::size_t kMost = 4;
  if (names.empty() || names.size() > kMost) return {};
  std::string result = names[0];
  for (std::size_t i = 1; i < names.size(); ++i)
    result.append(i + 1 == names.size() ? " or " : ", ").append(names[i]);
  return result;
}

}  // namespace precept::parsing
