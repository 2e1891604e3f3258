// Documents as the command line names them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "render/passed_over.h"

namespace precept::tools {

using rendering::PassedOver;
using rendering::PassedReason;

struct DocumentName {
  std::string name;  ///< for messages
  std::filesystem::path path;
  bool is_standard_input = false;
};
/// `-` is standard input.
DocumentName document_name(const std::string& word);

/// The document's text; nothing exactly when it was reported why: it is not there, too large, in a format
/// that this version does not read, a policy, or answers or a receipt of Precept's own.
std::optional<FileId> read_document(const DocumentName& document, Sources& sources, Diagnostics& diagnostics);

/// What a folder holds.
struct FolderOfDocuments {
  std::vector<DocumentName> documents;  ///< in the order of their paths
  std::vector<PassedOver> passed_over;  ///< the same
  Diagnostics mistakes;                 ///< folders that cannot be read (E5043); no document at all (E5003)
};
/// Every JSON document in the folder and below, whatever the case of its ending.
FolderOfDocuments documents_in(const std::string& folder);

/// Each document once, in the order of their first names: what another word of the command line comes to the
/// same path with is passed over. A link is a name of its own, and so is what lies behind it.
std::vector<PassedOver> take_out_repeated(std::vector<DocumentName>& documents);

/// What Precept itself wrote, told by what the text holds.
bool is_answers(std::string_view text);
bool is_receipt(std::string_view text);
bool is_card(std::string_view text);

}  // namespace precept::tools
