#include "authoring/format/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace precept::format {

namespace {

using Lines = std::vector<std::string_view>;

/// The lines with their ends.
Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == text.npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// Lines [old_begin, old_end) of the one became lines [new_begin, new_end) of the other.
struct Change {
  std::size_t old_begin = 0, old_end = 0, new_begin = 0, new_end = 0;
};

/// Finds the changes by looking ahead for the next lines that are equal again. The formatter keeps the order
/// of lines, so that these are near; where they are not, the rest is one change.
class Comparison {
 public:
  Comparison(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Change> run() {
    std::vector<Change> changes;
    std::size_t i = 0, j = 0;
    while (i < before_.size() || j < after_.size()) {
      if (i < before_.size() && j < after_.size() && before_[i] == after_[j]) {
        ++i;
        ++j;
        continue;
      }
      const Change change = change_at(i, j);
      changes.push_back(change);
      i = change.old_end;
      j = change.new_end;
    }
    return changes;
  }

 private:
  static constexpr std::size_t kFar = 400;

  Change change_at(std::size_t i, std::size_t j) const {
    for (std::size_t apart = 1; apart <= kFar; ++apart) {
      for (std::size_t skipped = 0; skipped <= apart; ++skipped) {
        const std::size_t old_end = i + skipped, new_end = j + apart - skipped;
        if (is_equal(old_end, new_end)) return {i, old_end, j, new_end};
      }
    }
    return {i, before_.size(), j, after_.size()};
  }

  /// Blank lines are equal to too many others to say where a change ends, unless the next lines are equal,
  /// too.
  bool is_equal(std::size_t i, std::size_t j) const {
    if (i >= before_.size() || j >= after_.size()) return i == before_.size() && j == after_.size();
    if (before_[i] != after_[j]) return false;
    const bool is_blank = before_[i].find_first_not_of(" \t\r\n") == std::string_view::npos;
    return !is_blank || (i + 1 < before_.size() && j + 1 < after_.size() && before_[i + 1] == after_[j + 1]);
  }

  const Lines& before_;
  const Lines& after_;
};

void add_line(char mark, std::string_view line, std::string& to) {
  to += mark;
  to += line;
  if (!line.ends_with('\n')) to += "\n\\ No newline at end of file\n";
}

/// `3,4`, and the line before where there is none.
std::string range(std::size_t begin, std::size_t end) {
  return fmt::format("{},{}", end > begin ? begin + 1 : begin, end - begin);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  constexpr std::size_t kAround = 3;
  const Lines old_lines = lines_of(before), new_lines = lines_of(after);
  const std::vector<Change> changes = Comparison(old_lines, new_lines).run();
  if (changes.empty()) return {};
  std::string text = fmt::format("--- {}\n+++ {}\n", name, name);
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first;
    while (last + 1 < changes.size() && changes[last + 1].old_begin - changes[last].old_end <= 2 * kAround)
      ++last;
    const std::size_t lead = std::min(kAround, changes[first].old_begin);
    const std::size_t tail = std::min(kAround, old_lines.size() - changes[last].old_end);
    fmt::format_to(std::back_inserter(text), "@@ -{} +{} @@\n",
                   range(changes[first].old_begin - lead, changes[last].old_end + tail),
                   range(changes[first].new_begin - lead, changes[last].new_end + tail));
    std::size_t at = changes[first].old_begin - lead;
    for (; first <= last; ++first) {
      for (; at < changes[first].old_begin; ++at) add_line(' ', old_lines[at], text);
      for (; at < changes[first].old_end; ++at) add_line('-', old_lines[at], text);
      for (std::size_t i = changes[first].new_begin; i < changes[first].new_end; ++i)
        add_line('+', new_lines[i], text);
    }
    for (std::size_t end = at + tail; at < end; ++at) add_line(' ', old_lines[at], text);
  }
  return text;
}

}  // namespace precept::format
