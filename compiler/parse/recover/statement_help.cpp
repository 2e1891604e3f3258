// HelpFinder of statements and items, and of words that are missing, too many, or in another place.
#include <fmt/format.h>

#include "base/suggest.h"
#include "compiler/parse/recover/help_finder.h"
#include "compiler/parse/tokens/foreign_words.h"

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;

bool compares(TokenType type) {
  constexpr TokenType kSigns[] = {P::EQUAL,      P::NOT_EQUAL, P::LESS,
                                  P::LESS_EQUAL, P::GREATER,   P::GREATER_EQUAL};
  return std::ranges::find(kSigns, type) != std::end(kSigns);
}

bool is_capital(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z';
}

/// True where one letter more, less or other makes the one word of the other.
bool is_short_slip(std::string_view word, std::string_view keyword) {
  return word.size() >= 2 && word.size() <= 3 && edit_distance(word, keyword) == 1;
}

}  // namespace

const antlr4::Token& HelpFinder::line_first() const {
  const antlr4::Token* first = &it_.found;
  for (ssize_t i = -1; ahead(i) != nullptr && ahead(i)->getLine() == it_.found.getLine(); --i)
    first = ahead(i);
  return *first;
}

bool HelpFinder::line_has(TokenType type) const {
  for (ssize_t i = -1; ahead(i) != nullptr && ahead(i)->getLine() == it_.found.getLine(); --i) {
    if (ahead(i)->getType() == type) return true;
  }
  return false;
}

std::string HelpFinder::path_at(ssize_t count) const {
  ssize_t last = count;
  while (type_at(last + 1) == P::DOT && is_word(*ahead(last + 2))) last += 2;
  return std::string(it_.tokens.text_between(*ahead(count), *ahead(last)));
}

Edit HelpFinder::insert_before(const antlr4::Token& token, std::string text) const {
  Span place = it_.tokens.span(token);
  return {{place.file, place.begin, place.begin}, std::move(text)};
}

/// With the white space before it, so that none is left at the end of a line.
Edit HelpFinder::remove(const antlr4::Token& token) const {
  Span place = it_.tokens.span(token);
  const antlr4::Token* earlier = &token == before_ ? ahead(-2) : before_;
  if (earlier != nullptr && earlier->getLine() == token.getLine())
    place.begin = it_.tokens.span(*earlier).end;
  return {place, {}};
}

SyntaxHelp HelpFinder::in_a_test() const {
  if (!it_.tokens.is_test_file() || before_ == nullptr) return {};
  const TokenType before = before_->getType();
  if (before == P::TEST && !is_on_line()) return "write behind `test`, in double quotes, what it tries";
  if (before == P::EXPECT && !is_on_line()) return "say what is to come out: `expect rule 1 violated`";
  if (before == P::EQUAL && !is_on_line()) return "write the value behind `=`";
  if (found() == P::STRING_LITERAL && among(P::FROM) && among(P::LEFT_BRACE))
    return {"write `from` before the file", insert_before(it_.found, "from ")};
  if (found() == P::BY && among(P::INTEGER_LITERAL)) return "write the answer before `by`: `yes` or `no`";
  if (found() == P::EQUAL && !among(P::EQUAL) && is_on_line())
    return {"leave the `=` out", remove(it_.found)};
  const bool is_element = found() == P::LEFT_PAREN && among(P::LEFT_BRACKET);
  if (is_element) return "an element is named in brackets: `stalls[\"Ada\"]`";
  const bool in_cases = among(P::BAR);
  if (in_cases && found() == P::COMMA)
    return "each row begins and ends with `|`, which stands between its values, too";
  const Span gap{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(*before_).end};
  if (in_cases && found() == P::NAME && among(P::COMMA) && is_on_line())
    return {"names stand with commas between them", Edit{gap, ","}};
  return {};
}

