#include <algorithm>
#include <array>
#include <utility>

#include "compiler/official/marks/blocks.h"

namespace precept::official {
namespace {

/// Characters that word processors put in place of plain ones, each with the plain one.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kPlain{{
    {"\xC2\xA0", " "},      // no-break space
    {"\xE2\x80\xAF", " "},  // narrow no-break space
    {"\xE2\x80\x89", " "},  // thin space
    {"\xC2\xAD", ""},       // soft hyphen
    {"\xE2\x80\x8B", ""},   // zero-width space
    {"\xEF\xBB\xBF", ""},   // byte order mark
    {"\xE2\x80\x90", "-"},  // hyphen
    {"\xE2\x80\x91", "-"},  // no-break hyphen
    {"\xE2\x80\x93", "-"},  // en dash
    {"\xE2\x80\x94", "-"},  // em dash
    {"\xE2\x80\x98", "'"},
    {"\xE2\x80\x99", "'"},
    {"\xE2\x80\x9C", "\""},
    {"\xE2\x80\x9D", "\""},
}};

std::string plain_characters(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    bool replaced = false;
    for (const auto& [from, to] : kPlain) {
      if (text.substr(i, from.size()) != from) continue;
      out += to;
      i += from.size();
      replaced = true;
      break;
    }
    if (!replaced) out += text[i++];
  }
  return out;
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return end - at;
}

/// Length of the conversion mark that begins here; 0 where none does.
std::size_t mark_at(std::string_view line, std::size_t at) {
  constexpr std::string_view kBookmark = "[bookmark:", kReference = "[footnoteRef:";
  const std::string_view rest = line.substr(at);
  const bool is_bookmark = rest.starts_with(kBookmark), is_reference = rest.starts_with(kReference);
  const std::size_t digits = digits_at(rest, is_reference ? kReference.size() : 1);
  const bool is_footnote = digits > 0 && rest.substr(1 + digits).starts_with(':');
  if (!is_bookmark && !is_reference && !is_footnote) return 0;
  const std::size_t end = rest.find(']');
  if (end == std::string_view::npos) return 0;
  if (!is_reference) return end + 1;
  const bool is_whole = digits > 0 && kReference.size() + digits == end;
  return is_whole ? end + 1 + digits_at(rest, end + 1) : 0;
}

}  // namespace

std::string without_marks(std::string_view line) {
  std::string result;
  // After the last closing bracket no mark can begin.
  const std::size_t last = line.rfind(']');
  for (std::size_t at = 0; at < line.size();) {
    const bool may_begin = line[at] == '[' && last != std::string_view::npos && at < last;
    const std::size_t length = may_begin ? mark_at(line, at) : 0;
    if (length == 0) result += line[at];
    at += std::max<std::size_t>(length, 1);
  }
  return result;
}

std::string plain_text(std::string_view text) {
  std::string out;
  bool blank = true;  // so that leading blanks are dropped
  for (char c : plain_characters(text)) {
    bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
    if (is_blank && !blank) out += ' ';
    if (!is_blank) out += c;
    blank = is_blank;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace precept::official
