// The tokens of a policy's text, to find what the tree does not keep: keywords, brackets, comments. Internal
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
/// The tokens of a text that the parser accepts. Numbers and dates are words.
std::vector<Token> tokens_of(std::string_view text);

/// All words of a text, keywords and the words within strings among them.
std::vector<std::string_view> words_of_text(std::string_view text);

/// A policy file's text with its tokens, without comments. The text must outlive it.
class PolicyText {
 public:
  PolicyText(FileId file, std::string_view text);

  FileId file() const { return file_; }
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
  Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }

  /// The last token that ends at or before the offset, and the first that begins at or behind it; null where
  /// there is none. Offsets are bytes.
  const Token* before(std::uint32_t offset) const;
  const Token* after(std::uint32_t offset) const;
  /// The tokens within a span.
  std::span<const Token> within(Span span) const;

  /// The place of the whole expression. The span of a node in the tree may begin within an operand's
  /// brackets.
  Span extent(const ast::Expr& expr) const;
  /// The same with the brackets around it. Not for an argument that stands alone between the brackets of a
  /// call.
  Span outer(const ast::Expr& expr) const;

 private:
  FileId file_;
  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace precept::testing
