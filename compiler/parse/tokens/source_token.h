// The tokens of a file for who looks at its text: an editor that colours it, a test that asks for every name.
#pragma once

#include <vector>

#include "base/source.h"

namespace precept {

/// What a token is by its spelling alone. Where a keyword cannot stand its word is a name: what is a name is
/// told by the declarations and uses (compiler/analysis/).
enum class TokenKind { Keyword, Name, Number, String, Sign, Comment, Mistake };

struct SourceToken {
  TokenKind kind{};
  Span span;
};

}  // namespace precept
