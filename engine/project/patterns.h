// The documents of a project: its patterns, held against what lies in its folders.
//
//   [[documents]]
//   files = ["meetings/**/*.json"]
//   kind = "Meeting"
//
// `*` and `?` stand for any part of a name, `[ab]` for one of these letters, `**` for any folders, also none.
// A name of a folder stands for all documents in it and below.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/input/documents.h"
#include "engine/project/project.h"

namespace precept::input {

/// Whether the path, as it is reached from here, fits the pattern.
bool fits_pattern(const std::filesystem::path& path, const std::filesystem::path& pattern);
bool has_wildcard(std::string_view pattern);
/// The folder below which everything lies that can fit the pattern.
std::filesystem::path folder_of_pattern(const std::filesystem::path& pattern);

struct DocumentsOfProject {
  std::vector<DocumentName> documents;      ///< each once, pattern by pattern
  std::vector<PassedOverFile> passed_over;  ///< what fits a pattern and is no document
};
/// Reports, at its place, each pattern that fits no document (E5064), each folder that cannot be read, and
/// each document for which two entries name different kinds.
DocumentsOfProject documents_of(const Project& project, Diagnostics& diagnostics);

/// What the project file says of the document, whoever named it: the entries that it fits, in their order.
std::vector<const ProjectDocuments*> entries_of(const Project& project,
                                                const std::filesystem::path& document);
/// The kind that they say; empty: none.
toml::PlacedText kind_said(const Project& project, const std::filesystem::path& document);

}  // namespace precept::input
