#include "compiler/parse/mend/mend.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

/// Longer labels are not repeated in the help.
constexpr std::size_t kLongestLabel = 100;

}  // namespace

void TokenMender::run() {
  refresh();
  look_at_comments();
  mend_signs();
  refresh();
  if (tokens_.is_test_file()) {
    mend_test_words();
    refresh();
  } else {
    mend_foreign_words();
    refresh();
  }
  if (!tokens_.is_test_file() && !tokens_.is_hole()) {
    mend_labels();
    mend_missing_names();
    refresh();
    free_words();
    refresh();
    mend_words();
    refresh();
  }
  mend_brackets();
  tokens_.find_visible();
  tokens_.find_sync_points();
}

void mend_tokens(Tokens& tokens, const ParseLimits& limits) {
  TokenMender(tokens, limits).run();
}

// ---- helpers -----------------------------------------------------------------------------------

TokenType TokenMender::type(std::size_t index) const {
  return index < tokens_.visible_.size() ? tokens_.visible_[index]->getType() : L::EOF;
}

bool TokenMender::adjoins_previous(std::size_t index) const {
  return index > 0 &&
         tokens_.visible_[index - 1]->getStopIndex() + 1 == tokens_.visible_[index]->getStartIndex();
}

bool TokenMender::is_first_on_line(std::size_t index) const {
  if (index == 0) return true;
  // A string may end on a later line than it begins.
  const antlr4::CommonToken& before = *tokens_.visible_[index - 1];
  auto breaks = std::ranges::count(tokens_.text(before), '\n');
  return before.getLine() + static_cast<std::size_t>(breaks) < tokens_.visible_[index]->getLine();
}

bool TokenMender::is_anchor(std::size_t index) const {
  if (index > 0 && type(index - 1) == L::CLAUSE && !is_first_on_line(index)) return false;  // in its label
  if (!tokens_.is_test_file() && is_clause_part(type(index))) {
    return !(index > 0 && type(index - 1) == L::DOT) && type(index + 1) != L::COLON;
  }
  SyncPoint sync_point = tokens_.sync_point_of(index);
  return sync_point == SyncPoint::Item || sync_point == SyncPoint::Statement;
}

/// Finds the visible tokens and the labels again. Call it after tokens were hidden or inserted.
void TokenMender::refresh() {
  tokens_.find_visible();
  in_label_.assign(tokens_.visible_.size(), false);
  std::size_t label_line = 0;  // no line has this number
  for (std::size_t i = 0; i < tokens_.visible_.size(); ++i) {
    bool begins = type(i) == L::CLAUSE && tokens_.sync_point_of(i) == SyncPoint::Statement;
    if (begins) {
      label_line = token(i).getLine();
    } else if (token(i).getLine() != label_line || is_anchor(i) || type(i) == L::STRING_LITERAL) {
      label_line = 0;
    } else {
      in_label_[i] = true;
    }
  }
}

void TokenMender::hide(antlr4::CommonToken& token) {
  token.setChannel(antlr4::Token::HIDDEN_CHANNEL);
}

void TokenMender::mistake(antlr4::CommonToken& token, TokenType meant) {
  token.setType(meant);
  tokens_.mistaken_.insert(token.getStartIndex());
}

Diagnostic& TokenMender::report(DiagnosticKind kind, const antlr4::Token& token, std::string message) {
  tokens_.note_mistake(token);
  return tokens_.diagnostics_.report(kind, tokens_.span(token), std::move(message));
}

// ---- labels --------------------------------------------------------------------------------------

void TokenMender::mend_labels() {
  for (std::size_t i = 1; i + 1 < tokens_.visible_.size(); ++i) {
    if (type(i) == L::CLAUSE && type(i - 1) == L::DESPITE && !is_first_on_line(i)) mend_despite_clause(i);
  }
  refresh();
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (type(i) == L::CLAUSE && tokens_.sync_point_of(i) == SyncPoint::Statement) i = mend_label(i);
  }
}

