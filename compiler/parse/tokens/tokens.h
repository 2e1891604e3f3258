// Text to tokens, with their places in the file (docs/language.md, Words). Internal to parse/.
//
//     shall ensure 5--3 < b.people   -- a comment
//
// `--` directly after a value is reported and becomes two minus signs; the comment goes to the hidden
// channel.
//
// `Tokens` owns the tokens until `take`. ANTLR's tokens count code points, spans count bytes. Mistakes go to
// `Diagnostics`; nothing else is reported in the item of a mistake.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ANTLRInputStream.h"
#include "CommonToken.h"
#include "PreceptLexer.h"
#include "base/diagnostic.h"
#include "compiler/parse/tokens/source_token.h"

namespace precept::parsing {

/// What begins at a token, as far as its neighbours tell. The parser can resume there after a mistake.
enum class SyncPoint : std::uint8_t { Nothing, Field, Item, Statement };

/// The text to read: a whole file, or the inside of a `{…}` in a string.
struct SourcePiece {
  std::string text;
  FileId file = kNoFile;
  std::uint32_t begin = 0;  ///< byte offset in the file
  bool is_hole = false;
  bool is_test_file = false;
};

/// The tokens of a piece. Comments and white space are on the hidden channel.
class Tokens {
 public:
  /// Lexes the piece, which must be valid UTF-8. Call `mend_tokens` next.
  Tokens(SourcePiece piece, Diagnostics& diagnostics);

  /// Adds the tokens, as they are before `mend_tokens`, with comments and without white space.
  void list(std::vector<SourceToken>& to) const;

  /// False where something is nested too deeply to be parsed, which was reported.
  bool parseable() const { return parseable_; }
  bool is_hole() const { return piece_.is_hole; }
  bool is_test_file() const { return piece_.is_test_file; }
  FileId file() const { return piece_.file; }
  bool empty() const { return visible_.size() <= 1; }

  Span span(const antlr4::Token& token) const;
  Span span(const antlr4::Token& first, const antlr4::Token& last) const;
  std::string_view text(const antlr4::Token& token) const;
  /// The text from the first to the last token.
  std::string_view text_between(const antlr4::Token& first, const antlr4::Token& last) const;
  /// The token's text for a message, cut where it is long.
  std::string shown(const antlr4::Token& token) const;
  /// True for a token that replaces a mistake; its text has no value.
  bool is_mistaken(const antlr4::Token& token) const { return mistaken_.contains(token.getStartIndex()); }
  /// True where a mistake was reported in the token's item, field or statement; further errors of the parser
  /// there follow from it.
  bool has_mistake(const antlr4::Token& token) const {
    return groups_with_mistake_.contains(group_at(token.getStartIndex()));
  }
  /// What begins at the token with this index.
  SyncPoint sync_point(std::size_t token_index) const { return sync_points_[token_index]; }
  /// The place just behind the last visible token.
  Span end() const;

  /// Changes each `else` that belongs to no `if` to ELSE_VALUE: it says what counts instead of none.
  void mark_value_elses();

  /// Changes each `of` of a hole that stands in no brackets and behind no share or word for a part of a date
  /// to OF_LIST: it says of which list something is told in words.
  void mark_list_ofs();

  /// Moves the tokens out, with the end of the file. May be called once.
  std::vector<std::unique_ptr<antlr4::Token>> take() { return std::move(tokens_); }

 private:
  friend class TokenMender;
  friend class Indentation;

  /// True where a mistake was reported on the token's line. For use while tokens are mended, before items are
  /// known.
  bool was_reported_on_line_of(const antlr4::Token& token) const;
  void lex();
  void mend_comment();
  std::size_t string_between_phrases(std::size_t open) const;
  std::size_t keyword_before_bare_words(std::size_t quote) const;
  void mend_missing_quote(std::size_t quote, std::size_t keyword);
  void resume_at(std::size_t point, std::size_t line_number);
  void note_mistake(const antlr4::Token& token) { mistakes_at_.push_back(token.getStartIndex()); }
  std::size_t group_at(std::size_t point) const;
  std::size_t string_cut(const antlr4::Token& string) const;
  bool asks_for_part(std::size_t index) const;
  void mend_open_string(std::size_t open);
  void cut_string(std::size_t index, std::size_t cut);
  void find_visible();
  void find_sync_points();
  SyncPoint sync_point_of(std::size_t visible_index) const;
  SyncPoint sync_point_in_tests(std::size_t visible_index) const;
  std::uint32_t byte_of(std::size_t point) const;

  SourcePiece piece_;
  Diagnostics& diagnostics_;
  std::vector<std::uint32_t> bytes_;  ///< offset of each code point; empty where the text is ASCII
  antlr4::ANTLRInputStream input_;
  grammar::PreceptLexer lexer_;
  std::vector<std::unique_ptr<antlr4::Token>> tokens_;
  std::vector<antlr4::CommonToken*> visible_;  ///< the tokens that the parser will see, with the end
  std::vector<SyncPoint> sync_points_;
  std::set<std::size_t> mistaken_;
  std::vector<std::size_t> mistakes_at_;       ///< places of reported mistakes, in code points
  std::vector<std::size_t> begins_;            ///< where items, fields and statements begin, in code points
  std::set<std::size_t> groups_with_mistake_;  ///< groups with a mistake, numbered as `begins_`
  bool parseable_ = true;
};

}  // namespace precept::parsing
