// Reads the paragraphs of a `.docx` file (Office Open XML, ECMA-376).
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace precept::source_lock {

/// The paragraphs of the document's body in order, as plain text in UTF-8. List numbers stand in front, as `1
/// ` or `a) `; footnotes are left out. `bytes` are the file's. On failure, the reason in words.
std::expected<std::vector<std::string>, std::string> read_docx(const std::string& bytes);

}  // namespace precept::source_lock
