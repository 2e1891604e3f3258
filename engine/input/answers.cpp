#include "engine/input/answers.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/file.h"
#include "runtime/repair/answers/answers.h"

namespace precept::input {

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

void note_answers(const std::string& path, DocumentReport& report) {
  report.chosen_because += fmt::format("; with the answers in {}", path);
}

}  // namespace precept::input
