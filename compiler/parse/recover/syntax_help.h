// The help for a place where the parser cannot continue. Internal to parse/.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "Parser.h"
#include "base/diagnostic.h"
#include "compiler/parse/tokens/tokens.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

/// The place: the token that was found, and the tokens that were expected.
struct SyntaxErrorPlace {
  antlr4::Parser& parser;
  const Tokens& tokens;
  const antlr4::Token& found;
  const std::vector<TokenType>& expected;
};

/// What to write instead. Where that is certain, a program may write it in the author's place.
struct SyntaxHelp {
  SyntaxHelp() = default;
  SyntaxHelp(std::string words) : text(std::move(words)) {}
  SyntaxHelp(const char* words) : text(words) {}
  SyntaxHelp(std::string words, Edit edit) : text(std::move(words)), edits{std::move(edit)} {}

  std::string text;
  std::vector<Edit> edits;
  bool empty() const { return text.empty(); }
};

/// Empty where the message says it already, or where it is not known.
SyntaxHelp syntax_help(const SyntaxErrorPlace& place);

/// A misspelt keyword that was read as a name; the parser stopped behind it.
struct MisspeltKeyword {
  const antlr4::Token* word = nullptr;  ///< null where there is none
  TokenType meant = 0;                  ///< the keyword that was meant; 0 where none is near
  std::string instead_of = {};          ///< what was expected there; empty: a statement or an item
  std::string help = {};                ///< the help where no keyword is near
};
MisspeltKeyword misspelt_keyword(const SyntaxErrorPlace& place);

}  // namespace precept::parsing
