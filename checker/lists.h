// Lists of the document that lay in files of their own, as the receipt's maker says (docs/receipts.md,
// "Lists").
//
//   precept check may.json --table people=people.csv --mapping desk.toml
//
// has {"path": "/people", "file": "people.csv", …, "records": 3, "left_out_by_only": 1}: the document has
// three people, and one row of the file is nobody, as the mapping says. That is said of how the document was
// made; without the file it can be held against the document, and not be shown.
#pragma once

#include <vector>

#include "checker/clause_table.h"
#include "checker/joined_list.h"

namespace precept::checker {

/// The lists that a receipt's `document` says; none where it has no `lists`. Refuses what is not in their
/// form.
std::vector<JoinedList> read_lists(const Json& document);

/// "3 rows that `only` leaves out".
std::string rows_in_words(std::int64_t left_out_by_only);

/// Refuses a list that documents of this kind do not have, and one with another number of records than the
/// proof's fact of it, or the document's list, has elements. `proof` and `document` may be null.
void check_lists(const std::vector<JoinedList>& lists, const ClauseTable& table, const Json& proof,
                 const Json* document);

}  // namespace precept::checker
