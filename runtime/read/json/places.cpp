// Finds the places of values in a JSON text that has been read without mistakes.
#include <charconv>

#include "base/text.h"
#include "runtime/read/json/json.h"
#include "runtime/read/json/walker.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

/// The bytes that are looked at first: most values lie close to where their row begins.
constexpr std::size_t kSearchWindow = 1024;
/// The end of a value is looked for in so many bytes: messages show only the first line of a span.
constexpr std::size_t kLongestSpan = 64 * 1024;

/// Takes the first step off a JSON pointer, and returns it with `~1` and `~0` resolved.
std::string take_step(std::string_view& pointer) {
  pointer.remove_prefix(1);
  std::size_t end = std::min(pointer.find('/'), pointer.size());
  std::string step;
  for (std::size_t i = 0; i < end; ++i) {
    bool escaped = pointer[i] == '~' && i + 1 < end && (pointer[i + 1] == '0' || pointer[i + 1] == '1');
    step.push_back(!escaped ? pointer[i] : pointer[++i] == '0' ? '~' : '/');
  }
  pointer.remove_prefix(end);
  return step;
}

class ValueFinder : JsonWalker {
 public:
  using JsonWalker::JsonWalker;

  /// Goes to the value at the pointer, or as far towards it as there are values.
  Span find(std::string_view pointer, std::string_view text) {
    while (pointer.starts_with('/')) {
      std::size_t begin = tokens_.offset();
      std::string step = take_step(pointer);
      char kind = tokens_.kind();
      bool found = kind == '{' ? find_field(step) : kind == '[' ? find_element(step) : false;
      if (!found) return whole_value(text, begin);
    }
    return whole_value(text, tokens_.offset());
  }

 private:
  bool find_field(std::string_view name) {
    tokens_.advance();
    bool more = tokens_.kind() != '}';
    while (more) {
      auto key = text();
      bool is_it = key && *key == name;
      if (!key) return false;
      tokens_.advance();
      if (!colon()) return false;
      if (is_it) return true;
      if (!skip_value() || !separator('}', more)) return false;
    }
    return false;
  }

  bool find_element(std::string_view step) {
    std::size_t index = 0;
    auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    if (error != std::errc{} || end != step.data() + step.size()) return false;
    tokens_.advance();
    bool more = tokens_.kind() != ']';
    for (; more && index > 0; --index) {
      if (!skip_value() || !separator(']', more)) return false;
    }
    return more;
  }

  /// The span of the value that begins at a byte; for a very long object or list, of its opening bracket.
  Span whole_value(std::string_view text, std::size_t begin) {
    text = text.substr(0, begin + kLongestSpan);
    JsonStructure tokens(text, static_cast<std::uint32_t>(begin), kSearchWindow);
    Diagnostics ignored;
    Mistakes mistakes(0, ignored, 1);
    std::size_t end = begin + tokens.scalar().size();
    bool is_container = tokens.kind() == '{' || tokens.kind() == '[';
    if (is_container && JsonWalker(tokens, mistakes).skip_value()) {
      // From the value's end to the next token, or to the end of the text, there is only white space.
      end = tokens.offset();
      while (end > begin && is_json_space(text[end - 1])) --end;
    }
    return mistakes_.span(begin, end);
  }
};

}  // namespace

Span find_json_value(FileId file, const Sources& sources, std::uint32_t from, std::string_view pointer) {
  std::string_view text = sources.file(file).text;
  if (from == 0 && text.starts_with("\xEF\xBB\xBF")) from = 3;
  JsonStructure tokens(text, from, kSearchWindow);
  // The document was read without mistakes, so nothing can be reported here.
  Diagnostics ignored;
  Mistakes mistakes(file, ignored, 1);
  return ValueFinder(tokens, mistakes).find(pointer, text);
}

std::string json_string_at(FileId file, const Sources& sources, std::uint32_t offset, std::size_t most) {
  const std::string_view text = sources.file(file).text;
  const std::size_t last = most < text.size() - offset ? offset + most : text.size();
  auto escape_at = [&](std::size_t at, char kind) { return text.substr(at, 2) == std::string{'\\', kind}; };
  std::size_t end = offset + 1, before = offset;
  while (end < text.size() && text[end] != '"') {
    // Do not cut within a character, nor between two escapes that make one character.
    const bool is_within =
        (text[end] & 0xC0) == 0x80 || (escape_at(before, 'u') && (text[before + 2] | 0x20) == 'd');
    if (end >= last && !is_within) break;
    before = end;
    end += escape_at(end, 'u') ? 6 : text[end] == '\\' ? 2 : 1;
  }
  const bool is_cut = end < text.size() && text[end] != '"';
  std::string result;
  if (offset + 1 < text.size()) {
    unescape(text.substr(offset + 1, std::min(end, text.size()) - offset - 1), result);
  }
  return without_faults(result) + (is_cut ? "…" : "");
}

}  // namespace precept
