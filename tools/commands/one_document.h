// One document and the policies it is looked at by: what `explain` and `ask` begin with.
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
  InputFiles inputs;     ///< nothing may be written over them

  OneDocument() = default;
  OneDocument(const OneDocument&) = delete;
  /// False where something was reported.
  bool load(const std::string& document, const std::vector<std::string>& policy_paths,
            const std::vector<std::string>& readings, std::optional<Day> as_of,
            std::optional<Language> language, const std::string& answers = {});
  /// Tells what was reported, warnings of the policy too, and forgets it.
  void tell(ColorWish color, Output& output) { tell(std::exchange(diagnostics, {}), color, output); }
  void tell(const Diagnostics& mistakes, ColorWish color, Output& output) const;
  /// What a command ends with that came to no result: the mistakes as text on standard error, or as JSON, and
  /// the exit code.
  int fail(const Diagnostics& mistakes, bool is_json, ColorWish color, Output& output) const;
};

}  // namespace precept::tools
