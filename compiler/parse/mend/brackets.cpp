// TokenMender of brackets, and the bound on nesting.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/mend/mend.h"

namespace precept::parsing {

namespace {

using L = grammar::PreceptLexer;

TokenType closer_of(TokenType opener) {
  if (opener == L::LEFT_PAREN) return L::RIGHT_PAREN;
  return opener == L::LEFT_BRACE ? L::RIGHT_BRACE : L::RIGHT_BRACKET;
}
bool opens(TokenType type) {
  return type == L::LEFT_PAREN || type == L::LEFT_BRACE || type == L::LEFT_BRACKET;
}
bool closes(TokenType type) {
  return type == L::RIGHT_PAREN || type == L::RIGHT_BRACE || type == L::RIGHT_BRACKET;
}

}  // namespace

void TokenMender::mend_brackets() {
  for (std::size_t i = 0; i < tokens_.visible_.size() && tokens_.parseable_; ++i) {
    TokenType it = type(i);
    bool in_list = !open_.empty() && open_.back().token->getType() != L::LEFT_PAREN;
    if (it == L::EOF || is_anchor(i) || ends_head(i) ||
        (in_list && tokens_.sync_point_of(i) == SyncPoint::Field)) {
      bool is_within = is_anchor(i) && closes_more(i);
      if (is_within) report_within(i);
      close_all(i);
      bracket_was_reported_ = is_within;
    } else if (opens(it)) {
      open_bracket(i);
    } else if (closes(it)) {
      close_bracket(i);
    } else {
      count_prefix(i);
    }
    if (depth_ + prefix_run_ > limits_.max_depth) {
      report(DiagnosticKind::TooDeep, token(i),
             fmt::format("this is nested more than {} deep", limits_.max_depth))
          .with_help("name the inner parts with `let` or `define`");
      tokens_.parseable_ = false;
    }
  }
  insert_closers();
}

/// Behind the keyword of an item, before the next, stands a bracket that closes one before the keyword.
bool TokenMender::closes_more(std::size_t index) const {
  if (open_.empty() || open_.back().stray) return false;
  std::size_t depth = 0;
  for (std::size_t i = index + 1; type(i) != L::EOF && !is_anchor(i); ++i) {
    if (opens(type(i))) ++depth;
    if (closes(type(i)) && depth-- == 0) return type(i) == closer_of(open_.back().token->getType());
  }
  return false;
}

/// `(a when b)`: a part of a norm is no part of an expression.
void TokenMender::report_within(std::size_t index) {
  std::string word = tokens_.shown(token(index));
  if (!bracket_was_reported_)
    report(DiagnosticKind::UnexpectedToken, token(index), fmt::format("`{}` cannot stand in brackets", word))
        .label(tokens_.span(*open_.back().token), "opened here")
        .with_help(fmt::format("close the bracket before `{}`", word));
  bracket_was_reported_ = true;
}

/// `if`, `some` and `every` end with their bracket or item, `not`, `-` and `list of` nest only in a row.
void TokenMender::count_prefix(std::size_t index) {
  TokenType it = type(index);
  bool is_name = index > 0 && type(index - 1) == L::DOT;
  if (!is_name && (it == L::IF || it == L::SOME || it == L::EVERY)) ++depth_;
  if (it == L::COMMA && !open_.empty()) depth_ = open_.back().depth + 1;
  bool runs = it == L::NOT || it == L::MINUS || it == L::LIST || it == L::OF;
  prefix_run_ = runs ? prefix_run_ + 1 : 0;
}

/// True for `asks`, `as` and `=` that begin the line behind a head whose parameters are still open.
bool TokenMender::ends_head(std::size_t index) const {
  const TokenType it = type(index);
  const bool may_be = it == L::ASKS || it == L::AS || it == L::EQUAL;
  if (!may_be || open_.empty() || !is_first_on_line(index) || index == 0) return false;
  std::size_t first = index - 1;
  while (!is_first_on_line(first)) --first;
  return (type(first) == L::DEFINE || type(first) == L::JUDGEMENT) && first != index - 1;
}

/// Repairs `define f[x: T]` and `define f{x: T}`. True where it did.
bool TokenMender::mend_parameter_brackets(std::size_t index) {
  if (index < 2 || !is_first_on_line(index - 2) || type(index) == L::LEFT_PAREN) return false;
  const bool is_head = type(index - 2) == L::DEFINE || type(index - 2) == L::JUDGEMENT;
  if (!is_head || type(index + 2) != L::COLON) return false;
  std::size_t end = index;
  while (type(end + 1) != L::EOF && !is_first_on_line(end + 1) && type(end) != closer_of(type(index))) ++end;
  const bool is_closed = type(end) == closer_of(type(index));
  auto& diagnostic = report(DiagnosticKind::UnexpectedToken, token(index), "parameters stand in parentheses")
                         .with_help("write `(` and `)`");
  if (is_closed)
    diagnostic.with_edit(tokens_.span(token(index)), "(").with_edit(tokens_.span(token(end)), ")");
  token(index).setType(L::LEFT_PAREN);
  if (is_closed) token(end).setType(L::RIGHT_PAREN);
  return true;
}

void TokenMender::open_bracket(std::size_t index) {
  mend_parameter_brackets(index);
  bool is_brace = type(index) == L::LEFT_BRACE;
  bool stray = is_brace && !tokens_.is_test_file() && (index == 0 || ends_operand(type(index - 1)));
  // `x inn {a}`: the parser reports the unknown word, so the braces are kept.
  bool is_behind_word = index > 1 && type(index - 1) == L::NAME && !is_first_on_line(index - 1) &&
                        !is_first_on_line(index) && !adjoins_previous(index) && ends_operand(type(index - 2));
  bool holds_constants = !is_first_on_line(index) && !adjoins_previous(index) && closes_on_line(index);
  stray = stray && !is_behind_word && !holds_constants;
  open_.push_back({&token(index), stray, depth_});
  ++depth_;
  prefix_run_ = 0;
  if (!stray) return;
  if (adjoins_previous(index) && type(index - 1) == L::NAME && !is_first_on_line(index)) {
    report(DiagnosticKind::UnexpectedToken, token(index), "braces hold members of a set")
        .with_help("arguments stand in parentheses, the key of a row in brackets");
    hide(token(index));
    return;
  }
  report(DiagnosticKind::UnexpectedToken, token(index), "braces do not group statements")
      .with_help("leave them out: a keyword begins each statement and each item");
  hide(token(index));
}

/// True for `x {a, b}`: literals with commas on one line are a set, not statements.
bool TokenMender::closes_on_line(std::size_t index) const {
  std::size_t i = index + 1;
  while (type(i) == L::COMMA || type(i) == L::NAME || type(i) == L::STRING_LITERAL ||
         type(i) == L::DATE_LITERAL || type(i) == L::INTEGER_LITERAL || type(i) == L::DOT)
    ++i;
  return i > index + 1 && type(i) == L::RIGHT_BRACE &&
         tokens_.visible_[i]->getLine() == tokens_.visible_[index]->getLine();
}

/// True for `define fd: Doc): truth`: the parser reports the missing opening bracket.
bool TokenMender::lacks_parameters(std::size_t index) const {
  std::size_t first = index;
  while (first > 0 && !is_first_on_line(first)) --first;
  bool is_head = type(first) == L::DEFINE || type(first) == L::JUDGEMENT;
  if (!is_head) return false;
  for (std::size_t i = first; i < index; ++i) {
    if (type(i) == L::LEFT_PAREN || type(i) == L::EQUAL) return false;
  }
  return true;
}

void TokenMender::close_bracket(std::size_t index) {
  antlr4::CommonToken& it = token(index);
  prefix_run_ = 0;
  if (open_.empty()) {
    if (it.getType() == L::RIGHT_PAREN && lacks_parameters(index)) return;
    if (!bracket_was_reported_)
      report(DiagnosticKind::UnexpectedToken, it, fmt::format("`{}` closes nothing", tokens_.text(it)))
          .with_help("leave it out, or open it where what it holds begins");
    hide(it);
    return;
  }
  Bracket bracket = open_.back();
  TokenType opener = bracket.token->getType();
  if (bracket.stray && type(index) != closer_of(opener)) {
    report(DiagnosticKind::UnexpectedToken, it, fmt::format("`{}` closes nothing", tokens_.text(it)));
    hide(it);
    return;
  }
  open_.pop_back();
  depth_ = bracket.depth;
  if (bracket.stray) {
    hide(it);
  } else if (type(index) != closer_of(opener)) {
    report(DiagnosticKind::UnexpectedToken, it,
           fmt::format("`{}` does not close `{}`", tokens_.text(it), spelling(opener)))
        .label(tokens_.span(*bracket.token), "opened here")
        .with_help(fmt::format("write `{}`, or leave it out", spelling(closer_of(opener))));
    bracket_was_reported_ = true;
    it.setType(closer_of(opener));
  }
}

/// Reports the brackets that are still open where a statement or an item begins.
void TokenMender::close_all(std::size_t index) {
  while (!open_.empty() && !open_.back().stray) {
    Bracket bracket = open_.back();
    open_.pop_back();
    TokenType opener = bracket.token->getType();
    if (!bracket_was_reported_)
      report(DiagnosticKind::UnexpectedToken, *bracket.token,
             fmt::format("`{}` is not closed", spelling(opener)))
          .with_help(fmt::format("write `{}` behind what it holds", spelling(closer_of(opener))));
    closers_.emplace_back(&token(index), closer_of(opener));
  }
  depth_ = open_.empty() ? 0 : open_.back().depth + 1;
  prefix_run_ = 0;
}

/// Inserts the missing closing brackets, so that their contents are still parsed.
void TokenMender::insert_closers() {
  if (closers_.empty()) return;
  std::vector<std::unique_ptr<antlr4::Token>> all;
  all.reserve(tokens_.tokens_.size() + closers_.size());
  auto next = closers_.begin();
  const antlr4::Token* before = tokens_.visible_.front();
  for (auto& each : tokens_.tokens_) {
    for (; next != closers_.end() && next->first == each.get(); ++next) {
      auto closer = std::make_unique<antlr4::CommonToken>(next->second);
      closer->setStartIndex(before->getStopIndex());
      closer->setStopIndex(before->getStopIndex());
      closer->setLine(before->getLine());
      all.push_back(std::move(closer));
    }
    if (each->getChannel() == antlr4::Token::DEFAULT_CHANNEL) before = each.get();
    all.push_back(std::move(each));
  }
  tokens_.tokens_ = std::move(all);
}

}  // namespace precept::parsing
