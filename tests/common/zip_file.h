// Makes zip archives, as fixtures.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace precept::test {

/// Names and contents.
using Parts = std::vector<std::pair<std::string, std::string>>;

/// An archive with these parts, as bytes. Where they are locked they only say so.
std::string zip_of(const Parts& parts, bool are_locked = false);

/// A workbook of these sheets: their names, and what their parts hold within `<worksheet>`. The parts of
/// `others` are added, or take the place of those that it has.
std::string workbook_of(const Parts& sheets, const Parts& others = {});

}  // namespace precept::test
