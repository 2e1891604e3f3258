#include "authoring/catalogue/catalogue.h"

#include <algorithm>
#include <cctype>

namespace precept::catalogue {

namespace {

constexpr std::string_view kFence = "```", kHeading = "### ";

/// The line at the start of `rest` without its end, which is taken off.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// A code is a letter and four figures.
bool is_code(std::string_view word) {
  return word.size() == 5 && std::isupper(static_cast<unsigned char>(word[0])) &&
         std::ranges::all_of(word.substr(1), [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::optional<Section> section_begun_by(std::string_view line) {
  if (!line.starts_with(kHeading)) return {};
  line.remove_prefix(kHeading.size());
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos || !is_code(line.substr(0, colon))) return {};
  return Section{.code = std::string(line.substr(0, colon)), .title = std::string(line.substr(colon + 2))};
}

void trim_blank_lines(std::string& text) {
  text.erase(0, std::min(text.find_first_not_of('\n'), text.size()));
  const std::size_t last = text.find_last_not_of('\n');
  text.erase(last == std::string::npos ? 0 : last + 1);
}

}  // namespace

std::vector<Section> sections_of(std::string_view page) {
  std::vector<Section> sections;
  bool is_in_section = false, is_in_code = false;
  while (!page.empty()) {
    const std::string_view line = take_line(page);
    if (line.starts_with(kFence)) is_in_code = !is_in_code;
    if (!is_in_code && line.starts_with('#')) {
      std::optional<Section> begun = section_begun_by(line);
      is_in_section = begun.has_value();
      if (begun) sections.push_back(std::move(*begun));
    } else if (is_in_section) {
      sections.back().text.append(line).push_back('\n');
    }
  }
  for (Section& section : sections) trim_blank_lines(section.text);
  return sections;
}

std::optional<Section> section_of(std::string_view page, std::string_view code) {
  std::string wanted(code);
  if (!wanted.empty()) wanted[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(wanted[0])));
  std::vector<Section> sections = sections_of(page);
  const auto found = std::ranges::find(sections, wanted, &Section::code);
  if (found == sections.end()) return {};
  return std::move(*found);
}

std::string section_text(const Section& section) {
  std::string text;
  bool is_in_code = false;
  std::string_view rest = section.text;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.starts_with(kFence)) {
      is_in_code = !is_in_code;
      continue;
    }
    if (is_in_code && !line.empty()) text += "    ";
    text.append(line).push_back('\n');
  }
  return text;
}

}  // namespace precept::catalogue
