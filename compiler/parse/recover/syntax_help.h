// The help for a place where the parser cannot continue. Internal to parse/.
#pragma once

#include <string>
#include <vector>

#include "Parser.h"
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

/// What to write instead; empty where the message says it already, or where it is not known.
std::string syntax_help(const SyntaxErrorPlace& place);

/// A misspelt keyword that was read as a name; the parser stopped behind it.
struct MisspeltKeyword {
  const antlr4::Token* word = nullptr;  ///< null where there is none
  TokenType meant = 0;                  ///< the keyword that was meant; 0 where none is near
  std::string instead_of = {};          ///< what was expected there; empty: a statement or an item
  std::string help = {};                ///< the help where no keyword is near
};
MisspeltKeyword misspelt_keyword(const SyntaxErrorPlace& place);

}  // namespace precept::parsing
