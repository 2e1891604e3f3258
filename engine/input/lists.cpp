#include "engine/input/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/suggest.h"
#include "engine/input/endings.h"
#include "engine/input/preset_hint.h"
#include "runtime/read/document_types.h"
#include "runtime/read/json/json.h"
#include "runtime/read/json/ndjson.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/records/draft.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/records.h"
#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"
#include "runtime/read/vocabulary.h"
#include "runtime/read/yaml/yaml.h"

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

class Joiner {
 public:
  Joiner(FileId document, std::span<const Program* const> policies, Sources& sources,
         Diagnostics& diagnostics)
      : document_(document), policies_(policies), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<JoinedDocument> run(const DocumentLists& lists) {
    presets_ = lists.mappings.presets;
    mappings_ = read_mappings(lists.mappings, sources_, diagnostics_);
    if (!mappings_ || reports_unused_mappings(lists)) return std::nullopt;
    Diagnostics unread;  // is reported when the document is read
    const auto head = json_reader().peek(document_, sources_, unread);
    const std::string& text = sources_.file(document_).text;
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    if (!head || end == std::string::npos || text[end] != '}') return JoinedDocument{document_, false};
    begin(text, static_cast<std::uint32_t>(end));
    for (const ListName& list : lists.names) {
      const UnitOfKind of = unit_of(head->kind, list.field, policies_);
      if (of.program == nullptr) return JoinedDocument{document_, false};
      if (!add(list, of, lists.mappings)) return std::nullopt;
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

  bool add(const ListName& list, const UnitOfKind& of, const MappingNames& names) {
    const auto fields = list_fields(*of.program, *of.unit, list.field);
    if (!fields) {
      diagnostics_
          .report(DiagnosticKind::UnknownList, {},
                  fmt::format("`{}` is no list of {}, so `{}` cannot give it", list.field,
                              with_article(of.program->text(of.unit->kind)), list.path))
          .with_help(did_you_mean_or_list(list.field, lists_of(*of.program, *of.unit), "its lists"));
      return false;
    }
    const std::size_t errors = diagnostics_.error_count();
    auto mapping = list_mapping(*mappings_, *fields, *of.program, names, sources_, diagnostics_);
    if (diagnostics_.error_count() != errors) return false;
    if (!list.sheet.empty()) {
      if (!mapping) mapping.emplace();
      mapping->sheets = {{list.sheet, {}}};
    }
    auto translated = read(list, *fields, mapping ? &*mapping : nullptr, of);
    if (!translated) return false;
    has_mistakes_ |= translated->has_mistakes;
    append(list, translated->list);
    return true;
  }

  /// The list by what its file holds; JSON, NDJSON and YAML say by their names what they are.
  std::optional<TranslatedList> read(const ListName& list, const ListFields& fields,
                                     const ListMapping* mapping, const UnitOfKind& of) {
    auto bytes = read_bytes(fs::path(list.path));
    if (!bytes) {
      diagnostics_.report(DiagnosticKind::DocumentUnreadable, {},
                          fmt::format("`{}` cannot be read: {}", list.path, bytes.error()));
      return std::nullopt;
    }
    const std::string ending = lower_ending(list.path);
    const bool has_fields = ending == ".json" || is_lines_ending(ending) || is_yaml_ending(ending);
    const FileContent content = content_of(*bytes);
    const bool has_encoding = mapping != nullptr && !mapping->encoding.empty();
    const bool is_text = content == FileContent::Text || (content == FileContent::Json && has_fields) ||
                         (content == FileContent::Other && has_encoding);
    const bool is_workbook = content == FileContent::Workbook && !has_fields;
    if (!is_text && !is_workbook) {
      report_content(content, list.path, diagnostics_);
      return std::nullopt;
    }
    if (is_workbook) {
      const auto workbook = read_workbook(*bytes, list.path, sources_, diagnostics_);
      if (!workbook) return std::nullopt;
      return translate(*workbook, fields, mapping, list);
    }
    if (!has_fields && reports_sheet_of_text(list)) return std::nullopt;
    const FileId file = sources_.add(list.path, std::move(*bytes));
    return has_fields ? read_with_fields(file, list, ending, mapping, of)
                      : read_csv_list(file, fields, mapping, list);
  }

  /// A text has one sheet without a name.
  bool reports_sheet_of_text(const ListName& list) {
    if (list.sheet.empty() || list.sheet == "1") return false;
    diagnostics_
        .report(DiagnosticKind::ListSheet, {},
                fmt::format("`{}` is no workbook, and has no sheet `{}`", list.path, list.sheet))
        .with_help(fmt::format("name it without the sheet: --table {}={}", list.field, list.path));
    return true;
  }

  std::optional<TranslatedList> read_csv_list(FileId file, const ListFields& fields,
                                              const ListMapping* mapping, const ListName& list) {
    CsvOptions options;
    if (mapping != nullptr) {
      options.encoding = mapping->encoding;
      options.delimiter = mapping->delimiter;
      if (!mapping->header_rows.empty()) options.header_line = mapping->header_rows.back();
    }
    options.known_columns = [&](const std::vector<Cell>& header) {
      return known_columns(header, fields, mapping);
    };
    const auto workbook = read_csv(file, sources_, options, diagnostics_);
    if (!workbook) return std::nullopt;
    return translate(*workbook, fields, mapping, list);
  }

  /// The list of the workbook. Where its header is none of the list's, a preset that has such headers is
  /// named.
  std::optional<TranslatedList> translate(const Workbook& workbook, const ListFields& fields,
                                          const ListMapping* mapping, const ListName& list) {
    Diagnostics found;
    auto translated = translate_list(workbook, fields, mapping, sources_, found);
    std::string preset;
    if (!translated && mapping == nullptr) preset = preset_of_headers(workbook, presets_);
    for (Diagnostic told : found.all()) {
      const bool is_of_header = told.kind == DiagnosticKind::ListHeader ||
                                told.kind == DiagnosticKind::ListHeaderNearly ||
                                told.kind == DiagnosticKind::ListColumnMissing;
      if (is_of_header && !preset.empty())
        told.note(fmt::format("its headers are those of the preset `{0}`: --map '{1}.use = \"{0}\"'", preset,
                              list.field));
      if (is_of_header) preset.clear();
      diagnostics_.add(told);
    }
    return translated;
  }

  /// A format whose values are called as the fields.
  std::optional<TranslatedList> read_with_fields(FileId file, const ListName& list, const std::string& ending,
                                                 const ListMapping* mapping, const UnitOfKind& of) {
    if (mapping != nullptr) {
      diagnostics_
          .report(DiagnosticKind::MappingMisfit, mapping->place,
                  fmt::format("`{}` has fields and no columns: a mapping, or a sheet, is for CSV files and "
                              "workbooks",
                              list.path))
          .with_help("name the values as the fields are called");
      return std::nullopt;
    }
    std::optional<Translated> translated;
    if (ending == ".json") {
      translated = translate_json_list(file, sources_, diagnostics_);
    } else if (is_yaml_ending(ending)) {
      const DocumentTypes types(policies_);
      const PlaceType* document = types.of_kind(of.program->text(of.unit->kind));
      translated = translate_yaml_list(
          file, sources_, document == nullptr ? nullptr : document->field(list.field), diagnostics_);
    } else {
      translated = translate_ndjson(file, sources_, diagnostics_);
    }
    if (!translated) return std::nullopt;
    return TranslatedList{std::move(*translated), false};
  }

  /// A mapping of no list that is given is one of a name that is not quite right.
  bool reports_unused_mappings(const DocumentLists& lists) {
    bool is_one_unused = false;
    for (const toml::Member& table : *mappings_->as<toml::Table>()) {
      std::vector<std::string_view> names;
      for (const ListName& list : lists.names) names.push_back(list.field);
      if (std::ranges::find(names, table.key) != names.end()) continue;
      const auto& others = lists.mappings.other_lists;
      if (!names.empty() && std::ranges::find(others, table.key) != others.end()) continue;
      is_one_unused = true;
      Diagnostic& told = diagnostics_.report(
          DiagnosticKind::MappingMisfit, table.key_place,
          fmt::format("this is the mapping of `{}`, and nothing says where that list is", table.key));
      if (names.empty()) {
        told.with_help(
            fmt::format("give it with --table {}=FILE, or `tables` in the project file", table.key));
      } else {
        told.with_help(did_you_mean_or_list(table.key, names, "the lists that are given"));
      }
    }
    if (!is_one_unused && !lists.mappings.is_empty() && mappings_->as<toml::Table>()->empty()) {
      is_one_unused = true;
      diagnostics_
          .report(DiagnosticKind::MappingMisfit, mappings_->place, "the mapping says nothing of any list")
          .with_help("a table for each list: [people.columns]; or leave out --mapping");
    }
    return is_one_unused;
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
  std::optional<toml::Value> mappings_;
  std::vector<fs::path> presets_;  ///< the folders that have some
  std::string json_, tail_;
  std::vector<Origin> origins_;
  bool has_mistakes_ = false;
};

/// A word of the command line: FIELD=FILE, FIELD=FILE#SHEET. Nothing where it was reported that it is none.
std::optional<ListName> list_name(const std::string& word, Diagnostics& diagnostics) {
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
    diagnostics
        .report(DiagnosticKind::BadOption, {}, fmt::format("`--table {}` names no list and its file", word))
        .with_help("write --table FIELD=FILE, and of a workbook FIELD=FILE#SHEET");
    return std::nullopt;
  }
  return list_called(word.substr(0, equals), word.substr(equals + 1));
}

}  // namespace

ListName list_called(std::string field, std::string file) {
  ListName list{std::move(field), std::move(file), {}};
  const std::size_t sheet = list.path.rfind('#');
  std::error_code error;
  if (sheet == std::string::npos || fs::exists(list.path, error)) return list;
  list.sheet = list.path.substr(sheet + 1);
  list.path.resize(sheet);
  return list;
}

DocumentLists document_lists(const ListWords& words, Diagnostics& diagnostics) {
  DocumentLists lists;
  lists.mappings.file = words.mapping;
  lists.mappings.lines = words.map;
  for (const std::string& word : words.tables) {
    auto list = list_name(word, diagnostics);
    if (!list) continue;
    if (std::ranges::find(lists.names, list->field, &ListName::field) != lists.names.end())
      diagnostics.report(DiagnosticKind::BadOption, {},
                         fmt::format("`--table` gives the list `{}` twice", list->field));
    lists.names.push_back(std::move(*list));
  }
  return lists;
}

std::optional<JoinedDocument> join_lists(FileId document, const DocumentLists& lists,
                                         std::span<const Program* const> policies, Sources& sources,
                                         Diagnostics& diagnostics) {
  return Joiner(document, policies, sources, diagnostics).run(lists);
}

namespace {

/// A list that a table may give.
struct Candidate {
  UnitOfKind of;
  ListFields fields;
};

std::vector<Candidate> candidates(const std::string& kind, const std::string& field,
                                  std::span<const Program* const> policies) {
  std::vector<Candidate> found;
  for (const Program* policy : policies) {
    for (const program::Unit& unit : policy->units) {
      if (!kind.empty() && policy->text(unit.kind) != kind) continue;
      for (std::string_view list : lists_of(*policy, unit)) {
        if (!field.empty() && list != field) continue;
        found.push_back({{policy, &unit}, *list_fields(*policy, unit, list)});
      }
    }
  }
  return found;
}

}  // namespace

std::optional<std::string> draft_of(const std::string& path, const std::string& kind,
                                    const std::string& field, std::span<const Program* const> policies,
                                    Sources& sources, Diagnostics& diagnostics) {
  const std::vector<Candidate> lists = candidates(kind, field, policies);
  std::vector<std::string_view> names;
  for (const Candidate& each : lists) {
    if (std::ranges::find(names, each.fields.list) == names.end()) names.push_back(each.fields.list);
  }
  if (names.size() != 1) {
    Diagnostic& told = diagnostics.report(
        DiagnosticKind::UnknownList, {},
        names.empty() ? std::string("the policies have no such list") : "it is not clear which list it is");
    told.with_help(names.empty() ? "look at the fields of the documents: --kind and --list name one"
                                 : "name it with --list: " + enumerated(names));
    return std::nullopt;
  }
  auto bytes = read_bytes(fs::path(path));
  if (!bytes) {
    diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                       fmt::format("`{}` cannot be read: {}", path, bytes.error()));
    return std::nullopt;
  }
  const FileContent content = content_of(*bytes);
  if (content != FileContent::Text && content != FileContent::Workbook) {
    report_content(content, path, diagnostics);
    return std::nullopt;
  }
  const Candidate& list = lists.front();
  std::optional<Workbook> workbook;
  if (content == FileContent::Workbook) {
    workbook = read_workbook(*bytes, path, sources, diagnostics);
  } else {
    CsvOptions options;
    options.known_columns = [&](const std::vector<Cell>& header) {
      return known_columns(header, list.fields);
    };
    workbook = read_csv(sources.add(path, std::move(*bytes)), sources, options, diagnostics);
  }
  if (!workbook) return std::nullopt;
  std::string draft = draft_mapping(*workbook, list.fields, *list.of.program, sources, diagnostics);
  if (draft.empty()) return std::nullopt;
  return draft;
}

}  // namespace precept::input
