// Text to tokens, with their places in the file. Internal to parse/.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ANTLRInputStream.h"
#include "CommonToken.h"
#include "PreceptLexer.h"
#include "base/diagnostic.h"

namespace precept::parsing {

/// What begins at a token, as far as its neighbours tell: where the parser may take up again.
enum class Start : std::uint8_t { Nothing, Field, Item, Statement };

/// A piece of a file to be read: all of it, or the inside of a `{…}` in a string.
struct Piece {
  std::string text;
  FileId file = kNoFile;
  std::uint32_t begin = 0;  ///< byte offset in the file
  bool is_hole = false;
  bool is_test_file = false;
};

/// The tokens of a piece, comments and white space included (on the hidden channel).
class Tokens {
 public:
  /// Lexes; `repair` must come next. The text must be valid UTF-8.
  Tokens(Piece piece, Diagnostics& diagnostics);

  /// False where something was nested too deeply to be parsed; that was reported.
  bool parseable() const { return parseable_; }
  bool is_hole() const { return piece_.is_hole; }
  bool is_test_file() const { return piece_.is_test_file; }
  FileId file() const { return piece_.file; }
  bool empty() const { return visible_.size() <= 1; }

  Span span(const antlr4::Token& token) const;
  Span span(const antlr4::Token& first, const antlr4::Token& last) const;
  std::string_view text(const antlr4::Token& token) const;
  /// All that is written from the one to the other.
  std::string_view text_between(const antlr4::Token& first, const antlr4::Token& last) const;
  /// The text for a message: cut where it is too long to be read.
  std::string shown(const antlr4::Token& token) const;
  /// True for what was put in place of a mistake and has no value.
  bool is_mistaken(const antlr4::Token& token) const { return mistaken_.contains(token.getStartIndex()); }
  /// True where a mistake was told already in the item, field or statement that the token is part of: what
  /// the parser stumbles over there follows from it.
  bool is_spoilt(const antlr4::Token& token) const {
    return spoilt_.contains(group_at(token.getStartIndex()));
  }
  /// What begins at the token with this index.
  Start start(std::size_t token_index) const { return starts_[token_index]; }
  /// The place of the end: just behind the last visible token.
  Span end() const;

  /// Tells an `else` that belongs to an `if` from one that says what counts instead of none.
  void tell_elses();

  /// Hands the tokens over, the end of the file included; they may be taken once.
  std::vector<std::unique_ptr<antlr4::Token>> take() { return std::move(tokens_); }

 private:
  friend class Repair;
  friend class Layout;

  /// The same while mistakes are being mended, of the line of the token.
  bool is_told_in(const antlr4::Token& token) const;
  void lex();
  void mend_comment();
  std::size_t string_between_phrases(std::size_t open) const;
  std::size_t keyword_before_bare_words(std::size_t quote) const;
  void mend_missing_quote(std::size_t quote, std::size_t keyword);
  void resume_at(std::size_t point, std::size_t line_number);
  void spoil(const antlr4::Token& token) { spoilt_at_.push_back(token.getStartIndex()); }
  std::size_t group_at(std::size_t point) const;
  std::size_t string_cut(const antlr4::Token& string) const;
  void mend_open_string(std::size_t open);
  void cut_string(std::size_t index, std::size_t cut);
  void find_visible();
  void find_starts();
  Start start_of(std::size_t visible_index) const;
  Start start_in_tests(std::size_t visible_index) const;
  std::uint32_t byte_of(std::size_t point) const;

  Piece piece_;
  Diagnostics& diagnostics_;
  std::vector<std::uint32_t> bytes_;  ///< offset of each code point; empty where the text is ASCII
  antlr4::ANTLRInputStream input_;
  grammar::PreceptLexer lexer_;
  std::vector<std::unique_ptr<antlr4::Token>> tokens_;
  std::vector<antlr4::CommonToken*> visible_;  ///< what the parser will see, the end included
  std::vector<Start> starts_;
  std::set<std::size_t> mistaken_;
  std::vector<std::size_t> spoilt_at_;  ///< where mistakes were told, as code points
  std::vector<std::size_t> begins_;     ///< code points at which items, fields and statements begin
  std::set<std::size_t> spoilt_;        ///< groups with a mistake, numbered as `begins_`
  bool parseable_ = true;
};

}  // namespace precept::parsing
