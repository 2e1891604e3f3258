// The file of a list: a CSV file or a workbook, whose columns are told by their headers, or JSON, NDJSON or
// YAML, whose names are the fields. Which of them it is, its content says.
#pragma once

#include <filesystem>
#include <span>

#include "base/diagnostic.h"
#include "engine/input/joined_list.h"
#include "engine/input/lists.h"
#include "runtime/program/program.h"
#include "runtime/read/records/list_fields.h"
#include "runtime/read/records/mapping.h"
#include "runtime/read/records/records.h"
#include "runtime/read/translated.h"

namespace precept::input {

/// The list of a kind of document.
struct ListOf {
  const Program* program = nullptr;
  const program::Unit* unit = nullptr;
  const ListFields& fields;
  const ListMapping* mapping = nullptr;  ///< null: none
  std::span<const Program* const> policies;
  std::span<const std::filesystem::path> presets;  ///< the folders that have some
};

/// Appends what the file holds to `to`, as a JSON array. The file becomes one of `sources`. `joined` is
/// completed with what it was.
ListRead read_list_file(const ListName& list, const ListOf& of, Sources& sources, Translated& to,
                        ListJoined& joined, Diagnostics& diagnostics);

}  // namespace precept::input
