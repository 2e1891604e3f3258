#include "engine/input/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/file.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

bool is_ndjson(const DocumentName& name) {
  return name.path.extension() == ".ndjson" || name.path.extension() == ".jsonl";
}

void cannot_read(const DocumentName& name, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::CannotRead, {},
                     fmt::format("`{}` cannot be read: {}", name.name, why_unreadable(name.path)));
}

}  // namespace

void Corpus::add(const std::string& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    names_.push_back(document_name(path));
    if (!fs::exists(path, error)) {
      cannot_read(names_.back(), diagnostics);
    } else if (!fs::is_regular_file(path, error)) {
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

std::optional<CorpusDocument> Corpus::next(Diagnostics& diagnostics) {
  while (at_ < names_.size()) {
    if (!is_ndjson(names_[at_])) return CorpusDocument{names_[at_++], std::nullopt};
    if (auto document = next_line(diagnostics)) return document;
    if (diagnostics.has_errors()) return std::nullopt;
    ++at_;
  }
  return std::nullopt;
}

std::optional<CorpusDocument> Corpus::next_line(Diagnostics& diagnostics) {
  const DocumentName& file = names_[at_];
  if (!lines_.is_open()) {
    lines_.open(file.path, std::ios::binary);
    line_ = 0;
    if (!lines_) cannot_read(file, diagnostics);
  }
  for (std::string text; std::getline(lines_, text);) {
    ++line_;
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::string name = fmt::format("{}:{}", file.name, line_);
    return CorpusDocument{{name, file.path.parent_path() / name, false}, std::move(text)};
  }
  if (lines_.bad()) cannot_read(file, diagnostics);
  lines_.close();
  lines_.clear();
  return std::nullopt;
}

}  // namespace precept::input
