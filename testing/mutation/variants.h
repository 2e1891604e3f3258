// A document changed: the changes that are worth a look when two policies are to be told apart. Internal to
// testing/.
#pragma once

#include <functional>

#include "testing/suite/data.h"

namespace precept::testing {

struct Setting {
  std::string pointer;        ///< JSON pointer
  std::optional<Json> value;  ///< none: what is there is left out
};
/// Made in this order, all of them together.
using DocumentChange = std::vector<Setting>;

void make(const DocumentChange& change, Json& document);

/// What a policy speaks of, as values for documents.
struct ValuePool {
  std::vector<std::int64_t> numbers;  ///< the policy's own, and those beside them
  std::vector<Day> days;              ///< the same; its interval of force too
  struct Key {
    std::string text;
    std::vector<Day> days;  ///< in its row and in the rows that speak of it, and those beside them
  };
  /// By table: keys of rows that differ in more than their names, one of each sort: the commonest first, then
  /// from the rarest on.
  std::vector<std::vector<Key>> keys;
};
ValuePool pool_of(const model::Model& model);

/// A document of the kind in which there is one of everything.
Json sample_document(const model::Record& record, const model::Model& model, const ValuePool& pool);

/// Every change of one field, or element of a list, whose field's name is wanted; and of every attestation
/// whose judgement's name is. With a key of a table comes the day that its rows speak of. In the order of the
/// document.
std::vector<DocumentChange> changes_of(const Json& document, const model::Record& record,
                                       const model::Model& model, const ValuePool& pool,
                                       const std::function<bool(std::string_view name)>& is_wanted);

}  // namespace precept::testing
