// Changes of a document that may show a difference between two policies. Internal to testing/.
//
// The changes of the document `{"kind": "Stall", "length": 6}` set `/length` to each number of the pool, or
// leave it out.
#pragma once

#include <functional>

#include "testing/mutation/value_pool.h"
#include "testing/suite/data.h"

namespace precept::testing {

struct FieldChange {
  std::string pointer;        ///< JSON pointer
  std::optional<Json> value;  ///< none: the value is left out
};
/// Changes of fields that are made together, in this order.
using DocumentChange = std::vector<FieldChange>;

void make(const DocumentChange& change, Json& document);

/// A document of the kind that has every field, and one element in every list.
Json sample_document(const model::Record& record, const model::Model& model, const ValuePool& pool);

/// Every change of a field or list element whose field's name is wanted, and of an attestation whose
/// judgement's name is wanted, in the order of the document. A change to a key of a table also sets the day,
/// to each day that its rows speak of.
std::vector<DocumentChange> changes_of(const Json& document, const model::Record& record,
                                       const model::Model& model, const ValuePool& pool,
                                       const std::function<bool(std::string_view name)>& is_wanted);

}  // namespace precept::testing
