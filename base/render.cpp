// Diagnostics as text: a header, excerpts of the source with labels below them, notes and help.
#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <iterator>

#include "base/diagnostic.h"
#include "base/utf8.h"

namespace precept {

namespace {

/// Wider excerpts are cut around their labels.
constexpr std::size_t kMaxColumns = 100;
/// A code point takes at most four bytes; marks take no column at all.
constexpr std::size_t kMaxBytes = 4 * kMaxColumns;
/// Columns kept before the label of a cut line.
constexpr std::size_t kColumnsBefore = 30;
constexpr std::size_t kTabStop = 4;

enum class Paint { Plain, Bold, Red, Yellow, Blue };

class Painter {
 public:
  explicit Painter(Color color) : color_(color) {}
  std::string operator()(Paint paint, std::string_view text) const {
    if (color_ == Color::Off || paint == Paint::Plain || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", code(paint), text);
  }

 private:
  static const char* code(Paint paint) {
    switch (paint) {
      case Paint::Plain:
        return "0";
      case Paint::Bold:
        return "1";
      case Paint::Red:
        return "1;31";
      case Paint::Yellow:
        return "1;33";
      case Paint::Blue:
        return "1;34";
    }
    return "0";
  }
  Color color_;
};

// ---- characters --------------------------------------------------------------------------------

/// One code point at the start of `text`: how it is shown, how wide it is, how many bytes it takes.
struct Glyph {
  std::string_view shown;
  std::size_t width;
  std::size_t bytes;
};
Glyph first_glyph(std::string_view text) {
  utf8proc_int32_t point = 0;
  auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (length <= 0) return {"\uFFFD", 1, 1};
  auto size = static_cast<std::size_t>(length);
  if (is_obeyed(static_cast<char32_t>(point))) return {"\uFFFD", 1, size};
  return {text.substr(0, size), static_cast<std::size_t>(std::max(0, utf8proc_charwidth(point))), size};
}

std::string terminal_text(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    Glyph glyph = first_glyph(text);
    result += text[0] == '\n' ? "\n" : glyph.shown;
    text.remove_prefix(glyph.bytes);
  }
  return result;
}

// ---- a line of an excerpt ----------------------------------------------------------------------

/// The part of a label that lies on one line, in bytes of the line.
struct Mark {
  std::size_t begin, end;
  bool primary;
  std::string_view words;
};

/// A line laid out in columns; `column_of` has the column of each byte.
struct LaidOutLine {
  std::string shown;
  std::vector<std::size_t> column_of;  ///< one for each byte from `first_byte`, and one for the end
  std::size_t first_byte = 0;
  std::size_t width = 0;

  std::size_t column(std::size_t byte) const {
    if (byte <= first_byte) return column_of.front();
    return column_of[std::min(byte - first_byte, column_of.size() - 1)];
  }
};

/// Lays out the line from `first_byte`, in at most `columns` columns; "…" marks what is left out.
LaidOutLine lay_out(std::string_view line, std::size_t first_byte, std::size_t columns) {
  LaidOutLine laid_out{.first_byte = first_byte};
  if (first_byte > 0) {
    laid_out.shown = "…";
    laid_out.width = 1;
  }
  std::string_view rest = line.substr(first_byte);
  while (!rest.empty()) {
    Glyph glyph = first_glyph(rest);
    if (rest[0] == '\t') glyph.width = kTabStop - laid_out.width % kTabStop;
    if (laid_out.width + glyph.width > columns || laid_out.column_of.size() + glyph.bytes > kMaxBytes) break;
    laid_out.column_of.insert(laid_out.column_of.end(), glyph.bytes, laid_out.width);
    if (rest[0] == '\t') {
      laid_out.shown.append(glyph.width, ' ');
    } else {
      laid_out.shown += glyph.shown;
    }
    laid_out.width += glyph.width;
    rest.remove_prefix(glyph.bytes);
  }
  laid_out.column_of.push_back(laid_out.width);
  if (!rest.empty()) laid_out.shown += "…";
  return laid_out;
}

/// The first byte to show, so that a label at `begin` has some text before it.
std::size_t window_begin(std::string_view line, std::size_t begin) {
  std::size_t at = std::min(begin, line.size());
  for (std::size_t columns = 0; at > 0 && columns < kColumnsBefore; ++columns) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80);
  }
  return at;
}

bool fits(std::string_view line, std::size_t bytes) {
  return line.size() <= kMaxBytes && lay_out(line, 0, kMaxColumns).column_of.size() > bytes;
}

// ---- marks beneath a line ----------------------------------------------------------------------

