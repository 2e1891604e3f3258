// Shows a mutant as the line before and the line after.
#include <algorithm>

#include "testing/mutation/mutants.h"

namespace precept::testing {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// Folds each run of white space into one blank, and moves the offset `mark` along.
std::string folded(std::string_view text, std::size_t& mark) {
  std::string result;
  std::size_t moved = mark;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == mark) moved = result.size();
    bool is_run = is_blank(text[i]) && (result.empty() || result.back() == ' ');
    if (!is_run) result += is_blank(text[i]) ? ' ' : text[i];
  }
  if (mark >= text.size()) moved = result.size();
  while (result.ends_with(' ')) result.pop_back();
  mark = std::min(moved, result.size());
  return result;
}

std::size_t back_to_character(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

/// About `width` bytes at most, beginning somewhat before the mark.
std::string cut(const std::string& text, std::size_t mark, std::size_t width) {
  if (text.size() <= width) return text;
  std::size_t first = 0;
  if (mark > width / 2) first = std::min(mark - width / 3, text.size() - width);
  first = back_to_character(text, first);
  std::size_t last = back_to_character(text, std::min(first + width, text.size()));
  std::string result = first > 0 ? "…" : "";
  result += text.substr(first, last - first);
  return last < text.size() ? result + "…" : result;
}

}  // namespace

LineChange line_change(const Mutant& mutant, const Sources& sources, std::size_t width) {
  std::string_view text = sources.file(mutant.place.file).text;
  std::size_t begin = text.rfind('\n', mutant.place.begin == 0 ? 0 : mutant.place.begin - 1);
  begin = begin == std::string_view::npos || mutant.place.begin == 0 ? 0 : begin + 1;
  std::size_t end = std::min(text.find('\n', mutant.place.end), text.size());
  auto change =
      std::ranges::find(mutant.edits, mutant.place.begin, [](const Edit& edit) { return edit.place.begin; });
  std::size_t offset = mutant.place.begin - begin;
  std::string before(text.substr(begin, end - begin));
  std::string after = before;
  after.replace(offset, mutant.place.end - mutant.place.begin, change->text);
  std::size_t before_mark = offset, after_mark = offset;
  before = folded(before, before_mark);
  after = folded(after, after_mark);
  return {cut(before, before_mark, width), cut(after, after_mark, width)};
}

}  // namespace precept::testing
