#include "engine/input/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/suggest.h"
#include "base/toml/parse.h"
#include "engine/input/list_mapping.h"
#include "engine/input/mapping_digest.h"
#include "runtime/read/json_text.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

toml::Member* member_of(toml::Table& table, std::string_view key) {
  const auto found = std::ranges::find(table, key, &toml::Member::key);
  return found == table.end() ? nullptr : &*found;
}

/// What a table in a mapping is of: [people.columns.towns] is of a column.
enum class TableOf { Mapping, List, Columns, Column, Other };

TableOf table_in(TableOf outer, std::string_view key) {
  if (outer == TableOf::Mapping) return TableOf::List;
  if (outer == TableOf::List && key == "columns") return TableOf::Columns;
  return outer == TableOf::Columns ? TableOf::Column : TableOf::Other;
}

/// A column comes from one thing, so another one replaces it with all that belongs to it.
void drop_replaced(toml::Table& column, const toml::Table& over) {
  constexpr std::array<std::string_view, 3> kOrigins{"header", "options", "constant"};
  const bool is_replaced = std::ranges::any_of(kOrigins, [&](std::string_view origin) {
    return std::ranges::find(over, origin, &toml::Member::key) != over.end() &&
           member_of(column, origin) == nullptr;
  });
  if (is_replaced) column.clear();
}

/// Puts the members of `over` into the table; where both have one, and not two tables, that of `over` counts.
void merge(toml::Table& table, const toml::Table& over, TableOf what) {
  if (what == TableOf::Column) drop_replaced(table, over);
  for (const toml::Member& member : over) {
    toml::Member* same = member_of(table, member.key);
    if (same == nullptr) {
      table.push_back(member);
      continue;
    }
    auto* below = std::get_if<toml::Table>(&same->value.content);
    const auto* above = member.value.as<toml::Table>();
    if (below != nullptr && above != nullptr) {
      merge(*below, *above, table_in(what, member.key));
    } else {
      *same = member;
    }
  }
}

}  // namespace

std::optional<toml::Value> read_mappings(const MappingNames& names, Sources& sources,
                                         Diagnostics& diagnostics) {
  toml::Value all;
  all.content = toml::Table();
  if (names.table) {
    all = *names.table;
  } else if (!names.file.empty()) {
    auto read = toml::parse_file(names.file, sources, diagnostics);
    if (!read) return std::nullopt;
    all = std::move(*read);
  }
  for (const std::string& line : names.lines) {
    const auto read = toml::parse(sources.add("--map", line), sources, diagnostics);
    if (!read) return std::nullopt;
    merge(std::get<toml::Table>(all.content), *read->as<toml::Table>(), TableOf::Mapping);
  }
  return all;
}

namespace {

/// Who reads another's mapping is not to read, or to show in a message, whatever file it names.
bool leaves_folder(const fs::path& name) {
  return name.is_absolute() || std::ranges::find(name, fs::path("..")) != name.end();
}

/// Reports a preset that uses another one.
bool reports_chain(const toml::Table& preset, Diagnostics& diagnostics) {
  const auto use = std::ranges::find(preset, "use", &toml::Member::key);
  if (use == preset.end()) return false;
  diagnostics.report(DiagnosticKind::TomlValue, use->key_place, "a preset uses no other preset")
      .with_help("take over from the other one what is meant");
  return true;
}

/// The table of the preset that the list's mapping uses; an empty one where it uses none.
std::optional<toml::Table> preset_of(const toml::Table& table, const MappingNames& names, Sources& sources,
                                     Diagnostics& diagnostics) {
  const auto use = std::ranges::find(table, "use", &toml::Member::key);
  if (use == table.end()) return toml::Table();
  const auto* name = use->value.as<std::string>();
  if (name == nullptr) {
    diagnostics.report(DiagnosticKind::TomlValue, use->value.place,
                       fmt::format("`use` is {}; it is to be the name of a preset, or its file",
                                   use->value.type_in_words()));
    return std::nullopt;
  }
  if (leaves_folder(*name)) {
    diagnostics
        .report(DiagnosticKind::TomlValue, use->value.place,
                fmt::format("{} is outside of the folder of the mapping", in_backticks(*name)))
        .with_help("name a preset, or a file in the mapping's folder or below it");
    return std::nullopt;
  }
  const fs::path beside = names.table ? names.folder : fs::path(names.file).parent_path();
  std::vector<fs::path> places{beside / *name};
  std::vector<std::string> known;
  for (const fs::path& folder : names.presets) {
    places.push_back(folder / (*name + ".toml"));
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
      if (entry.path().extension() == ".toml") known.push_back(entry.path().stem().string());
  }
  for (const fs::path& place : places) {
    std::error_code error;
    if (!fs::is_regular_file(place, error)) continue;
    auto read = toml::parse_file(place, sources, diagnostics);
    if (!read || reports_chain(std::get<toml::Table>(read->content), diagnostics)) return std::nullopt;
    return std::get<toml::Table>(std::move(read->content));
  }
  std::ranges::sort(known);
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  diagnostics
      .report(DiagnosticKind::TomlValue, use->value.place,
              fmt::format("there is no preset {}", in_backticks(*name)))
      .with_help(did_you_mean_or_list(*name, candidates, "the presets"));
  return std::nullopt;
}

}  // namespace

std::optional<ListMapping> list_mapping(const toml::Value& mappings, const ListFields& fields,
                                        const Program& program, const MappingNames& names, Sources& sources,
                                        Diagnostics& diagnostics) {
  const auto* tables = mappings.as<toml::Table>();
  const auto found = std::ranges::find(*tables, fields.list, &toml::Member::key);
  if (found == tables->end()) return std::nullopt;
  const auto* own = found->value.as<toml::Table>();
  if (own == nullptr) {
    diagnostics.report(DiagnosticKind::TomlValue, found->value.place,
                       fmt::format("`{}` is {}; it is to be a table, the mapping of the list", fields.list,
                                   found->value.type_in_words()));
    return std::nullopt;
  }
  auto table = preset_of(*own, names, sources, diagnostics);
  if (!table) return std::nullopt;
  const FileId preset = table->empty() ? kNoFile : table->front().key_place.file;
  merge(*table, *own, TableOf::List);
  Diagnostics mistakes;
  ListMapping mapping = read_list_mapping(*found, *table, preset, fields, program, mistakes);
  mapping.digest = mapping_digest(*table);
  mistakes.sort_by_place();
  diagnostics.add(mistakes);
  return mapping;
}

}  // namespace precept::input
