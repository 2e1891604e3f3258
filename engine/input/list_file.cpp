#include "engine/input/list_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/file.h"
#include "engine/input/endings.h"
#include "engine/input/preset_hint.h"
#include "runtime/read/document_types.h"
#include "runtime/read/json/ndjson.h"
#include "runtime/read/records/header.h"
#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"
#include "runtime/read/yaml/yaml.h"

namespace precept::input {

namespace {

class ListFileReader {
 public:
  ListFileReader(const ListName& list, const ListOf& of, Sources& sources, Translated& to, ListJoined& joined,
                 Diagnostics& diagnostics)
      : list_(list),
        ending_(lower_ending(list.path)),
        of_(of),
        sources_(sources),
        to_(to),
        joined_(joined),
        diagnostics_(diagnostics) {}

  ListRead run() {
    auto bytes = read_bytes(std::filesystem::path(list_.path));
    if (!bytes) {
      diagnostics_.report(DiagnosticKind::DocumentUnreadable, {},
                          fmt::format("`{}` cannot be read: {}", list_.path, bytes.error()));
      return ListRead::Not;
    }
    const FileContent content = content_of(*bytes);
    if (!is_list(content)) {
      report_content(content, list_.path, diagnostics_);
      return ListRead::Not;
    }
    if (content == FileContent::Workbook) {
      const auto workbook = read_workbook(*bytes, list_.path, sources_, diagnostics_);
      joined_.bytes = std::move(*bytes);
      return read_cells(workbook);
    }
    if (!has_fields() && reports_sheet_of_text()) return ListRead::Not;
    const FileId file = joined_.text = sources_.add(list_.path, std::move(*bytes));
    return has_fields() ? read_with_fields(file) : read_cells(read_csv_file(file));
  }

 private:
  /// Whether the values of the format have names, which say what they are.
  bool has_fields() const {
    return ending_ == ".json" || is_lines_ending(ending_) || is_yaml_ending(ending_);
  }

  bool is_list(FileContent content) const {
    const bool has_encoding = of_.mapping != nullptr && !of_.mapping->encoding.empty();
    return content == FileContent::Text || (content == FileContent::Json && has_fields()) ||
           (content == FileContent::Workbook && !has_fields()) ||
           (content == FileContent::Other && has_encoding);
  }

  /// A text has one sheet without a name.
  bool reports_sheet_of_text() {
    if (list_.sheet.empty() || list_.sheet == "1") return false;
    diagnostics_
        .report(DiagnosticKind::ListSheet, {},
                fmt::format("`{}` is no workbook, and has no sheet `{}`", list_.path, list_.sheet))
        .with_help(fmt::format("name it without the sheet: --table {}={}", list_.field, list_.path));
    return true;
  }

  std::optional<Workbook> read_csv_file(FileId file) {
    CsvOptions options;
    if (of_.mapping != nullptr) {
      options.encoding = of_.mapping->encoding;
      options.delimiter = of_.mapping->delimiter;
      if (!of_.mapping->header_rows.empty()) options.header_line = of_.mapping->header_rows.back();
    }
    options.known_columns = [&](std::span<const Cell> header) {
      return known_columns(header, of_.fields, of_.mapping);
    };
    return read_csv(file, sources_, options, diagnostics_);
  }

  /// Where the header is none of the list's, a preset that has such headers is named.
  ListRead read_cells(const std::optional<Workbook>& workbook) {
    if (!workbook) return ListRead::Not;
    Diagnostics found;
    ListRows rows;
    const ListRead read = translate_list(*workbook, of_.fields, of_.mapping, sources_, to_, rows, found);
    count(rows);
    std::string preset;
    if (read == ListRead::Not && of_.mapping == nullptr) preset = preset_of_headers(*workbook, of_.presets);
    for (Diagnostic told : found.all()) {
      const bool is_of_header = told.kind == DiagnosticKind::ListHeader ||
                                told.kind == DiagnosticKind::ListHeaderNearly ||
                                told.kind == DiagnosticKind::ListColumnMissing;
      if (is_of_header && !preset.empty())
        told.note(fmt::format("its headers are those of the preset `{0}`: --map '{1}.use = \"{0}\"'", preset,
                              list_.field));
      if (is_of_header) preset.clear();
      diagnostics_.add(told);
    }
    return read;
  }

  void count(const ListRows& rows) {
    joined_.said.records = static_cast<std::int64_t>(rows.records);
    joined_.said.left_out_by_only = static_cast<std::int64_t>(rows.left_out_by_only);
  }

  ListRead read_with_fields(FileId file) {
    if (of_.mapping != nullptr) {
      diagnostics_
          .report(DiagnosticKind::MappingMisfit, of_.mapping->place,
                  fmt::format("`{}` has fields and no columns: a mapping, or a sheet, is for CSV files and "
                              "workbooks",
                              list_.path))
          .with_help("name the values as the fields are called");
      return ListRead::Not;
    }
    const auto translated = translated_fields(file);
    if (!translated) return ListRead::Not;
    const auto moved = static_cast<std::uint32_t>(to_.json.size());
    for (Origin origin : translated->origins) {
      origin.begin += moved;
      origin.end += moved;
      to_.origins.push_back(origin);
    }
    to_.json += translated->json;
    count({.records = elements_of(translated->json)});
    return ListRead::Whole;
  }

  std::optional<Translated> translated_fields(FileId file) {
    if (ending_ == ".json") return translate_json_list(file, sources_, diagnostics_);
    if (!is_yaml_ending(ending_)) return translate_ndjson(file, sources_, diagnostics_);
    const DocumentTypes types(of_.policies);
    const PlaceType* document = types.of_kind(of_.program->text(of_.unit->kind));
    return translate_yaml_list(file, sources_, document == nullptr ? nullptr : document->field(list_.field),
                               diagnostics_);
  }

  const ListName& list_;
  const std::string ending_;
  const ListOf& of_;
  Sources& sources_;
  Translated& to_;
  ListJoined& joined_;
  Diagnostics& diagnostics_;
};

}  // namespace

ListRead read_list_file(const ListName& list, const ListOf& of, Sources& sources, Translated& to,
                        ListJoined& joined, Diagnostics& diagnostics) {
  return ListFileReader(list, of, sources, to, joined, diagnostics).run();
}

}  // namespace precept::input
