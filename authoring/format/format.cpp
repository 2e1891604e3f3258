#include "authoring/format/format.h"

#include <algorithm>
#include <set>

#include "authoring/format/layout_plan.h"
#include "authoring/format/tree_shape.h"
#include "authoring/format/writer.h"
#include "compiler/parse/file_head.h"
#include "compiler/parse/parse.h"
#include "compiler/parse/parse_tests.h"

namespace precept::format {

namespace {

/// A text as it was parsed.
struct Reading {
  std::vector<SourceToken> tokens;
  std::vector<std::string> shapes;  ///< see tree_shape.h: of the header and the statements
  std::vector<Span> spans;          ///< of the statements
  Diagnostics mistakes;
  bool has_header = false;
};

/// Reads a policy or a file of tests, and hands the tree and the reading to `use`.
template <class Use>
auto read(const Sources& sources, FileId file, bool is_tests, const Use& use) {
  auto reading_of = [](auto& parsed, const auto& nodes, bool has_header) {
    Reading reading{
        std::move(parsed.tokens), shapes_of(*parsed.tree), {}, std::move(parsed.diagnostics), has_header};
    for (const auto& node : nodes) reading.spans.push_back(node.span);
    return reading;
  };
  if (is_tests) {
    ParsedTests parsed = parse_tests_file(file, sources);
    Reading reading = reading_of(parsed, parsed.tree->tests, !parsed.tree->policy.text.empty());
    return use(reading, *parsed.tree);
  }
  ParsedFile parsed = parse_file(file, sources);
  Reading reading = reading_of(parsed, parsed.tree->statements, parsed.tree->form != ast::FileForm::Headless);
  return use(reading, *parsed.tree);
}

bool touches(const Diagnostic& mistake, std::uint32_t begin, std::uint32_t end) {
  return std::ranges::any_of(
      mistake.labels, [&](const Label& label) { return label.span.begin < end && label.span.end >= begin; });
}

/// The tokens at which chunks begin in a text with mistakes: statements that were read, and each line that
/// stands as far out as the first.
std::vector<std::size_t> begins_of(std::span<const Token> tokens, const Plan& plan) {
  std::set<std::size_t> begins;
  for (const Chunk& chunk : plan.chunks) begins.insert(chunk.first);
  const auto first = std::ranges::find_if_not(tokens, &Token::is_comment);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (!token.is_comment() && token.begins_line && token.column <= first->column) begins.insert(i);
  }
  return {begins.begin(), begins.end()};
}

/// Chunks of a text with mistakes: what is not wholly a statement without a mistake stays.
void leave_mistakes(std::span<const Token> tokens, const Diagnostics& mistakes, std::size_t text_size,
                    Plan& plan) {
  const std::vector<std::size_t> begins = begins_of(tokens, plan);
  std::vector<Chunk> chunks;
  for (std::size_t i = 0; i < begins.size(); ++i) {
    const std::size_t end = i + 1 < begins.size() ? begins[i + 1] : tokens.size();
    Chunk chunk{begins[i], end - 1};
    while (chunk.last > chunk.first && tokens[chunk.last].is_comment()) --chunk.last;
    const auto read = std::ranges::find(plan.chunks, chunk.first, &Chunk::first);
    const auto bytes_end =
        i + 1 < begins.size() ? tokens[end].begin : static_cast<std::uint32_t>(text_size + 1);
    chunk.is_left = read == plan.chunks.end() || read->last != chunk.last || read->is_left ||
                    std::ranges::any_of(mistakes.all(), [&](const Diagnostic& mistake) {
                      return touches(mistake, tokens[chunk.first].begin, bytes_end);
                    });
    chunks.push_back(chunk);
  }
  plan.chunks = std::move(chunks);
}

/// A chunk that stays keeps its lines, so what shares a line with it stays too.
void leave_whole_lines(std::span<const Token> tokens, Plan& plan) {
  std::vector<Chunk> merged;
  for (const Chunk& chunk : plan.chunks) {
    const bool shares_line = !merged.empty() && !tokens[chunk.first].begins_line;
    if (shares_line && (chunk.is_left || merged.back().is_left)) {
      merged.back().last = chunk.last;
      merged.back().is_left = true;
    } else {
      merged.push_back(chunk);
    }
  }
  plan.chunks = std::move(merged);
}

std::vector<std::string> codes_of(const Diagnostics& mistakes) {
  std::vector<std::string> codes;
  for (const Diagnostic& mistake : mistakes.all()) codes.emplace_back(info(mistake.kind).code);
  return codes;
}

/// The statements whose shapes differ, by their number from 0; all of them where their number differs.
std::set<std::size_t> changed_statements(const Reading& before, const Reading& after) {
  std::set<std::size_t> changed;
  const bool is_comparable = before.shapes.size() == after.shapes.size();
  for (std::size_t i = 0; i < before.spans.size(); ++i) {
    if (!is_comparable || before.shapes[i + 1] != after.shapes[i + 1]) changed.insert(i);
  }
  return changed;
}

class Formatter {
 public:
  Formatter(std::string name, std::string text) {
    is_tests_ = head_of(text).role == FileRole::Tests;
    file_ = result_.sources.add(std::move(name), std::move(text));
  }

