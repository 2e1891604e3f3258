// Documents as the command line names them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace precept::tools {

struct DocumentName {
  std::string name;  ///< for messages
  std::filesystem::path path;
  bool is_standard_input = false;
};
/// `-` is standard input.
DocumentName document_name(const std::string& word);

/// The document's text; nothing exactly when it was reported why: it is not there, too large, in a format
/// that this version does not read, or a policy.
std::optional<FileId> read_document(const DocumentName& document, Sources& sources, Diagnostics& diagnostics);

}  // namespace precept::tools
