// From what a workbook stores for a cell to the cell.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/read/sheet/number_format.h"
#include "runtime/read/sheet/sheet.h"

namespace precept {

/// What the cells of all sheets refer to.
struct SharedParts {
  std::shared_ptr<SheetStore> store = std::make_shared<SheetStore>();  ///< of all sheets
  std::vector<std::string_view> texts;
  std::vector<bool> day_styles;  ///< by the number of a style, whether its numbers are shown as days
  DaysFrom days_from = DaysFrom::Year1900;
};

struct StoredCell {
  std::string type;   ///< its attribute `t`: "s" is a shared text, "b" a truth; empty is a number
  std::string style;  ///< its attribute `s`
  std::string value;  ///< its `v`, or the texts of its `is`
  bool has_formula = false, has_value = false;
};

/// The cell without a place, its text in `shared.store`; else why it cannot be read, in words behind "this
/// cell".
std::expected<Cell, std::string> cell_of(const StoredCell& stored, const SharedParts& shared);

}  // namespace precept