/// `shall ensure ensure x`, `a <= <= b`, `acts a,, b`.
SyntaxHelp HelpFinder::for_a_doubled_word() const {
  if (before_ == nullptr) return {};
  const bool may_double = is_keyword(found()) || compares(found()) || found() == P::COMMA;
  const std::string sign = text(it_.found);
  if (may_double && before_->getType() == found())
    return {fmt::format("`{}` stands here twice: leave one of the two out", sign), remove(it_.found)};
  const bool is_name_before = is_keyword(before_->getType()) && type_at(-2) == before_->getType() &&
                              ahead(-2)->getLine() == before_->getLine() && is_on_line();
  if (is_name_before && found() == P::NAME)
    return {fmt::format("`{}` stands here twice: leave one of the two out", text(*before_)),
            remove(*before_)};
  const bool is_apart = before_->getType() == P::EQUAL && (found() == P::LESS || found() == P::GREATER);
  if (is_apart) return fmt::format("write `{}=`", sign);
  const bool is_point = found() == P::DOT && before_->getType() == P::DOT && type_at(2) == P::NAME &&
                        type_at(-2) == P::NAME && type_at(-3) != P::IN;
  return is_point ? SyntaxHelp("`.` stands here twice: leave one of the two out", remove(it_.found))
                  : SyntaxHelp();
}

/// `title = "a"`, `applies only when`, `f(a, b,)`: what follows could stand here.
SyntaxHelp HelpFinder::for_a_needless_token() const {
  if (before_ == nullptr) return {};
  const bool closes = found() == P::RIGHT_PAREN || found() == P::RIGHT_BRACE || found() == P::RIGHT_BRACKET;
  const bool ends = closes || found() == P::OTHERWISE || found() == P::EOF || !is_on_line();
  if (before_->getType() == P::COMMA && ends && (among(P::NAME) || among(P::EACH)))
    return {"leave the last `,` out", remove(*before_)};
  // What stands behind the type of a field is its default.
  if (found() == P::EQUAL && within<P::FieldContext>() != nullptr) return {};
  const bool is_sign = found() == P::EQUAL || found() == P::COMMA || found() == P::COLON;
  constexpr std::string_view kFillers[] = {"only", "that", "the", "a",   "an", "by",
                                           "of",   "to",   "be",  "for", "it"};
  const bool is_filler = std::ranges::find(kFillers, text(it_.found)) != std::end(kFillers);
  const antlr4::Token* next = ahead(2);
  const bool could_follow =
      next != nullptr && next->getLine() == it_.found.getLine() && among(next->getType());
  if (!is_on_line() || !is_keyword(before_->getType()) || !could_follow || (!is_sign && !is_filler))
    return {};
  return {fmt::format("leave {}`{}` out", is_sign ? "the " : "", text(it_.found)), remove(it_.found)};
}

/// A keyword at the end of its line, without the words, label or value that it needs.
SyntaxHelp HelpFinder::for_missing_words() const {
  if (before_ == nullptr || is_on_line() || it_.tokens.is_hole() || it_.tokens.is_test_file()) return {};
  const std::string word = text(*before_);
  const bool wants_string = among(P::STRING_LITERAL) && !among(P::NAME) && !among(P::CLAUSE);
  if (wants_string && is_keyword(before_->getType()))
    return fmt::format("write the words behind `{}`, in double quotes", word);
  const bool wants_label =
      among(P::STRING_LITERAL) && among(P::INTEGER_LITERAL) && among(P::AND) && !among(P::LEFT_PAREN);
  if (!wants_label) return {};
  if (before_->getType() == P::CALLED) return "write the name of the norm behind `called`, on its line";
  return fmt::format("write the label of the clause behind `{}`, on its line", word);
}

/// The help in `policy`, `use`, `in force` and `dates`.
SyntaxHelp HelpFinder::in_the_head() const {
  if (found() == P::FORCE && among(P::CLAUSE)) return {"write `in force`", insert_before(it_.found, "in ")};
  if (found() == P::DATE && among(P::CLAUSE) && text(*ahead(2)) == "round")
    return {"did you mean `dates`?", replace(it_.found, "dates")};
  if (before_ == nullptr || !is_on_line()) return {};
  const TokenType first = line_first().getType();
  const bool is_named = first == P::POLICY || first == P::MODULE || first == P::USE || first == P::PART;
  if (is_named && found() == P::COMMA) return "each module has a `use` of its own, in a line of its own";
  const bool is_word_more = is_named && (found() == P::NAME || is_keyword(found())) && is_word(*before_) &&
                            before_ != &line_first() && before_->getType() != P::OF;
  if (is_word_more)
    return fmt::format("a name is one word, or several with points between: `{}.{}`", text(*before_),
                       text(it_.found));
  const bool is_joined = found() == P::MINUS && before_->getType() == P::NAME && adjoins_before() &&
                         adjoins_next() && is_word(*ahead(2)) && !among(P::PLUS);
  if (is_joined) {
    const std::string name = text(*before_) + "_" + text(*ahead(2));
    return {fmt::format("a name has no `-`: write `{}`", name), replace(it_.found, "_")};
  }
  if (line_has(P::FORCE)) {
    const bool after_date = before_->getType() == P::DATE_LITERAL;
    if (found() == P::FROM && line_has(P::UNTIL)) return "`from` and its day stand before `until`";
    if (found() == P::DATE_LITERAL && after_date)
      return {"write `until` before the last day", insert_before(it_.found, "until ")};
    if (found() == P::MINUS && after_date) return {"write `until`", replace(it_.found, "until")};
  }
  const bool is_second = found() == P::STRING_LITERAL && before_->getType() == P::STRING_LITERAL;
  const bool has_one = first == P::TITLE || first == P::SOURCE || first == P::QUOTE || first == P::GIST ||
                       first == P::OTHERWISE || first == P::ASKS;
  return is_second && has_one ? "put the words into one string" : "";
}

