#include "runtime/read/json/ndjson.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits.h"
#include "runtime/read/json_text.h"
#include "runtime/read/mistakes.h"

namespace precept {

namespace {

constexpr std::size_t kMostMistakes = 20;
constexpr std::size_t kBufferBytes = 8 * 1024;
constexpr std::string_view kBlank = " \t\r\n", kUtf8Mark = "\xEF\xBB\xBF";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(kBlank) == std::string_view::npos;
}

/// Copies an object or list as it is, and finds where its values and names begin.
class ValueCopy {
 public:
  /// `line` lies at byte `place` of the file.
  ValueCopy(FileId file, std::string_view line, std::uint32_t place, Translated& out, Mistakes& mistakes)
      : file_(file), line_(line), place_(place), out_(out), mistakes_(mistakes) {}

  /// False: the line is not one whole object, which was reported.
  bool run() {
    return run('{', "the line ends within an object; NDJSON has a whole one on each line",
               "something behind the object; NDJSON has one on each line");
  }
  /// The same of a text that is one list.
  bool run_list() { return run('[', "the text ends within the list", "something behind the list"); }

 private:
  bool run(char first, const char* if_open, const char* if_more) {
    first_ = first;
    base_ = static_cast<std::uint32_t>(out_.json.size());
    while (at_ < line_.size() && (at_ == 0 || !open_.empty())) {
      if (!step()) return false;
    }
    if (!open_.empty()) return report(at_, if_open);
    if (at_ < line_.size()) return report(at_, if_more);
    out_.json += line_;
    return true;
  }

  bool step() {
    const char c = line_[at_];
    if (c == '{' || c == '[') {
      if (at_ == 0 && c != first_) return not_that();
      if (open_.size() >= limits::kDocumentDepth) return too_deep();
      open_.push_back({c == '{' ? '}' : ']', out_.origins.size()});
      value(at_ + 1);
    } else if (at_ == 0) {
      return not_that();
    } else if (c == '}' || c == ']') {
      if (c != open_.back().close)
        return report(at_, fmt::format("`{}` where `{}` is expected", c, open_.back().close));
      end_value(open_.back().origin, at_ + 1);
      open_.pop_back();
      ++at_;
    } else if (c == '"') {
      value(end_of_string());
    } else if (c == ',' || c == ':' || kBlank.find(c) != std::string_view::npos) {
      ++at_;
    } else {
      value(std::min(line_.find_first_of(",:{}[]\" \t\r\n", at_), line_.size()));
    }
    return true;
  }

  /// A value from here to `end`; of an object or list its bracket, and `end_value` sets the end.
  void value(std::size_t end) {
    out_.origins.push_back({.begin = base_ + offset(at_),
                            .end = base_ + offset(end),
                            .from = {file_, place_ + offset(at_), place_ + offset(end)}});
    at_ = end;
  }
  void end_value(std::size_t origin, std::size_t end) {
    out_.origins[origin].end = base_ + offset(end);
    out_.origins[origin].from.end = place_ + offset(end);
  }
  std::size_t end_of_string() const {
    std::size_t end = at_ + 1;
    while (end < line_.size() && line_[end] != '"') end += line_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, line_.size());
  }

  bool not_that() {
    return report(0, first_ == '{' ? "a line that is no object; NDJSON has one on each line"
                                   : "a list in JSON begins with `[`");
  }
  bool too_deep() {
    mistakes_.report(DiagnosticKind::DocumentTooDeep, place_ + at_, place_ + at_ + 1,
                     fmt::format("the document is nested more than {} levels deep", limits::kDocumentDepth));
    return false;
  }
  bool report(std::size_t at, std::string message) {
    const bool is_start = at == line_.size() && !open_.empty();
    Diagnostic& told = mistakes_.report(DiagnosticKind::DocumentSyntax, place_ + at,
                                        place_ + std::min(at + 1, line_.size()), std::move(message));
    if (is_start && first_ == '{') {
      const std::size_t bracket = out_.origins[open_.back().origin].from.begin;
      told.label(mistakes_.span(bracket, bracket + 1), "opened here");
      told.help = "a file with one document over several lines is named .json";
    }
    return false;
  }
  static std::uint32_t offset(std::size_t bytes) { return static_cast<std::uint32_t>(bytes); }

  struct Open {
    char close = 0;
    std::size_t origin = 0;
  };

  FileId file_;
  std::string_view line_;
  std::uint32_t place_;
  Translated& out_;
  Mistakes& mistakes_;
  char first_ = '{';
  std::uint32_t base_ = 0;  ///< where the object begins in the translated text
  std::size_t at_ = 0;
  std::vector<Open> open_;
};

