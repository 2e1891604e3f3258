#include "compiler/parse/parse.h"

#include <fmt/format.h>

#include <algorithm>

#include "ANTLRErrorListener.h"
#include "BailErrorStrategy.h"
#include "CommonTokenStream.h"
#include "ListTokenSource.h"
#include "atn/ParserATNSimulator.h"
#include "base/utf8.h"
#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/mend/mend.h"
#include "compiler/parse/parse_tests.h"
#include "compiler/parse/recover/recovery.h"

namespace precept {

namespace parsing {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A parser over the tokens, with the objects that must outlive it.
struct ParserRun {
  antlr4::ListTokenSource source;
  antlr4::CommonTokenStream stream;
  grammar::PreceptParser parser;

  explicit ParserRun(Tokens& tokens) : source(tokens.take()), stream(&source), parser(&stream) {
    parser.removeErrorListeners();
  }
};

/// Runs a start rule with the fast prediction and no recovery, which is enough for a text without mistakes.
/// If that fails, runs it again with the full prediction, and reports.
template <class Rule>
auto run(ParserRun& it, const Tokens& tokens, Diagnostics& diagnostics, Contexts& kept, Rule rule) {
  auto* prediction = it.parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
  prediction->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  it.parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  try {
    return (it.parser.*rule)();
  } catch (const antlr4::ParseCancellationException&) {
    it.parser.setErrorHandler(std::make_shared<Recovery>(tokens, diagnostics, kept));
    it.parser.reset();
    it.parser.setState(antlr4::atn::ATNState::INVALID_STATE_NUMBER);
    prediction->setPredictionMode(antlr4::atn::PredictionMode::LL);
    return (it.parser.*rule)();
  }
}

/// Reports a text that is too large or not UTF-8, and is then false.
bool is_readable(FileId file, const Sources& sources, Diagnostics& diagnostics, const ParseLimits& limits) {
  const std::string& text = sources.file(file).text;
  if (text.size() > limits.max_bytes) {
    diagnostics
        .report(DiagnosticKind::TooLarge, {},
                fmt::format("`{}` has {} bytes, more than a policy file may have", sources.file(file).name,
                            text.size()))
        .note(fmt::format("at most {} bytes are read", limits.max_bytes));
    return false;
  }
  auto bad = find_invalid_utf8(text);
  if (!bad) return true;
  auto at = static_cast<std::uint32_t>(*bad);
  diagnostics
      .report(DiagnosticKind::InvalidUtf8, {file, at, at + 1},
              fmt::format("byte {} is 0x{:02X}, which is not UTF-8 here", at,
                          static_cast<unsigned char>(text[at])))
      .with_help("save the file as UTF-8");
  return false;
}

/// Adds what was told besides, but for what is in the kept contexts: the lines behind them were reported.
void add_outside(const Contexts& kept, const Tokens& tokens, const Diagnostics& told, Diagnostics& to) {
  for (std::size_t i = to.all().size(); i < told.all().size(); ++i) {
    const Diagnostic& mistake = told.all()[i];
    const bool is_in_kept = std::ranges::any_of(kept, [&](antlr4::ParserRuleContext* context) {
      const Span span = tokens.span(*context->getStart(), *context->getStop());
      return !mistake.labels.empty() && span.begin <= mistake.labels[0].span.begin &&
             mistake.labels[0].span.begin < span.end;
    });
    if (!is_in_kept) to.add(mistake);
  }
}

/// Reads the file by a start rule of the grammar and hands what the parser made to `build`.
template <class Rule, class Build>
void parse_text(FileId file, bool is_test_file, ParseContext& parse_context, Rule rule, Build build) {
  std::string_view text = parse_context.sources.file(file).text;
  std::uint32_t begin = 0;
  while (text.substr(begin).starts_with(kByteOrderMark)) begin += kByteOrderMark.size();
  std::size_t errors = parse_context.diagnostics.error_count();
  Tokens tokens({std::string(text.substr(begin)), file, begin, false, is_test_file},
                parse_context.diagnostics);
  tokens.list(parse_context.tokens);
  mend_tokens(tokens, parse_context.limits);
  tokens.mark_value_elses();
  if (!tokens.parseable()) return;
  if (tokens.empty()) {
    if (parse_context.diagnostics.error_count() > errors) return;
    parse_context.diagnostics.report(DiagnosticKind::EmptyFile, {file, 0, 0}, "the file has nothing in it")
        .with_help(is_test_file ? "a file of tests begins with `tests` and the policy's name"
                                : "a policy begins with `policy` and its name, a module with `module`");
    return;
  }
  Indentation indentation(tokens);
  ParserRun parser_run(tokens);
  Contexts kept;
  auto* context = run(parser_run, tokens, parse_context.diagnostics, kept, rule);
  if (kept.empty()) {
    TreeBuilder builder(parse_context, tokens, &indentation);
    return build(builder, *context);
  }
  Diagnostics told = parse_context.diagnostics;
  ParseContext among_mistakes = parse_context.telling(told);
  TreeBuilder builder(among_mistakes, tokens, &indentation, &kept);
  build(builder, *context);
  add_outside(kept, tokens, told, parse_context.diagnostics);
}

/// Adds the diagnostics to the caller's, in the order of the text and at most one for each place.
void hand_over(Diagnostics& found, Diagnostics& to) {
  found.sort_by_place();
  Span last;
  for (const Diagnostic& each : found.all()) {
    if (each.kind == DiagnosticKind::TooManyErrors) continue;
    Span place = each.labels.empty() ? Span{} : each.labels[0].span;
    if (place.has_place() && place.file == last.file && place.begin == last.begin) continue;
    last = place;
    to.add(each);
  }
}

}  // namespace

ast::Expr* parse_hole(SourcePiece piece, ParseContext& parse_context) {
  Span place{piece.file, piece.begin, piece.begin + static_cast<std::uint32_t>(piece.text.size())};
  auto* failed = parse_context.arena.make<ast::Expr>();
  failed->span = place;
  Tokens tokens(std::move(piece), parse_context.diagnostics);
  tokens.list(parse_context.tokens);
  mend_tokens(tokens, parse_context.limits);
  tokens.mark_value_elses();
  tokens.mark_list_ofs();
  if (!tokens.parseable()) return failed;
  if (tokens.empty()) {
    // The place includes the braces, since there is nothing between them to mark.
    parse_context.diagnostics
        .report(DiagnosticKind::InvalidLiteral, {place.file, place.begin - 1, place.end + 1},
                "there is nothing to fill in")
        .with_help("write `{{` and `}}` for braces");
    return failed;
  }
  ParserRun parser_run(tokens);
  Contexts kept;
  auto* context = run(parser_run, tokens, parse_context.diagnostics, kept, &grammar::PreceptParser::hole);
  if (context->exception != nullptr) return failed;
  return TreeBuilder(parse_context, tokens).build_hole(*context);
}

}  // namespace parsing