SyntaxHelp HelpFinder::in_a_reading() const {
  if (within<P::ReadingContext>() == nullptr) return {};
  if (found() == P::STRING_LITERAL && among(P::NAME) && !is_on_line())
    return "a choice begins with its name, and its words stand behind it";
  if (!among(P::STRING_LITERAL) || among(P::NAME)) return {};
  const bool is_sign = found() == P::COLON || found() == P::EQUAL;
  if (is_sign && type_at(2) == P::STRING_LITERAL)
    return {fmt::format("leave the `{}` out", text(it_.found)), remove(it_.found)};
  return is_on_line() ? "" : "say behind the choice, in double quotes, what it means";
}

SyntaxHelp HelpFinder::in_a_judgement() const {
  const bool begins_part = found() == P::FROM || found() == P::BY;
  if (before_ != nullptr && begins_part && among(P::CLAUSE) && !is_on_line() &&
      before_->getType() == P::STRING_LITERAL) {
    const bool is_again = type_at(-2) == found();
    return is_again ? "it stands there already: put the words into one string"
                    : "a judgement has `asks`, then `from`, then `by`";
  }
  auto* judgement = within<P::JudgementContext>();
  if (judgement == nullptr) return {};
  if (among(P::LEFT_PAREN) && found() != P::COLON) {
    const bool has_parameters = is_on_line() && is_word(it_.found) && type_at(2) == P::COLON;
    if (has_parameters)
      return {
          fmt::format("write `(` before `{}`", text(it_.found)),
          Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(it_.found).begin}, "("}};
    return fmt::format("say in parentheses what it is about: `{}(p: Proposal)`", text(*before_));
  }
  if (found() == P::RIGHT_PAREN && before_->getType() == P::LEFT_PAREN)
    return "say what it is about: `(p: Proposal)`";
  if (!among(P::ASKS) || found() == P::COLON) return {};
  if (found() == P::STRING_LITERAL)
    return {"write `asks` before the question", insert_before(it_.found, "asks ")};
  return begins_part ? "first comes the question: `asks \"…?\"`" : "";
}

SyntaxHelp HelpFinder::in_parameters() const {
  const bool is_in = within<P::ParametersContext>() != nullptr || within<P::ParameterContext>() != nullptr;
  if (!is_in || before_ == nullptr) return {};
  if (is_word(it_.found) && type_at(2) == P::COLON && among(P::COMMA))
    return {fmt::format("write `,` before `{}`", text(it_.found)),
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(*before_).end}, ","}};
  if (it_.expected != std::vector<TokenType>{P::COLON}) return {};
  const std::string name = text(*before_);
  if (found() == P::COMMA || found() == P::RIGHT_PAREN)
    return fmt::format("say of which type it is: `{}: Proposal`, `{}: int`", name, name);
  if (found() == P::EQUAL || found() == P::AS || found() == P::IS)
    return {"write `:`",
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(it_.found).end}, ":"}};
  if (!is_word(it_.found)) return {};
  const Span both = it_.tokens.span(*before_, it_.found);
  const bool is_turned = is_capital(name) && !is_capital(text(it_.found));
  const std::string meant =
      is_turned ? fmt::format("{}: {}", text(it_.found), name) : fmt::format("{}: {}", name, text(it_.found));
  return {fmt::format("write `{}`", meant), Edit{both, meant}};
}

