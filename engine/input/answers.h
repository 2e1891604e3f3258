// Answers from a file of their own, which count as if they stood in the document (docs/fixing.md).
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "runtime/report/report.h"

namespace precept::input {

/// Reads a file of answers, `-` for standard input; nothing exactly where the reason was reported (E5050).
std::optional<FileId> read_answers_file(const std::string& path, Sources& sources, Diagnostics& diagnostics);

/// Adds to the report that it uses the answers at `path`.
void note_answers(const std::string& path, DocumentReport& report);

}  // namespace precept::input