namespace {

/// Runs `read` and turns every exception into a diagnostic.
template <class Read>
void guarded(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
             const ParseLimits& limits, std::vector<SourceToken>& tokens, Read read) {
  if (!parsing::is_readable(file, sources, diagnostics, limits)) return;
  Diagnostics found;
  parsing::ParseContext parse_context{arena, sources, found, limits, tokens};
  try {
    read(parse_context);
  } catch (const std::bad_alloc&) {
    throw;  // no fault of the file
  } catch (const std::exception& error) {
    // No exception is expected here; but the compiler must not end the process that embeds it.
    found.report(DiagnosticKind::UnexpectedToken, {file, 0, 0},
                 fmt::format("the file cannot be parsed: {}", error.what()));
  }
  parsing::hand_over(found, diagnostics);
}

}  // namespace

namespace {

ast::File* parse(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                 const ParseLimits& limits, std::vector<SourceToken>& tokens) {
  auto* tree = arena.make<ast::File>();
  tree->source = file;
  guarded(file, sources, arena, diagnostics, limits, tokens, [&](parsing::ParseContext& parse_context) {
    parsing::parse_text(file, false, parse_context, &grammar::PreceptParser::file,
                        [&](auto& builder, auto& context) { builder.build_file(context, *tree); });
  });
  return tree;
}

}  // namespace

ast::File* parse(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                 const ParseLimits& limits) {
  std::vector<SourceToken> unused;
  return parse(file, sources, arena, diagnostics, limits, unused);
}

namespace {

/// The tokens of a hole are listed behind those of the file, and belong into its string.
void sort_by_place(std::vector<SourceToken>& tokens) {
  std::ranges::stable_sort(tokens, {}, [](const SourceToken& token) { return token.span.begin; });
}

ast::TestFile* parse_tests(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                           const ParseLimits& limits, std::vector<SourceToken>& tokens) {
  auto* tree = arena.make<ast::TestFile>();
  tree->source = file;
  guarded(file, sources, arena, diagnostics, limits, tokens, [&](parsing::ParseContext& parse_context) {
    parsing::parse_text(file, true, parse_context, &grammar::PreceptParser::testFile,
                        [&](auto& builder, auto& context) { builder.build_test_file(context, *tree); });
  });
  return tree;
}

}  // namespace

ParsedFile parse_file(FileId file, const Sources& sources, const ParseLimits& limits) {
  ParsedFile parsed{.text = sources.share(file), .arena = std::make_unique<ast::Arena>()};
  parsed.tree = parse(file, sources, *parsed.arena, parsed.diagnostics, limits, parsed.tokens);
  sort_by_place(parsed.tokens);
  return parsed;
}

ast::TestFile* parse_tests(FileId file, const Sources& sources, ast::Arena& arena, Diagnostics& diagnostics,
                           const ParseLimits& limits) {
  std::vector<SourceToken> unused;
  return parse_tests(file, sources, arena, diagnostics, limits, unused);
}

ParsedTests parse_tests_file(FileId file, const Sources& sources, const ParseLimits& limits) {
  ParsedTests parsed{.text = sources.share(file), .arena = std::make_unique<ast::Arena>()};
  parsed.tree = parse_tests(file, sources, *parsed.arena, parsed.diagnostics, limits, parsed.tokens);
  sort_by_place(parsed.tokens);
  return parsed;
}

}  // namespace precept
