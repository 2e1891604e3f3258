#include "engine/input/document_lines.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace precept::input {

namespace fs = std::filesystem;

namespace {

/// The name of the file as a whole: without the line that `file` may name.
std::string name_of_file(const DocumentName& file) {
  if (file.archive.empty()) return file.path.string();
  return fmt::format("{}:{}", file.archive.string(), file.name_in_archive());
}

void report_unreadable(const DocumentName& file, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                     fmt::format("`{}` cannot be read: {}", name_of_file(file), why));
}

}  // namespace

DocumentLines::DocumentLines(DocumentName file) : file_(std::move(file)), lines_(in_, name_of_file(file_)) {}

/// False where it was reported that there is nothing to read.
bool DocumentLines::open(Diagnostics& diagnostics) {
  if (!file_.archive.empty()) {
    auto bytes = bytes_of(file_, diagnostics);
    if (bytes && !*bytes) report_unreadable(file_, bytes->error(), diagnostics);
    if (!bytes || !*bytes) return false;
    in_memory_.str(std::move(**bytes));
    in_.rdbuf(&in_memory_);
    return true;
  }
  const bool is_open = on_disk_.open(file_.path, std::ios::in | std::ios::binary) != nullptr;
  const int failure = errno;
  std::error_code error;
  const bool is_folder = fs::is_directory(file_.path, error);
  in_.rdbuf(&on_disk_);
  if (is_open && !is_folder) return true;
  report_unreadable(file_,
                    is_folder           ? "it is a folder"
                    : failure == ENOENT ? "there is no such file"
                                        : std::strerror(failure),
                    diagnostics);
  return false;
}

std::optional<NdjsonLine> DocumentLines::next_line(Diagnostics& diagnostics) {
  if (is_opened_) return lines_.next(diagnostics);
  is_opened_ = true;
  if (!open(diagnostics)) return std::nullopt;
  return lines_.next(diagnostics);
}

std::optional<NextDocument> DocumentLines::next(Diagnostics& diagnostics) {
  const auto line = next_line(diagnostics);
  if (line) {
    has_any_ = true;
    DocumentName name = file_;
    name.name = fmt::format("{}:{}", name_of_file(file_), line->number);
    name.line = static_cast<std::uint32_t>(line->number);
    return NextDocument{.name = std::move(name), .text = std::string(line->text)};
  }
  if (!has_any_ && !diagnostics.has_errors()) {
    diagnostics
        .report(DiagnosticKind::DocumentEmpty, {}, fmt::format("`{}` holds no document", name_of_file(file_)))
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
                                 name.line, name_of_file(name)));
  return std::nullopt;
}

}  // namespace precept::input
