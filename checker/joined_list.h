// A list of the document that lay in a file of its own, as the receipt's maker says (docs/receipts.md,
// "Lists").
#pragma once

#include <cstdint>
#include <string>

namespace precept::checker {

struct JoinedList {
  std::string path;                   ///< its place in the document: "/people"
  std::string file;                   ///< the name of its file, without the folder
  std::string sheet;                  ///< of a workbook, where one was named; else empty
  std::string sha256;                 ///< of the file's bytes
  std::string mapping;                ///< SHA-256 of the mapping; empty: there was none
  std::int64_t records = 0;           ///< elements that it gave to the document
  std::int64_t left_out_by_only = 0;  ///< rows that `only` of the mapping left out

  bool operator==(const JoinedList&) const = default;
  /// "/people is from people.csv: 3 records, 1 row left out by `only`".
  std::string in_words() const;
};

}  // namespace precept::checker
