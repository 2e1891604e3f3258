#include "engine/input/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "engine/input/list_file.h"
#include "engine/input/list_mapping.h"
#include "runtime/read/json/json.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/translated.h"
#include "runtime/read/vocabulary.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

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
    text_.json += tail_;
    if (!text_.json.ends_with('\n')) text_.json += '\n';
    return JoinedDocument{sources_.add_translated(name, std::move(text_.json), std::move(text_.origins)),
                          has_mistakes_, std::move(joined_)};
  }

 private:
  /// The document's own text up to its last brace, and where that was written.
  void begin(const std::string& text, std::uint32_t end) {
    const std::uint32_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    text_ = {text.substr(begin, end - begin), sources_.file(document_).origins};
    tail_ = text.substr(end);
    if (text_.origins.empty()) text_.origins.push_back({0, end - begin, {document_, begin, end}, true});
  }

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
    const ListOf described{of.program, of.unit, *fields, mapping ? &*mapping : nullptr, policies_, presets_};
    const auto key = static_cast<std::uint32_t>(text_.json.size() + 1);
    text_.json += fmt::format(",\"{}\":", list.field);
    const std::size_t named = text_.origins.size();
    text_.origins.push_back({key, static_cast<std::uint32_t>(text_.json.size()), {}});
    ListJoined& joined = joined_.emplace_back();
    joined.said = {.path = "/" + list.field,
                   .file = file_name_of(list.path),
                   .sheet = list.sheet,
                   .mapping = mapping ? mapping->digest : ""};
    const ListRead read = read_list_file(list, described, sources_, text_, joined, diagnostics_);
    // The name comes from where its list does.
    if (named + 1 < text_.origins.size()) text_.origins[named].from = text_.origins[named + 1].from;
    has_mistakes_ |= read == ListRead::Partly;
    return read != ListRead::Not;
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

  FileId document_;
  std::span<const Program* const> policies_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::optional<toml::Value> mappings_;
  std::vector<fs::path> presets_;  ///< the folders that have some
  Translated text_;
  std::string tail_;  ///< of the document, from its last brace
  std::vector<ListJoined> joined_;
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

}  // namespace precept::input
