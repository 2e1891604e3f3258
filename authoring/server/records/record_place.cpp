#include "authoring/server/records/record_place.h"

#include <algorithm>
#include <regex>

namespace precept::server {

namespace {

/// Reads JSON up to the place, whatever is wrong with it.
class JsonWalk {
 public:
  JsonWalk(std::string_view text, std::uint32_t offset) : text_(text), offset_(offset) {}

  RecordPlace run() {
    place_.begin = place_.end = offset_;
    while (at_ < offset_ && !is_done_) {
      const char c = text_[at_];
      if (c == '"') {
        word(end_of_string());
      } else if (is_letter(c)) {
        std::size_t end = at_;
        while (end < text_.size() && is_letter(text_[end])) ++end;
        word(end);
      } else {
        sign(c);
        ++at_;
      }
    }
    if (!is_done_ && at_ < text_.size() && at_ == offset_ && (text_[at_] == '"' || is_letter(text_[at_])))
      word(text_[at_] == '"' ? end_of_string() : at_ + 1);
    finish();
    return std::move(place_);
  }

 private:
  struct Frame {
    bool is_object;
    std::string key;
    bool is_value = false;  ///< behind the colon
    std::set<std::string> keys = {};
  };

  static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '+';
  }

  std::size_t end_of_string() const {
    for (std::size_t i = at_ + 1; i < text_.size(); ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == '"')
        return i + 1;
      else if (text_[i] == '\n')
        return i;
    }
    return text_.size();
  }

  /// A string, number or word: the place may be in it.
  void word(std::size_t end) {
    const bool is_quoted = text_[at_] == '"';
    if (offset_ <= end && offset_ >= at_) {
      place_.begin = static_cast<std::uint32_t>(at_);
      place_.end = static_cast<std::uint32_t>(end);
      place_.is_quoted = is_quoted;
      is_done_ = true;
    }
    std::string_view inner = text_.substr(at_, end - at_);
    if (is_quoted)
      inner = inner.substr(1, inner.size() >= 2 && inner.back() == '"' ? inner.size() - 2 : inner.size() - 1);
    if (!frames_.empty() && frames_.back().is_object && !frames_.back().is_value) {
      frames_.back().key = inner;
      if (is_done_)
        place_.key = inner;
      else
        frames_.back().keys.insert(std::string(inner));
    }
    at_ = end;
  }

  void sign(char c) {
    if (c == '{' || c == '[') {
      frames_.push_back({c == '{', {}});
    } else if ((c == '}' || c == ']') && !frames_.empty()) {
      frames_.pop_back();
    } else if (c == ':' && !frames_.empty()) {
      frames_.back().is_value = true;
    } else if (c == ',' && !frames_.empty()) {
      frames_.back().is_value = false;
      frames_.back().key.clear();
    }
  }

  void finish() {
    for (std::size_t i = 0; i < frames_.size(); ++i) {
      const Frame& frame = frames_[i];
      if (!frame.is_object) {
        place_.path.emplace_back("*");
      } else if (frame.is_value) {
        place_.path.push_back(frame.key);
      } else if (i + 1 == frames_.size()) {
        place_.is_key = true;
        place_.taken = frame.keys;
      }
    }
  }

  std::string_view text_;
  std::uint32_t offset_;
  std::size_t at_ = 0;
  bool is_done_ = false;
  std::vector<Frame> frames_;
  RecordPlace place_;
};

/// A line of YAML: how deep its key stands, its key, and where its value begins.
struct YamlLine {
  std::size_t depth = 0;                       ///< of the key or value, behind dashes
  std::size_t dashes = 0;                      ///< elements of lists that begin on the line
  std::size_t first_dash = 0;                  ///< column of the first of them
  std::string key;                             ///< empty where there is none
  std::size_t value = std::string_view::npos;  ///< column behind the colon
  bool is_blank = true;
};
YamlLine yaml_line(std::string_view line) {
  YamlLine result;
  std::size_t at = line.find_first_not_of(' ');
  if (at == std::string_view::npos || line[at] == '#') {
    result.depth = std::min(at, line.size());
    return result;
  }
  result.is_blank = false;
  result.first_dash = at;
  while (at < line.size() && line[at] == '-' && (at + 1 == line.size() || line[at + 1] == ' ')) {
    ++result.dashes;
    at = std::min(line.find_first_not_of(' ', at + 1), line.size());
  }
  result.depth = at;
  const std::size_t colon = line.find(':', at);
  if (colon == std::string_view::npos || (colon + 1 < line.size() && line[colon + 1] != ' ')) return result;
  std::string_view key = line.substr(at, colon - at);
  if (key.size() >= 2 && (key.front() == '"' || key.front() == '\'')) key = key.substr(1, key.size() - 2);
  result.key = key;
  result.value = colon + 1;
  return result;
}

