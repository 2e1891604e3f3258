// TokenMender of comments: none may hold what an editor shows as a line of its own.
#include "base/line_ends.h"
#include "compiler/parse/mend/mend.h"

namespace precept::parsing {

void TokenMender::look_at_comments() {
  for (const auto& token : tokens_.tokens_) {
    if (token->getType() != grammar::PreceptLexer::COMMENT) continue;
    const auto found = find_false_line_end(tokens_.text(*token));
    if (!found) continue;
    Span place = tokens_.span(*token);
    place.end = place.begin + static_cast<std::uint32_t>(found->end);
    place.begin += static_cast<std::uint32_t>(found->begin);
    tokens_.diagnostics_.report(DiagnosticKind::MisreadWhiteSpace, place, describe(*found))
        .with_help(std::string(help_for(*found)));
  }
}

}  // namespace precept::parsing
