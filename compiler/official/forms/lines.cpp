#include "base/line_ends.h"
#include "compiler/official/forms/forms.h"
#include "compiler/official/forms/wrapping.h"

namespace precept::official {

Layout read_lines(std::string_view text) {
  Layout layout{.form = "plain text"};
  std::vector<SourceLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    lines.push_back({std::string(without_return(line)), number});
  }
  add_blocks(lines, layout);
  return layout;
}

}  // namespace precept::official
