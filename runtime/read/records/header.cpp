#include "runtime/read/records/header.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/vocabulary.h"

namespace precept {

namespace {

bool is_called(const Cell& cell, const MappedHeader& header) {
  return is_filled(cell) && as_compared(cell.text) == as_compared(header.text);
}

/// All headers that a mapping names.
std::vector<const MappedHeader*> headers_of(const ListMapping& mapping) {
  std::vector<const MappedHeader*> all;
  for (const auto& [field, column] : mapping.columns) {
    for (const MappedHeader& header : column.headers) all.push_back(&header);
    for (const MappedColumn::Choice& option : column.options) all.push_back(&option.header);
  }
  for (const MappedFilter& filter : mapping.only) all.push_back(&filter.header);
  return all;
}

class HeaderReader {
 public:
  HeaderReader(const Sheet& sheet, const ListFields& fields, const ListMapping* mapping,
               const Sources& sources, Diagnostics& diagnostics)
      : sheet_(sheet), fields_(fields), mapping_(mapping), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<ListHeader> run() {
    auto row = find_header_row(sheet_, fields_, mapping_, sources_, diagnostics_);
    if (!row) return std::nullopt;
    static_cast<HeaderRow&>(header_) = std::move(*row);
    const std::size_t before = diagnostics_.error_count();
    is_used_.resize(header_.cells.size());
    if (mapping_ != nullptr) add_mapped();
    for (std::size_t i = 0; i < header_.cells.size(); ++i) add_named(i);
    // After the fields: a column by which rows are chosen may be one of theirs, too.
    if (mapping_ != nullptr) add_filters();
    for (std::size_t i = 0; i < header_.cells.size(); ++i) near(header_.cells[i], i);
    missing();
    if (diagnostics_.error_count() != before) return std::nullopt;
    note_unread();
    return std::move(header_);
  }

 private:
  // ---- columns that the mapping names

  void add_mapped() {
    for (const ListField& field : fields_.fields) {
      const auto found = mapping_->columns.find(field.name);
      if (found == mapping_->columns.end()) continue;
      if (found->second.is_preset && !has_headers(found->second)) continue;
      ListColumn column{.field = &field, .columns = {}, .mapped = &found->second};
      for (const MappedHeader& header : found->second.headers) add_header(header, column.columns);
      for (const MappedColumn::Choice& option : found->second.options)
        add_header(option.header, column.columns);
      header_.columns.push_back(std::move(column));
    }
  }

  void add_filters() {
    for (const MappedFilter& filter : mapping_->only) add_header(filter.header, header_.filters);
  }

  bool has_headers(const MappedColumn& column) const {
    auto is_there = [&](const MappedHeader& header) {
      return std::ranges::any_of(header_.cells, [&](const Cell& cell) { return is_called(cell, header); });
    };
    return std::ranges::all_of(column.headers, is_there) &&
           std::ranges::all_of(column.options, is_there, &MappedColumn::Choice::header);
  }

  /// The column with the header; reports one that is not there, or there more than once.
  void add_header(const MappedHeader& header, std::vector<std::size_t>& columns) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < header_.cells.size(); ++i) {
      if (is_called(header_.cells[i], header)) found.push_back(i);
    }
    if (header.nth > 0 && header.nth <= found.size()) {
      found = {found[header.nth - 1]};
    } else if (found.empty() || header.nth > found.size()) {
      return report_missing(header, found.size());
    }
    if (found.size() > 1) {
      diagnostics_
          .report(DiagnosticKind::MappingMisfit, header.place,
                  fmt::format("{} columns are called {}", found.size(), in_backticks(header.text)))
          .with_help("say which: {header = \"…\", nth = 1}");
    }
    columns.push_back(found.front());
    is_used_[found.front()] = true;
  }

  void report_missing(const MappedHeader& header, std::size_t count) {
    Diagnostic& told = diagnostics_.report(
        DiagnosticKind::MappingMisfit, header.place,
        count == 0 ? fmt::format("the list has no column {}", in_backticks(header.text))
                   : fmt::format("the list has {} column{} {}, and none with the number {}", count,
                                 count == 1 ? "" : "s", in_backticks(header.text), header.nth));
    if (count > 0) {
      told.with_help(fmt::format("`nth` counts them from 1; the last is {}", count));
      return;
    }
    std::vector<std::string_view> names;
    for (const Cell& cell : header_.cells) {
      if (is_filled(cell)) names.push_back(trimmed(cell.text));
    }
    told.with_help(did_you_mean_or_list(header.text, names, "its columns"));
  }

  // ---- columns that are called as their fields

