// Lists of a document that lie in files of their own: `--table attendance=list.xlsx#Participants`.
//
//   {"kind": "Evening", "hall": "blue"}      and guests.csv,     name,town      are one document,
//                                                                Ada,Bath       {…, "guests": [{"name":
//                                                                "Ada", …}]}
//
// whose places are those of both files. A list is a CSV file or a workbook, with a mapping or none, or JSON,
// NDJSON or YAML. docs/lists.md says what is read.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "engine/input/joined_list.h"
#include "engine/input/mapping.h"
#include "runtime/program/program.h"

namespace precept::input {

struct ListName {
  std::string field;  ///< of the document
  std::string path;
  std::string sheet;  ///< of a workbook, by name or by number from 1; empty: the one that is a list
};

/// Lists as the command line gives them.
struct ListWords {
  std::vector<std::string> tables;  ///< "FIELD=FILE", "FIELD=FILE#SHEET"
  std::string mapping;              ///< a file; empty: none
  std::vector<std::string> map;     ///< lines of a mapping

  bool is_empty() const { return tables.empty() && mapping.empty() && map.empty(); }
};

/// The lists of one document.
struct DocumentLists {
  std::vector<ListName> names;
  MappingNames mappings;
};

/// `FILE` or `FILE#SHEET` as the list of a field; a file may have the sign in its name.
ListName list_called(std::string field, std::string file);

/// What the words say. Those that say nothing are reported.
DocumentLists document_lists(const ListWords& words, Diagnostics& diagnostics);

struct JoinedDocument {
  FileId file = kNoFile;      ///< of the document with its lists, in JSON
  bool has_mistakes = false;  ///< rows were reported and left out: it can be read, but not be checked
  std::vector<ListJoined> lists = {};  ///< what was joined, as a receipt says it
};

/// Reads the lists and puts them into the document, which is JSON; its text then ends with a line feed and
/// has no byte order mark. Nothing exactly where it was reported why a list or a mapping cannot be read.
/// Where no policy is about the document it is as it was: reading it will report that.
std::optional<JoinedDocument> join_lists(FileId document, const DocumentLists& lists,
                                         std::span<const Program* const> policies, Sources& sources,
                                         Diagnostics& diagnostics);

}  // namespace precept::input