/// A row of characters with colours, written by column.
class Row {
 public:
  void put(std::size_t column, std::string_view text, Paint paint) {
    if (cells_.size() < column) cells_.resize(column, {" ", Paint::Plain});
    cells_.resize(column);
    cells_.push_back({std::string(text), paint});
  }
  void fill(std::size_t from, std::size_t to, char with, Paint paint) {
    if (cells_.size() < to) cells_.resize(to, {" ", Paint::Plain});
    for (std::size_t i = from; i < to; ++i) cells_[i] = {std::string(1, with), paint};
  }
  std::string text(const Painter& painter) const {
    std::string result;
    for (std::size_t i = 0; i < cells_.size();) {
      std::string run;
      std::size_t j = i;
      for (; j < cells_.size() && cells_[j].second == cells_[i].second; ++j) run += cells_[j].first;
      result += painter(cells_[i].second, run);
      i = j;
    }
    return result;
  }

 private:
  std::vector<std::pair<std::string, Paint>> cells_;
};

Paint paint_of(const Mark& mark, Severity severity) {
  if (!mark.primary) return Paint::Blue;
  return severity == Severity::Error ? Paint::Red : Paint::Yellow;
}

/// The rows below a line. The first has all marks, and the words of the rightmost mark; the words of the
/// others follow below, from right to left:
///
///     a.region = b.country
///     --------   ^^^^^^^^^ a key of `Country`
///     |
///     a `Region`
std::vector<std::string> mark_rows(const LaidOutLine& laid_out, std::vector<Mark> marks, Severity severity,
                                   const Painter& painter) {
  // Sorted by place. Of equal marks the primary one comes last, so that it is drawn over the others.
  std::ranges::stable_sort(marks, {}, [](const Mark& mark) { return std::pair(mark.begin, mark.primary); });
  Row first;
  std::size_t right_end = 0;
  for (bool primary : {false, true}) {
    for (const Mark& mark : marks) {
      if (mark.primary != primary) continue;
      std::size_t from = laid_out.column(mark.begin);
      std::size_t to = std::max(laid_out.column(mark.end), from + 1);
      first.fill(from, to, mark.primary ? '^' : '-', paint_of(mark, severity));
      right_end = std::max(right_end, to);
    }
  }
  std::vector<Mark> hanging;
  std::ranges::copy_if(marks, std::back_inserter(hanging),
                       [](const Mark& mark) { return !mark.words.empty(); });
  if (!hanging.empty() &&
      std::max(laid_out.column(hanging.back().end), laid_out.column(hanging.back().begin) + 1) == right_end) {
    first.put(right_end + 1, terminal_text(hanging.back().words), paint_of(hanging.back(), severity));
    hanging.pop_back();
  }
  std::vector<std::string> rows{first.text(painter)};
  while (!hanging.empty()) {
    Row bars, words;
    for (const Mark& mark : hanging) {
      std::size_t column = laid_out.column(mark.begin);
      bars.fill(column, column + 1, '|', paint_of(mark, severity));
      if (&mark != &hanging.back()) words.fill(column, column + 1, '|', paint_of(mark, severity));
    }
    words.put(laid_out.column(hanging.back().begin), terminal_text(hanging.back().words),
              paint_of(hanging.back(), severity));
    rows.push_back(bars.text(painter));
    rows.push_back(words.text(painter));
    hanging.pop_back();
  }
  return rows;
}

// ---- excerpts ----------------------------------------------------------------------------------

struct MarkedLine {
  std::uint32_t number;
  std::vector<Mark> marks;
};

/// The line of a label, and its part of that line. A label over several lines is shown on its first line.
std::pair<std::uint32_t, Mark> mark_of(const Label& label, bool primary, const Sources& sources) {
  const SourceFile& file = sources.file(label.span.file);
  std::uint32_t line = sources.locate(label.span.file, label.span.begin).line;
  std::size_t start = file.line_starts[line - 1];
  std::size_t length = sources.line(label.span.file, line).size();
  auto within = [&](std::size_t byte) { return std::min(byte > start ? byte - start : 0, length); };
  return {line, {within(label.span.begin), within(label.span.end), primary, label.words}};
}

class Excerpts {
 public:
  Excerpts(const Diagnostic& diagnostic, const Sources& sources, Color color)
      : diagnostic_(diagnostic), sources_(sources), paint_(color), severity_(diagnostic.severity()) {
    std::uint32_t greatest = 1;
    for (Label& label : diagnostic_.labels) {
      if (!label.span.has_place()) continue;
      label.span = sources.origin(label.span);
      greatest = std::max(greatest, sources.place(label.span).line);
    }
    gutter_ = std::to_string(greatest).size();
  }

