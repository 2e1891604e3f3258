// A first mapping of a list in a file, for `precept map`.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "runtime/program/program.h"

namespace precept::input {

/// A first mapping of the list in a CSV file or workbook, in TOML (runtime/read/records/draft.h). `kind` is
/// that of the documents, `field` the list; empty: the only one there is. Nothing where it was reported why
/// not.
std::optional<std::string> draft_of(const std::string& path, const std::string& kind,
                                    const std::string& field, std::span<const Program* const> policies,
                                    Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::input
