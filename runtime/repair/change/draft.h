// A document's text with changes made to it.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "runtime/repair/change/change.h"

namespace precept {

/// Who attests and when, in a document that is only tried out.
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

  /// The document with all of the changes. Pointers of changes count elements as they are in the document
  /// itself, added ones after the last; removals are made when all else is done.
  std::string apply(std::span<const Change> changes) const;
  /// The same as operations on the document, in an order in which each finds its place; its attestations are
  /// by nobody and of no day, so that none of them counts before a person says both.
  std::string patch(std::span<const Change> changes) const;

  /// How many elements the list at the pointer has; 0 where there is none.
  std::size_t size(std::string_view pointer) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Adds a change to others made before it. What lies within something that one of them puts into the document
/// becomes a part of that one.
void add_change(Changes& changes, Change change);

}  // namespace precept
