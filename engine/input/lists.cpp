#include "engine/input/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/file.h"
#include "base/suggest.h"
#include "runtime/read/json/json.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/records.h"
#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

/// The unit of the first policy that is about the kind and has the list; of one that has not, otherwise.
struct UnitOfKind {
  const Program* program = nullptr;
  const program::Unit* unit = nullptr;
};

UnitOfKind unit_of(std::string_view kind, std::string_view list, std::span<const Program* const> policies) {
  UnitOfKind any;
  for (const Program* policy : policies) {
    for (const program::Unit& unit : policy->units) {
      if (policy->text(unit.kind) != kind) continue;
      if (list_fields(*policy, unit, list)) return {policy, &unit};
      if (any.program == nullptr) any = {policy, &unit};
    }
  }
  return any;
}

/// The one sheet of that name or number.
bool choose_sheet(const ListName& list, Workbook& workbook, Diagnostics& diagnostics) {
  if (list.sheet.empty()) return true;
  auto found = std::ranges::find(workbook.sheets, list.sheet, &Sheet::name);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(list.sheet.data(), list.sheet.data() + list.sheet.size(), number);
  const bool is_number = error == std::errc() && end == list.sheet.data() + list.sheet.size();
  if (found == workbook.sheets.end() && is_number && number >= 1 && number <= workbook.sheets.size())
    found = workbook.sheets.begin() + static_cast<std::ptrdiff_t>(number - 1);
  if (found != workbook.sheets.end()) {
    Sheet chosen = std::move(*found);
    chosen.is_hidden = false;  // who names it means it
    workbook.sheets.clear();
    workbook.sheets.push_back(std::move(chosen));
    return true;
  }
  const bool is_text = workbook.sheets.size() == 1 && workbook.sheets.front().name.empty();
  if (is_text) {
    diagnostics
        .report(DiagnosticKind::ListSheet, {},
                fmt::format("`{}` is no workbook, and has no sheet `{}`", list.path, list.sheet))
        .with_help(fmt::format("name it without the sheet: --table {}={}", list.field, list.path));
    return false;
  }
  std::vector<std::string_view> names;
  for (const Sheet& sheet : workbook.sheets) names.push_back(sheet.name);
  diagnostics
      .report(DiagnosticKind::ListSheet, {},
              fmt::format("the workbook `{}` has no sheet `{}`", list.path, list.sheet))
      .with_help(did_you_mean_or_list(list.sheet, names, "its sheets"));
  return false;
}

class Joiner {
 public:
  Joiner(FileId document, std::span<const Program* const> policies, Sources& sources,
         Diagnostics& diagnostics)
      : document_(document), policies_(policies), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<JoinedDocument> run(std::span<const ListName> lists) {
    Diagnostics unread;  // is reported when the document is read
    const auto head = json_reader().peek(document_, sources_, unread);
    const std::string& text = sources_.file(document_).text;
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    if (!head || end == std::string::npos || text[end] != '}') return JoinedDocument{document_, false};
    begin(text, static_cast<std::uint32_t>(end));
    for (const ListName& list : lists) {
      const UnitOfKind of = unit_of(head->kind, list.field, policies_);
      if (of.program == nullptr) return JoinedDocument{document_, false};
      if (!add(list, of)) return std::nullopt;
    }
    if (diagnostics_.has_errors() && !has_mistakes_) return std::nullopt;
    const std::string name = sources_.file(document_).name;
    return JoinedDocument{sources_.add_translated(name, finished(), std::move(origins_)), has_mistakes_};
  }

 private:
  /// The document's own text up to its last brace, and where that was written.
  void begin(const std::string& text, std::uint32_t end) {
    json_ = text.substr(0, end);
    tail_ = text.substr(end);
    origins_ = sources_.file(document_).origins;
    if (origins_.empty()) origins_.push_back({0, end, {document_, 0, end}, true});
  }

  std::string finished() { return std::move(json_) + tail_; }

  bool add(const ListName& list, const UnitOfKind& of) {
    const auto fields = list_fields(*of.program, *of.unit, list.field);
    if (!fields) {
      diagnostics_
          .report(DiagnosticKind::UnknownList, {},
                  fmt::format("`{}` is no list of {}, so `{}` cannot give it", list.field,
                              with_article(of.program->text(of.unit->kind)), list.path))
          .with_help(did_you_mean_or_list(list.field, lists_of(*of.program, *of.unit), "its lists"));
      return false;
    }
    auto workbook = read(list, *fields);
    if (!workbook || !choose_sheet(list, *workbook, diagnostics_)) return false;
    auto translated = translate_list(*workbook, *fields, sources_, diagnostics_);
    if (!translated) return false;
    has_mistakes_ |= translated->has_mistakes;
    append(list, translated->list);
    return true;
  }

  std::optional<Workbook> read(const ListName& list, const ListFields& fields) {
    auto bytes = read_bytes(fs::path(list.path));
    if (!bytes) {
      diagnostics_.report(DiagnosticKind::DocumentUnreadable, {},
                          fmt::format("`{}` cannot be read: {}", list.path, bytes.error()));
      return std::nullopt;
    }
    const FileContent content = content_of(*bytes);
    if (content == FileContent::Workbook) return read_workbook(*bytes, list.path, sources_, diagnostics_);
    if (content != FileContent::Text) {
      report_content(content, list.path, diagnostics_);
      return std::nullopt;
    }
    const FileId file = sources_.add(list.path, std::move(*bytes));
    CsvOptions options;
    options.known_columns = [&](const std::vector<Cell>& header) { return known_columns(header, fields); };
    return read_csv(file, sources_, options, diagnostics_);
  }

  /// The list as the last member of the document.
  void append(const ListName& list, const Translated& translated) {
    const Span from = translated.origins.empty() ? Span{} : translated.origins.front().from;
    const auto key = static_cast<std::uint32_t>(json_.size() + 1);
    json_ += fmt::format(",\"{}\":", list.field);
    const auto moved = static_cast<std::uint32_t>(json_.size());
    origins_.push_back({key, moved, from});
    for (Origin origin : translated.origins) {
      origin.begin += moved;
      origin.end += moved;
      origins_.push_back(origin);
    }
    json_ += translated.json;
  }

  FileId document_;
  std::span<const Program* const> policies_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::string json_, tail_;
  std::vector<Origin> origins_;
  bool has_mistakes_ = false;
};

}  // namespace

std::optional<ListName> list_name(const std::string& word, Diagnostics& diagnostics) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
    diagnostics
        .report(DiagnosticKind::BadOption, {}, fmt::format("`--table {}` names no list and its file", word))
        .with_help("write --table FIELD=FILE, and of a workbook FIELD=FILE#SHEET");
    return std::nullopt;
  }
  ListName list{word.substr(0, equals), word.substr(equals + 1), {}};
  const std::size_t sheet = list.path.rfind('#');
  std::error_code error;
  // A file may have the sign in its name.
  if (sheet == std::string::npos || fs::exists(list.path, error)) return list;
  list.sheet = list.path.substr(sheet + 1);
  list.path.resize(sheet);
  return list;
}

std::optional<JoinedDocument> join_lists(FileId document, std::span<const ListName> lists,
                                         std::span<const Program* const> policies, Sources& sources,
                                         Diagnostics& diagnostics) {
  return Joiner(document, policies, sources, diagnostics).run(lists);
}

}  // namespace precept::input
