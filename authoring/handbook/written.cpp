#include "authoring/handbook/written.h"

#include <algorithm>
#include <string_view>

namespace precept::handbook {

namespace {

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(" \t\r"), line.size());
}

bool is_blank(std::string_view line) {
  return indentation(line) == line.size();
}

}  // namespace

std::string written_at(const Sources& sources, Span name) {
  if (!name.has_place()) return {};
  const std::string& text = sources.file(name.file).text;
  const std::size_t before = text.rfind('\n', name.begin == 0 ? 0 : name.begin - 1);
  std::string_view rest(text);
  rest.remove_prefix(before == std::string::npos ? 0 : before + 1);
  const std::size_t depth = indentation(rest.substr(0, rest.find('\n')));
  std::string result, blanks;
  for (bool is_first = true; !rest.empty(); is_first = false) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (!is_first && !is_blank(line) && indentation(line) <= depth) break;
    if (is_blank(line)) {
      blanks += '\n';
    } else {
      result += blanks;
      result.append(line.substr(std::min(depth, line.size()))).push_back('\n');
      blanks.clear();
    }
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return result;
}

}  // namespace precept::handbook