/// The help in a definition, as far as its `=`.
SyntaxHelp HelpFinder::before_the_equal() const {
  if (found() == P::AS && among(P::CLAUSE) && !is_on_line()) return "`as` and its words stand before the `=`";
  auto* definition = within<P::DefinitionContext>();
  if (definition == nullptr || before_ == nullptr) return {};
  if (definition->EQUAL() != nullptr)
    return before_->getType() == P::EQUAL && begins_statement(found()) ? "write behind `=` what is defined"
                                                                       : "";
  if (found() == P::EQUAL && among(P::NAME) && before_->getType() == P::DEFINE)
    return "name what is defined: `define limit = …`";
  const bool wants_type = before_->getType() == P::COLON && among(P::TRUTH) && among(P::LIST);
  if (wants_type && !is_word(it_.found))
    return {"write `=` before what is defined",
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).begin, it_.tokens.span(*before_).end}, " ="}};
  if (before_->getType() == P::AS && !among(P::NAME))
    return "behind `as` stand words for people; what is defined stands behind `=`";
  const bool after_words = before_->getType() == P::STRING_LITERAL;
  constexpr TokenType kJoins[] = {P::COMMA, P::OR, P::SLASH, P::COLON};
  if (after_words && among(P::BAR) && std::ranges::find(kJoins, found()) != std::end(kJoins))
    return {"write `|`",
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(it_.found).end}, " |"}};
  if (after_words && found() == P::STRING_LITERAL && among(P::BAR))
    return {"write `|` between the two", insert_before(it_.found, "| ")};
  if (found() == P::BAR) return "there are two phrases: one for what holds, one for what does not";
  if (!among(P::EQUAL)) return {};
  if (found() == P::STRING_LITERAL) return {"write `as` before the words", insert_before(it_.found, "as ")};
  if (found() == P::NAME && is_short_slip(text(it_.found), "as") && type_at(2) == P::STRING_LITERAL)
    return {"did you mean `as`?", replace(it_.found, "as")};
  return found() == P::IS && is_on_line() ? SyntaxHelp("write `=`", replace(it_.found, "=")) : SyntaxHelp();
}

/// The help in `about Market m, each s in m.stalls`.
SyntaxHelp HelpFinder::for_about() const {
  const bool is_about =
      before_ != nullptr && (line_first().getType() == P::ABOUT || within<P::AboutContext>() != nullptr);
  if (!is_about || it_.tokens.is_test_file()) return {};
  if (before_->getType() == P::NAME && type_at(-2) == P::ABOUT) {
    const std::string word = text(*before_);
    if (!is_on_line())
      return is_capital(word) ? fmt::format("give the document a name of your own: `about {} x`", word)
                              : fmt::format("the record stands before its name: `about Proposal {}`", word);
    const bool is_turned = found() == P::COLON && is_word(*ahead(2)) && is_capital(text(*ahead(2)));
    if (is_turned) return fmt::format("write `about {} {}`", text(*ahead(2)), word);
    if (found() == P::COLON && is_word(*ahead(2)))
      return {fmt::format("write `about {} {}`", word, text(*ahead(2))), replace(it_.found, "")};
  }
  const bool has_article = type_at(-3) == P::ABOUT && found() == P::NAME && before_->getType() == P::NAME;
  if (has_article && is_on_line())
    return {fmt::format("write `about {} {}`", text(*before_), text(it_.found)),
            Edit{it_.tokens.span(*ahead(-2), *before_), text(*before_)}};
  if (among(P::COMMA) && found() == P::EACH && is_on_line())
    return {"write `,` before `each`",
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(*before_).end}, ","}};
  if (among(P::COMMA) && type_at(2) == P::EACH && is_on_line())
    return {"write `,` before `each`",
            Edit{{it_.tokens.file(), it_.tokens.span(*before_).end, it_.tokens.span(it_.found).end}, ","}};
  if (it_.expected == std::vector<TokenType>{P::EACH} && is_word(it_.found)) {
    if (type_at(2) == P::EACH) return {fmt::format("leave `{}` out", text(it_.found)), remove(it_.found)};
    return {"write `each`", replace(it_.found, "each")};
  }
  const bool lacks_name = it_.expected == std::vector<TokenType>{P::IN} && found() == P::DOT;
  return lacks_name ? fmt::format("name the element: `each x in {}`", path_at(-1)) : "";
}

