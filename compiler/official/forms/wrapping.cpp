#include "compiler/official/forms/wrapping.h"

#include <algorithm>

#include "compiler/official/marks/looks.h"
#include "compiler/official/marks/marks.h"

namespace precept::official {
namespace {

/// A line, measured.
struct Line {
  std::string text;  ///< folded; empty: a blank line
  std::size_t number = 0;
  int column = 0, words_column = 0, width = 0, first_word = 0, heading = 0;
  bool has_gap = false, begins_mark = false;
  Break parted = Break::Apart;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/// Columns up to the byte `end`: tabs reach to the next eighth, a sign of several bytes is one.
int column_at(std::string_view text, std::size_t end) {
  constexpr int kTab = 8;
  int column = 0;
  for (std::size_t i = 0; i < end; ++i) {
    if (text[i] == '\t') {
      column = (column / kTab + 1) * kTab;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++column;
    }
  }
  return column;
}

/// The line without the sides of a box that is drawn around it with asterisks.
std::string without_box(std::string line) {
  constexpr std::size_t kNarrowest = 30;
  const std::size_t begin = line.find_first_not_of(' '), end = line.find_last_not_of(" \r");
  const bool is_boxed = end != std::string::npos && end - begin > kNarrowest &&
                        line.compare(begin, 2, "* ") == 0 && line.compare(end - 1, 2, " *") == 0;
  if (is_boxed) line[begin] = line[end] = ' ';
  return line;
}

Line measured(const SourceLine& source) {
  const std::string raw = without_box(without_marks(source.text));
  Line line{.text = plain_text(raw), .number = source.number, .heading = source.heading};
  if (line.text.empty()) return line;
  std::size_t begin = 0, end = raw.size();
  while (begin < end && is_blank(raw[begin])) ++begin;
  while (end > begin && is_blank(raw[end - 1])) --end;
  std::size_t word = begin;
  while (word < end && !is_blank(raw[word])) ++word;
  std::size_t next = word;
  while (next < end && is_blank(raw[next])) ++next;
  line.column = column_at(raw, begin);
  line.words_column = column_at(raw, next);
  line.width = column_at(raw, end);
  line.first_word = column_at(raw, word) - line.column;
  line.has_gap = next - word > 1 || (next > word && raw[word] == '\t');
  line.begins_mark = !marks_at(line.text).empty() || is_bullet(line.text);
  return line;
}

/// "______" and "* * *"
bool is_rule(const std::string& text) {
  constexpr std::size_t kFewest = 3;
  return text.size() >= kFewest && text.find_first_not_of("_-=*~# ") == std::string::npos;
}

/// "Introduction .......... 3"
bool is_contents(const std::string& text) {
  const std::size_t number = text.find_last_not_of("0123456789");
  if (number == std::string::npos || number + 1 == text.size()) return false;
  const std::size_t dots = text.find_last_not_of(". ", number);
  const auto count = std::count(text.begin() + static_cast<std::ptrdiff_t>(dots + 1), text.end(), '.');
  return dots != std::string::npos && count >= 4;
}

bool ends_in_stop(const std::string& text) {
  return text.ends_with('.') || text.ends_with(';') || text.ends_with(':');
}

/// The width at which the lines seem to be wrapped: nine tenths of those that go on are not wider.
int width_of(const std::vector<Line>& lines) {
  std::vector<int> widths;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    const bool goes_on = !lines[i].text.empty() && !lines[i + 1].text.empty() && !lines[i + 1].begins_mark;
    if (goes_on) widths.push_back(lines[i].width);
  }
  if (widths.empty()) return 0;
  const auto at = widths.begin() + static_cast<std::ptrdiff_t>((widths.size() - 1) * 9 / 10);
  std::ranges::nth_element(widths, at);
  return *at;
}

/// Says of each line how it is parted from the one before, and whether the text is wrapped at all: by the
/// lines that go on, with a small letter or indented alike, whether they stand behind a full one.
bool tell_breaks(std::vector<Line>& lines) {
  constexpr int kNarrowest = 40, kWidest = 120;  // shorter lines are short, longer ones are paragraphs
  const int width = width_of(lines);
  std::size_t soft = 0, hard = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const Line& before = lines[i - 1];
    Line& line = lines[i];
    if (line.text.empty() || before.text.empty() || before.heading > 0 || line.heading > 0) continue;
    const bool is_full = before.width + 1 + line.first_word > width;
    line.parted = is_full ? Break::Soft : Break::Hard;
    // Lines that are indented alike were wrapped, too, whatever letter they begin with.
    const bool is_level = is_full && line.column > 0 && line.column == before.column;
    const bool goes_on = line.text[0] >= 'a' || static_cast<unsigned char>(line.text[0]) >= 0x80 || is_level;
    if (line.begins_mark || !goes_on || ends_in_stop(before.text)) continue;
    if (is_full) ++soft;
    if (!is_full && !before.begins_mark) ++hard;
  }
  const bool is_wrapped = width >= kNarrowest && width <= kWidest && soft > hard;
  if (!is_wrapped) {
    for (Line& line : lines) line.parted = Break::Apart;
  }
  return is_wrapped;
}

bool looks_heading(const std::string& text) {
  return looks_lower_heading(text) || looks_capitals(text) || looks_title(text);
}

/// True for a line within others that may be a heading: it stands behind the end of a sentence, and is not
/// full.
bool stands_alone(const std::vector<Line>& lines, std::size_t i) {
  const bool goes_on = i + 1 < lines.size() && !lines[i + 1].text.empty() &&
                       lines[i + 1].parted == Break::Soft && !lines[i + 1].begins_mark;
  return lines[i].parted != Break::Soft && !goes_on && looks_heading(lines[i].text) &&
         ends_in_stop(lines[i - 1].text);
}

/// Collects lines to blocks.
class Collector {
 public:
  Collector(const std::vector<Line>& lines, Layout& layout) : lines_(lines), layout_(layout) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].text.empty()) take(i);
    }
  }

 private:
  void take(std::size_t i) {
    const Line& line = lines_[i];
    if (is_rule(line.text)) return take_rule(i);
    if (is_contents(line.text)) {
      leave_out(line.number, "a table of contents", layout_);
      is_new_ = true;
      return;
    }
    const bool is_alone = layout_.is_wrapped && line.parted != Break::Apart && stands_alone(lines_, i);
    if (line.parted == Break::Apart || line.begins_mark || is_alone || is_new_) {
      begin(line);
    } else {
      go_on(line);
    }
    is_new_ = is_alone;
  }

  /// A rule right below a line makes it a heading; another is left out.
  void take_rule(std::size_t i) {
    const Line& line = lines_[i];
    const bool is_below = i > 0 && !layout_.blocks.empty() && layout_.blocks.back().last + 1 == line.number &&
                          layout_.blocks.back().inner < 0;
    const char sign = line.text[0];
    const bool is_one_sign = line.text.find_first_not_of(sign) == std::string::npos;
    if (is_below && is_one_sign && (sign == '=' || sign == '-' || sign == '~')) {
      layout_.blocks.back().heading = sign == '=' ? 1 : 2;
      layout_.blocks.back().last = line.number;
    } else {
      leave_out(line.number, "a line drawn across", layout_);
    }
    is_new_ = true;
  }

  void begin(const Line& line) {
    layout_.blocks.push_back({.text = line.text,
                              .first = line.number,
                              .last = line.number,
                              .parted = is_new_ && line.parted == Break::Soft ? Break::Hard : line.parted,
                              .column = line.column,
                              .left = line.column,
                              .words_column = line.words_column,
                              .heading = line.heading,
                              .has_gap = line.has_gap});
  }

  void go_on(const Line& line) {
    Block& block = layout_.blocks.back();
    block.text += " " + line.text;
    block.last = line.number;
    block.left = std::min(block.left, line.column);
    block.inner = block.inner < 0 ? line.column : std::min(block.inner, line.column);
  }

  const std::vector<Line>& lines_;
  Layout& layout_;
  bool is_new_ = true;  ///< the next line begins a block
};

}  // namespace

void leave_out(std::size_t line, std::string_view why, Layout& layout) {
  if (!layout.left_out.empty() && layout.left_out.back().why == why &&
      layout.left_out.back().last + 1 >= line) {
    layout.left_out.back().last = line;
  } else {
    layout.left_out.push_back({line, line, std::string(why)});
  }
}

void add_blocks(const std::vector<SourceLine>& sources, Layout& layout) {
  std::vector<Line> lines;
  lines.reserve(sources.size());
  for (const SourceLine& source : sources) lines.push_back(measured(source));
  layout.is_wrapped = tell_breaks(lines);
  layout.has_columns = true;
  Collector(lines, layout).run();
}

}  // namespace precept::official