std::vector<std::string_view> lines_of_text(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    begin = end + 1;
  }
  return lines;
}

/// The word of a line of YAML that a column is in.
void find_yaml_word(std::string_view line, std::uint32_t line_begin, std::size_t from, RecordPlace& place) {
  from = std::min(line.find_first_not_of(' ', from), line.size());
  std::size_t end = std::min({line.find(" #", from), line.find(": ", from), line.size()});
  if (end == line.size() && line.ends_with(':')) --end;
  while (end > from && line[end - 1] == ' ') --end;
  place.is_quoted = from < line.size() && (line[from] == '"' || line[from] == '\'');
  place.begin = line_begin + static_cast<std::uint32_t>(from);
  place.end = line_begin + static_cast<std::uint32_t>(std::max(from, end));
}

}  // namespace

RecordPlace place_in_json(std::string_view text, std::uint32_t offset) {
  return JsonWalk(text, offset).run();
}

RecordPlace place_in_yaml(std::string_view text, std::uint32_t offset) {
  const std::vector<std::string_view> lines = lines_of_text(text);
  std::size_t row = 0;
  std::uint32_t line_begin = 0;
  for (; row + 1 < lines.size() && text.find('\n', line_begin) < offset; ++row)
    line_begin = static_cast<std::uint32_t>(text.find('\n', line_begin) + 1);
  const std::size_t column = offset - line_begin;
  const std::string_view line = lines[row];
  YamlLine here = yaml_line(line);
  if (here.is_blank) here.depth = column;
  RecordPlace place;
  place.is_key = here.key.empty() || column < here.value;
  find_yaml_word(line, line_begin, place.is_key ? here.depth : here.value, place);
  if (place.begin > offset) place.begin = place.end = offset;
  std::vector<std::string> path;
  if (!place.is_key) path.push_back(here.key);
  if (place.is_key) place.key = here.key;
  std::size_t depth = here.depth;
  for (std::size_t i = 0; i < here.dashes; ++i) path.emplace_back("*");
  if (here.dashes > 0) depth = here.first_dash;
  bool is_in_element = here.dashes > 0;
  for (std::size_t above = row; above-- > 0;) {
    const YamlLine other = yaml_line(lines[above]);
    if (other.is_blank) continue;
    if (other.depth == depth && other.dashes == 0 && !is_in_element && !other.key.empty()) {
      if (depth == here.depth && place.is_key) place.taken.insert(other.key);
      continue;
    }
    // The dash of the element that this line is in.
    if (other.dashes > 0 && other.depth == depth && !is_in_element) {
      if (depth == here.depth && place.is_key && !other.key.empty()) place.taken.insert(other.key);
      for (std::size_t i = 0; i < other.dashes; ++i) path.emplace_back("*");
      depth = other.first_dash;
      is_in_element = true;
      continue;
    }
    // The key of a list may stand as deep as its dashes.
    const bool is_parent =
        other.depth < depth || (is_in_element && other.depth == depth && other.dashes == 0);
    if (!is_parent || other.key.empty()) continue;
    path.push_back(other.key);
    for (std::size_t i = 0; i < other.dashes; ++i) path.emplace_back("*");
    depth = other.dashes > 0 ? other.first_dash : other.depth;
    is_in_element = other.dashes > 0;
  }
  place.path.assign(path.rbegin(), path.rend());
  return place;
}

std::string pointer_of(const std::vector<std::string>& path) {
  std::string pointer;
  for (const std::string& each : path) pointer += "/" + each;
  return pointer;
}

std::string kind_in_text(std::string_view text) {
  // The `kind` of the outermost object mostly stands at its begin; the rest need not be searched.
  constexpr std::size_t kMost = 4000;
  static const std::regex kKind(R"re((^|[\n{,])\s*"?kind"?\s*:\s*["']?([A-Za-z_][A-Za-z0-9_]*))re");
  const std::string begin(text.substr(0, kMost));
  std::smatch found;
  return std::regex_search(begin, found, kKind) ? found[2].str() : "";
}

std::uint32_t end_of_value(std::string_view text, std::uint32_t begin) {
  const auto size = static_cast<std::uint32_t>(text.size());
  if (begin >= size) return size;
  const char quote = text[begin];
  if (quote == '{' || quote == '[') return begin + 1;
  for (std::uint32_t i = begin + 1; i < size; ++i) {
    const char c = text[i];
    if (quote == '"' || quote == '\'') {
      if (c == '\\') ++i;
      if (c == quote) return i + 1;
      if (c == '\n') return i;
    } else if (c == ',' || c == '}' || c == ']' || c == '\n' || c == '\r') {
      return i;
    }
  }
  return size;
}

}  // namespace precept::server
