#include <array>

#include "authoring/lint/rules/texts/texts.h"

namespace precept::lint {

namespace {

/// Written so, and as words by themselves.
constexpr std::array<std::string_view, 5> kMarks = {"TODO", "FIXME", "TBD", "XXX", "???"};

std::string_view mark_in(std::string_view text) {
  for (const std::string_view mark : kMarks) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) continue;
    auto is_letter = [&](std::size_t i) {
      return i < text.size() && ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z'));
    };
    if ((at == 0 || !is_letter(at - 1)) && !is_letter(at + mark.size())) return mark;
  }
  return {};
}

}  // namespace

void unfinished_text(Look& look) {
  for (const SeenText& seen : texts_of(look)) {
    const std::string_view mark =
        seen.role == TextRole::Quote ? std::string_view() : mark_in(seen.text->plain);
    if (mark.empty()) continue;
    look.found(DiagnosticKind::UnfinishedText, seen.text->span,
               "`" + std::string(mark) + "` stands in a text that people are shown")
        .with_help("write the text; a comment, `-- …`, is the place for what is still to do");
  }
}

}  // namespace precept::lint
