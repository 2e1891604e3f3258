#include "authoring/server/knowledge/scan.h"

#include <algorithm>
#include <array>

namespace precept::server {

namespace {

constexpr std::array<std::string_view, 19> kStatementWords = {
    "policy", "module",  "part",   "title",     "source", "in",   "dates",     "use",    "enum", "record",
    "table",  "reading", "define", "judgement", "about",  "acts", "exercised", "clause", "tests"};
constexpr std::array<std::string_view, 15> kItemWords = {
    "quote", "gist",   "let",       "applies", "shall",   "should",  "encourage",  "may",
    "when",  "unless", "otherwise", "called",  "however", "despite", "informative"};

bool is_word_sign(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '`' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads tokens up to the cursor, remembering what is open there.
class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t offset) : text_(text.substr(0, offset)) {}

  Cursor run() {
    code(text_.size(), false);
    Cursor& it = cursor_;
    it.offset = static_cast<std::uint32_t>(text_.size());
    const bool has_word = it.in != CursorIn::Comment && it.in != CursorIn::Text && !it.before.empty() &&
                          it.before.back().end == text_.size() && it.before.back().kind != ScanKind::Sign &&
                          it.before.back().kind != ScanKind::String;
    it.word_begin = has_word ? it.before.back().begin : it.offset;
    it.word = has_word ? it.before.back().text : std::string_view();
    if (has_word) it.before.pop_back();
    place_line();
    place_statement();
    return std::move(cursor_);
  }

 private:
  /// Code up to the end, or in a hole up to its brace.
  void code(std::size_t end, bool is_hole) {
    bool begins_line = !is_hole;
    std::size_t depth = 0;
    while (at_ < end) {
      const char c = text_[at_];
      if (c == '\n') begins_line = true;
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
        ++at_;
        continue;
      }
      if (is_hole && c == '}' && depth == 0) return;
      if (c == '{') ++depth;
      if (c == '}' && depth > 0) --depth;
      if (text_.substr(at_).starts_with("--") && (begins_line || at_ == 0 || text_[at_ - 1] == ' ')) {
        comment();
        continue;
      }
      if (c == '"' && !is_hole) {
        string(begins_line);
      } else {
        token(begins_line);
      }
      begins_line = false;
    }
    cursor_.in = is_hole ? CursorIn::Hole : cursor_.in;
  }

  void comment() {
    const std::size_t line_end = text_.find('\n', at_);
    if (line_end == std::string_view::npos) cursor_.in = CursorIn::Comment;
    at_ = std::min(line_end, text_.size());
  }

  void token(bool begins_line) {
    const std::size_t begin = at_;
    ScanKind kind = ScanKind::Sign;
    if (is_word_sign(text_[at_])) {
      kind = is_digit(text_[at_]) ? ScanKind::Number : ScanKind::Word;
      while (at_ < text_.size() && is_word_sign(text_[at_])) ++at_;
    } else {
      ++at_;
      const bool is_pair = at_ < text_.size() && text_[at_] == '=' &&
                           (text_[begin] == '<' || text_[begin] == '>' || text_[begin] == '!');
      if (is_pair) ++at_;
    }
    push(kind, begin, begins_line);
  }

  void push(ScanKind kind, std::size_t begin, bool begins_line) {
    cursor_.before.push_back({kind, text_.substr(begin, at_ - begin), static_cast<std::uint32_t>(begin),
                              static_cast<std::uint32_t>(at_), begins_line});
  }