/// Copies the object of a line that is not blank and lies at byte `place`.
bool copy_line(FileId file, std::string_view line, std::size_t place, Translated& out, Mistakes& mistakes) {
  const std::size_t first = line.find_first_not_of(kBlank), last = line.find_last_not_of(kBlank);
  line = line.substr(first, last + 1 - first);
  return ValueCopy(file, line, static_cast<std::uint32_t>(place + first), out, mistakes).run();
}

}  // namespace

// ---- a line at a time ----------------------------------------------------------------------------------

std::optional<NdjsonLine> NdjsonLines::next(Diagnostics& diagnostics) {
  while (!has_ended_) {
    const Step step = read_line();
    has_ended_ = step != Step::Line;
    if (step == Step::TooLong) {
      diagnostics.report(
          DiagnosticKind::DocumentTooLarge, {},
          fmt::format("line {} of `{}` has more than {} bytes", number_, name_, limits::kLineBytes));
      return std::nullopt;
    }
    if (in_.bad()) {
      has_ended_ = true;
      diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                         fmt::format("`{}` cannot be read to its end", name_));
      return std::nullopt;
    }
    if (step == Step::End) break;
    std::string_view line = line_;
    if (number_ == 1 && line.starts_with(kUtf8Mark)) line.remove_prefix(kUtf8Mark.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_blank(line)) return NdjsonLine{number_, line};
  }
  return std::nullopt;
}

NdjsonLines::Step NdjsonLines::read_line() {
  line_.clear();
  bool is_there = false;
  while (at_ < buffer_.size() || fill()) {
    if (!is_there) ++number_;
    is_there = true;
    const std::size_t end = std::min(buffer_.find('\n', at_), buffer_.size());
    if (line_.size() + (end - at_) > limits::kLineBytes) return Step::TooLong;
    line_.append(buffer_, at_, end - at_);
    at_ = std::min(end + 1, buffer_.size());
    if (end < buffer_.size()) return Step::Line;
  }
  return is_there ? Step::Line : Step::End;
}

/// Whether there is more to read.
bool NdjsonLines::fill() {
  buffer_.clear();
  at_ = 0;
  if (in_.peek() == std::istream::traits_type::eof()) return false;
  buffer_.resize(kBufferBytes);
  // What is there, and no more: a line of a pipe need not wait for those behind it.
  buffer_.resize(static_cast<std::size_t>(in_.readsome(buffer_.data(), kBufferBytes)));
  return !buffer_.empty();
}

// ---- as a list, and as a document ----------------------------------------------------------------------

std::optional<Translated> translate_ndjson(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  const std::string_view text = sources.file(file).text;
  Mistakes mistakes(file, diagnostics, kMostMistakes);
  Translated list{.json = "[", .origins = {}};
  std::size_t at = text.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  list.origins.push_back({.begin = 0, .end = 0, .from = mistakes.span(at, text.size())});
  while (at < text.size() && !mistakes.enough()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!is_blank(line)) {
      if (list.json.size() > 1) list.json += ",\n";
      copy_line(file, line, at, list, mistakes);
    }
    at = end + 1;
  }
  if (mistakes.any()) return std::nullopt;
  list.json += ']';
  list.origins[0].end = static_cast<std::uint32_t>(list.json.size());
  return list;
}

std::optional<Translated> translate_ndjson_line(Span line, const Sources& sources, Diagnostics& diagnostics) {
  Mistakes mistakes(line.file, diagnostics, kMostMistakes);
  Translated document;
  const std::string_view text = sources.text(line);
  if (is_blank(text)) {
    mistakes.report(DiagnosticKind::DocumentEmpty, line.begin, line.begin, "the document is empty");
    return std::nullopt;
  }
  if (!copy_line(line.file, text, line.begin, document, mistakes)) return std::nullopt;
  return document;
}

std::optional<Translated> translate_json_list(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  const std::string_view text = sources.file(file).text;
  Mistakes mistakes(file, diagnostics, kMostMistakes);
  Translated list;
  const std::size_t mark = text.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0;
  const std::size_t first = std::min(text.find_first_not_of(kBlank, mark), text.size());
  const std::size_t end = std::max(text.find_last_not_of(kBlank) + 1, first);
  ValueCopy(file, text.substr(first, end - first), static_cast<std::uint32_t>(first), list, mistakes)
      .run_list();
  if (mistakes.any()) return std::nullopt;
  return list;
}

}  // namespace precept
