// What the parser does where it cannot continue. Internal to parse/.
//
//     clause people
//       shall ensure b.people <= = 200
//       shall ensure b.insured
//
// The first norm is reported at its second `=` and given up; the second norm is parsed.
#pragma once

#include <vector>

#include "ANTLRErrorStrategy.h"
#include "Parser.h"
#include "compiler/parse/recover/syntax_help.h"
#include "compiler/parse/tokens/tokens.h"

namespace precept::parsing {

using Contexts = std::vector<antlr4::ParserRuleContext*>;

/// Reports a mistake once, gives up its item, field or statement, and continues at the next one. It never
/// guesses a token, so one mistake gives one message. A context that was given up has its `exception`
/// set; every other context has all its parts.
class Recovery : public antlr4::ANTLRErrorStrategy {
 public:
  /// Adds to `kept` each statement, item and field that is whole although the lines behind it cannot be read.
  Recovery(const Tokens& tokens, Diagnostics& diagnostics, Contexts& kept)
      : tokens_(tokens), diagnostics_(diagnostics), kept_(kept) {}

  void reset(antlr4::Parser*) override { recovering_ = false; }
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  void sync(antlr4::Parser* parser) override;

 private:
  void report(antlr4::Parser& parser, const antlr4::Token& found, std::vector<std::size_t> expected);
  void report_misspelt_keyword(const MisspeltKeyword& misread);
  bool may_keep(antlr4::Parser& parser, antlr4::ParserRuleContext& context);
  void skip_in_list(antlr4::Parser& parser);
  void skip_to(antlr4::Parser& parser, SyncPoint least);

  const Tokens& tokens_;
  Diagnostics& diagnostics_;
  Contexts& kept_;
  bool recovering_ = false;
  bool skips_in_list_ = false;     ///< the next list that the parser comes back to skips what cannot be read
  std::size_t reported_line_ = 0;  ///< line of the last mistake, from 1; 0: none yet
};

}  // namespace precept::parsing
