// Every document as the JSON that is checked, whatever it is written in.
//
//   kind: Evening          {"kind":"Evening","people":3}, whose places are those of the YAML
//   people: 3
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/diagnostic.h"
#include "engine/input/documents.h"
#include "runtime/program/program.h"

namespace precept::input {

/// What is said of a document beside its text.
struct DocumentContext {
  std::span<const Program* const> policies = {};  ///< which say what the values of YAML are
  std::string_view kind = {};                     ///< of a document that does not say its own; empty: of none
  Span kind_said = {};                            ///< in a project file; no place: by `--as`
};

/// The document that was read as the JSON that is checked: one in YAML, which its name says or its beginning
/// (what begins with `kind:` is no JSON), or in a line, is translated, and a `kind` is put in where it has
/// none. Nothing where it was reported that it is neither, or of another kind (E5040, E5068).
std::optional<FileId> as_json(const DocumentName& document, FileId file, const DocumentContext& context,
                              Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::input
