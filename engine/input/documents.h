// Documents as the command line names them: files, folders, pipes and standard input (docs/command_line.md).
// Mistakes are diagnostics, with the name as it was given.
//
// For a policy with `about Evening e`, read_document({"may.json", "may.json"}, …) gives the text
// `{"kind": "Evening", "people": 3}` as a source; whether it fits `record Evening` is for check_document to
// see.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "engine/input/lists.h"
#include "render/passed_over.h"

namespace precept::input {

using rendering::PassedOverFile;
using rendering::PassedOverReason;

class DocumentArchive;

struct DocumentName {
  std::string name;  ///< for messages; of a line `all.ndjson:12`, by which places are told, too
  /// Of a document in an archive, `evenings.zip/may.json`: as if the archive were a folder.
  std::filesystem::path path;
  bool is_standard_input = false;
  DocumentLists lists = {};  ///< that lie in files of their own
  std::uint32_t line = 0;    ///< from 1, of a file that holds a document on each line; 0: the file as a whole
  std::filesystem::path archive = {};                  ///< in which it lies; empty: in none
  std::shared_ptr<const DocumentArchive> opened = {};  ///< that archive, where it is open already

  /// Its name in the archive.
  std::string name_in_archive() const { return path.lexically_relative(archive).generic_string(); }
  /// The file that is read.
  const std::filesystem::path& file() const { return archive.empty() ? path : archive; }
};
/// The bytes of the document's file, or the reason in words why not; nothing where it was reported what is
/// wrong with the archive in which it lies.
std::optional<std::expected<std::string, std::string>> bytes_of(const DocumentName& document,
                                                                Diagnostics& diagnostics);
/// A document in its turn (engine/input/document_stream.h).
struct NextDocument {
  DocumentName name;
  std::optional<std::string> text = {};  ///< of a line, which was read; else the document is in its file
  Diagnostics mistakes = {};             ///< why there is none, and no more in the file that `name` names
};

/// The document that a word of the command line names; `-` is standard input, `all.ndjson:12` the document in
/// that line, `evenings.zip:may.json` the one in the archive.
DocumentName document_name(const std::string& word);
/// Whether the name is that of a file with a document on each line (engine/input/document_lines.h).
bool holds_lines(const DocumentName& document);

/// Reads the document's text; nothing exactly where the reason was reported: it does not exist, is too large,
/// in a format that this version does not read, a policy, answers or a receipt of Precept's own, or a file of
/// many documents.
std::optional<FileId> read_document(const DocumentName& document, Sources& sources, Diagnostics& diagnostics);

/// The content of a folder of documents, or of an archive (engine/input/archive.h).
struct FolderOfDocuments {
  std::vector<DocumentName> documents;      ///< in the order of their paths
  std::vector<PassedOverFile> passed_over;  ///< in the same order
  Diagnostics mistakes;  ///< it cannot be read (E5043, E4063), or is refused; there is no document (E5003)
};
/// Every file of documents in the folder and below: `.json`, `.yaml`, `.yml`, `.ndjson` and `.jsonl`, in any
/// letter case. As many as `jobs` threads look into those of a folder.
FolderOfDocuments documents_in(const std::string& folder, std::size_t jobs = 1);
/// Whether the path names several documents: a folder, or an archive.
bool is_folder_of_documents(const std::filesystem::path& path);

/// Each document once, in the order of their first names: what another word of the command line comes to the
/// same path with is passed over. A link is a name of its own, and so is what lies behind it.
std::vector<PassedOverFile> take_out_repeated(std::vector<DocumentName>& documents, std::size_t jobs = 1);

}  // namespace precept::input
