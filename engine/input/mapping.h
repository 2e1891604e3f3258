// Mappings of lists, as they are written in TOML (docs/lists.md, Mappings).
//
//   [people.values.role]
//   "Gast" = "Guest"          a word of the list, and the member of the field's enum that it means
//
// All that can be said without the list is checked here: keys, fields, and whether each target is a word of
// its field.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/toml/value.h"
#include "runtime/program/program.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"

namespace precept::input {

/// Where a document's mappings are written.
struct MappingNames {
  std::string file;                ///< `--mapping FILE`; empty: none
  std::vector<std::string> lines;  ///< `--map LINE`, each a line of TOML; they count more than the file
  std::vector<std::filesystem::path> presets;  ///< folders in which `use = "NAME"` looks for NAME.toml
  std::optional<toml::Value> table = {};       ///< what the project file says itself, in place of a file
  std::filesystem::path folder = {};           ///< of that project file
  std::vector<std::string> other_lists = {};   ///< of other documents, which the mapping may be of, too

  bool is_empty() const { return file.empty() && lines.empty() && !table; }
};

/// What file and lines say together, a table for each list; nothing where it was reported that one cannot be
/// read.
std::optional<toml::Value> read_mappings(const MappingNames& names, Sources& sources,
                                         Diagnostics& diagnostics);

/// The mapping of a list; nothing where `mappings` has none of it. Mistakes are reported.
std::optional<ListMapping> list_mapping(const toml::Value& mappings, const ListFields& fields,
                                        const Program& program, const MappingNames& names, Sources& sources,
                                        Diagnostics& diagnostics);

}  // namespace precept::input
