#include "engine/input/documents.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/file.h"
#include "base/folder.h"
#include "base/in_parallel.h"
#include "base/name_in_file.h"
#include "engine/input/archive.h"
#include "engine/input/document_lines.h"
#include "engine/input/endings.h"
#include "engine/input/recognize.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

/// Endings of formats that documents may be kept in and that this version does not read.
constexpr const char* kOtherFormats[] = {".csv", ".xlsx", ".xls", ".ods"};

bool is_other_format(const DocumentName& document, Diagnostics& diagnostics) {
  const std::string extension = lower_ending(document.path);
  if (is_archive(document.path)) {
    diagnostics
        .report(DiagnosticKind::DocumentFormat, {},
                fmt::format("`{}` is an archive of documents, and one is wanted here", document.name))
        .with_help(fmt::format("name a document in it: {}:NAME", document.name));
    return true;
  }
  if (std::ranges::find(kOtherFormats, extension) != std::end(kOtherFormats)) {
    diagnostics
        .report(DiagnosticKind::DocumentFormat, {},
                fmt::format("`{}` is a `{}` file; a document is JSON or YAML", document.name, extension))
        .with_help("a list that belongs to a document is given with it: --table FIELD=FILE");
    return true;
  }
  if (extension == ".precept" || extension == ".pbc") {
    diagnostics
        .report(DiagnosticKind::DocumentFormat, {},
                fmt::format("`{}` is a policy, not a document", document.name))
        .with_help(fmt::format("check a document by it with --policy {}", document.name));
    return true;
  }
  return false;
}

/// Reports answers and receipts, which lie beside documents and look like them.
bool is_own_file(const DocumentName& document, std::string_view text, Diagnostics& diagnostics) {
  auto is = [&](const char* what, const char* help) {
    diagnostics
        .report(DiagnosticKind::OwnFile, {}, fmt::format("`{}` is {}, not a document", document.name, what))
        .with_help(help);
    return true;
  };
  if (is_answers(text))
    return is("a file of answers", "check the document itself, with `--answers` and this file");
  if (is_receipt(text)) return is("a receipt", "`precept verify` says whether a receipt is as it was");
  if (is_card(text)) return is("a card of a policy", "receipts are verified by it: `precept-verify --card`");
  return false;
}

PassedOverReason reason_for_ending(const std::string& ending) {
  const bool is_policy = ending == ".precept" || ending == ".pbc" || ending == ".po" || ending == ".lock";
  return is_policy ? PassedOverReason::Policy : PassedOverReason::Format;
}

/// Why a file with the ending of a document is none by what it holds.
std::optional<PassedOverReason> reason_for_text(const fs::path& file, const std::string& text) {
  if (is_answers(text)) return PassedOverReason::Answers;
  if (is_receipt(text)) return PassedOverReason::Receipt;
  if (is_card(text)) return PassedOverReason::Policy;
  // Damaged answers are no document; what says of what kind it is may be one, whatever its name.
  const bool is_named_answers = file.filename().string().ends_with(".answers.json");
  if (is_named_answers && text.find("\"kind\"") == std::string::npos) return PassedOverReason::Answers;
  return std::nullopt;
}

std::nullopt_t report_lines(const DocumentName& document, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::DocumentFormat, {},
              fmt::format("`{}` holds a document on each line, and one is wanted here", document.name))
      .with_help(fmt::format("name its line: {}:1", document.name));
  return std::nullopt;
}

/// Whether the file is looked into: one of lines may be too large.
bool is_looked_into(const FolderEntry& entry) {
  const std::string ending = lower_ending(entry.path);
  return entry.kind == EntryKind::File && is_document_ending(ending) && !is_lines_ending(ending);
}

/// The same of a file; nothing also where it cannot be read, which its check reports.
std::optional<PassedOverReason> reason_for_content(const fs::path& path) {
  const auto text = read_bytes(path);
  return text ? reason_for_text(path, *text) : std::nullopt;
}

/// With fewer files a second thread is not worth its start.
constexpr std::size_t kFewFiles = 64;

/// Sorts the files of a folder into documents and others.
class DocumentSearch {
 public:
  FolderOfDocuments run(const std::string& folder, std::size_t jobs) {
    const FolderWalk found = walk(folder);
    for (const auto& [path, why] : found.unreadable) {
      result_.mistakes.report(DiagnosticKind::FolderUnreadable, {},
                              fmt::format("the folder `{}` cannot be read: {}", path.string(), why));
    }
    std::vector<std::optional<PassedOverReason>> reasons(found.entries.size());
    in_parallel(found.entries.size(), found.entries.size() < kFewFiles ? 1 : jobs, [&](std::size_t i) {
      if (is_looked_into(found.entries[i])) reasons[i] = reason_for_content(found.entries[i].path);
    });
    for (std::size_t i = 0; i < reasons.size(); ++i) add(found.entries[i], reasons[i]);
    if (result_.documents.empty() && !result_.mistakes.has_errors()) none("folder", folder);
    return std::move(result_);
  }

  FolderOfDocuments run_in_archive(const std::string& file) {
    const auto archive = DocumentArchive::open(file, result_.mistakes);
    if (!archive) return std::move(result_);
    for (const std::string& name : archive->files()) add(file, archive, name);
    if (result_.documents.empty()) none("archive", file);
    return std::move(result_);
  }

