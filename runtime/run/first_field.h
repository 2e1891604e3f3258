// Where in the document a norm about the document looks first.
#pragma once

#include <map>
#include <span>
#include <string>

#include "runtime/run/places.h"
#include "runtime/run/run_view.h"

namespace precept {

class FirstField {
 public:
  /// Uses the code of the view, and no register's value.
  FirstField(const RunView& view, Places& places) : view_(view), places_(places) {}

  /// The leftmost field that the operands are computed from and that the document gives; a list's elements
  /// stand for the list. No place where there is none.
  ReportPlace find(std::span<const std::uint32_t> operands);

 private:
  bool is_given(std::uint32_t column) const;
  ReportPlace place(std::uint32_t column);

  const RunView& view_;
  Places& places_;
  std::map<std::uint32_t, ReportPlace> found_;  ///< by column
};

}  // namespace precept
