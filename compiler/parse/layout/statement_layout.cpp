#include "compiler/parse/layout/statement_layout.h"

#include <fmt/format.h>

#include <utility>

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;
using antlr4::ParserRuleContext;
using antlr4::Token;

template <class Context>
bool is_a(const ParserRuleContext* context) {
  return dynamic_cast<const Context*>(context) != nullptr;
}

/// A part of a statement, from its first to its last token.
struct Part {
  const Token* first = nullptr;
  const Token* last = nullptr;
  bool may_be_deeper = false;  ///< it changes the `given` before it, and may be indented below it
};

template <class Context>
void add_parts(const std::vector<Context*>& contexts, std::vector<Part>& to) {
  for (Context* context : contexts) to.push_back({context->getStart(), context->getStop()});
}

std::vector<Part> parts_of(ParserRuleContext* statement) {
  std::vector<Part> parts;
  if (auto* record = dynamic_cast<P::RecordContext*>(statement)) {
    add_parts(record->field(), parts);
  } else if (auto* table = dynamic_cast<P::TableContext*>(statement)) {
    add_parts(table->field(), parts);
  } else if (auto* enumeration = dynamic_cast<P::EnumerationContext*>(statement)) {
    add_parts(enumeration->member(), parts);
  } else if (auto* about = dynamic_cast<P::AboutContext*>(statement)) {
    add_parts(about->sectionLet(), parts);
  } else if (auto* reading = dynamic_cast<P::ReadingContext*>(statement)) {
    if (reading->QUOTE() != nullptr)
      parts.push_back({reading->QUOTE()->getSymbol(), reading->STRING_LITERAL()->getSymbol()});
    add_parts(reading->choice(), parts);
  } else if (auto* test = dynamic_cast<P::TestContext*>(statement)) {
    const ParserRuleContext* before = nullptr;
    for (auto* item : test->testItem()) {
      bool changes = is_a<P::WithItemContext>(item) || is_a<P::WithoutItemContext>(item) ||
                     is_a<P::AttestItemContext>(item) || is_a<P::UnderItemContext>(item);
      if (!changes) before = item;
      parts.push_back({item->getStart(), item->getStop(), changes && is_a<P::GivenItemContext>(before)});
    }
  }
  return parts;
}

class StatementLayout {
 public:
  StatementLayout(const Tokens& tokens, const Indentation& indentation, Diagnostics& diagnostics)
      : tokens_(tokens), indentation_(indentation), diagnostics_(diagnostics) {}

  /// True where some statement is not level with the first.
  bool is_uneven() const { return is_uneven_; }

  void statement(ParserRuleContext* context) {
    if (context == nullptr) return;
    const Token* token = context->getStart();
    const Token* last = context->getStop() == nullptr ? token : context->getStop();
    if (first_ == nullptr) first_ = token;
    const Token* before = std::exchange(before_, token);
    bool is_part = before != nullptr && before->getType() == P::EXERCISED && is_deeper_;
    bool follows =
        is_part || (before != nullptr && (before->getType() == P::ACTS || before->getType() == P::ABOUT));
    bool may_be_deeper = follows && is_a<P::ExercisedContext>(context);
    is_deeper_ = may_be_deeper && indentation_.depth(*token) > indentation_.depth(*first_);
    bool was_even = !is_uneven_;
    if (!indentation_.begins_line(*token)) {
      within_line(*token, *last);
    } else {
      level(*token, may_be_deeper);
    }
    // The parts of a statement that is itself out of place are not checked. Of a clause only the head is
    // checked here: item_tree.h checks its items.
    bool is_moved = was_even && is_uneven_;
    if (auto* clause = dynamic_cast<P::ClauseContext*>(context)) last = label_of(*clause);
    if (!is_moved) parts(*token, *last, parts_of(context));
  }

 private:
  std::string shown(const Token& token) const { return tokens_.shown(token); }

  /// First token of the label, or of the clause where the label is missing, which was reported. The builder
  /// checks that the label ends with its line.
  static const Token* label_of(P::ClauseContext& clause) {
    bool has_label = clause.label() != nullptr && clause.label()->exception == nullptr;
    return has_label ? clause.label()->getStart() : clause.getStart();
  }

