#include "runtime/read/sheet/workbook.h"

#include <fmt/format.h>

#include "runtime/read/sheet/content.h"
#include "runtime/read/sheet/sheet_part.h"
#include "runtime/read/sheet/workbook_parts.h"

namespace precept {

namespace {

class WorkbookReader {
 public:
  WorkbookReader(ZipArchive zip, const std::string& name, Sources& sources, Diagnostics& diagnostics)
      : archive_{.zip = std::move(zip)}, name_(name), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<Workbook> run() {
    const auto package = read_relations(archive_, "");
    if (!package) return report(package.error());
    const std::string part = part_of_type(*package, "officeDocument");
    if (part.empty()) return report({.words = "does not say where its sheets are"});
    const auto list = read_sheet_list(archive_, part);
    if (!list) return report(list.error());
    const auto relations = read_relations(archive_, part);
    if (!relations) return report(relations.error());
    const auto shared = read_shared(*relations, list->days_from);
    if (!shared) return report(shared.error());
    Workbook workbook;
    for (const SheetEntry& entry : list->sheets) {
      if (!add_sheet(entry, *relations, *shared, workbook)) return std::nullopt;
    }
    return workbook;
  }

 private:
  OrFault<SharedParts> read_shared(const Relations& relations, DaysFrom days_from) {
    SharedParts shared{.days_from = days_from};
    if (const std::string part = part_of_type(relations, "sharedStrings"); !part.empty()) {
      auto texts = read_shared_texts(archive_, part, shared.store->texts);
      if (!texts) return std::unexpected(texts.error());
      shared.texts = std::move(*texts);
    }
    if (const std::string part = part_of_type(relations, "styles"); !part.empty()) {
      auto styles = read_day_styles(archive_, part);
      if (!styles) return std::unexpected(styles.error());
      shared.day_styles = std::move(*styles);
    }
    return shared;
  }

  /// False if it cannot be read, which is then reported.
  bool add_sheet(const SheetEntry& entry, const Relations& relations, const SharedParts& shared,
                 Workbook& workbook) {
    const auto relation = relations.find(entry.relation);
    const bool is_there = relation != relations.end() && !relation->second.part.empty();
    if (!is_there) {
      report({.words = fmt::format("is damaged: its sheet `{}` is nowhere in it", entry.name)});
      return false;
    }
    const bool is_chart = relation->second.type != "worksheet";
    if (is_chart) return true;
    Sheet& sheet = workbook.sheets.emplace_back(
        Sheet{.name = entry.name, .store = shared.store, .is_hidden = entry.is_hidden});
    const auto fault = read_sheet(archive_, relation->second.part, shared, sheet);
    Span place;
    if (fault && fault->cell) make_room(sheet, *fault->cell);
    if (!fault || fault->cell) add_as_text(sheet, name_, sources_);
    if (!fault) return true;
    if (fault->cell) place = sheet.rows[fault->cell->first][fault->cell->second].place;
    report(fault->fault, place);
    return false;
  }

  static void make_room(Sheet& sheet, std::pair<std::uint32_t, std::uint32_t> cell) {
    const auto [row, column] = cell;
    if (sheet.rows.size() <= row) sheet.rows.resize(row + 1);
    if (sheet.rows[row].size() <= column) sheet.rows[row].resize(column + 1);
  }

  std::nullopt_t report(const WorkbookFault& fault, Span place = {}) {
    const bool is_large = fault.kind == DiagnosticKind::DocumentTooLarge;
    const bool is_locked = fault.kind == DiagnosticKind::DocumentFormat;
    diagnostics_.report(fault.kind, place, fmt::format("the workbook `{}` {}", name_, fault.words))
        .with_help(is_large    ? "leave in it what the list needs, or check it in parts"
                   : is_locked ? "save it without a password"
                               : "open it in a spreadsheet program and save it again as .xlsx");
    return std::nullopt;
  }

  WorkbookArchive archive_;
  const std::string& name_;
  Sources& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<Workbook> read_workbook(std::string_view bytes, const std::string& name, Sources& sources,
                                      Diagnostics& diagnostics) {
  const FileContent content = content_of(bytes);
  if (content != FileContent::Workbook) {
    report_content(content, name, diagnostics);
    return std::nullopt;
  }
  auto zip = ZipArchive::open(bytes);
  return WorkbookReader(std::move(*zip), name, sources, diagnostics).run();
}

}  // namespace precept