  /// A string that is not closed ends where a line begins with a word of the language, or is blank.
  void string(bool begins_line) {
    const std::size_t begin = at_++;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\\') {
        at_ += 2;
      } else if (c == '"') {
        ++at_;
        return push(ScanKind::String, begin, begins_line);
      } else if (c == '\n' && ends_string(at_ + 1)) {
        return push(ScanKind::String, begin, begins_line);
      } else if (c == '{' && !text_.substr(at_).starts_with("{{")) {
        if (hole(begin)) return;
      } else {
        at_ += text_.substr(at_).starts_with("{{") || text_.substr(at_).starts_with("}}") ? 2 : 1;
      }
    }
    at_ = text_.size();
    cursor_.in = CursorIn::Text;
    cursor_.text_begin = static_cast<std::uint32_t>(begin + 1);
    note_keyword();
  }

  /// True where the cursor is in the hole: then only what stands in it is before it.
  bool hole(std::size_t string_begin) {
    const std::size_t brace = at_;
    // A hole ends at its brace, at the end of the string or of the line.
    const std::size_t end = std::min(text_.find_first_of("}\"\n", at_), text_.size());
    ++at_;
    if (end < text_.size()) {
      at_ = text_[end] == '}' ? end + 1 : end;
      return false;
    }
    note_keyword();
    cursor_.text_begin = static_cast<std::uint32_t>(string_begin + 1);
    outer_ = std::move(cursor_.before);
    cursor_.before.clear();
    at_ = brace + 1;
    code(text_.size(), true);
    cursor_.in = CursorIn::Hole;
    at_ = text_.size();
    return true;
  }

  void note_keyword() {
    if (!cursor_.before.empty()) cursor_.text_keyword = cursor_.before.back().text;
    // The other phrase of a definition stands behind a bar.
    if (cursor_.text_keyword == "|") cursor_.text_keyword = "as";
  }

  bool ends_string(std::size_t line) const {
    const std::size_t begin = text_.find_first_not_of(" \t\r", line);
    if (begin == std::string_view::npos) return false;
    if (text_[begin] == '\n') return true;
    std::size_t end = begin;
    while (end < text_.size() && is_word_sign(text_[end])) ++end;
    const std::string_view word = text_.substr(begin, end - begin);
    // A line of a text is set in; and few texts have these two words at the begin of one.
    return (begins_statement(word) && begin == line) || word == "otherwise" || word == "shall";
  }

  void place_line() {
    const std::size_t line = text_.find_last_of('\n', cursor_.word_begin == 0 ? 0 : cursor_.word_begin - 1);
    const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
    const std::size_t first =
        std::min(text_.find_first_not_of(" \t", begin), static_cast<std::size_t>(cursor_.word_begin));
    cursor_.begins_line = cursor_.in == CursorIn::Code && first >= cursor_.word_begin;
    cursor_.indent = static_cast<std::uint32_t>(first - begin);
  }

  void place_statement() {
    std::vector<ScanToken>& tokens = cursor_.in == CursorIn::Hole ? outer_ : cursor_.before;
    for (const ScanToken& token : tokens) {
      if (!token.begins_line || token.kind != ScanKind::Word) continue;
      const std::uint32_t depth = depth_of(token.begin);
      if (begins_statement(token.text) && depth == 0) {
        cursor_.statement = token.text;
        cursor_.statement_begin = token.begin;
        cursor_.item = {};
      } else if (token.text == "test" && depth == 0) {
        cursor_.statement = token.text;
        cursor_.statement_begin = token.begin;
      } else if (cursor_.statement == "clause" && (begins_item(token.text) || token.text == "not")) {
        cursor_.item = token.text;
        cursor_.item_begin = token.begin;
      }
    }
  }

  std::uint32_t depth_of(std::uint32_t place) const {
    const std::size_t line = text_.substr(0, place).find_last_of('\n');
    return static_cast<std::uint32_t>(place - (line == std::string_view::npos ? 0 : line + 1));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Cursor cursor_;
  std::vector<ScanToken> outer_;
};

}  // namespace

bool begins_statement(std::string_view word) {
  return std::ranges::find(kStatementWords, word) != kStatementWords.end();
}

bool begins_item(std::string_view word) {
  return std::ranges::find(kItemWords, word) != kItemWords.end();
}

const ScanToken& Cursor::back(std::size_t steps) const {
  static const ScanToken kNothing;
  return steps <= before.size() ? before[before.size() - steps] : kNothing;
}

Cursor cursor_at(std::string_view text, std::uint32_t offset) {
  return Scanner(text, offset).run();
}

}  // namespace precept::server
