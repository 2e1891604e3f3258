#include "runtime/places.h"

#include <algorithm>
#include <charconv>

#include "runtime/read/json.h"

namespace precept {

namespace {

/// In a larger document a field is not searched for by its path, which reads all before it: the place is
/// then that of the row.
constexpr std::size_t kLargestSearch = 1u << 24;

bool begins_code_point(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

LineColumn PlaceCursor::locate(std::uint32_t offset) {
  const SourceFile& file = sources_.file(file_);
  offset = std::min(offset, static_cast<std::uint32_t>(file.text.size()));
  bool is_ahead_on_line = next_line_begin_ != 0 && offset >= offset_ && offset < next_line_begin_;
  if (is_ahead_on_line) {
    at_.column += static_cast<std::uint32_t>(
        std::count_if(file.text.begin() + offset_, file.text.begin() + offset, begins_code_point));
  } else {
    at_ = sources_.locate(file_, offset);
    next_line_begin_ = at_.line < file.line_starts.size() ? file.line_starts[at_.line]
                                                          : static_cast<std::uint32_t>(file.text.size()) + 1;
  }
  offset_ = offset;
  return at_;
}

Places::Places(const Program& program, const Document& document, const Sources& sources)
    : program_(program),
      unit_(program.units[document.unit]),
      levels_(Program::in(program.levels, unit_.levels)),
      document_(document),
      sources_(sources),
      cursor_(document.source, sources),
      document_name_(document_name()) {}

/// Programs read the names of elements as a column; the document's own is looked up where the record has one.
std::string Places::document_name() const {
  const program::Object& root = program_.objects[unit_.root];
  auto fields = Program::in(program_.fields, root.fields);
  bool has_name = std::ranges::any_of(fields, [&](const program::Field& field) {
    return field.form == program::Form::Text && program_.text(field.name) == "name";
  });
  if (!has_name) return {};
  Span span = find_json_value(document_.source, sources_, offset(0, 0), "/name");
  bool is_text = sources_.text(span).starts_with('"');
  return is_text ? json_string_at(document_.source, sources_, span.begin) : std::string();
}

std::string Places::pointer(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return {};
  const program::Level& list = levels_[level];
  if (list.parent == 0)
    return std::string(program_.text(list.path)) + "/" + std::to_string(document_.levels[level].first + row);
  std::uint32_t parent = parent_row(level, row);
  return pointer(list.parent, parent) + std::string(path_in_parent(level)) + "/" +
         std::to_string(row - document_.levels[level].offsets[parent]);
}

/// "/topics" of "/attendance/*/topics".
std::string_view Places::path_in_parent(std::uint32_t level) const {
  std::string_view path = program_.text(levels_[level].path);
  const std::uint32_t parent = levels_[level].parent;
  if (parent != 0) path.remove_prefix(program_.text(levels_[parent].path).size() + 2);  // and "/*"
  return path;
}

std::optional<std::uint32_t> Places::row_at(std::uint32_t level, std::string_view pointer) const {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::uint32_t number = 0;
  std::string_view digits = pointer.substr(slash + 1), above = pointer.substr(0, slash);
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_number = error == std::errc() && end == digits.data() + digits.size() &&
                         (digits.size() == 1 || digits.front() != '0');
  const std::string_view path = path_in_parent(level);
  if (!is_number || !above.ends_with(path)) return std::nullopt;
  above.remove_suffix(path.size());
  const LevelRows& rows = document_.levels[level];
  if (levels_[level].parent == 0) {
    const bool is_there = above.empty() && number >= rows.first && number - rows.first < rows.count;
    return is_there ? std::optional(number - rows.first) : std::nullopt;
  }
  auto parent = row_at(levels_[level].parent, above);
  if (!parent || number >= rows.offsets[*parent + 1] - rows.offsets[*parent]) return std::nullopt;
  return rows.offsets[*parent] + number;
}

std::vector<std::uint32_t> Places::rows_named(std::uint32_t level, std::string_view name,
                                              std::size_t most) const {
  std::vector<std::uint32_t> rows;
  const std::uint32_t column = levels_[level].name_column;
  if (column == kAbsent) return rows;
  const bool raw = Program::in(program_.columns, unit_.columns)[column].raw != 0;
  const std::int32_t code = raw ? kUnknown : document_.texts.find(name);
  if (!raw && code == kUnknown) return rows;
  for (std::uint32_t row = 0; row < document_.rows(level) && rows.size() < most; ++row) {
    const bool is_it = raw ? text(column, row) == name : document_.code(program_, column, row) == code;
    if (is_it) rows.push_back(row);
  }
  return rows;
}

std::uint32_t Places::parent_row(std::uint32_t level, std::uint32_t row) const {
  if (levels_[level].parent == 0) return 0;
  return document_.levels[level].parent_of(row);
}

std::string Places::name(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return document_name_;
  std::uint32_t column = levels_[level].name_column;
  return column == kAbsent ? std::string() : text(column, row);
}

std::string Places::text(std::uint32_t column, std::uint32_t row) const {
  bool raw = Program::in(program_.columns, unit_.columns)[column].raw != 0;
  return text_of(document_.code(program_, column, row), raw);
}

std::string Places::text_of(std::int32_t code, bool raw) const {
  if (code < 0) return {};
  if (raw) return json_string_at(document_.source, sources_, static_cast<std::uint32_t>(code));
  return std::string(document_.texts.text(code));
}

std::uint32_t Places::offset(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) {
    std::size_t first = sources_.file(document_.source).text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first == std::string::npos ? 0 : static_cast<std::uint32_t>(first);
  }
  return document_.levels[level].places[row];
}

ReportPlace Places::at(std::uint32_t offset) {
  LineColumn at = cursor_.locate(offset);
  return {sources_.file(document_.source).name, at.line, at.column};
}

ReportPlace Places::place(std::uint32_t level, std::uint32_t row) {
  return at(offset(level, row));
}

ReportPlace Places::place(std::uint32_t level, std::uint32_t row, std::string_view path) {
  std::uint32_t from = offset(level, row);
  bool is_far = level == 0 && sources_.file(document_.source).text.size() > kLargestSearch;
  if (path.empty() || is_far) return at(from);
  if (level == 0) {
    if (auto known = document_offsets_.find(path); known != document_offsets_.end()) return at(known->second);
  }
  Span span = find_json_value(document_.source, sources_, from, path);
  if (span.has_place()) from = span.begin;
  if (level == 0) document_offsets_.emplace(path, from);
  return at(from);
}

}  // namespace precept
