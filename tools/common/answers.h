// Answers that lie in a file of their own, read as if they stood in the document.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "runtime/report/report.h"

namespace precept::tools {

/// The text of a file of answers, `-` for standard input; nothing exactly when it was reported why not
/// (E5050).
std::optional<FileId> read_answers_file(const std::string& path, Sources& sources, Diagnostics& diagnostics);

/// The document with the answers in the file at `path`; nothing exactly when it was reported why not.
std::optional<FileId> add_answers(FileId document, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics);
/// Says in the report that answers were taken from there.
void name_answers(const std::string& path, DocumentReport& report);

}  // namespace precept::tools
