// Rows or cells that a note tells of: the first of them by name, the others counted.
//
//   "3, 7 and 2 more"
#pragma once

#include <cstddef>
#include <string>

#include "base/source.h"

namespace precept {

class RowNames {
 public:
  /// The row or cell at the place: "F17" in a sheet, "17" the line of a text.
  void add(Span place, const Sources& sources);
  /// A row of a sheet by its number: "17".
  void add_row(Span place, const Sources& sources);
  std::size_t count() const { return count_; }
  Span first() const { return first_; }
  std::string text() const;

 private:
  void add(Span place, const std::string& name);

  std::string names_;
  std::size_t count_ = 0;
  Span first_;
};

}  // namespace precept
