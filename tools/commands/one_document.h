// One document with its policies, readings and language: what `explain` and `ask` begin with.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/check/check.h"
#include "tools/common/documents.h"
#include "tools/common/files.h"
#include "tools/common/output.h"

namespace precept::tools {

struct OneDocument {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<Program> programs;
  std::vector<const Program*> policies;
  DocumentName name;
  FileId file = kNoFile;
  CheckOptions options;  ///< with the readings and the language
  InputFiles inputs;     ///< no output may overwrite these

  OneDocument() = default;
  OneDocument(const OneDocument&) = delete;
  /// Reads everything; false where a mistake was reported.
  bool load(const std::string& document, const std::vector<std::string>& policy_paths,
            const std::vector<std::string>& readings, std::optional<Day> as_of,
            std::optional<Language> language, const std::string& answers = {});
  /// Writes the diagnostics so far, warnings of the policy too, and forgets them.
  void tell(ColorWish color, Output& output) { tell(std::exchange(diagnostics, {}), color, output); }
  void tell(const Diagnostics& mistakes, ColorWish color, Output& output) const;
  /// Ends a command that came to no result: writes the mistakes, as text on standard error or as JSON, and
  /// returns the exit code.
  int fail(const Diagnostics& mistakes, bool is_json, ColorWish color, Output& output) const;
};

}  // namespace precept::tools
