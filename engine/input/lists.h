// Lists of a document that lie in files of their own: `--table attendance=list.xlsx#Participants`.
//
//   {"kind": "Evening", "hall": "blue"}      and guests.csv,     name,town      are one document,
//                                                                Ada,Bath       {…, "guests": [{"name":
//                                                                "Ada", …}]}
//
// whose places are those of both files. docs/lists.md says what is read.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "runtime/program/program.h"

namespace precept::input {

struct ListName {
  std::string field;  ///< of the document
  std::string path;
  std::string sheet;  ///< of a workbook, by name or by number from 1; empty: the one that is a list
};

/// A word of the command line: FIELD=FILE, FIELD=FILE#SHEET. Nothing where it was reported that it is none.
std::optional<ListName> list_name(const std::string& word, Diagnostics& diagnostics);

struct JoinedDocument {
  FileId file = kNoFile;      ///< of the document with its lists, in JSON
  bool has_mistakes = false;  ///< rows were reported and left out: it can be read, but not be checked
};

/// Reads the lists and puts them into the document, which is JSON. Nothing exactly where it was reported why
/// a list cannot be read. Where no policy is about the document it is as it was: reading it will report that.
std::optional<JoinedDocument> join_lists(FileId document, std::span<const ListName> lists,
                                         std::span<const Program* const> policies, Sources& sources,
                                         Diagnostics& diagnostics);

}  // namespace precept::input
