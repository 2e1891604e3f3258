#include "runtime/run/document_places.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "runtime/document/judgement_subjects.h"
#include "runtime/read/reader.h"

namespace precept {

namespace {

/// To find a field by its path, all text before it is read. In a document with more bytes than this, the
/// place of the row is given instead.
constexpr std::size_t kLargestSearch = 1u << 24;

}  // namespace

DocumentPlaces::DocumentPlaces(const Program& program, const Document& document, const Sources& sources)
    : program_(program),
      unit_(program.units[document.unit]),
      levels_(Program::in(program.levels, unit_.levels)),
      document_(document),
      sources_(sources),
      cursor_(document.source, sources),
      document_name_(document_name()) {}

/// The document's own name has no column, unlike the names of elements; it is looked up in the text.
std::string DocumentPlaces::document_name() const {
  const program::Object& root = program_.objects[unit_.root];
  auto fields = Program::in(program_.fields, root.fields);
  bool has_name = std::ranges::any_of(fields, [&](const program::Field& field) {
    return field.form == program::Form::Text && program_.text(field.name) == "name";
  });
  if (!has_name || document_.reader == nullptr) return {};
  const DocumentReader& reader = *document_.reader;
  return reader.text_of(reader.locate(document_.source, sources_, offset(0, 0), "/name"), sources_)
      .value_or("");
}

std::string DocumentPlaces::pointer(std::uint32_t level, std::uint32_t row) const {
  return row_pointer(program_, document_, level, row);
}

std::optional<std::uint32_t> DocumentPlaces::row_at(std::uint32_t level, std::string_view pointer) const {
  return row_at_pointer(program_, document_, level, pointer);
}

std::vector<std::uint32_t> DocumentPlaces::rows_named(std::uint32_t level, std::string_view name,
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

std::uint32_t DocumentPlaces::parent_row(std::uint32_t level, std::uint32_t row) const {
  if (levels_[level].parent == 0) return 0;
  return document_.levels[level].parent_of(row);
}

std::string DocumentPlaces::name(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return document_name_;
  std::uint32_t column = levels_[level].name_column;
  return column == kAbsent ? std::string() : text(column, row);
}

std::string DocumentPlaces::text(std::uint32_t column, std::uint32_t row) const {
  bool raw = Program::in(program_.columns, unit_.columns)[column].raw != 0;
  return text_of(document_.code(program_, column, row), raw);
}

std::string DocumentPlaces::text_of(std::int32_t code, bool raw) const {
  if (code < 0) return {};
  if (raw) return document_.reader->text_at(document_.source, sources_, static_cast<std::uint32_t>(code));
  return std::string(document_.texts.text(code));
}

std::string DocumentPlaces::beginning_of(std::int32_t code, bool raw) const {
  // An escape may take so many bytes for one byte of the text.
  constexpr std::size_t kEscape = 6;
  if (code < 0) return {};
  if (!raw) return text_for_message(document_.texts.text(code));
  return text_for_message(document_.reader->text_at(
      document_.source, sources_, static_cast<std::uint32_t>(code), kEscape * (limits::kShownText + 1)));
}

std::uint32_t DocumentPlaces::offset(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) {
    std::size_t first = sources_.file(document_.source).text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first == std::string::npos ? 0 : static_cast<std::uint32_t>(first);
  }
  return document_.levels[level].places[row];
}

Place DocumentPlaces::at(std::uint32_t offset) {
  const SourceFile& file = sources_.file(document_.source);
  if (!file.origins.empty()) return sources_.place({document_.source, offset, offset});
  LineColumn at = cursor_.locate(offset);
  return {file.name, at.line, at.column, {}};
}

Place DocumentPlaces::place(std::uint32_t level, std::uint32_t row) {
  return at(offset(level, row));
}

Place DocumentPlaces::place(std::uint32_t level, std::uint32_t row, std::string_view path) {
  std::uint32_t from = offset(level, row);
  bool is_far = level == 0 && sources_.file(document_.source).text.size() > kLargestSearch;
  if (path.empty() || is_far) return at(from);
  if (auto known = offsets_.find(std::tuple(level, row, path)); known != offsets_.end())
    return at(known->second);
  Span span = document_.reader->locate(document_.source, sources_, from, path);
  if (span.has_place()) from = span.begin;
  if (level == 0 || offsets_.size() < kMostKept) offsets_.emplace(std::tuple(level, row, path), from);
  return at(from);
}

}  // namespace precept
