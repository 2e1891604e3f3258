// What to write where the parser cannot go on. Internal to parse/.
#pragma once

#include <string>
#include <vector>

#include "Parser.h"
#include "compiler/parse/tokens/tokens.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

/// Where the parser stands: what it found, and instead of what.
struct Impasse {
  antlr4::Parser& parser;
  const Tokens& tokens;
  const antlr4::Token& found;
  const std::vector<TokenType>& expected;
};

/// What to write instead; empty where the words of the message say it, or where it cannot be told.
std::string way_out(const Impasse& impasse);

/// A word before the place where the parser stopped, which is the mistake: it was read as a name.
struct MisreadWord {
  const antlr4::Token* word = nullptr;  ///< null: there is none
  TokenType meant = 0;                  ///< the keyword that was meant; 0 where none is near
  std::string instead_of = {};          ///< what could have stood there; empty: a statement or an item
  std::string help = {};                ///< where none is near
};
MisreadWord misread_word(const Impasse& impasse);

}  // namespace precept::parsing
