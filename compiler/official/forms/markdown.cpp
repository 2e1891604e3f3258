// Markdown (CommonMark, and what is usual beyond it): its signs say what is a heading and what is a list, and
// are no words of the text.
#include <algorithm>
#include <optional>

#include "base/line_ends.h"
#include "compiler/official/forms/forms.h"
#include "compiler/official/forms/wrapping.h"
#include "compiler/official/marks/marks.h"

namespace precept::official {
namespace {

std::size_t indentation(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos ? line.size() : begin;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Length of what `[words](address)` or `[words][name]` has behind its words.
std::size_t address_at(std::string_view text) {
  if (!text.starts_with('(') && !text.starts_with('[')) return 0;
  const std::size_t end = text.find(text[0] == '(' ? ')' : ']');
  return end == std::string_view::npos ? 0 : end + 1;
}

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// A run of `*`, `_`, `~~` or backquotes that marks words; `_` and `*` between letters or blanks are signs
/// themselves.
std::size_t emphasis_at(std::string_view text, std::size_t at) {
  const char sign = text[at];
  if (sign != '*' && sign != '_' && sign != '`') return 0;
  std::size_t end = at;
  while (end < text.size() && text[end] == sign) ++end;
  const bool is_after_word = at > 0 && is_word(text[at - 1]),
             is_before_word = end < text.size() && is_word(text[end]);
  if (sign == '_' && is_after_word && is_before_word) return 0;
  const bool is_between_blanks = (at == 0 || text[at - 1] == ' ') && (end == text.size() || text[end] == ' ');
  return is_between_blanks ? 0 : end - at;
}

/// The line without the signs within it.
std::string words_of(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size();) {
    const std::string_view rest = line.substr(i);
    const bool is_escape =
        line[i] == '\\' && i + 1 < line.size() && !is_word(line[i + 1]) && line[i + 1] != ' ';
    if (is_escape) {
      out += line[i + 1];
      i += 2;
    } else if (rest.starts_with("![") || line[i] == '[') {
      const std::size_t begin = line[i] == '!' ? 2 : 1, end = rest.find(']');
      const std::size_t address = end == std::string_view::npos ? 0 : address_at(rest.substr(end + 1));
      if (rest.substr(begin).starts_with('^') && end != std::string_view::npos) {
        i += end + 1;  // the mark of a footnote
      } else if (address > 0) {
        out += words_of(rest.substr(begin, end - begin));
        i += end + 1 + address;
      } else {
        out += line[i++];
      }
    } else if (const std::size_t length = emphasis_at(line, i)) {
      i += length;
    } else {
      out += line[i++];
    }
  }
  return out;
}

/// A number that a list is counted by: where it stands, and where its words begin.
struct ListMark {
  std::size_t begin = 0, end = 0;
  unsigned number = 0;
  char closing = 0;
};

std::optional<ListMark> list_mark_at(std::string_view line) {
  constexpr std::size_t kMostDigits = 9;
  ListMark mark{.begin = indentation(line)};
  mark.end = mark.begin;
  while (mark.end < line.size() && line[mark.end] >= '0' && line[mark.end] <= '9') ++mark.end;
  const std::size_t digits = mark.end - mark.begin;
  if (digits == 0 || digits > kMostDigits || mark.end + 1 >= line.size()) return std::nullopt;
  mark.closing = line[mark.end];
  if ((mark.closing != '.' && mark.closing != ')') || line[mark.end + 1] != ' ') return std::nullopt;
  mark.number = static_cast<unsigned>(std::stoul(std::string(line.substr(mark.begin, digits))));
  return mark;
}

class MarkdownReader {
 public:
  explicit MarkdownReader(Layout& layout) : layout_(layout) {}

  void take(std::string_view line, std::size_t number) {
    if (is_left_out(line, number)) {
      lines_.push_back({"", number});
    } else if (is_fence(line)) {
      in_code_ = !in_code_;
      lines_.push_back({"", number});
    } else if (in_code_) {
      lines_.push_back({std::string(line), number});
    } else {
      take_words(line, number);
    }
  }

