// Paragraphs of a word processor's file (Office Open XML).
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace precept::source_lock {

/// The paragraphs of the document's body in order, as plain text; list numbers that the word processor
/// would show are put in front as `1 ` or `a) `, footnotes are left out. On failure: why.
std::expected<std::vector<std::string>, std::string> read_docx(const std::string& bytes);

}  // namespace precept::source_lock
