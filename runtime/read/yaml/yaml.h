// Translates YAML 1.2 to the JSON of a document (docs/language.md, YAML and NDJSON).
//
//   kind: Meeting                     {"kind":"Meeting",
//   attendance:                        "attendance":[{"country":"NO","invited":true}]}
//     - country: NO  # Norway
//       invited: yes
//       office: ~
//
// The field decides what a word without quotes is:
//   - of a truth: `true`, `false`, `yes`, `no`, in any letter case,
//   - of an int or duration: a number,
//   - of anything else: a text, as it is written: `NO`, `007`, `1.10`, `2023-03-14`.
// Where it does not fit, and in quotes, it is a text, and the reader of JSON tells the mistake. `~`, `null`,
// `Null`, `NULL` and nothing at all leave a field out; in a list they are null, which the reader refuses. A
// field `or none` with a default keeps its null, as that says something else. An alias stands for its value,
// and is the place of all that is in it.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "runtime/read/document_types.h"
#include "runtime/read/translated.h"

namespace precept {

/// The file's text as JSON. Nothing exactly when a mistake was reported: no YAML, bad UTF-8, a byte zero,
/// nothing in it (E4002, E4012, E4013); a name given twice (E4004); too deep, or too much that aliases stand
/// for (E4010, E4011); a tag beyond YAML's own, a name that is no word, an alias of nothing or of what it is
/// in, a second document, escapes in a text of several lines (E4022). All else is for the reader of JSON to
/// tell. Merge keys (`<<`) are names like any other. `kind` is that of a document that does not say its own.
std::optional<Translated> translate_yaml(FileId file, const Sources& sources, const DocumentTypes& types,
                                         Diagnostics& diagnostics, std::string_view kind = {});

/// The same of a list that belongs to a document, of whose field `type` says what its elements hold; null:
/// nothing is known. What is no list is reported, too (E4002).
std::optional<Translated> translate_yaml_list(FileId file, const Sources& sources, const PlaceType* type,
                                              Diagnostics& diagnostics);

}  // namespace precept