  Diagnostic& report(const Token& token, std::string message) {
    return diagnostics_.report(DiagnosticKind::Indentation, tokens_.span(token), std::move(message));
  }

  /// Reports a statement that begins in the middle of a line and continues below: its lines would look like
  /// part of the first statement on that line.
  void within_line(const Token& token, const Token& last) {
    const Token* next = indentation_.next_line(token, last);
    if (next == nullptr) return;
    report(token, fmt::format("`{}` begins in the middle of a line, and goes on below it", shown(token)))
        .label(tokens_.span(*next), "goes on here")
        .with_help(fmt::format("begin a line with `{}`", shown(token)));
  }

  void level(const Token& token, bool may_be_deeper) {
    std::size_t depth = indentation_.depth(token), all = indentation_.depth(*first_);
    if (depth == all || (may_be_deeper && depth > all) || is_uneven_) return;
    is_uneven_ = true;  // others may be out of place because of this one
    report(token, fmt::format("this `{}` is not level with the statements before it", shown(token)))
        .label(tokens_.span(*first_), "the first statement")
        .with_help("statements stand level with each other; none is a part of another");
  }

  void parts(const Token& token, const Token& last, const std::vector<Part>& parts) {
    const Token& head_end = parts.empty() ? last : *parts[0].first;
    std::size_t depth = indentation_.depth(token);
    const Token* shallow = indentation_.first_shallow(token, head_end, depth);
    if (shallow != nullptr && (parts.empty() || shallow != parts[0].first))
      return report_shallow(*shallow, token);
    const Token* level = nullptr;   // the first part that begins a line
    const Token* deeper = nullptr;  // the first of those that change the part before
    for (const Part& part : parts) {
      bool begins_line = indentation_.begins_line(*part.first);
      if (begins_line && !stands_well(part, token, level, deeper)) return;
      const Token& base = begins_line ? *part.first : token;
      const Token* stray = indentation_.first_shallow(*part.first, *part.last, indentation_.depth(base));
      if (stray != nullptr) return report_shallow(*stray, base);
    }
  }

  bool stands_well(const Part& part, const Token& owner, const Token*& level, const Token*& deeper) {
    std::size_t depth = indentation_.depth(*part.first);
    if (depth <= indentation_.depth(owner)) {
      report_shallow(*part.first, owner);
      return false;
    }
    if (level == nullptr) level = part.first;
    bool is_below = part.may_be_deeper && depth > indentation_.depth(*level);
    if (!is_below) deeper = nullptr;
    if (is_below && deeper == nullptr) deeper = part.first;
    const Token& with = is_below ? *deeper : *level;
    if (depth == indentation_.depth(with)) return true;
    report(*part.first, fmt::format("this `{}` is not level with the parts of the `{}` before it",
                                    shown(*part.first), shown(owner)))
        .label(tokens_.span(with), "they stand here")
        .with_help(fmt::format("put it level with them: the parts of one `{}` stand level", shown(owner)));
    return false;
  }

  void report_shallow(const Token& token, const Token& owner) {
    report(token, fmt::format("this line goes on with `{}` above and stands no deeper", shown(owner)))
        .label(tokens_.span(owner), "begins here")
        .with_help(fmt::format("indent it deeper than `{}`", shown(owner)));
  }

  const Tokens& tokens_;
  const Indentation& indentation_;
  Diagnostics& diagnostics_;
  const Token* first_ = nullptr;
  const Token* before_ = nullptr;
  bool is_uneven_ = false;
  bool is_deeper_ = false;  ///< the statement before is indented as a part of the one before it
};

}  // namespace

bool check_layout(P::FileContext& file, const Tokens& tokens, const Indentation& indentation,
                  Diagnostics& diagnostics) {
  StatementLayout check(tokens, indentation, diagnostics);
  check.statement(file.header());
  for (auto* statement : file.statement()) check.statement(statement);
  return !check.is_uneven();
}

void check_layout(P::TestFileContext& file, const Tokens& tokens, const Indentation& indentation,
                  Diagnostics& diagnostics) {
  StatementLayout check(tokens, indentation, diagnostics);
  check.statement(file.testHeader());
  for (auto* test : file.test()) check.statement(test);
}

}  // namespace precept::parsing
