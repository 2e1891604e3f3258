// The lists that documents have in files of their own, as the project file names them:
//
//   [[documents]]
//   files = ["meetings/*.json"]
//   tables = {attendance = "{folder}/{stem}.xlsx#Participants"}
//
// joins the sheet of meetings/may.xlsx to meetings/may.json. `{stem}` is the document's name without its
// ending, `{folder}` its folder, as it is reached from the project file's.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/input/documents.h"
#include "engine/project/project.h"
#include "runtime/program/program.h"

namespace precept::input {

/// What is wrong with a text that is to name the lists of documents; empty: nothing.
std::string fault_of_list_pattern(std::string_view pattern);
inline constexpr std::string_view kListPatternHelp =
    "write `tables = {LIST = \"{folder}/{stem}.csv\"}`: of may.json the list is may.csv";

/// The files of the lists that the project names for the document, whether they are there or not.
std::vector<std::string> list_files_of(const std::filesystem::path& document, const Project& project);

/// Adds to the lists that options give those of the project file, and its mapping where options name none.
/// Reported are a list that is not there (E5070), a list or mapping that two entries name differently, and
/// lists of a document in a line of a file (E5062).
void add_project_lists(DocumentName& document, const Project& project, Diagnostics& diagnostics);

/// Warns of lists that lie where those of the documents do, and that none of them has (W4058). Reports files
/// of lines that are to have a list (E5062).
void check_lists_of_documents(const Project& project, std::span<const DocumentName> documents,
                              Diagnostics& diagnostics);

/// Holds lists and mappings against the policies: reports a list that no document of the kind has (E4059),
/// and a mapping that is in error for each kind that has its list. `presets` as in MappingNames.
void check_project_lists(const Project& project, std::span<const Program* const> policies,
                         const std::vector<std::filesystem::path>& presets, Sources& sources,
                         Diagnostics& diagnostics);

}  // namespace precept::input
