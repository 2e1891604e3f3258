#include "compiler/source_lock/official.h"

#include <array>
#include <fstream>
#include <regex>
#include <sstream>

#include "base/digest.h"
#include "compiler/source_lock/docx.h"

namespace precept::source_lock {
namespace {

/// What word processors put in place of a plain character, and the plain character.
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

/// `[bookmark: x]`, `[footnoteRef:1]1` and `[1: 1 words of the footnote]` are marks of the text's
/// conversion, no words of the resolution's paragraph.
std::string without_marks(const std::string& line) {
  static const std::regex bookmark(R"(\[bookmark:[^\]]*\])"), reference(R"(\[footnoteRef:\d+\]\d*)"),
      footnote(R"(\[\d+:[^\]]*\])");
  return std::regex_replace(std::regex_replace(std::regex_replace(line, bookmark, ""), reference, ""),
                            footnote, "");
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

/// "a) that …", "iii) take …", "2 that …": the item and the words after it.
bool split_item(const std::string& line, std::string& item, std::string& words) {
  static const std::regex lettered(R"(([a-z]|[ivx]+)\)\s+(.*))"), numbered(R"((\d{1,3})[.)]?\s+(.*))");
  std::smatch match;
  if (!std::regex_match(line, match, lettered) && !std::regex_match(line, match, numbered)) return false;
  item = match[1];
  words = match[2];
  return true;
}

/// A heading such as "resolves" or "invites the regional groups thus created": a short line of its own
/// that begins small and ends without a stop.
bool is_heading(const std::string& line) {
  constexpr std::size_t kLongest = 220;
  constexpr std::string_view kStops = ".,;:-";
  return !line.empty() && line.size() <= kLongest && is_lower(line[0]) &&
         kStops.find(line.back()) == std::string_view::npos;
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  bool blank = true;  // leading blanks go
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
    std::string line = fold(without_marks(raw));
    if (line.empty()) continue;
    std::string item, words;
    if (!heading.empty() && split_item(line, item, words)) {
      // Words between the heading and its first item introduce the items.
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

std::expected<OfficialText, std::string> read_official(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream) return std::unexpected("cannot read `" + file.string() + "`");
  OfficialText text;
  text.name = file.filename();
  text.digest = sha256_hex(bytes);
  std::vector<std::string> lines;
  if (bytes.starts_with("PK")) {
    auto paragraphs = read_docx(bytes);
    if (!paragraphs) return std::unexpected(paragraphs.error());
    lines = std::move(*paragraphs);
  } else {
    lines = split_lines(bytes);
  }
  text.paragraphs = find_paragraphs(lines);
  if (text.paragraphs.empty()) {
    return std::unexpected(
        "`" + file.string() +
        "` has no labelled paragraph: a heading such as `resolves` on a line of its own, then items");
  }
  return text;
}

}  // namespace precept::source_lock
