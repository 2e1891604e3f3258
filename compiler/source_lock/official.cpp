#include "compiler/source_lock/official.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/file.h"
#include "base/line_ends.h"
#include "base/utf8.h"
#include "compiler/source_lock/docx.h"

namespace precept::source_lock {
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

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

/// Length of the conversion mark that begins here; 0 where none does. Marks are `[bookmark: x]`,
/// `[footnoteRef:1]1` and `[1: 1 words of the footnote]`; they are no words of the paragraph.
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

/// Splits "a) that …", "iii) take …" or "2 that …" into the item and the words after it.
bool split_item(std::string_view line, std::string& item, std::string& words) {
  constexpr std::size_t kMostDigits = 3;
  const std::size_t digits = digits_at(line, 0);
  const std::size_t numerals = std::min(line.find_first_not_of("ivx"), line.size());
  std::size_t length = digits > 0 ? digits : std::max<std::size_t>(numerals, 1);
  const bool is_item = digits > 0 ? digits <= kMostDigits : !line.empty() && is_lower(line[0]);
  if (!is_item || length >= line.size()) return false;
  item = line.substr(0, length);
  if (digits == 0 && line[length] != ')') return false;
  if (line[length] == ')' || line[length] == '.') ++length;
  const std::size_t begin = line.find_first_not_of(' ', length);
  if (begin == length || begin == std::string_view::npos) return false;
  words = line.substr(begin);
  return true;
}

/// True for a heading such as "resolves" or "invites the regional groups thus created": a short line that
/// begins with a small letter and ends without a stop.
bool is_heading(const std::string& line) {
  constexpr std::size_t kLongest = 220;
  constexpr std::string_view kStops = ".,;:-";
  return !line.empty() && line.size() <= kLongest && is_lower(line[0]) &&
         kStops.find(line.back()) == std::string_view::npos;
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    lines.emplace_back(without_return(line));
  }
  return lines;
}

}  // namespace

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

std::vector<Paragraph> find_paragraphs(const std::vector<std::string>& lines) {
  std::vector<Paragraph> paragraphs;
  std::string heading;
  bool has_items = false;
  for (const std::string& raw : lines) {
    std::string line = plain_text(without_marks(raw));
    if (line.empty()) continue;
    std::string item, words;
    if (!heading.empty() && split_item(line, item, words)) {
      // A paragraph between the heading and its first item introduces the items.
      if (!has_items && !paragraphs.empty() && paragraphs.back().heading == heading)
        paragraphs.back().is_lead = true;
      has_items = true;
      paragraphs.push_back({heading, item, words, false});
    } else if (is_heading(line)) {
      heading = line;
      has_items = false;
    } else if (!heading.empty()) {
      bool continues = !paragraphs.empty() && paragraphs.back().heading == heading;
      if (continues) {
        paragraphs.back().text += " " + line;
      } else {
        paragraphs.push_back({heading, "", line, false});
      }
    }
  }
  return paragraphs;
}

namespace {

/// The encoding that the first bytes of a text tell; empty where they tell none, or UTF-8.
std::string_view told_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  return "";
}

/// Reports bytes that are no text in UTF-8: the first that is wrong, with its line and column.
bool is_utf8_text(const std::string& name, const std::string& bytes, Sources& sources,
                  Diagnostics& diagnostics) {
  const std::size_t invalid = find_invalid_utf8(bytes).value_or(bytes.size());
  const std::size_t wrong = std::min(invalid, bytes.find('\0'));
  if (wrong >= bytes.size()) return true;
  const auto at = static_cast<std::uint32_t>(wrong);
  const std::string_view encoding = told_encoding(bytes);
  const FileId file = sources.add(name, bytes);
  diagnostics
      .report(DiagnosticKind::InvalidUtf8, {file, at, at + 1},
              encoding.empty()
                  ? fmt::format("byte {} is 0x{:02X}, which no text in UTF-8 has here", at,
                                static_cast<unsigned char>(bytes[at]))
                  : fmt::format("`{}` begins as a text in {}; it must be in UTF-8", name, encoding))
      .with_help("save the text as UTF-8");
  return false;
}

/// Whether every line ends as ours do: two paragraphs would be taken for one. The other signs are left, since
/// converters put them at pages.
bool has_line_ends(const std::string& name, const std::string& bytes, Sources& sources,
                   Diagnostics& diagnostics) {
  const auto found = find_lone_return(bytes);
  if (!found) return true;
  const Span place{sources.add(name, bytes), static_cast<std::uint32_t>(found->begin),
                   static_cast<std::uint32_t>(found->end)};
  diagnostics.report(DiagnosticKind::MisreadWhiteSpace, place, describe(*found))
      .with_help(std::string(help_for(*found)));
  return false;
}

}  // namespace

std::optional<OfficialText> read_official(const std::filesystem::path& file, Sources& sources,
                                          Diagnostics& diagnostics) {
  auto fail = [&](std::string message) {
    diagnostics.report(DiagnosticKind::CannotRead, {}, std::move(message));
    return std::nullopt;
  };
  // Far above the size of any resolution; a device that does not end stops here.
  constexpr std::size_t kMostBytes = std::size_t{256} << 20;
  auto read = read_bytes(file, kMostBytes);
  if (!read) return fail("`" + file.string() + "` cannot be read: " + read.error());
  const std::string& bytes = *read;
  OfficialText text;
  text.name = file.filename();
  text.digest = sha256_hex(bytes);
  std::vector<std::string> lines;
  if (bytes.starts_with("PK")) {
    auto paragraphs = read_docx(bytes);
    if (!paragraphs) return fail(paragraphs.error());
    lines = std::move(*paragraphs);
  } else {
    if (!is_utf8_text(file.string(), bytes, sources, diagnostics)) return std::nullopt;
    if (!has_line_ends(file.string(), bytes, sources, diagnostics)) return std::nullopt;
    lines = split_lines(bytes);
  }
  text.paragraphs = find_paragraphs(lines);
  if (text.paragraphs.empty()) {
    return fail("`" + file.string() +
                "` has no labelled paragraph: a heading such as `resolves` on a line of its own, then items");
  }
  return text;
}

}  // namespace precept::source_lock
