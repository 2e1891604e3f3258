#include "engine/input/preset_hint.h"

#include <algorithm>
#include <set>
#include <vector>

#include "base/toml/parse.h"
#include "runtime/read/records/mapping.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostRows = 50, kLeastHeaders = 2;

using Headers = std::set<std::string>;

void add_texts(const toml::Value& value, Headers& headers) {
  if (const auto* text = value.as<std::string>()) headers.insert(as_compared(*text));
  if (const auto* list = value.as<toml::Array>()) {
    for (const toml::Value& each : *list) add_texts(each, headers);
  }
}

/// The headers of the columns that the preset names.
Headers headers_of(const fs::path& preset) {
  Sources sources;
  Diagnostics unread;  // a preset that is damaged is reported where it is used
  Headers headers;
  const auto root = toml::parse_file(preset, sources, unread);
  if (!root) return headers;
  const auto* table = root->as<toml::Table>();
  const auto columns = std::ranges::find(*table, "columns", &toml::Member::key);
  const auto* named = columns == table->end() ? nullptr : columns->value.as<toml::Table>();
  for (const toml::Member& column : named == nullptr ? toml::Table() : *named)
    add_texts(column.value, headers);
  return headers;
}

/// How many headers of the preset are in the row that has most of them.
std::size_t count_in(const Workbook& workbook, const Headers& headers) {
  std::size_t most = 0;
  for (const Sheet& sheet : workbook.sheets) {
    for (std::size_t row = 0; row < std::min(sheet.rows.size(), kMostRows); ++row) {
      Headers found;
      for (const Cell& cell : sheet.rows[row]) {
        std::string text = as_compared(std::string(cell.text));
        if (headers.contains(text)) found.insert(std::move(text));
      }
      most = std::max(most, found.size());
    }
  }
  return most;
}

}  // namespace

std::string preset_of_headers(const Workbook& workbook, std::span<const fs::path> folders) {
  std::string nearest;
  std::size_t most = kLeastHeaders - 1;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() != ".toml") continue;
      const std::size_t count = count_in(workbook, headers_of(entry.path()));
      if (count > most) nearest = entry.path().stem().string();
      if (count == most) nearest.clear();
      most = std::max(most, count);
    }
  }
  return nearest;
}

}  // namespace precept::input