  void add_named(std::size_t at) {
    const Cell& cell = header_.cells[at];
    if (!is_filled(cell) || is_used_[at] || is_ignored(cell)) return;
    const ListField* field = fields_.named(cell.text);
    if (field == nullptr || is_mapped(*field)) return;
    is_used_[at] = true;
    const ListColumn* same = column_of(*field);
    if (same == nullptr) {
      header_.columns.push_back({field, {at}, nullptr});
      return;
    }
    Diagnostic& told =
        diagnostics_.report(DiagnosticKind::ListColumnTwice, cell.place,
                            fmt::format("two columns are called {}", in_backticks(field->name)));
    told.label(header_.cells[same->columns.front()].place, "the first one");
    told.with_help("take one of them out, or give it another name");
  }

  /// A field of which the mapping says where it is does not come from a column that is called so, too.
  bool is_mapped(const ListField& field) const {
    const ListColumn* column = column_of(field);
    return column != nullptr && column->mapped != nullptr;
  }

  const ListColumn* column_of(const ListField& field) const {
    const auto found = std::ranges::find(header_.columns, &field, &ListColumn::field);
    return found == header_.columns.end() ? nullptr : &*found;
  }

  bool is_ignored(const Cell& cell) const {
    return mapping_ != nullptr &&
           std::ranges::find(mapping_->ignored, as_compared(cell.text)) != mapping_->ignored.end();
  }

  /// Reports a header that is nearly a field whose column is not there: were it passed over, its cells would
  /// count as missing.
  void near(const Cell& cell, std::size_t at) {
    if (!is_filled(cell) || is_used_[at] || is_ignored(cell)) return;
    unread_.push_back(&cell);
    const ListField* field = fields_.nearly_named(cell.text);
    if (field == nullptr || column_of(*field) != nullptr) return;
    near_.push_back(field);
    diagnostics_
        .report(DiagnosticKind::ListHeaderNearly, cell.place,
                fmt::format("the header {} is nearly {}, and would not be read",
                            in_backticks(trimmed(cell.text)), in_backticks(field->name)))
        .with_help(fmt::format("did you mean {}?", in_backticks(field->name)));
  }

  void missing() {
    for (const ListField& field : fields_.fields) {
      if (!field.identifies || column_of(field) != nullptr || gives(field)) continue;
      if (std::ranges::find(near_, &field) != near_.end()) continue;
      std::vector<std::string_view> names;
      for (const ListField& each : fields_.fields) names.push_back(each.name);
      diagnostics_
          .report(DiagnosticKind::ListColumnMissing, first_cell(header_.cells).place,
                  fmt::format("the list of {} has no column {}: no row says its own",
                              in_backticks(fields_.list), in_backticks(field.name)))
          .with_help(
              fmt::format("the columns of {} are {}", in_backticks(fields_.record), enumerated(names)));
    }
  }

  /// Rows with one value give the field to those below.
  bool gives(const ListField& field) const { return mapping_ != nullptr && mapping_->section == field.name; }

  void note_unread() {
    if (unread_.empty()) return;
    std::string names;
    for (const Cell* cell : unread_) names += (names.empty() ? "" : ", ") + in_backticks(trimmed(cell->text));
    const bool is_one = unread_.size() == 1;
    diagnostics_.report(DiagnosticKind::ListColumnsNotRead, unread_.front()->place,
                        fmt::format("{} of the list {} not read: {}",
                                    is_one ? "a column" : fmt::format("{} columns", unread_.size()),
                                    is_one ? "is" : "are", names));
  }

  const Sheet& sheet_;
  const ListFields& fields_;
  const ListMapping* mapping_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  ListHeader header_;
  std::vector<bool> is_used_;        ///< by column
  std::vector<const Cell*> unread_;  ///< headers that name nothing
  std::vector<const ListField*> near_;
};

}  // namespace

std::size_t known_columns(std::span<const Cell> header, const ListFields& fields,
                          const ListMapping* mapping) {
  const auto mapped = mapping == nullptr ? std::vector<const MappedHeader*>() : headers_of(*mapping);
  return static_cast<std::size_t>(std::ranges::count_if(header, [&](const Cell& cell) {
    return fields.named(cell.text) != nullptr ||
           std::ranges::any_of(mapped, [&](const MappedHeader* each) { return is_called(cell, *each); });
  }));
}

std::optional<ListHeader> header_of_list(const Sheet& sheet, const ListFields& fields,
                                         const ListMapping* mapping, const Sources& sources,
                                         Diagnostics& diagnostics) {
  return HeaderReader(sheet, fields, mapping, sources, diagnostics).run();
}

}  // namespace precept