  void finish() { add_blocks(lines_, layout_); }

 private:
  static bool is_fence(std::string_view line) {
    const std::string_view words = trimmed(line);
    return words.starts_with("```") || words.starts_with("~~~");
  }

  bool is_left_out(std::string_view line, std::size_t number) {
    const std::string_view words = trimmed(line);
    if (number == 1 && words == "---") return begin_left_out("---", "the head of the file", number);
    if (left_out_until_.empty() && words.starts_with("<!--") && !in_code_) {
      begin_left_out("-->", "a remark", number);
      if (words.find("-->") != std::string_view::npos) left_out_until_ = {};
      return true;
    }
    if (!left_out_until_.empty()) {
      leave_out(number, why_, layout_);
      if (words.find(left_out_until_) != std::string_view::npos) left_out_until_ = {};
      return true;
    }
    // "[1]: https://…" and "[^1]: a footnote"
    const std::size_t end = words.find("]:");
    const bool is_note =
        !in_code_ && words.starts_with('[') && end != std::string_view::npos && words.find(']') == end;
    if (is_note) leave_out(number, words.starts_with("[^") ? "a footnote" : "the address of a link", layout_);
    return is_note;
  }

  bool begin_left_out(std::string_view until, std::string_view why, std::size_t number) {
    left_out_until_ = until;
    why_ = why;
    leave_out(number, why, layout_);
    return true;
  }

  void take_words(std::string_view raw, std::size_t number) {
    std::string_view line = raw;
    while (trimmed(line).starts_with('>')) line = trimmed(line).substr(1);  // words that are quoted
    const std::string_view words = trimmed(line);
    const std::size_t signs = std::min(words.find_first_not_of('#'), words.size());
    constexpr std::size_t kRanks = 6;
    const bool is_heading = signs >= 1 && signs <= kRanks && (signs == words.size() || words[signs] == ' ');
    if (is_heading) {
      std::string_view title = trimmed(words.substr(signs));
      title = trimmed(title.substr(0, title.find_last_not_of('#') + 1));
      lists_.clear();
      lines_.push_back({words_of(title), number, static_cast<int>(signs)});
    } else {
      const bool is_rule = words.size() >= 3 && words.find_first_not_of("=-*_ ") == std::string_view::npos;
      if (is_rule) lists_.clear();
      lines_.push_back({is_rule ? std::string(words) : words_of(counted(line)), number});
    }
  }

  /// The line with the number that readers see: the first of a list is as written, the others count on.
  std::string counted(std::string_view line) {
    const std::size_t at = indentation(line);
    if (at == line.size()) {
      is_apart_ = true;
      return std::string(line);
    }
    const auto mark = list_mark_at(line);
    while (!lists_.empty() && (mark ? lists_.back().begin > at + 1 : is_apart_ && lists_.back().end > at))
      lists_.pop_back();
    is_apart_ = false;
    if (!mark) return std::string(line);
    const bool goes_on = !lists_.empty() && lists_.back().begin + 1 >= at && lists_.back().begin <= at + 1 &&
                         lists_.back().closing == mark->closing;
    if (!goes_on) {
      lists_.push_back(*mark);
      lists_.back().end += 2;
      return std::string(line);
    }
    ++lists_.back().number;
    return std::string(line.substr(0, mark->begin)) + std::to_string(lists_.back().number) +
           std::string(line.substr(mark->end));
  }

  Layout& layout_;
  std::vector<SourceLine> lines_;
  std::vector<ListMark>
      lists_;  ///< open, from the outermost; `number` is the last, `end` where its words begin
  std::string_view left_out_until_, why_;
  bool in_code_ = false, is_apart_ = false;
};

}  // namespace

Layout read_markdown(std::string_view text) {
  Layout layout{.form = "Markdown", .has_hanging = true};
  MarkdownReader reader(layout);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    reader.take(without_return(line), number);
  }
  reader.finish();
  return layout;
}

}  // namespace precept::official
