#include "tools/common/answers.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/file.h"
#include "runtime/repair/answers/answers.h"

namespace precept::tools {

std::optional<FileId> read_answers_file(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  const bool is_standard_input = path == "-";
  auto text = is_standard_input ? read_bytes(STDIN_FILENO) : read_bytes(path);
  if (text) return sources.add(is_standard_input ? "standard input" : path, std::move(*text));
  diagnostics
      .report(DiagnosticKind::AnswersUnreadable, {},
              fmt::format("the answers in `{}` cannot be read: {}", path, text.error()))
      .with_help("`precept ask` writes answers into a file beside the document");
  return std::nullopt;
}

std::optional<FileId> add_answers(FileId document, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics) {
  auto file = read_answers_file(path, sources, diagnostics);
  if (!file) return std::nullopt;
  auto answers = read_answers(*file, sources, diagnostics);
  if (!answers) return std::nullopt;
  auto text = with_answers(document, *answers, *file, sources, diagnostics);
  if (!text) return std::nullopt;
  return sources.add(sources.file(document).name, std::move(*text));
}

void name_answers(const std::string& path, DocumentReport& report) {
  report.chosen_because += fmt::format("; with the answers in {}", path);
}

}  // namespace precept::tools
