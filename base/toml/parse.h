// The door to TOML 1.0. parse.cpp alone includes the library that reads it.
//
// A reader of a file must see what the program sees: signs that end a line in many editors only, signs that
// nobody sees and signs that turn the order of letters are mistakes, in comments, too.
//
//   # a note<U+2028>strict = true
//
// is a comment, and is refused, since many editors show a setting on a line of its own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/toml/value.h"

namespace precept::toml {

/// Whether the file's name says that it is TOML, whatever the case of its ending.
bool is_toml(const std::filesystem::path& file);

/// The tree of a text of `sources`, a Table; nothing where it was reported, at its place, why it is no TOML
/// (E5060): its first mistake. A key given twice is one.
std::optional<Value> parse(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// Reads the file first; nothing where it cannot be read (E0009).
std::optional<Value> parse_file(const std::filesystem::path& path, Sources& sources,
                                Diagnostics& diagnostics);

/// A text as TOML writes it, in quotes on one line.
std::string text_as_written(std::string_view text);
/// A key, in quotes where it needs them.
std::string key_as_written(std::string_view key);

}  // namespace precept::toml