  Formatted run() {
    const std::string& text = result_.sources.file(file_).text;
    result_.text = text;
    read(result_.sources, file_, is_tests_, [&](Reading& reading, const auto& tree) {
      const std::vector<Token> tokens = tokens_of(text, reading.tokens);
      lay_out(reading, tokens, plan_of(tokens, tree));
    });
    return std::move(result_);
  }

 private:
  void lay_out(Reading& reading, std::span<const Token> tokens, const Plan& plan) {
    const std::string& text = result_.sources.file(file_).text;
    result_.mistakes = reading.mistakes;
    if (plan.chunks.empty()) return;
    std::set<std::size_t> left;
    // Each round leaves further statements; nearly always the first one is right.
    constexpr int kRounds = 4;
    for (int round = 0; round < kRounds; ++round) {
      const Plan with_left = leaving(plan, left, reading, tokens, text.size());
      std::string made = written(text, tokens, with_left);
      const std::optional<std::set<std::size_t>> wrong = changed_by(made, reading);
      if (!wrong) {
        result_.text = std::move(made);
        for (const Chunk& chunk : with_left.chunks) {
          if (chunk.is_left)
            result_.left.push_back({file_, tokens[chunk.first].begin, tokens[chunk.last].end});
        }
        return;
      }
      left.insert(wrong->begin(), wrong->end());
    }
    result_.left.push_back({file_, 0, static_cast<std::uint32_t>(text.size())});
  }

  static Plan leaving(const Plan& plan, const std::set<std::size_t>& left, const Reading& reading,
                      std::span<const Token> tokens, std::size_t size) {
    Plan result = plan;
    const std::size_t headers = result.chunks.size() - reading.spans.size();
    for (std::size_t statement : left) result.chunks[headers + statement].is_left = true;
    if (!reading.mistakes.all().empty()) leave_mistakes(tokens, reading.mistakes, size, result);
    leave_whole_lines(tokens, result);
    return result;
  }

  /// None where the text says the same as before; else the statements that it does not say the same of.
  std::optional<std::set<std::size_t>> changed_by(const std::string& made, const Reading& before) const {
    Sources sources;
    const FileId file = sources.add(result_.sources.file(file_).name, made);
    return read(sources, file, is_tests_,
                [&](Reading& after, const auto&) -> std::optional<std::set<std::size_t>> {
                  const bool is_same =
                      before.shapes == after.shapes && codes_of(before.mistakes) == codes_of(after.mistakes);
                  if (is_same) return std::nullopt;
                  return changed_statements(before, after);
                });
  }

  Formatted result_;
  FileId file_ = kNoFile;
  bool is_tests_ = false;
};

}  // namespace

Formatted format_text(std::string name, std::string text) {
  return Formatter(std::move(name), std::move(text)).run();
}

}  // namespace precept::format
