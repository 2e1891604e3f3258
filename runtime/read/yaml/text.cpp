#include "runtime/read/yaml/text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

constexpr std::string_view kBlank = " \t\r\n", kByteOrderMark = "\xEF\xBB\xBF";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7F || (byte < 0x20 && kBlank.find(c) == std::string_view::npos);
}

/// The length of a mark that `rest` begins with: of a document, or of a value that may be nothing. 0: none.
std::size_t mark_length(std::string_view rest) {
  std::size_t length = 0;
  if (rest.starts_with("...") || rest.starts_with("---")) {
    length = 3;
  } else if (std::string_view("-:?").find(rest[0]) != std::string_view::npos) {
    length = 1;
  }
  const bool is_alone = rest.size() == length || kBlank.find(rest[length]) != std::string_view::npos;
  return is_alone ? length : 0;
}

}  // namespace

std::size_t past_yaml_comments(std::string_view text, std::size_t at) {
  for (;;) {
    at = std::min(text.find_first_not_of(kBlank, at), text.size());
    if (at == text.size() || text[at] != '#') return at;
    at = std::min(text.find_first_of("\r\n", at), text.size());
  }
}

// libfyaml takes a byte zero and bad UTF-8 for the end of the text.
bool is_yaml_text(std::string_view text, Mistakes& mistakes) {
  if (const auto at = find_invalid_utf8(text)) {
    const bool is_utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    mistakes
        .report(DiagnosticKind::DocumentUtf8, *at, *at + 1,
                fmt::format("byte {} ({}) is not valid UTF-8", *at, hexadecimal_byte(text[*at])))
        .with_help(is_utf16 ? "the file is in UTF-16; save it as UTF-8" : "save the file as UTF-8");
    return false;
  }
  const auto control = std::ranges::find_if(text, is_control);
  if (control == text.end()) return true;
  const auto at = static_cast<std::size_t>(control - text.begin());
  mistakes
      .report(DiagnosticKind::DocumentSyntax, at, at + 1,
              fmt::format("a control character ({}), which YAML does not have", hexadecimal_byte(*control)))
      .with_help("leave it out");
  return false;
}

bool is_yaml_read(std::string_view text, std::size_t at, Mistakes& mistakes) {
  if (at == 0 && text.starts_with(kByteOrderMark)) at = kByteOrderMark.size();
  for (at = past_yaml_comments(text, at); at < text.size();) {
    const std::size_t mark = mark_length(text.substr(at));
    if (mark == 0) {
      mistakes.report(DiagnosticKind::DocumentSyntax, at, at + 1,
                      "what follows here is no part of the document");
      return false;
    }
    at = past_yaml_comments(text, at + mark);
  }
  return true;
}

}  // namespace precept
