#include "engine/input/document_lines.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace precept::input {

namespace fs = std::filesystem;

DocumentLines::DocumentLines(DocumentName file) : file_(std::move(file)), lines_(in_, file_.path.string()) {}

std::optional<NdjsonLine> DocumentLines::next_line(Diagnostics& diagnostics) {
  if (is_opened_) return lines_.next(diagnostics);
  is_opened_ = true;
  in_.open(file_.path, std::ios::binary);
  const int failure = errno;
  std::error_code error;
  const bool is_folder = fs::is_directory(file_.path, error);
  if (in_.is_open() && !is_folder) return lines_.next(diagnostics);
  diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                     fmt::format("`{}` cannot be read: {}", file_.path.string(),
                                 is_folder           ? "it is a folder"
                                 : failure == ENOENT ? "there is no such file"
                                                     : std::strerror(failure)));
  return std::nullopt;
}

std::optional<NextDocument> DocumentLines::next(Diagnostics& diagnostics) {
  const auto line = next_line(diagnostics);
  if (line) {
    has_any_ = true;
    DocumentName name = file_;
    name.name = fmt::format("{}:{}", file_.path.string(), line->number);
    name.line = static_cast<std::uint32_t>(line->number);
    return NextDocument{.name = std::move(name), .text = std::string(line->text)};
  }
  if (!has_any_ && !diagnostics.has_errors()) {
    diagnostics
        .report(DiagnosticKind::DocumentEmpty, {}, fmt::format("`{}` holds no document", file_.path.string()))
        .with_help("a document is an object of JSON in a line of its own");
  }
  return std::nullopt;
}

std::optional<std::string> document_in_line(const DocumentName& name, Diagnostics& diagnostics) {
  DocumentLines lines(name);
  while (auto document = lines.next(diagnostics)) {
    if (document->name.line == name.line) return std::move(document->text);
    if (document->name.line > name.line) break;
  }
  if (diagnostics.has_errors()) return std::nullopt;
  diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                     fmt::format("`{}` cannot be read: there is no document in line {} of `{}`", name.name,
                                 name.line, name.path.string()));
  return std::nullopt;
}

}  // namespace precept::input