/// Reports a label that needs quotes because it has more than bare words and numbers. Returns the index of
/// its last token.
std::size_t TokenMender::mend_label(std::size_t clause) {
  std::size_t line = token(clause).getLine();
  std::size_t end = clause + 1, bad = 0;
  for (; end < tokens_.visible_.size() && token(end).getLine() == line && type(end) != L::EOF; ++end) {
    TokenType it = type(end);
    bool has_begun = end > clause + 1;
    if (it == L::STRING_LITERAL || it == L::LEFT_BRACE || is_anchor(end)) break;
    bool joined = has_begun && adjoins_previous(end);
    bool is_word = is_label_word(it) || is_keyword(it);
    if (bad == 0 && (joined || !is_word || tokens_.is_mistaken(token(end)))) bad = end;
  }
  if (bad == 0) return end - 1;
  antlr4::CommonToken& first = token(clause + 1);
  Span place = tokens_.span(first, token(end - 1));
  std::size_t begin = place.begin - tokens_.piece_.begin;
  std::string label = tokens_.piece_.text.substr(begin, place.end - place.begin);
  std::string sign = tokens_.shown(token(bad));
  for (std::size_t i = clause + 2; i < end; ++i) hide(token(i));
  tokens_.note_mistake(first);
  tokens_.diagnostics_.report(DiagnosticKind::UnexpectedToken, place, "a label like this one needs quotes")
      .with_help(label.size() > kLongestLabel ? "put it in quotes"
                                              : fmt::format("write `clause \"{}\"`", label))
      .note(fmt::format(
          "without quotes a label is words and numbers with blanks between; `{}` is not among them", sign));
  mistake(first, L::NAME);
  return end - 1;
}

/// `despite clause rule 4`: a label is named without its keyword.
void TokenMender::mend_despite_clause(std::size_t index) {
  report(DiagnosticKind::UnexpectedToken, token(index), "behind `despite` stands the label alone")
      .with_help("leave `clause` out")
      .with_edit(cover(tokens_.span(token(index)), tokens_.span(token(index))), "");
  hide(token(index));
}

/// Turns keywords into names where they can only be names: in labels, and as members of an enum.
void TokenMender::free_words() {
  TokenType statement = L::EOF;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    SyncPoint sync_point = tokens_.sync_point_of(i);
    bool names_clause = i > 0 && type(i - 1) == L::DESPITE && !is_first_on_line(i);
    bool is_member = statement == L::ENUM && sync_point == SyncPoint::Nothing && is_statement_word(type(i));
    if ((in_label(i) || names_clause || is_member) && is_keyword(type(i))) {
      token(i).setType(L::NAME);
    } else if (sync_point == SyncPoint::Statement) {
      statement = type(i);
    }
  }
}

// ---- missing names -------------------------------------------------------------------------------

/// Reports a statement without a name on the line of its keyword; a word on the next line is not its name.
void TokenMender::mend_missing_names() {
  constexpr TokenType kWithParts[] = {L::ENUM, L::RECORD, L::TABLE, L::READING};
  constexpr TokenType kAlone[] = {L::POLICY, L::MODULE, L::USE};
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    bool has_colon = begins_statement(type(i)) && type(i + 1) == L::COLON && !is_first_on_line(i + 2);
    if (has_colon && is_first_on_line(i) && is_outside(i)) mend_statement_colon(i);
    if (!is_first_on_line(i) || !is_first_on_line(i + 1) || !is_level(i) || type(i + 1) == L::COLON) continue;
    bool has_parts = std::ranges::find(kWithParts, type(i)) != std::end(kWithParts);
    bool is_alone = std::ranges::find(kAlone, type(i)) != std::end(kAlone) && is_level(i + 1);
    if (has_parts || is_alone) mend_missing_name(i, is_alone);
  }
}

/// True where the token's line stands no deeper than statements.
bool TokenMender::is_level(std::size_t index) const {
  return column(index) <= column(0);
}

/// True where the token's line stands no deeper than statements, and the line before does stand deeper.
bool TokenMender::is_outside(std::size_t index) const {
  if (index == 0 || !is_level(index)) return false;
  std::size_t before = index - 1;
  while (!is_first_on_line(before)) --before;
  return !is_level(before);
}

/// Hides the colon of `clause: one`, which would otherwise read as a field of the record before.
void TokenMender::mend_statement_colon(std::size_t index) {
  report(DiagnosticKind::UnexpectedToken, token(index + 1),
         fmt::format("`{}` has no `:` behind it", tokens_.shown(token(index))))
      .with_help("leave the `:` out")
      .with_edit(tokens_.span(token(index + 1)), "");
  hide(token(index + 1));
}

