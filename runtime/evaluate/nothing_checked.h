// Where a document is silent about whom it is about, and why nothing of it was checked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/run/run_view.h"

namespace precept {

/// A list that nobody gave: the column that says whether it is there, and its row.
struct UnknownList {
  std::uint32_t presence, row;
};
/// Of a level of the unit: its own lists, behind those that it is nested in.
std::vector<UnknownList> unknown_lists(const RunView& view, std::uint32_t level);

/// Of a document of which nothing binding was looked at; `clauses`: so many looked at something.
std::string why_nothing_checked(const RunView& view, std::size_t clauses);

}  // namespace precept
