#include "compiler/official/outline/outline.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/official/marks/blocks.h"

namespace precept::official {
namespace {

std::string_view without_blanks(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// The parts of a text between the separators.
std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(without_blanks(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

/// The form of which the words are the first mark.
const Form* form_of(std::string_view words, std::vector<Mark>& marks) {
  marks = marks_at(words);
  const auto found = std::ranges::find_if(marks, [&](const Mark& mark) {
    return mark.value <= 1 && !mark.is_put_in && mark.length == words.size();
  });
  return found == marks.end() ? nullptr : &found->form;
}

bool is_heading_word(std::string_view word, Outline& outline) {
  bool* const flag = word == "heading"   ? &outline.has_lower
                     : word == "Heading" ? &outline.has_title
                     : word == "HEADING" ? &outline.has_capitals
                     : word == "#"       ? &outline.has_markup
                                         : nullptr;
  if (flag != nullptr) *flag = true;
  return flag != nullptr;
}

}  // namespace

int Outline::level_of(const Form& form, int above) const {
  for (auto i = static_cast<std::size_t>(above) + 1; i < levels.size(); ++i) {
    if (std::ranges::find(levels[i], form) != levels[i].end()) return static_cast<int>(i);
  }
  return -1;
}

std::string Outline::words() const {
  std::string headings;
  for (auto [is_there, word] : {std::pair{has_lower, "heading"},
                                {has_title, "Heading"},
                                {has_capitals, "HEADING"},
                                {has_markup, "#"}}) {
    if (is_there) headings += (headings.empty() ? "" : " or ") + std::string(word);
  }
  std::string out = headings;
  for (const auto& level : levels) {
    std::string forms;
    for (const Form& form : level) forms += (forms.empty() ? "" : " or ") + form.example();
    if (!forms.empty()) out += (out.empty() ? "" : ", ") + forms;
  }
  return out;
}

std::expected<Outline, std::string> parse_outline(std::string_view words) {
  const std::string text = plain_text(words);
  Outline outline;
  for (std::string_view level : split(text, ",")) {
    std::vector<Form> forms;
    for (std::string_view part : split(level, " or ")) {
      std::vector<Mark> marks;
      if (is_heading_word(part, outline)) {
        if (!outline.levels.empty()) return std::unexpected("headings are the first level of an outline");
      } else if (const Form* form = form_of(part, marks)) {
        forms.push_back(*form);
      } else {
        return std::unexpected(part.empty() ? "a level of the outline is empty"
                                            : fmt::format("`{}` is no pattern", part));
      }
    }
    if (!forms.empty()) outline.levels.push_back(std::move(forms));
  }
  return outline;
}

}  // namespace precept::official