 private:
  void add(const FolderEntry& entry, std::optional<PassedOverReason> by_content) {
    switch (entry.kind) {
      case EntryKind::Hidden:
        return pass_over(entry.path, PassedOverReason::Hidden);
      case EntryKind::Special:
        return add_special(entry.path);
      case EntryKind::Again:
        return pass_over(entry.path, PassedOverReason::Repeated);
      case EntryKind::File:
        break;
    }
    const std::string ending = lower_ending(entry.path);
    if (!is_document_ending(ending)) return pass_over(entry.path, reason_for_ending(ending));
    if (by_content) return pass_over(entry.path, *by_content);
    add_document(entry.path);
  }

  void add(const std::string& file, const std::shared_ptr<const DocumentArchive>& archive,
           const std::string& name) {
    DocumentName document{.name = fmt::format("{}:{}", file, name), .path = fs::path(file) / name};
    document.archive = file;
    document.opened = archive;
    auto pass_over = [&](PassedOverReason reason) { result_.passed_over.push_back({document.name, reason}); };
    if (std::ranges::any_of(fs::path(name), is_hidden)) return pass_over(PassedOverReason::Hidden);
    const std::string ending = lower_ending(name);
    if (!is_document_ending(ending)) return pass_over(reason_for_ending(ending));
    if (!is_lines_ending(ending)) {
      const auto text = archive->unpack(name);
      const auto reason = text ? reason_for_text(name, *text) : std::nullopt;
      if (reason) return pass_over(*reason);
    }
    result_.documents.push_back(std::move(document));
  }

  void add_document(const fs::path& path) { result_.documents.push_back({path.string(), path, false}); }

  /// Takes a link that leads nowhere for a document: its check reports that it is missing.
  void add_special(const fs::path& path) {
    const bool is_lost = is_lost_link(path);
    if (is_lost && is_document_ending(lower_ending(path))) {
      add_document(path);
    } else {
      pass_over(path, is_lost ? PassedOverReason::LostLink : PassedOverReason::Special);
    }
  }

  void pass_over(const fs::path& path, PassedOverReason reason) {
    result_.passed_over.push_back({path.string(), reason});
  }

  void none(const char* what, const std::string& folder) {
    Diagnostic& told = result_.mistakes.report(
        DiagnosticKind::NoDocument, {}, fmt::format("there is no document in the {} `{}`", what, folder));
    constexpr std::size_t kMostNamed = 3;
    for (std::size_t i = 0; i < std::min(kMostNamed, result_.passed_over.size()); ++i) {
      const PassedOverFile& passed = result_.passed_over[i];
      told.note(fmt::format("`{}` is passed over ({})", passed.file, to_string(passed.reason)));
    }
  }

  FolderOfDocuments result_;
};

}  // namespace

DocumentName document_name(const std::string& word) {
  if (word == "-") return {"standard input", {}, true};
  DocumentName name{word, word, false};
  std::error_code error;
  if (fs::exists(word, error)) return name;  // a file may be called so
  std::string file = word;
  if (const auto line = line_of_file(word)) {
    file = line->file;
    name.line = line->number;
  }
  name.path = file;
  if (const auto in = file_in_archive(file)) {
    name.archive = in->archive;
    name.path = name.archive / in->file;
  }
  return name;
}

std::optional<std::expected<std::string, std::string>> bytes_of(const DocumentName& document,
                                                                Diagnostics& diagnostics) {
  if (document.is_standard_input) return read_bytes(STDIN_FILENO);
  if (document.archive.empty()) return read_bytes(document.path);
  const auto archive =
      document.opened ? document.opened : DocumentArchive::open(document.archive, diagnostics);
  if (!archive) return std::nullopt;
  return archive->unpack(document.name_in_archive());
}

bool holds_lines(const DocumentName& document) {
  return document.line == 0 && is_lines_ending(lower_ending(document.path));
}

std::optional<FileId> read_document(const DocumentName& document, Sources& sources,
                                    Diagnostics& diagnostics) {
  if (!document.is_standard_input && is_other_format(document, diagnostics)) return std::nullopt;
  if (document.line != 0) {
    auto line = document_in_line(document, diagnostics);
    if (!line) return std::nullopt;
    return sources.add(document.name, std::move(*line));
  }
  if (holds_lines(document)) return report_lines(document, diagnostics);
  auto bytes = bytes_of(document, diagnostics);
  if (!bytes) return std::nullopt;
  auto& text = *bytes;
  if (!text) {
    diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                       fmt::format("`{}` cannot be read: {}", document.name, text.error()));
    return std::nullopt;
  }
  if (is_own_file(document, *text, diagnostics)) return std::nullopt;
  return sources.add(document.name, std::move(*text));
}

std::vector<PassedOverFile> take_out_repeated(std::vector<DocumentName>& documents, std::size_t jobs) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  std::vector<std::string> places(documents.size());
  in_parallel(documents.size(), documents.size() < kFewFiles ? 1 : jobs, [&](std::size_t i) {
    if (!documents[i].is_standard_input)
      places[i] =
          fmt::format("{}:{}", (here / documents[i].path).lexically_normal().string(), documents[i].line);
  });
  std::vector<PassedOverFile> repeated;
  std::unordered_set<std::string_view> seen;
  auto place = places.begin();
  std::erase_if(documents, [&](const DocumentName& document) {
    const std::string& its_place = *place++;
    if (document.is_standard_input || seen.insert(its_place).second) return false;
    repeated.push_back({document.name, PassedOverReason::Repeated});
    return true;
  });
  return repeated;
}

FolderOfDocuments documents_in(const std::string& folder, std::size_t jobs) {
  return is_archive(folder) ? DocumentSearch().run_in_archive(folder) : DocumentSearch().run(folder, jobs);
}

bool is_folder_of_documents(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error) || is_archive(path);
}

}  // namespace precept::input