/// The help in `acts`, `may` and `shall not`.
SyntaxHelp HelpFinder::for_acts() const {
  if (before_ == nullptr || it_.tokens.is_test_file()) return {};
  const bool wants_right = among(P::FORBIDDEN) && among(P::PERMITTED) && it_.expected.size() == 3;
  if (wants_right && !is_on_line()) return "say which: `otherwise forbidden`, `permitted` or `silent`";
  if (wants_right) {
    constexpr std::string_view kFree[] = {"allowed", "permit", "allow", "free", "legal", "ok", "may"};
    constexpr std::string_view kBarred[] = {"prohibited", "denied",     "deny", "forbid",
                                            "illegal",    "disallowed", "not"};
    const std::string word = lower_case(text(it_.found));
    const char* meant = std::ranges::find(kFree, word) != std::end(kFree)       ? "permitted"
                        : std::ranges::find(kBarred, word) != std::end(kBarred) ? "forbidden"
                                                                                : nullptr;
    if (meant != nullptr) return {fmt::format("write `{}`", meant), replace(it_.found, meant)};
    return "write `forbidden`, `permitted` or, where the text says nothing of the others, `silent`";
  }
  const TokenType first = line_first().getType();
  const bool names_acts = first == P::ACTS || first == P::MAY || (first == P::SHALL && line_has(P::NOT)) ||
                          (first == P::SHOULD && line_has(P::NOT));
  if (!names_acts || !among(P::COMMA) || !is_on_line()) return {};
  const bool is_right = found() == P::FORBIDDEN || found() == P::PERMITTED || found() == P::SILENT;
  if (is_right && among(P::OTHERWISE))
    return {fmt::format("write `otherwise` before `{}`", text(it_.found)),
            insert_before(it_.found, "otherwise ")};
  if (found() != P::NAME || before_->getType() != P::NAME) return {};
  if (text(*before_) == "only") return "leave `only` out: what else may be done, `acts … otherwise …` says";
  // Whether the second word is an act, the parser cannot know.
  return "acts stand with commas between them";
}

SyntaxHelp HelpFinder::for_a_let() const {
  if (before_ == nullptr || !is_on_line()) return {};
  if (before_->getType() == P::LET && found() == P::EQUAL) return "name it: `let x = …`";
  const bool lacks_value = it_.expected == std::vector<TokenType>{P::EQUAL} && found() == P::IN;
  return lacks_value ? fmt::format("write `let {} = x in {} …`", text(*before_), path_at(2)) : "";
}

/// The help behind `however` and `despite`.
SyntaxHelp HelpFinder::for_an_exception() const {
  if (before_ == nullptr || !is_on_line() || it_.tokens.is_test_file()) return {};
  const TokenType first = line_first().getType();
  if (first == P::DESPITE && found() == P::LEFT_BRACKET)
    return "the name of a norm stands in parentheses: `despite rule 1 (fee)`";
  if (first != P::HOWEVER) return {};
  if (found() == P::INTEGER_LITERAL)
    return "an exception to another clause begins with `despite` and its label";
  return is_word(it_.found) ? "the words of the text stand in double quotes" : "";
}

/// Where one word or sign alone can stand here: it is missing, or another stands in its place.
SyntaxHelp HelpFinder::for_the_one_expected() const {
  if (it_.expected.size() != 1 || before_ == nullptr || !is_on_line() || found() == P::EOF) return {};
  const TokenType meant =
      it_.expected[0] == P::ELSE_VALUE ? static_cast<TokenType>(P::ELSE) : it_.expected[0];
  const std::string sign(spelling(meant));
  if (sign.empty()) return {};
  const antlr4::Token* next = ahead(2);
  const bool on_line = next != nullptr && next->getLine() == it_.found.getLine();
  const bool begins_next =
      on_line && (next->getType() == P::NAME || next->getType() == P::STRING_LITERAL ||
                  next->getType() == P::DATE_LITERAL || next->getType() == P::INTEGER_LITERAL);
  // Two names never stand side by side, so the first is in the place of what is expected.
  const bool is_replaced = is_word(it_.found) && begins_next;
  if (is_replaced && is_keyword(meant) && is_short_slip(text(it_.found), sign))
    return {fmt::format("did you mean `{}`?", sign), replace(it_.found, sign)};
  if (is_replaced)
    return {fmt::format("write `{}` in place of `{}`", sign, text(it_.found)), replace(it_.found, sign)};
  if (on_line && next->getType() == meant)
    return {fmt::format("leave `{}` out", text(it_.found)), remove(it_.found)};
  const std::string shown =
      found() == P::STRING_LITERAL ? "the string" : fmt::format("`{}`", text(it_.found));
  return {fmt::format("write `{}` before {}", sign, shown), insert_before(it_.found, sign + " ")};
}

}  // namespace precept::parsing
