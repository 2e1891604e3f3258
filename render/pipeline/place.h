// Places as other programs take them. Everything in render/pipeline/ tells its places by these functions.
#pragma once

#include <string>

#include "render/report.h"

namespace precept::rendering {

/// The file's path for a program that looks from `root`, an absolute path: relative where it lies below,
/// without `./`.
std::string path_from(const std::string& root, const std::string& file);
/// The place for people: "evenings/bad.json:5:7", "list.xlsx, sheet Participants, F17"; the file alone where
/// no line is known.
std::string place_text(const Place& at);
/// The file that a program can open: of a document in an archive the archive.
std::string file_to_open(const std::string& file);
/// Whether the place is a line of a text. A cell is none, nor a line in an archive: programs look for lines
/// in texts, and are told the place in words.
bool has_line(const Place& at);
/// Where a document is, by the name of its report: its file, or its line of one.
Place place_of(const std::string& document);
/// Where a mistake is; of one without a place the file.
Place place_of(const Diagnostic& diagnostic, const Sources& sources, const std::string& file);

}  // namespace precept::rendering
