#include "tools/manual/completions.h"

namespace precept::tools::manual {

std::string single_quoted(const std::string& text, const std::string& quote_within) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += quote_within;
    } else {
      result += c;
    }
  }
  return result + "'";
}

}  // namespace precept::tools::manual
