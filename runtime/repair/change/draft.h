// Makes changes in a document's text.
//
//   Change{.kind = Edit, .pointer = "/stalls/1/length", .value = "4"}
//   patch: [{"op": "replace", "path": "/stalls/1/length", "value": 4}]
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "runtime/repair/change/change.h"

namespace precept {

/// Who attests, and when, in a document that is only tried.
struct Attester {
  std::string by = "to be attested";
  std::string date;  ///< empty: the document's own, or any day where it has none
};

class Draft {
 public:
  /// `text` is well-formed JSON, an object.
  Draft(std::string_view text, Attester attester);
  ~Draft();
  Draft(const Draft&) = delete;

  /// The document's text with all changes made. Pointers count elements as in the original document, added
  /// ones after the last. Removals are made last.
  std::string apply(std::span<const Change> changes) const;
  /// The same as a JSON Patch (RFC 6902), in an order in which each operation finds its place. Its
  /// attestations have no `by` and no `date`, so that none counts before a person gives both.
  std::string patch(std::span<const Change> changes) const;

  /// How many elements the list at the pointer has; 0 where there is none.
  std::size_t size(std::string_view pointer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Adds a change to earlier ones. If it lies within a value that an earlier one puts, it becomes part of
/// that.
void add_change(Changes& changes, Change change);

}  // namespace precept
