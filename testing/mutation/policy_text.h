// A policy's text by its words, to find what the tree does not keep: keywords, brackets, comments. Internal
// to testing/.
#pragma once

#include <vector>

#include "compiler/ast/ast.h"

namespace precept::testing {

enum class TokenForm { Word, String, Sign, Comment };
struct Token {
  TokenForm form{};
  std::string_view text;
  std::uint32_t begin = 0, end = 0;
};
/// The tokens of a text that the parser took. A number is a word, and so is a date.
std::vector<Token> tokens_of(std::string_view text);

/// The whole words of a text, keywords and those within strings too.
std::vector<std::string_view> words_of_text(std::string_view text);

/// A policy file's text with its tokens, comments aside.
class PolicyText {
 public:
  PolicyText(FileId file, std::string_view text);

  FileId file() const { return file_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }

  /// The token that ends at or before the offset, that begins at or behind it; null where there is none.
  const Token* before(std::uint32_t offset) const;
  const Token* after(std::uint32_t offset) const;
  /// The tokens within a span.
  std::span<const Token> within(Span span) const;

  /// The expression with all that belongs to it; a tree's node may begin within the brackets of an operand.
  Span extent(const ast::Expr& expr) const;
  /// The same with the brackets around it. Not for what stands alone between the brackets of a call.
  Span outer(const ast::Expr& expr) const;

 private:
  FileId file_;
  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace precept::testing
