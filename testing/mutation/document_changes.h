// Changes of a document that may show a difference between two policies. Internal to testing/.
//
// For `shall ensure s.length <= 4` the pool has 3, 4 and 5 among its numbers. The changes of the document
// `{"kind": "Stall", "length": 6}` set `/length` to each of them, or leave it out.
#pragma once

#include <functional>

#include "testing/suite/data.h"

namespace precept::testing {

struct FieldChange {
  std::string pointer;        ///< JSON pointer
  std::optional<Json> value;  ///< none: the value is left out
};
/// Settings that are made together, in this order.
using DocumentChange = std::vector<FieldChange>;

void make(const DocumentChange& change, Json& document);

/// Values that a policy speaks of, for use in documents.
struct ValuePool {
  std::vector<std::int64_t> numbers;  ///< the policy's own, and each one more and one less
  std::vector<Day> days;              ///< the same for days, the interval of force among them
  struct Key {
    std::string text;
    std::vector<Day> days;  ///< in its row and in rows that refer to it, and the days beside them
  };
  /// For each table one key of each sort of row; rows of a sort differ in names only. The commonest sort
  /// comes first, then the others from the rarest on.
  std::vector<std::vector<Key>> keys;
};
ValuePool pool_of(const model::Model& model);

/// A document of the kind that has every field, and one element in every list.
Json sample_document(const model::Record& record, const model::Model& model, const ValuePool& pool);

/// Every change of a field or list element whose field's name is wanted, and of an attestation whose
/// judgement's name is wanted, in the order of the document. A change to a key of a table also sets the day,
/// to each day that its rows speak of.
std::vector<DocumentChange> changes_of(const Json& document, const model::Record& record,
                                       const model::Model& model, const ValuePool& pool,
                                       const std::function<bool(std::string_view name)>& is_wanted);

}  // namespace precept::testing
