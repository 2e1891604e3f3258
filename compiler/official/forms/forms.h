// Readers of the forms that an official text may have. Each takes the bytes of a file and gives what its
// lines and its markup say, or the reason in words why not.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "compiler/official/marks/blocks.h"

namespace precept::official {

using ReadLayout = std::expected<Layout, std::string>;

/// Plain text in UTF-8. Lines that were wrapped at a width are put together again.
Layout read_lines(std::string_view text);
/// Markdown: the same, and what its signs say. Lists count as readers see them, whatever numbers are written.
Layout read_markdown(std::string_view text);
/// HTML in UTF-8, however sloppy.
ReadLayout read_html(std::string_view text);
/// A word processor's file: Office Open XML, ECMA-376.
ReadLayout read_docx(std::string_view bytes);

/// What is unpacked of a gzip file (RFC 1952), of at most `most` bytes.
std::expected<std::string, std::string> unpack_gzip(std::string_view bytes, std::size_t most);

}  // namespace precept::official
