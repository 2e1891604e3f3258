// Documents as the command line names them: files, folders, pipes and standard input (docs/command_line.md).
// Mistakes are diagnostics, with the name as it was given.
//
// For a policy with `about Evening e`, read_document({"may.json", "may.json"}, …) gives the text
// `{"kind": "Evening", "people": 3}` as a source; whether it fits `record Evening` is for check_document to
// see.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "engine/input/lists.h"
#include "render/passed_over.h"

namespace precept::input {

using rendering::PassedOverFile;
using rendering::PassedOverReason;

struct DocumentName {
  std::string name;  ///< for messages
  std::filesystem::path path;
  bool is_standard_input = false;
  DocumentLists lists = {};  ///< that lie in files of their own
};
/// The document that a word of the command line names; `-` is standard input.
DocumentName document_name(const std::string& word);

/// Reads the document's text; nothing exactly where the reason was reported: it does not exist, is too large,
/// in a format that this version does not read, a policy, or answers or a receipt of Precept's own.
std::optional<FileId> read_document(const DocumentName& document, Sources& sources, Diagnostics& diagnostics);

/// Whether the document's name says that it is YAML.
bool is_yaml(const DocumentName& document);
/// A document in YAML as the JSON that is checked, by what the policies say of its values; nothing where it
/// was reported that it is no YAML.
std::optional<FileId> as_json(FileId file, std::span<const Program* const> policies, Sources& sources,
                              Diagnostics& diagnostics);

/// The content of a folder of documents.
struct FolderOfDocuments {
  std::vector<DocumentName> documents;      ///< in the order of their paths
  std::vector<PassedOverFile> passed_over;  ///< in the same order
  Diagnostics mistakes;                     ///< a folder cannot be read (E5043); there is no document (E5003)
};
/// Every JSON document in the folder and below, whether its ending is `.json` or `.JSON`.
FolderOfDocuments documents_in(const std::string& folder);

/// Each document once, in the order of their first names: what another word of the command line comes to the
/// same path with is passed over. A link is a name of its own, and so is what lies behind it.
std::vector<PassedOverFile> take_out_repeated(std::vector<DocumentName>& documents);

}  // namespace precept::input
