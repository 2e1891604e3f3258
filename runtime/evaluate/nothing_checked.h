// Lists that nobody gave, and the sentence that says why nothing was checked (docs/language.md, Verdict).
//
//   about Fair f, each s in f.stalls      `stalls` left out: an unknown list;
//       `"stalls": []`: "nothing was checked: `/stalls` of the document is empty"
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/run/run_view.h"

namespace precept {

/// A list that nobody gave: the column with its presence, and the row in that column.
struct UnknownList {
  std::uint32_t presence, row;
};
/// The unknown lists of a level of the unit, after those of the levels that it hangs below.
std::vector<UnknownList> unknown_lists(const RunView& view, std::uint32_t level);

/// The message of E5001. `clauses`: how many clauses looked at something, though nothing binding.
std::string why_nothing_checked(const RunView& view, std::size_t clauses);

}  // namespace precept