  std::string text() {
    header();
    std::vector<FileId> files;  // the primary label's file first, then in the order of labels
    for (const Label& label : diagnostic_.labels) {
      if (label.span.has_place() && std::ranges::find(files, label.span.file) == files.end()) {
        files.push_back(label.span.file);
      }
    }
    for (FileId file : files) excerpt(file, file == files.front() ? "-->" : ":::");
    for (const std::string& note : diagnostic_.notes) remark("note", note);
    if (!diagnostic_.help.empty()) remark("help", diagnostic_.help);
    return std::move(out_);
  }

 private:
  void header() {
    const DiagnosticInfo& row = info(diagnostic_.kind);
    bool is_error = severity_ == Severity::Error;
    out_ += paint_(is_error ? Paint::Red : Paint::Yellow,
                   fmt::format("{}[{}]", is_error ? "error" : "warning", row.code));
    out_ += paint_(Paint::Bold, ": " + terminal_text(diagnostic_.message)) + "\n";
  }

  void excerpt(FileId file, const char* arrow) {
    std::vector<MarkedLine> lines = marked_lines(file);
    const Label* first = nullptr;
    for (const Label& label : diagnostic_.labels) {
      if (label.span.file == file && first == nullptr) first = &label;
    }
    out_ += std::string(gutter_, ' ') + paint_(Paint::Blue, arrow) +
            fmt::format(" {}\n", terminal_text(sources_.place(first->span).in_words()));
    out_ += margin() + "\n";
    std::uint32_t last = 0;
    // Where the text is a line of a file, its lines are not numbered from 1.
    const std::uint32_t before =
        sources_.place(first->span).line - sources_.locate(file, first->span.begin).line;
    for (const MarkedLine& line : lines) {
      if (last != 0 && line.number > last + 1) out_ += paint_(Paint::Blue, "...") + "\n";
      show(file, line, line.number + before);
      last = line.number;
    }
  }

  std::vector<MarkedLine> marked_lines(FileId file) const {
    std::vector<MarkedLine> lines;
    for (std::size_t i = 0; i < diagnostic_.labels.size(); ++i) {
      const Label& label = diagnostic_.labels[i];
      if (label.span.file != file) continue;
      auto [number, mark] = mark_of(label, i == 0, sources_);
      std::string_view text = sources_.line(file, number);
      auto same = std::ranges::find(lines, number, &MarkedLine::number);
      // In a line too wide to show, each label gets an excerpt of its own.
      if (same != lines.end() && fits(text, std::max(mark.end, same->marks.back().end))) {
        same->marks.push_back(mark);
      } else {
        lines.push_back({number, {mark}});
      }
    }
    std::ranges::stable_sort(lines, {}, &MarkedLine::number);
    return lines;
  }

  void show(FileId file, const MarkedLine& line, std::uint32_t number) {
    std::string_view text = sources_.line(file, line.number);
    bool whole = std::ranges::all_of(line.marks, [&](const Mark& mark) { return fits(text, mark.end); });
    std::size_t begin = whole ? 0 : window_begin(text, line.marks.front().begin);
    LaidOutLine laid_out = lay_out(text, begin, kMaxColumns);
    std::string shown = laid_out.shown.substr(0, laid_out.shown.find_last_not_of(' ') + 1);
    out_ += paint_(Paint::Blue, fmt::format("{:>{}} |", number, gutter_)) +
            (shown.empty() ? "" : " " + shown) + "\n";
    for (const std::string& row : mark_rows(laid_out, line.marks, severity_, paint_)) {
      out_ += margin() + " " + row + "\n";
    }
  }

  void remark(std::string_view kind, std::string_view text) {
    std::string continued = "\n" + std::string(gutter_ + 3 + kind.size() + 2, ' ');
    std::string shown;
    for (char c : terminal_text(text)) {
      if (c == '\n') {
        shown += continued;
      } else {
        shown += c;
      }
    }
    out_ += std::string(gutter_ + 1, ' ') + paint_(Paint::Blue, "=") + " " +
            paint_(Paint::Bold, fmt::format("{}:", kind)) + " " + shown + "\n";
  }

  std::string margin() const { return std::string(gutter_ + 1, ' ') + paint_(Paint::Blue, "|"); }

  Diagnostic diagnostic_;  ///< its labels are where people find them
  const Sources& sources_;
  Painter paint_;
  Severity severity_;
  std::size_t gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string diagnostics_text(const Diagnostic& diagnostic, const Sources& sources, Color color) {
  return Excerpts(diagnostic, sources, color).text();
}

std::string diagnostics_text(const Diagnostics& diagnostics, const Sources& sources, Color color) {
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (!result.empty()) result += "\n";
    result += diagnostics_text(diagnostic, sources, color);
  }
  return result;
}

}  // namespace precept
