#include "engine/input/list_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/file.h"
#include "runtime/read/records/draft.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"
#include "runtime/read/vocabulary.h"

namespace precept::input {

namespace {

/// A list that a table may give.
struct Candidate {
  const Program* program = nullptr;
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
        found.push_back({policy, *list_fields(*policy, unit, list)});
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
  auto bytes = read_bytes(std::filesystem::path(path));
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
    options.known_columns = [&](std::span<const Cell> header) { return known_columns(header, list.fields); };
    workbook = read_csv(sources.add(path, std::move(*bytes)), sources, options, diagnostics);
  }
  if (!workbook) return std::nullopt;
  std::string draft = draft_mapping(*workbook, list.fields, *list.program, sources, diagnostics);
  if (draft.empty()) return std::nullopt;
  return draft;
}

}  // namespace precept::input