void TokenMender::mend_missing_name(std::size_t index, bool is_alone) {
  Span place = tokens_.span(token(index));
  std::string word = tokens_.shown(token(index));
  tokens_.diagnostics_
      .report(DiagnosticKind::UnexpectedToken, {place.file, place.end, place.end},
              "expected a name, found the end of the line")
      .with_help(fmt::format("the name stands on the line of `{}`", word));
  hide(token(index));
  if (is_alone) return;
  auto is_next = [&](std::size_t i) {
    return is_first_on_line(i) && is_level(i) &&
           (begins_statement(type(i)) || tokens_.sync_point_of(i) >= SyncPoint::Item || is_known_opening(i));
  };
  for (std::size_t i = index + 1; i + 1 < tokens_.visible_.size() && !is_next(i); ++i) hide(token(i));
}

// ---- misspelt keywords ---------------------------------------------------------------------------

void TokenMender::mend_words() {
  TokenType statement = L::EOF;
  for (std::size_t i = 0; i + 1 < tokens_.visible_.size(); ++i) {
    if (is_unknown_word(i, statement)) mend_word(i, statement);
    has_equal_ = has_equal_ || type(i) == L::EQUAL;
    if (tokens_.sync_point_of(i) == SyncPoint::Statement) {
      statement = type(i);
      has_equal_ = false;
      enum_break_ = statement == L::ENUM ? enum_break(i) : 0;
    }
    if (i > 0 && type(i - 1) == L::COLON && type(i) == L::NAME && type(i + 1) == L::OF) mend_element_type(i);
  }
}

/// Repairs `members : lits of Member`.
void TokenMender::mend_element_type(std::size_t index) {
  constexpr TokenType kOfTypes[] = {L::LIST, L::SET};
  std::string word = tokens_.shown(token(index));
  TokenType meant = nearest_keyword(word, kOfTypes);
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, token(index),
                            fmt::format("expected `list` or `set`, found `{}`", word));
  diagnostic.with_help(meant != 0 ? fmt::format("did you mean `{}`?", spelling(meant)) : "write `list of`");
  if (meant != 0) diagnostic.with_edit(tokens_.span(token(index)), std::string(spelling(meant)));
  token(index).setType(meant == 0 ? static_cast<TokenType>(L::LIST) : meant);
}

/// True for a name that was probably meant for a keyword: it begins a line after an operand, and the language
/// never has two operands side by side. Exceptions are members of an enum, and fields, which have a colon.
bool TokenMender::is_unknown_word(std::size_t index, TokenType statement) const {
  bool after_label = index > 0 && in_label(index - 1);
  bool is_word = type(index) == L::NAME || (type(index) == L::INTEGER_LITERAL && after_label);
  if (!is_word || !is_first_on_line(index) || type(index + 1) == L::COLON) return false;
  bool has_parts = statement == L::ENUM || statement == L::READING;
  if (has_parts && is_level(index) && index > 0) {
    const ForeignWord* foreign = foreign_opening(index);
    TokenType meant = foreign != nullptr
                          ? foreign->meant
                          : nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords());
    return begins_statement(meant) || is_outside(index);
  }
  if (statement == L::ENUM) {
    constexpr std::size_t kNamesBefore = 6;
    bool is_near = index < enum_break_ && enum_break_ <= index + kNamesBefore;
    return is_near &&
           begins_statement(nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords()));
  }
  // A name with a string behind it is a choice. A choice without its words is reported by the parser.
  if (statement == L::READING) {
    return type(index + 1) != L::STRING_LITERAL &&
           begins_statement(nearest_keyword(tokens_.text(*tokens_.visible_[index]), line_keywords()));
  }
  // A definition without its `=` is reported by the parser.
  if (statement == L::DEFINE && !has_equal_) return false;
  if (index == 0) return true;
  if (index >= 2 && type(index - 2) == L::ABOUT) return false;
  bool after_dot = index >= 2 && type(index - 2) == L::DOT;
  bool after_mistake = tokens_.visible_[index - 1]->getChannel() != antlr4::Token::DEFAULT_CHANNEL;
  return after_dot || after_label || after_mistake || ends_operand(type(index - 1));
}

/// Index of the first token that cannot belong to the enum, or 0. If there is one, a misspelt keyword of the
/// next statement was read as one of the last members.
std::size_t TokenMender::enum_break(std::size_t start) const {
  std::size_t next = start + 1;
  while (is_label_word(type(next)) || type(next) == L::STRING_LITERAL) ++next;
  bool is_whole = type(next) == L::EOF || tokens_.sync_point_of(next) == SyncPoint::Statement;
  return is_whole ? 0 : next;
}

