#include "compiler/model/words.h"

#include <string_view>

namespace precept::model {

std::string words_at(Span span, const Sources& sources) {
  std::string line;
  bool is_comment = false;
  std::string_view text = sources.text(span);
  for (std::size_t i = 0; i < text.size(); ++i) {
    is_comment = is_comment ? text[i] != '\n' : text.substr(i).starts_with("--");
    if (is_comment) continue;
    const bool is_blank = std::string_view(" \t\n\r\f\v").find(text[i]) != std::string_view::npos;
    if (!is_blank) {
      line += text[i];
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (line.ends_with(' ')) line.pop_back();
  return line;
}

}  // namespace precept::model
