// The place in the document of the first field that a norm looks at. A finding about the whole document
// shows it.
//
//   shall ensure f.limit <= 10        the place of `limit`
#pragma once

#include <map>
#include <span>
#include <string>

#include "runtime/run/document_places.h"
#include "runtime/run/run_view.h"

namespace precept {

class FirstField {
 public:
  /// Reads the view's instructions and document, but no register.
  FirstField(const RunView& view, DocumentPlaces& places) : view_(view), places_(places) {}

  /// The place of the leftmost field that the operands are computed from and that the document gives. A field
  /// of elements has the place of the list. Without such a field the result has no place (line 0).
  Place find(std::span<const std::uint32_t> operands);

 private:
  bool is_given(std::uint32_t column) const;
  Place place(std::uint32_t column);

  const RunView& view_;
  DocumentPlaces& places_;
  std::map<std::uint32_t, Place> found_;  ///< by column
};

}  // namespace precept