void TokenMender::mend_word(std::size_t& index, TokenType statement) {
  antlr4::CommonToken& it = token(index);
  std::string word = tokens_.shown(it);
  const ForeignWord* foreign = foreign_opening(index);
  if (foreign != nullptr && foreign->word_count > 1) return replace_phrase(index, *foreign);
  TokenType near = nearest_keyword(word, line_keywords());
  if (near == 0 && type(index + 1) == L::FORCE) near = L::IN;  // `inn force`
  if (near == 0 && word.size() <= 3 && type(index + 1) == L::STRING_LITERAL && edit_distance(word, "by") == 1)
    near = L::BY;
  // The modal word nearest to a word that says no says the contrary.
  bool says_no = foreign == nullptr && is_negation(lower_case(word)) && is_modal(near);
  TokenType meant = says_no || (foreign != nullptr && foreign->meant == L::EOF) ? 0
                    : foreign != nullptr                                        ? foreign->meant
                                                                                : near;
  bool in_fields = statement == L::RECORD || statement == L::TABLE;
  if (in_fields && !begins_statement(meant) && !is_outside(index)) return;  // a field without its colon
  auto& diagnostic = report(DiagnosticKind::UnknownItem, it,
                            fmt::format("no statement or clause item begins with `{}`", word));
  if (foreign != nullptr) {
    diagnostic.with_help(opening_help(index, *foreign));
  } else if (says_no) {
    diagnostic.with_help("what is forbidden is `shall not` and the acts");
  } else if (meant != 0) {
    diagnostic.with_help(fmt::format("did you mean `{}`?", spelling(meant)))
        .with_edit(tokens_.span(it), std::string(spelling(meant)));
  }
  if (foreign != nullptr) edit_as_told(diagnostic, tokens_.span(it));
  if (meant != 0) {
    it.setType(meant);
    return;
  }
  std::size_t modal = index + 1;
  while (type(modal) != L::EOF && !is_first_on_line(modal) && !is_modal(type(modal))) ++modal;
  if (foreign == nullptr && is_modal(type(modal)) && !is_first_on_line(modal)) {
    diagnostic.with_help("a norm begins with its modal word; whom it is about says `about`");
  } else if (statement == L::CLAUSE && foreign == nullptr) {
    diagnostic.note(
        is_below_norm(index)
            ? "the parts of a norm begin with when, unless, otherwise, called, quote, gist, however"
            : "the items of a clause begin with quote, gist, let, applies when, shall, should, may, "
              "encourage, however, despite, informative, not checkable, not encoded");
  }
  // The rest of the item cannot be understood.
  hide(it);
  hide_item(index);
}

/// `must vote`: a modal word has `ensure` or `not` behind it.
std::string TokenMender::opening_help(std::size_t index, const ForeignWord& foreign) const {
  TokenType next = type(index + foreign.word_count);
  bool is_duty =
      foreign.place == ForeignWordPlace::Opening && (foreign.meant == L::SHALL || foreign.meant == L::SHOULD);
  if (!is_duty || next == L::ENSURE || next == L::NOT) return std::string(foreign.help);
  return fmt::format("write `{} ensure` and what is to hold", spelling(foreign.meant));
}

/// Whether the nearest line above that stands less deep begins with a modal word.
bool TokenMender::is_below_norm(std::size_t index) const {
  for (std::size_t i = index; i-- > 0;) {
    if (!is_first_on_line(i) || column(i) >= column(index)) continue;
    return is_modal(type(i));
  }
  return false;
}

/// Hides the tokens after `index` up to the next known beginning, or a line that stands no deeper.
void TokenMender::hide_item(std::size_t& index) {
  std::size_t first = index;
  while (!is_first_on_line(first)) --first;
  std::size_t depth = column(first);
  auto is_part = [&](std::size_t next) {
    if (is_first_on_line(next)) return column(next) > depth && tokens_.sync_point_of(next) < SyncPoint::Item;
    return tokens_.sync_point_of(next) < SyncPoint::Item || is_modal(type(next));
  };
  while (index + 2 < tokens_.visible_.size() && is_part(index + 1)) hide(token(++index));
}

}  // namespace precept::parsing
