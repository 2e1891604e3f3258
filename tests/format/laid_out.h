// A text as the tests of the formatter look at it.
#pragma once

#include <string>
#include <vector>

#include "authoring/format/format.h"
#include "authoring/format/token_lines.h"
#include "authoring/format/tree_shape.h"
#include "compiler/parse/file_head.h"
#include "compiler/parse/parse.h"
#include "compiler/parse/parse_tests.h"

namespace precept::test {

/// The tokens, comments and shapes of a text; `text` must outlive it.
struct Seen {
  std::vector<format::Token> tokens;
  std::vector<std::string> comments, shapes;
  bool has_mistakes = false;
};

inline Seen seen(const std::string& text) {
  Sources sources;
  const FileId file = sources.add("text.precept", text);
  Seen result;
  auto take = [&](const auto& parsed) {
    result.tokens = format::tokens_of(text, parsed.tokens);
    result.shapes = format::shapes_of(*parsed.tree);
    result.has_mistakes = !parsed.diagnostics.all().empty();
    for (const format::Token& token : result.tokens)
      if (token.is_comment()) result.comments.emplace_back(token.text);
  };
  if (head_of(text).role == FileRole::Tests) {
    take(parse_tests_file(file, sources));
  } else {
    take(parse_file(file, sources));
  }
  return result;
}

inline std::string laid_out(const std::string& text) {
  return format::format_text("text.precept", text).text;
}

}  // namespace precept::test
