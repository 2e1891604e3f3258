#include "engine/input/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

void cannot_read(const DocumentName& name, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::CannotRead, {},
                     fmt::format("`{}` cannot be read: {}", name.name, why_unreadable(name.path)));
}

}  // namespace

void Corpus::add(const std::string& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (!is_folder_of_documents(path)) {
    names_.push_back(document_name(path));
    const fs::path& file = names_.back().file();
    if (!fs::exists(file, error)) {
      cannot_read(names_.back(), diagnostics);
    } else if (!fs::is_regular_file(file, error)) {
      diagnostics
          .report(DiagnosticKind::CannotRead, {},
                  fmt::format("`{}` can be read only once, and each of the two policies reads the documents",
                              path))
          .with_help("write it to a file first");
    }
  } else {
    FolderOfDocuments found = documents_in(path);
    std::ranges::move(found.documents, std::back_inserter(names_));
    std::ranges::move(found.passed_over, std::back_inserter(passed_over_));
    diagnostics.add(found.mistakes);
  }
  std::ranges::move(take_out_repeated(names_), std::back_inserter(passed_over_));
}

std::optional<NextDocument> Corpus::next(Diagnostics& diagnostics) {
  if (!stream_) stream_.emplace(names_);
  auto document = stream_->next();
  if (!document || !document->mistakes.has_errors()) return document;
  diagnostics.add(document->mistakes);
  return std::nullopt;
}

}  // namespace precept::input
