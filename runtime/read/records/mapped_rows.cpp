#include "runtime/read/records/mapped_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace precept {

namespace {

bool begins_with_one(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& word) { return text.starts_with(word); });
}

bool ends_with_one(const std::string& text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& word) { return text.ends_with(word); });
}

}  // namespace

MappedRows::MappedRows(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
                       const MappedCells& cells, const Sources& sources)
    : sheet_(sheet), header_(header), mapping_(mapping), cells_(cells), sources_(sources) {
  is_hidden_.resize(sheet.rows.size());
  for (std::uint32_t row : sheet.hidden_rows) {
    if (row < is_hidden_.size()) is_hidden_[row] = true;
  }
}

bool MappedRows::is_record(std::size_t row) {
  const SheetRow& cells = sheet_.rows[row];
  const auto first = std::ranges::find_if(cells, [&](const Cell& cell) { return !cells_.is_empty(cell); });
  if (first == cells.end()) return false;
  if (mapping_ != nullptr && mapping_->first_row > sources_.place(first->place).line) {
    early_.add_row(first->place, sources_);
    return false;
  }
  if (is_hidden_[row]) hidden_.add_row(first->place, sources_);
  if (mapping_ == nullptr) return true;
  if (is_hidden_[row] && mapping_->skips_hidden_rows) return false;
  if (is_named(*first)) {
    named_.add_row(first->place, sources_);
    return false;
  }
  if (!mapping_->section.empty()) {
    if (const Cell* value = only_value(row)) {
      section_ = value;
      return false;
    }
  }
  if (fits_filters(row)) return true;
  if (filtered_++ == 0) first_filtered_ = first->place;
  return false;
}

/// Whether the mapping leaves rows out that begin or end as this one's first value does.
bool MappedRows::is_named(const Cell& first) const {
  if (mapping_->begins.empty() && mapping_->ends.empty()) return false;
  const std::string value = as_compared(first.text);
  return begins_with_one(value, mapping_->begins) || ends_with_one(value, mapping_->ends);
}

/// The only value of a row; null where there are more.
const Cell* MappedRows::only_value(std::size_t row) const {
  const Cell* only = nullptr;
  for (const Cell& cell : sheet_.rows[row]) {
    if (cells_.is_empty(cell)) continue;
    if (only != nullptr) return nullptr;
    only = &cell;
  }
  return only;
}

bool MappedRows::fits_filters(std::size_t row) const {
  for (std::size_t i = 0; i < mapping_->only.size(); ++i) {
    const SheetRow& cells = sheet_.rows[row];
    const std::size_t column = header_.filters[i];
    const std::string value = column < cells.size() ? as_compared(cells[column].text) : std::string();
    if (std::ranges::find(mapping_->only[i].values, value) == mapping_->only[i].values.end()) return false;
  }
  return true;
}

void MappedRows::note(Diagnostics& diagnostics) const {
  auto rows = [](std::size_t count) {
    return count == 1 ? std::string("a row") : fmt::format("{} rows", count);
  };
  auto are = [](std::size_t count) { return count == 1 ? "is" : "are"; };
  auto left_out = [&](const RowNames& names, std::string_view where) {
    if (names.count() == 0) return;
    diagnostics.report(DiagnosticKind::ListRowsLeftOut, names.first(),
                       fmt::format("{} {}{} left out, as the mapping says: {}", rows(names.count()), where,
                                   are(names.count()), names.text()));
  };
  left_out(early_, "below the header ");
  left_out(named_, "");
  if (filtered_ > 0)
    diagnostics.report(
        DiagnosticKind::ListRowsLeftOut, first_filtered_,
        fmt::format("{} {} left out, as `only` of the mapping says", rows(filtered_), are(filtered_)));
  if (hidden_.count() == 0) return;
  const bool skips = mapping_ != nullptr && mapping_->skips_hidden_rows;
  diagnostics.report(DiagnosticKind::ListHiddenRows, hidden_.first(),
                     fmt::format("{} of the list {} hidden, and {}: {}", rows(hidden_.count()),
                                 are(hidden_.count()), skips ? "left out" : "read", hidden_.text()));
}

}  // namespace precept
