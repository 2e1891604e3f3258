#include "tools/documents.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// Formats that people keep such documents in, and that this version does not read.
constexpr const char* kOtherFormats[] = {".yaml", ".yml", ".csv", ".xlsx", ".xls", ".ods"};

/// What `Sources::read` refuses.
constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 30;

bool is_other_format(const DocumentName& document, Diagnostics& diagnostics) {
  std::string extension = document.path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
  if (std::ranges::find(kOtherFormats, extension) != std::end(kOtherFormats)) {
    diagnostics
        .report(DiagnosticKind::DocumentFormat, {},
                fmt::format("`{}` is a `{}` file; this version reads JSON", document.name, extension))
        .with_help("write the document as JSON");
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

void report_unreadable(const DocumentName& document, int error_number, Diagnostics& diagnostics) {
  std::error_code error;
  std::string why = "it cannot be opened";
  if (!document.is_standard_input && !fs::exists(document.path, error)) {
    why = "there is no such file";
  } else if (!document.is_standard_input && fs::is_directory(document.path, error)) {
    why = "it is a folder";
  } else if (!document.is_standard_input && fs::is_regular_file(document.path, error) &&
             fs::file_size(document.path, error) > kLargestFile) {
    why = "it has more than 1 GiB";
  } else if (error_number != 0) {
    why = std::strerror(error_number);
  }
  diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                     fmt::format("`{}` cannot be read: {}", document.name, why));
}

std::optional<FileId> read_standard_input(Sources& sources) {
  std::string text;
  std::vector<char> block(1u << 16);
  while (true) {
    ssize_t length = ::read(STDIN_FILENO, block.data(), block.size());
    if (length < 0 && errno == EINTR) continue;
    if (length < 0) return std::nullopt;
    if (length == 0) return sources.add("standard input", std::move(text));
    text.append(block.data(), static_cast<std::size_t>(length));
  }
}

}  // namespace

DocumentName document_name(const std::string& word) {
  if (word == "-") return {"standard input", {}, true};
  return {word, word, false};
}

std::optional<FileId> read_document(const DocumentName& document, Sources& sources,
                                    Diagnostics& diagnostics) {
  if (!document.is_standard_input && is_other_format(document, diagnostics)) return std::nullopt;
  errno = 0;
  auto file = document.is_standard_input ? read_standard_input(sources) : sources.read(document.path);
  if (!file) report_unreadable(document, errno, diagnostics);
  return file;
}

}  // namespace precept::tools
