// Joins the lists of a receipt's document once more (docs/receipts.md, "Lists").
//
//   precept verify may.receipt.json --with may.json evening.precept --table people=people.csv
//
// makes the document that the receipt is of from may.json and people.csv. Given that document itself, the
// list alone is made again, and held against what the document has.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "checker/verify_receipt.h"
#include "engine/input/lists.h"
#include "tools/receipts/matching.h"

namespace precept::tools {

/// Lists as they were joined once more.
struct ListsAgain {
  FileId document = kNoFile;               ///< what they were joined to, with them
  std::vector<checker::JoinedList> lists;  ///< empty: none was given
};

/// Reads the lists of the options, else those that a given project file names for a document that is not the
/// receipt's own. A document made so is the one of `matching` from then on. Nothing where it was reported why
/// a list cannot be read.
std::optional<ListsAgain> join_again(const input::ListWords& words, const std::string& kind,
                                     ReceiptMatching& matching, Sources& sources, Diagnostics& diagnostics);

/// What is otherwise than the receipt says of that list; empty: nothing. `document` is the receipt's, in
/// JSON; empty: it was not given.
std::string difference_of(const checker::JoinedList& again, const std::vector<checker::JoinedList>& said,
                          const std::string& joined, const std::string& document);

}  // namespace precept::tools
